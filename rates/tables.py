"""Tables of the law: instruments, rates with their citations, schedule rows."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html

from core.columns import (
    WIDE,
    ChoiceColumn,
    ComputedColumn,
    DateColumn,
    NumberColumn,
    TextColumn,
    UnitColumn,
    UserColumn,
)
from core.tables import NOT_ENTERED, ListTable
from rates.models import Instrument, Rate, Schedule, ScheduleRow
from rates.states import ScheduleState
from rates.terms import Status
from rates.wording import say_amount, say_labels

_TONES = {Status.TO_VERIFY: "warn", Status.NOT_ENTERED: "bad", Status.ILLUSTRATIVE: "bad"}


class SourcedTable(ListTable):
    """Law whose every row says, in its export, how well it is known and where that was looked up."""

    labels = ComputedColumn("Nhãn nguồn", visible=False)
    dossier = ComputedColumn("Mục hồ sơ", visible=False)

    def render_labels(self, record):
        """This will say how well each fact of the row is known."""
        return say_labels(record.labels)

    def render_dossier(self, record):
        """This will list the sections of the dossier that the row comes from."""
        return "; ".join(record.dossier)


class InstrumentTable(SourcedTable):
    """Legal instruments; a date that is not known says so."""

    title = TextColumn(attrs=WIDE)
    issued_on = DateColumn(default=NOT_ENTERED)
    effective_on = DateColumn(default=NOT_ENTERED)
    schedule_status = ChoiceColumn(orderable=False, tones=_TONES)
    note = TextColumn(visible=False)

    class Meta:
        model = Instrument
        fields = [
            "number",
            "kind",
            "issuer",
            "title",
            "issued_on",
            "effective_on",
            "schedule_status",
            "labels",
            "dossier",
            "note",
        ]

    def render_number(self, value):
        """This will lead to the instrument's own page."""
        return _link(reverse("rates:instrument", args=[value]), value)

    def value_schedule_status(self, value):
        """This will say in words how far the instrument's own schedule is entered."""
        return f"{Status(value).label} từ bản ký"

    def render_schedule_status(self, value, record, column):
        """This will do the same, so that it stands out."""
        return column.render(self.value_schedule_status(value), record)


class RateTable(SourcedTable):
    """Dated rows of the law, each with its amount in words of its form and the clauses that it rests on."""

    unit = UnitColumn()
    label = TextColumn(attrs=WIDE)
    amount = ComputedColumn("Mức")
    recorded = DateColumn(visible=False)
    key = TextColumn(visible=False)
    value = NumberColumn(visible=False)
    minimum = NumberColumn(visible=False)
    maximum = NumberColumn(visible=False)
    status = ChoiceColumn(codes=list(Status), tones=_TONES)
    citations = ComputedColumn("Căn cứ", attrs=WIDE)

    class Meta:
        model = Rate
        fields = [
            "label",
            "amount",
            "measure",
            "start",
            "scope",
            "unit",
            "status",
            "citations",
            "labels",
            "dossier",
            "recorded",
            "key",
            "value",
            "minimum",
            "maximum",
        ]

    def render_amount(self, record):
        """This will write what the row says, whatever its form."""
        return say_amount(record, record.of_label or "")

    def render_label(self, value, record):
        """This will lead to how the rate went, as its unit sees it."""
        query = f"?{urlencode({'unit': record.unit.code})}" if record.unit else ""
        return _link(reverse("rates:history", args=[record.key]) + query, value)

    def render_citations(self, record):
        """This will list the clauses that the row rests on."""
        return "; ".join(str(citation) for citation in record.citations.all())


class ScheduleRowTable(SourcedTable):
    """Rows of royalty schedules: what is paid for, and where that stands."""

    named_by = "label"
    label = TextColumn(attrs=WIDE)
    instrument = TextColumn("Văn bản", accessor="instrument__number")
    code = TextColumn(visible=False)

    class Meta:
        model = ScheduleRow
        fields = ["medium", "order", "label", "measure", "instrument", "clause", "labels", "dossier", "code"]

    def render_label(self, value, record):
        """This will lead to how the frame of the row went."""
        return _link(reverse("rates:history", args=[f"royalty/{record.medium}/{record.code}"]), value)

    def render_instrument(self, value):
        """This will lead to the instrument that the row stands in."""
        return _link(reverse("rates:instrument", args=[value]), value)


class ScheduleTable(ListTable):
    """Schedules of signed decisions, newest first."""

    instrument = TextColumn("Văn bản", accessor="instrument__number")
    unit = UnitColumn(default="toàn tỉnh")
    line_count = NumberColumn("Số dòng")
    state = ChoiceColumn(
        codes=ScheduleState.values, tones={ScheduleState.SUBMITTED: "warn", ScheduleState.IN_FORCE: "good"}
    )
    verified_by = UserColumn(default="chưa có")

    class Meta:
        model = Schedule
        fields = [
            "instrument",
            "unit",
            "effective_on",
            "line_count",
            "state",
            "created_by",
            "verified_by",
            "recorded",
        ]

    def render_instrument(self, record, value):
        """This will lead to the schedule's own page."""
        return _link(reverse("rates:schedule", args=[record.pk]), value)


def _link(address: str, text: str) -> str:
    return format_html('<a href="{}">{}</a>', address, text)
