"""Tables of the law: instruments, rates with their citations, schedule rows."""

from core.columns import WIDE, ChoiceColumn, ComputedColumn, DateColumn, NumberColumn, TextColumn, UnitColumn
from core.money import format_number
from core.tables import NOT_ENTERED, ListTable
from rates.models import Instrument, Rate, ScheduleRow
from rates.terms import Form, Status

_LABELS = {
    "QUOTED": "trích nguyên văn",
    "DERIVED": "suy từ nguyên văn",
    "SECONDARY": "nguồn thứ cấp",
    "INFERENCE": "suy luận",
    "MEMORY": "theo trí nhớ",
}
_LABELLED = {
    "amount": "mức",
    "date": "ngày",
    "issued": "ngày ban hành",
    "effective": "ngày hiệu lực",
    "row": "dòng",
    "number": "số hiệu",
    "title": "trích yếu",
}
_TONES = {Status.TO_VERIFY: "warn", Status.NOT_ENTERED: "bad", Status.ILLUSTRATIVE: "bad"}


class SourcedTable(ListTable):
    """Law whose every row says how well it is known and where that was looked up."""

    labels = ComputedColumn("Nhãn nguồn", attrs=WIDE)
    dossier = ComputedColumn("Mục hồ sơ")

    def render_labels(self, record):
        """This will say how well each fact of the row is known."""
        return "; ".join(
            f"{_LABELLED.get(fact, fact)}: {_LABELS.get(label, label)}" for fact, label in record.labels.items()
        )

    def render_dossier(self, record):
        """This will list the sections of the dossier that the row comes from."""
        return "; ".join(record.dossier)


class InstrumentTable(SourcedTable):
    """Legal instruments; a date that is not known says so."""

    title = TextColumn(attrs=WIDE)
    issued_on = DateColumn(default=NOT_ENTERED)
    effective_on = DateColumn(default=NOT_ENTERED)
    schedule_status = ChoiceColumn(orderable=False, tones=_TONES)

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
        return say_amount(record)

    def render_citations(self, record):
        """This will list the clauses that the row rests on."""
        return "; ".join(str(citation) for citation in record.citations.all())


class ScheduleRowTable(SourcedTable):
    """Rows of royalty schedules: what is paid for, and where that stands."""

    label = TextColumn(attrs=WIDE)
    instrument = TextColumn("Văn bản", accessor="instrument__number")

    class Meta:
        model = ScheduleRow
        fields = ["medium", "order", "label", "measure", "instrument", "clause", "labels", "dossier", "code"]


def say_amount(rate: Rate) -> str:
    """This will write a rate's amount as Vietnamese papers would; it needs of_label beside the columns."""
    other = getattr(rate, "of_label", None) or rate.of_key
    match Form(rate.form):
        case Form.VALUE:
            return format_number(rate.value)
        case Form.CEILING:
            return f"tối đa {format_number(rate.maximum)}"
        case Form.FRAME:
            return _say_frame(rate)
        case Form.TIMES:
            return f"{format_number(rate.value * 100)} % của «{other}»"
        case Form.SAME_AS:
            return f"như «{other}»"
        case Form.WITHIN:
            return f"trong trần «{other}»"
        case Form.TEXT:
            return rate.text
        case Form.END:
            return "hết hiệu lực"


def _say_frame(rate: Rate) -> str:
    if rate.minimum is None:
        return f"đến {format_number(rate.maximum)}"
    if rate.maximum is None:
        return f"từ {format_number(rate.minimum)}"
    return f"{format_number(rate.minimum)} – {format_number(rate.maximum)}"
