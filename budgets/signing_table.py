"""The table and the filters of the sheets that wait for a signature, and what its boxes send."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.html import format_html
from django_filters import FilterSet
from django_tables2 import A

from core.columns import Column, ComputedColumn, DateTimeColumn, MonthColumn
from core.filters import SearchFilter, UnitFilter, WaitsFilter
from core.tables import ListTable
from royalties.models import PaymentSheet
from royalties.signing_reads import SLOW, is_slow, slow_sheets


class ToSignFilter(FilterSet):
    """Filters of the sheets that wait for a signature."""

    q = SearchFilter("unit__name", "created_by__full_name", label="Đơn vị hoặc người lập")
    unit = UnitFilter()
    waits = WaitsFilter({"slow": (f"chờ quá {SLOW.days} ngày", slow_sheets)})

    class Meta:
        model = PaymentSheet
        fields = ["q", "kind"]


class ToSignTable(ListTable):
    """Sheets with a box each; the box tells which figures were seen."""

    named_by = "sheet"

    chosen = ComputedColumn("Chọn", exclude_from_export=True)
    sheet = ComputedColumn("Bảng", linkify=("reports:payment-sheet", [A("pk")]))
    period = MonthColumn()
    number_of_works = Column("Số tác phẩm", accessor="number_of_works")
    submitted_at = DateTimeColumn("Trình lúc", accessor="submitted_at")

    class Meta:
        model = PaymentSheet
        fields = [
            "chosen",
            "sheet",
            "unit",
            "period",
            "status",
            "number_of_works",
            "gross",
            "submitted_at",
            "created_by",
        ]

    def render_chosen(self, record):
        """This will be a box of the form that signs several."""
        box = '<input class="form-check-input" type="checkbox" form="ky-nhieu" name="sheet" value="{}" aria-label="{}">'
        return format_html(box, f"{record.pk}-{record.fingerprint}", f"Chọn {record}, {record.unit}")

    def render_sheet(self, record):
        """This will be the sheet's name."""
        return str(record)

    def value_sheet(self, record):
        """This will be the sheet's name, unlinked."""
        return str(record)

    def render_submitted_at(self, value):
        """This will mark what waits for long."""
        said = f"{timezone.localtime(value):%H:%M %d/%m/%Y}"
        return format_html('{} <span class="badge bad">quá {} ngày</span>', said, SLOW.days) if is_slow(value) else said


def seen_sheets(boxes: Iterable[str]) -> dict[int, str]:
    """This will read the boxes that were ticked: by sheet, the fingerprint of what was seen."""
    parted = (box.partition("-") for box in boxes)
    return {int(key): fingerprint for key, _, fingerprint in parted if key.isdecimal()}
