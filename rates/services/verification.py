"""Verbs of the second person: compare a schedule line by line with the signed text, then return it or make it law."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from core.audit import record
from core.models import User
from core.text import clean_text
from rates.models import Schedule, ScheduleLine
from rates.services.publishing import publish
from rates.services.schedules import require_keeper, submission_faults
from rates.states import LineCheck, ScheduleState

_LONGEST_NOTE = 300


@dataclass(frozen=True)
class Mark:
    """What was found of one line, and where it is wrong."""

    result: str
    note: str = ""


def require_second(actor: User, schedule: Schedule) -> None:
    """This will refuse whoever entered or changed any part of a schedule, and whoever keeps none.

    :raises PermissionDenied: with a message for the screen.
    """
    require_keeper(actor, schedule.unit)
    if schedule.editors.filter(pk=actor.pk).exists():
        raise PermissionDenied(f"«{actor}» đã nhập hoặc sửa biểu mức này: phải nhờ người thứ hai đối chiếu.")


@transaction.atomic
def mark_lines(*, actor: User, schedule: Schedule, marks: Mapping[int, Mark]) -> int:
    """This will keep what the second person found of some lines, by line id, and return how many.

    :raises PermissionDenied: the first person, or no keeper of this schedule.
    :raises ValidationError: not waiting for this, an unknown line, or a wrong line without a note.
    """
    schedule = _waiting(actor, schedule)
    lines = {line.pk: line for line in schedule.lines.all()}
    faults = list(_mark_faults(lines, marks))
    if faults:
        raise ValidationError(faults)
    for number, mark in marks.items():
        line = lines[number]
        line.check_result, line.checked_by = mark.result, actor
        line.check_note = clean_text(mark.note) if mark.result == LineCheck.WRONG else ""
    marked = [lines[number] for number in marks]
    ScheduleLine.objects.bulk_update(marked, ["check_result", "check_note", "checked_by"])
    wrong = sum(mark.result == LineCheck.WRONG for mark in marks.values())
    said = {"khớp": len(marks) - wrong, "sai": wrong}
    record(actor=actor, action="đối chiếu dòng biểu mức", target=schedule, unit=schedule.unit, after=said)
    return len(marks)


def _mark_faults(lines: Mapping[int, ScheduleLine], marks: Mapping[int, Mark]):
    for number, mark in marks.items():
        if number not in lines or mark.result not in LineCheck.values:
            yield "Có dòng lạ trong biểu mẫu: hãy tải lại trang."
        elif mark.result == LineCheck.WRONG and not clean_text(mark.note):
            yield f"«{lines[number].label}»: hãy nói sai ở đâu."
        elif len(mark.note) > _LONGEST_NOTE:
            yield f"«{lines[number].label}»: ghi chú dài quá {_LONGEST_NOTE} ký tự."


@transaction.atomic
def conclude_verification(*, actor: User, schedule: Schedule) -> Schedule:
    """This will make a schedule law when every line matches, or give it back when any is wrong.

    :raises PermissionDenied: the first person, or no keeper of this schedule.
    :raises ValidationError: not waiting for this, lines not compared yet, or faults by the law of today.
    """
    schedule = _waiting(actor, schedule)
    lines = list(schedule.lines.all())
    if unchecked := [line for line in lines if not line.check_result]:
        raise ValidationError(f"Còn {len(unchecked)} dòng chưa đối chiếu, đầu tiên là «{unchecked[0].label}».")
    wrong = [line for line in lines if line.check_result == LineCheck.WRONG]
    return _return(actor, schedule, wrong) if wrong else _accept(actor, schedule, lines)


def _return(actor: User, schedule: Schedule, wrong: list[ScheduleLine]) -> Schedule:
    schedule.move_to(ScheduleState.DRAFT)
    schedule.save()
    said = {line.label: line.check_note for line in wrong}
    record(actor=actor, action="trả lại biểu mức", target=schedule, unit=schedule.unit, after=said)
    return schedule


def _accept(actor: User, schedule: Schedule, lines: list[ScheduleLine]) -> Schedule:
    if faults := submission_faults(schedule, lines):
        raise ValidationError(faults)
    recorded = publish(actor=actor, schedule=schedule, lines=lines)
    schedule.move_to(ScheduleState.IN_FORCE)
    schedule.verified_by, schedule.recorded = actor, recorded
    schedule.full_clean()
    schedule.save()
    said = {"số dòng": len(lines), "có hiệu lực từ": f"{schedule.effective_on:%d/%m/%Y}"}
    record(actor=actor, action="đưa biểu mức vào luật", target=schedule, unit=schedule.unit, after=said)
    return schedule


def _waiting(actor: User, schedule: Schedule) -> Schedule:
    schedule = Schedule.objects.select_for_update().get(pk=schedule.pk)
    require_second(actor, schedule)
    if schedule.state != ScheduleState.SUBMITTED:
        raise ValidationError(f"Biểu mức đang ở bước «{schedule.get_state_display()}», không chờ đối chiếu.")
    return schedule
