"""Verbs on a schedule that is being entered: head, lines, scan, submission; each one transaction with its decision."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from core.access import Permission, require
from core.audit import record
from core.models import Unit, User
from core.text import clean_text
from rates.models import Instrument, Schedule, ScheduleLine, ScheduleScan
from rates.queries import read_bounds
from rates.schedules.bounds import Bounds
from rates.schedules.changes import say_line
from rates.schedules.checks import doubled_lines, find_faults, find_missing, line_faults
from rates.schedules.scans import scan_kind
from rates.schedules.terms import FIELDS, LineTerms, has_amount, terms_of
from rates.states import ScheduleState

_PROVINCE = "UBND tỉnh Đắk Lắk"
_DECISION = "quyết định"
_LABELS = dict.fromkeys(("number", "title", "issued", "effective"), "QUOTED")
_DOSSIER = ["bản ký đính kèm"]


@dataclass(frozen=True)
class Head:
    """What is known of the signed decision, and from which day its schedule is in force."""

    number: str
    title: str
    issued_on: date
    effective_on: date

    def number_for(self, unit: Unit | None) -> str:
        """This will name the decision: units count theirs anew each year, so the day and the unit tell them apart."""
        number = clean_text(self.number)
        return f"{number} ngày {self.issued_on:%d/%m/%Y}, {unit.code}" if unit else number


def require_keeper(actor: User, unit: Unit | None) -> None:
    """This will refuse whoever keeps no schedules: the province's, or those of this unit.

    :raises PermissionDenied: with a message for the screen.
    """
    if unit is None:
        require(actor, Permission.KEEP_SCHEDULES)
    else:
        require(actor, Permission.NARROW_SCHEDULES, unit=unit)


@transaction.atomic
def create_schedule(*, actor: User, unit: Unit | None, head: Head, media: list[str]) -> Schedule:
    """This will open a schedule with blank lines of some media: the genres of NĐ 18, or for a unit the province's rows.

    :raises ValidationError: dates out of order, an instrument that is no decision, or one with an open schedule.
    """
    require_keeper(actor, unit)
    instrument = _instrument(head, unit)
    schedule = Schedule(instrument=instrument, unit=unit, effective_on=head.effective_on, created_by=actor)
    schedule.full_clean()
    schedule.save()
    schedule.editors.add(actor)
    bounds = read_bounds(on=head.effective_on, unit=unit)
    ScheduleLine.objects.bulk_create(ScheduleLine(schedule=schedule, **one) for one in _blank_lines(bounds, media))
    _record(actor, "mở biểu mức", schedule, after=_head_facts(schedule))
    return schedule


def _blank_lines(bounds: Bounds, media: list[str]) -> Iterator[dict]:
    keys = bounds.codes if bounds.of_unit else bounds.genres
    for order, (medium, code) in enumerate((key for key in keys if key[0] in media), start=1):
        genre = bounds.codes[medium, code]
        named = {"label": bounds.labels[medium, code], "measure": bounds.measures[medium, code]}
        yield {"order": order, "medium": medium, "code": code, "genre": genre, **named}


@transaction.atomic
def change_head(*, actor: User, schedule: Schedule, head: Head) -> Schedule:
    """This will correct the decision or the first day of a draft; every line must be compared again.

    :raises ValidationError: as create_schedule does, or no longer a draft.
    """
    schedule = open_draft(actor=actor, schedule=schedule)
    before = _head_facts(schedule)
    schedule.instrument, schedule.effective_on = _corrected_instrument(head, schedule), head.effective_on
    schedule.full_clean()
    schedule.save()
    _forget_checks(schedule)
    _record(actor, "sửa đầu biểu mức", schedule, before=before, after=_head_facts(schedule))
    return schedule


@transaction.atomic
def save_line(*, actor: User, schedule: Schedule, terms: LineTerms, line: ScheduleLine | None = None) -> ScheduleLine:
    """This will add a line to a draft or change one; amounts may follow later, wrong ones are refused.

    :raises ValidationError: by field: above the ceiling, doubled, out of order, or no longer a draft.
    """
    schedule = open_draft(actor=actor, schedule=schedule)
    others = [other for other in schedule.lines.all() if line is None or other.pk != line.pk]
    bounds = read_bounds(on=schedule.effective_on, unit=schedule.unit)
    _refuse_wrong(terms, others, bounds)
    before = {} if line is None else {str(terms_of(line).label): say_line(line)}
    line = line or ScheduleLine(schedule=schedule, order=_next_order(schedule))
    for name in FIELDS:
        setattr(line, name, getattr(terms, name))
    line.check_result, line.check_note, line.checked_by = "", "", None
    line.full_clean()
    line.save()
    _record(actor, "ghi dòng biểu mức", schedule, before=before, after={line.label: say_line(line)})
    return line


def _refuse_wrong(terms: LineTerms, others: list[ScheduleLine], bounds: Bounds) -> None:
    faults = list(line_faults(terms, bounds, complete=False))
    lines = [*others, terms]
    faults += [(fault.field, fault.message) for fault in doubled_lines(lines, range(1, len(lines) + 1))]
    if faults:
        raise ValidationError({field: [message for name, message in faults if name == field] for field, _ in faults})


def _next_order(schedule: Schedule) -> int:
    return (schedule.lines.aggregate(last=Max("order"))["last"] or 0) + 1


@transaction.atomic
def remove_line(*, actor: User, schedule: Schedule, line: ScheduleLine) -> None:
    """This will take a line out of a draft.

    :raises ValidationError: no longer a draft.
    """
    schedule = open_draft(actor=actor, schedule=schedule)
    _record(actor, "bỏ dòng biểu mức", schedule, before={line.label: say_line(line)})
    line.delete()


@transaction.atomic
def attach_scan(*, actor: User, schedule: Schedule, name: str, content: bytes) -> ScheduleScan:
    """This will keep the scan of the signed decision; every line must be compared again with it.

    :raises ValidationError: no pdf or picture by its content, empty, above 20 MB, or no longer a draft.
    """
    schedule = open_draft(actor=actor, schedule=schedule)
    scan = ScheduleScan(
        schedule=schedule,
        name=clean_text(name)[:200],
        kind=scan_kind(content),
        content=content,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        added_by=actor,
    )
    scan.save()
    _forget_checks(schedule)
    _record(actor, "đính kèm bản ký", schedule, after={"tệp": scan.name, "SHA-256": scan.digest})
    return scan


@transaction.atomic
def submit_schedule(*, actor: User, schedule: Schedule, absences: str = "") -> Schedule:
    """This will hand a draft to a second person; of a unit's draft the blank lines narrow nothing and go.

    :raises ValidationError: faults, no scan, no lines, or genres missing without an explanation.
    """
    schedule = open_draft(actor=actor, schedule=schedule)
    if schedule.unit:
        blank = [line.pk for line in schedule.lines.all() if not has_amount(line)]
        ScheduleLine.objects.filter(pk__in=blank).delete()
    schedule.absences = clean_text(absences)
    if faults := submission_faults(schedule, list(schedule.lines.all())):
        raise ValidationError(faults)
    schedule.move_to(ScheduleState.SUBMITTED)
    schedule.submitted_by = actor
    schedule.save()
    _record(actor, "trình đối chiếu", schedule, reason=schedule.absences)
    return schedule


def submission_faults(schedule: Schedule, lines: list[ScheduleLine]) -> list[str]:
    """This will say why a schedule cannot go on, in sentences; none means that it can."""
    bounds = read_bounds(on=schedule.effective_on, unit=schedule.unit)
    faults = [fault.describe(lines[fault.place]) for fault in find_faults(lines, bounds)]
    if not lines:
        faults.append("Biểu mức chưa có dòng nào.")
    if not schedule.scans.exists():
        faults.append("Chưa đính kèm bản quét của quyết định đã ký.")
    if (missing := find_missing(lines, bounds)) and not schedule.absences:
        named = ", ".join(f"«{one.label}»" for one in missing)
        faults.append(f"Còn thiếu dòng cho {named}: hãy nhập thêm, hoặc nói vì sao văn bản không có.")
    return faults


def open_draft(*, actor: User, schedule: Schedule) -> Schedule:
    """This will lock a draft for somebody who keeps it; from now on they may not be its second person.

    :raises PermissionDenied: another unit's, or no keeper of schedules.
    :raises ValidationError: no longer a draft.
    """
    require_keeper(actor, schedule.unit)
    schedule = Schedule.objects.select_for_update().get(pk=schedule.pk)
    if schedule.state != ScheduleState.DRAFT:
        raise ValidationError(f"Biểu mức đang ở bước «{schedule.get_state_display()}», không sửa được nữa.")
    schedule.editors.add(actor)
    schedule.lines.filter(checked_by=actor).update(check_result="", check_note="", checked_by=None)
    return schedule


def _forget_checks(schedule: Schedule) -> None:
    schedule.lines.update(check_result="", check_note="", checked_by=None)


def _instrument(head: Head, unit: Unit | None) -> Instrument:
    if head.issued_on > head.effective_on:
        raise ValidationError({"effective_on": "Ngày có hiệu lực không được trước ngày ký."})
    number = head.number_for(unit)
    instrument = Instrument.objects.filter(number=number).first()
    if instrument is None:
        instrument = _new_instrument(number, head, unit)
    elif instrument.kind != _DECISION:
        raise ValidationError({"number": f"«{instrument}» không phải là quyết định."})
    for name, label in (("issued_on", "ký"), ("effective_on", "có hiệu lực từ")):
        known = getattr(instrument, name)
        if known and known != getattr(head, name):
            raise ValidationError({name: f"«{instrument}» đã ghi {label} ngày {known:%d/%m/%Y}."})
    return instrument


def _new_instrument(number: str, head: Head, unit: Unit | None) -> Instrument:
    issuer = (unit.name if unit else _PROVINCE)[:120]
    instrument = Instrument(kind=_DECISION, issuer=issuer, labels=_LABELS, dossier=_DOSSIER)
    return _save_instrument(instrument, number, head)


def _save_instrument(instrument: Instrument, number: str, head: Head) -> Instrument:
    instrument.number, instrument.title = number, clean_text(head.title)
    instrument.issued_on, instrument.effective_on = head.issued_on, head.effective_on
    instrument.full_clean()
    instrument.save()
    return instrument


def _corrected_instrument(head: Head, schedule: Schedule) -> Instrument:
    """An instrument that came with this draft alone is corrected in place; any other is left as it is."""
    instrument, number = schedule.instrument, head.number_for(schedule.unit)
    is_own = not instrument.shipped and instrument.schedules.count() == 1 and not instrument.cited_by.exists()
    is_taken = Instrument.objects.filter(number=number).exclude(pk=instrument.pk).exists()
    if is_own and not is_taken and head.issued_on <= head.effective_on:
        return _save_instrument(instrument, number, head)
    return _instrument(head, schedule.unit)


def _head_facts(schedule: Schedule) -> dict:
    return {"văn bản": schedule.instrument.number, "có hiệu lực từ": f"{schedule.effective_on:%d/%m/%Y}"}


def _record(actor: User, action: str, schedule: Schedule, **said) -> None:
    record(actor=actor, action=action, target=schedule, unit=schedule.unit, **said)
