"""Tables of outlets, payees, works and payment sheets."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django_tables2 import A

from core.columns import (
    WIDE,
    ChoiceColumn,
    Column,
    ComputedColumn,
    DateColumn,
    MonthColumn,
    TextColumn,
    UnitColumn,
    YesNoColumn,
)
from core.money import format_number
from core.tables import ListTable
from royalties.models import DuplicatePair, OpeningBalance, Outlet, Payee, PaymentSheet, Verdict, Work, WorksImport
from royalties.opening_table import WORKS
from royalties.states import ImportState, SheetStatus

IMPORT_TONES = {ImportState.FAULTY: "warn", ImportState.FAILED: "bad", ImportState.APPLIED: "good"}
_ILLUSTRATIVE = "MINH HOẠ"
_PAPERS = {"xlsx": "Excel", "pdf": "PDF", "json": "JSON"}


class OutletTable(ListTable):
    """Where units publish."""

    named_by = "name"

    class Meta:
        model = Outlet
        fields = ["unit", "medium", "name"]


class PayeeTable(ListTable):
    """Who is paid; ids and accounts show their last digits only, here and in the export."""

    name = TextColumn(order_by="name_key", linkify=("royalties:payee", [A("pk")]))
    masked_id = ComputedColumn("Số định danh / MST")
    masked_account = ComputedColumn("Số tài khoản")
    is_resident = YesNoColumn()
    to_complete = YesNoColumn("Hồ sơ", yes="cần bổ sung", no="đủ", tone="warn")

    class Meta:
        model = Payee
        fields = [
            "name",
            "unit",
            "kind",
            "group",
            "contract",
            "is_resident",
            "masked_id",
            "masked_account",
            "bank",
            "to_complete",
        ]

    def render_masked_id(self, record):
        """This will show the last digits of the personal id."""
        return record.masked_id

    def render_masked_account(self, record):
        """This will show the last digits of the bank account."""
        return record.masked_account


class WorkTable(ListTable):
    """Published works with the parts that are rated."""

    named_by = "title"
    title = TextColumn(attrs=WIDE)
    outlet = TextColumn("Nơi đăng", accessor="outlet__name")
    outlet__unit = UnitColumn()
    parts = ComputedColumn("Thể loại và hệ số")
    url = TextColumn(visible=False)

    class Meta:
        model = Work
        fields = ["published_on", "title", "parts", "outlet", "outlet__unit", "state", "url"]

    def render_title(self, value, record):
        """This will link to the work's page, and to where it was published."""
        page = format_html('<a href="{}">{}</a>', reverse("royalties:work", args=[record.pk]), value)
        if not record.is_on_the_web:
            return page
        seen = (
            '{} <a class="small" href="{}" rel="noopener noreferrer" aria-label="Xem bài đã đăng: {}">bài đã đăng</a>'
        )
        return format_html(seen, page, record.url, value)

    def value_title(self, value):
        """This will be the bare title."""
        return value

    def render_parts(self, record):
        """This will say what each part is rated as."""
        return "; ".join(_say_part(part) for part in record.parts.all())


class DuplicatePairTable(ListTable):
    """Pairs of works that may be one, each leading to the page where both stand side by side."""

    pair = ComputedColumn("Hai tác phẩm", attrs=WIDE)
    days = ComputedColumn("Ngày đăng")
    why = ComputedColumn("Vì sao nghi")
    verdict = ChoiceColumn(codes=Verdict.values, tones={Verdict.WAITING: "warn"})
    first__outlet__unit = UnitColumn()

    class Meta:
        model = DuplicatePair
        fields = ["pair", "days", "why", "verdict", "first__outlet__unit", "ruled_by", "ruled_at", "reason"]

    def render_pair(self, record):
        """This will link both titles to their comparison."""
        where = reverse("royalties:pair", args=[record.pk])
        return format_html('<a href="{}">{}<br>và {}</a>', where, record.first.title, record.second.title)

    def value_pair(self, record):
        """This will be the bare titles."""
        return str(record)

    def render_days(self, record):
        """This will say both days, once where they are one."""
        days = dict.fromkeys((record.first.published_on, record.second.published_on))
        return ", ".join(f"{day:%d/%m/%Y}" for day in days)

    def render_why(self, record):
        """This will say what the two have in common."""
        return record.why


class WorksImportTable(ListTable):
    """Excel files of works and how far each has come."""

    named_by = "file_name"
    file_name = TextColumn(attrs=WIDE, linkify=("royalties:import", [A("pk")]))
    outlet = TextColumn("Nơi đăng", accessor="outlet__name")
    state = ChoiceColumn(
        codes=ImportState.values,
        tones=IMPORT_TONES,
    )

    class Meta:
        model = WorksImport
        fields = ["created_at", "file_name", "outlet", "unit", "state", "work_count", "fault_count", "created_by"]

    def render_fault_count(self, record, value):
        """This will say where a file without a fault waits for answers all the same."""
        waits = record.state == ImportState.FAULTY and not value
        return "0, còn câu cần trả lời" if waits else format_number(value)

    def value_fault_count(self, value):
        """This will keep the number for an export."""
        return value


class OpeningBalanceTable(ListTable):
    """Opening balances, each leading to its tables."""

    year = Column(linkify=lambda record: reverse("royalties:opening", args=[record.unit_id, record.year, WORKS.code]))

    class Meta:
        model = OpeningBalance
        fields = ["year", "unit", "begun_by", "begun_at"]


class PaymentSheetTable(ListTable):
    """Payment sheets with what they pay; an illustrative one says so in its own column."""

    named_by = "number"
    period = MonthColumn()
    number = TextColumn(empty_values=(), linkify=("reports:payment-sheet", [A("pk")]))
    is_illustrative = YesNoColumn(yes=_ILLUSTRATIVE, no="", tone="bad")
    status = ChoiceColumn(codes=SheetStatus.values, tones={SheetStatus.CANCELLED: "bad", SheetStatus.DRAFT: "warn"})
    deadline = DateColumn("Hạn trình lại", accessor="deadline")
    papers = ComputedColumn("Tải về", exclude_from_export=True)

    class Meta:
        model = PaymentSheet
        fields = [
            "period",
            "unit",
            "kind",
            "number",
            "is_illustrative",
            "status",
            "deadline",
            "papers",
            "gross",
            "tax",
            "net",
            "paid_on",
            "created_by",
        ]

    def render_number(self, value, record):
        """This will show that a draft has no number yet; an illustrative one shows MH from the start."""
        return record.shown_number

    def render_papers(self, record):
        """This will link to the sheet's papers, each link saying of which sheet."""
        links = (
            (reverse("reports:payment-sheet-file", args=[record.pk, form]), f"{name}: {record}", name)
            for form, name in _PAPERS.items()
        )
        return format_html_join(" ", '<a href="{}" aria-label="{}">{}</a>', links)


def _say_part(part) -> str:
    times = "" if part.quantity == 1 else f"{format_number(part.quantity)} × "
    scored = "chưa chấm" if part.coefficient is None else f"hệ số {format_number(part.coefficient)}"
    return f"{times}{part.schedule_row.label}, {scored}"
