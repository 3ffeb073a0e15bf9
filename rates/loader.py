"""Reads the shipped law (rates/law/*.yaml) into plain data, and refuses whatever is not certain to be meant."""

from datetime import date
from pathlib import Path

from ruamel.yaml.comments import CommentedMap

from rates.lawchecks import faults_across_files
from rates.lawdata import InstrumentEntry, Law, RateEntry, RelationEntry, ScheduleEntry
from rates.lawfile import Entry, LawFileError
from rates.lawyaml import read_yaml
from rates.terms import Form, Medium, Scope, Status

LAW_FOLDER = Path(__file__).parent / "law"
MEDIA = [medium.value for medium in Medium]
KINDS = ["luật", "nghị quyết", "nghị định", "thông tư", "quyết định", "dữ liệu mẫu"]
RELATIONS = ["amends", "replaces", "repeals", "based_on", "guides"]
LABELS = ["QUOTED", "DERIVED", "SECONDARY", "INFERENCE", "MEMORY"]
MEASURES = ["đồng/tháng", "đồng", "hệ số", "tỷ lệ", "ngày", "lần", "đồng/trường", "đồng/trang", "chữ"]
_CERTAIN = {"QUOTED", "DERIVED"}
_OWN_STATUSES = [Status.NOT_ENTERED.value, Status.ILLUSTRATIVE.value]


def read_law(folder: Path = LAW_FOLDER) -> Law:
    """This will read every YAML file of a folder, once all that must be there are there and nothing else is.

    :raises LawFileError: naming each unknown key, bad date, doubled row and missing citation by file and line, and each
        file that is missing or is no .yaml.
    """
    law, faults = Law(), []
    paths = sorted(path for path in folder.glob("*") if not path.name.startswith("."))
    if not any(path.suffix == ".yaml" for path in paths):
        raise LawFileError([f"{folder.name}: không có tệp .yaml nào"])
    for path in paths:
        if path.suffix != ".yaml" or not path.is_file():
            faults.append(f"{path.name}: không phải tệp .yaml: đổi đuôi, hoặc đưa ra khỏi thư mục {folder.name}")
            continue
        try:
            node = read_yaml(path)
        except LawFileError as error:
            faults += error.faults
            continue
        if not isinstance(node, CommentedMap):
            faults.append(f"{path.name}:1: tệp phải gồm các mục files, instruments, schedule_rows, rates")
            continue
        _read_file(Entry(node, path, faults), law)
    if law.files or not faults:
        faults += _missing_files(law, folder)
    # A file that could not be read would make all that it holds unknown to the others.
    faults = faults or faults_across_files(law)
    if faults:
        raise LawFileError(faults)
    return law


def _missing_files(law: Law, folder: Path) -> list[str]:
    if not law.files:
        return [f"{folder.name}: không tệp nào có mục «files», danh mục các tệp phải có"]
    return [f"{place}: thiếu tệp «{name}»" for place, name in law.files if not (folder / name).is_file()]


def _read_file(entry: Entry, law: Law) -> None:
    if entry.has("files"):
        law.files += [(entry.place_of("files"), name) for name in entry.texts("files")]
    law.instruments += [_instrument(item) for item in entry.entries("instruments", required=False)]
    law.schedule_rows += [_schedule_row(item) for item in entry.entries("schedule_rows", required=False)]
    for key_entry in entry.entries("rates", required=False):
        law.rates += _key_rows(key_entry)
    entry.done()


def _instrument(entry: Entry) -> InstrumentEntry:
    instrument = InstrumentEntry(
        place=entry.place,
        number=entry.text("number", longest=60),
        kind=entry.text("kind", choices=KINDS),
        issuer=entry.text("issuer", longest=120),
        title=entry.text("title", required=False),
        issued_on=entry.day("issued", required=False),
        effective_on=entry.day("effective", required=False),
        schedule_status=entry.text("schedule", required=False, choices=[Status.NOT_ENTERED.value]),
        labels=_labels(entry, ["number", *(name for name in ("title", "issued", "effective") if entry.is_given(name))]),
        dossier=entry.texts("dossier"),
        note=entry.text("note", required=False),
        relations=[_relation(item) for item in entry.entries("relations", required=False)],
    )
    entry.done()
    return instrument


def _relation(entry: Entry) -> RelationEntry:
    relation = RelationEntry(
        kind=entry.text("kind", choices=RELATIONS),
        target=entry.text("target"),
        on=entry.day("on", required=False),
        clause=entry.text("clause", required=False, longest=120),
        label=entry.text("label", choices=LABELS),
    )
    entry.done()
    return relation


def _schedule_row(entry: Entry) -> ScheduleEntry:
    instrument, clause = _cite(entry.entry("clause"))
    row = ScheduleEntry(
        place=entry.place,
        medium=entry.text("medium", choices=MEDIA),
        code=entry.text("code", longest=40),
        genre=entry.text("genre", longest=40),
        label=entry.text("label", longest=300),
        measure=entry.text("measure", longest=40),
        order=entry.whole("order"),
        instrument=instrument,
        clause=clause,
        labels=_labels(entry, ["row"]),
        dossier=entry.texts("dossier"),
    )
    entry.done()
    return row


def _key_rows(entry: Entry) -> list[RateEntry]:
    key, label = entry.text("key", longest=120), entry.text("label", longest=200)
    measure = entry.text("unit", choices=MEASURES)
    rows = [_rate(item, key, label, measure) for item in entry.entries("rows")]
    entry.done()
    return rows


def _rate(entry: Entry, key: str, label: str, measure: str) -> RateEntry:
    form, columns = _what_it_says(entry)
    labels = _labels(entry, ["date"] if form == Form.END else ["amount", "date"])
    own_status = entry.text("status", required=False, choices=_OWN_STATUSES)
    rate = RateEntry(
        place=entry.place,
        key=key,
        label=label,
        measure=measure,
        scope=entry.text("scope", required=False, choices=[scope.value for scope in Scope if scope != Scope.UNIT])
        or Scope.NATIONAL.value,
        start=entry.day("start") or date.min,
        recorded=entry.day("recorded") or date.min,
        form=form.value,
        level_share=entry.number("level_share", required=False),
        rests_on=entry.text("rests_on", required=False, longest=120),
        status=own_status or _status(labels).value,
        labels=labels,
        dossier=entry.texts("dossier"),
        note=entry.text("note", required=False),
        citations=tuple(_cite(item) for item in entry.entries("cites")),
        **columns,
    )
    entry.done()
    return rate


def _what_it_says(entry: Entry) -> tuple[Form, dict]:
    columns = {"value": None, "minimum": None, "maximum": None, "of_key": "", "text": ""}
    said = [form for form in Form if entry.has(form.value)]
    if len(said) != 1:
        entry.fault("start", f"phải có đúng một trong: {', '.join(form.value for form in Form)}")
    if not said:
        return Form.VALUE, columns
    form = said[0]
    if form == Form.VALUE:
        columns["value"] = entry.number("value")
    elif form == Form.CEILING:
        columns["maximum"] = entry.number("ceiling")
    elif form in (Form.SAME_AS, Form.WITHIN):
        columns["of_key"] = entry.text(form.value)
    elif form == Form.TEXT:
        columns["text"] = entry.text("text", longest=60)
    elif form == Form.END:
        if not entry.truth("end"):
            entry.fault("end", "dòng kết thúc viết là end: true")
    elif inner := entry.entry(form.value):
        columns |= _inner_columns(inner, form)
    return form, columns


def _inner_columns(entry: Entry, form: Form) -> dict:
    if form == Form.TIMES:
        columns = {"of_key": entry.text("of"), "value": entry.number("factor")}
    else:
        columns = {"minimum": entry.number("min", required=False), "maximum": entry.number("max", required=False)}
        if columns == {"minimum": None, "maximum": None}:
            entry.fault("min", "khung phải có ít nhất một đầu")
        elif None not in columns.values() and columns["minimum"] > columns["maximum"]:
            entry.fault("min", "khung có «min» lớn hơn «max»")
    entry.done()
    return columns


def _cite(entry: Entry | None) -> tuple[str, str]:
    if entry is None:
        return ("", "")
    cite = (entry.text("instrument"), entry.text("clause", longest=120))
    entry.done()
    return cite


def _labels(entry: Entry, names: list[str]) -> dict[str, str]:
    inner = entry.entry("labels", required=bool(names))
    if inner is None:
        return {}
    labels = {name: inner.text(name, choices=LABELS) for name in names}
    inner.done()
    return labels


def _status(labels: dict[str, str]) -> Status:
    return Status.VERIFIED if set(labels.values()) <= _CERTAIN else Status.TO_VERIFY
