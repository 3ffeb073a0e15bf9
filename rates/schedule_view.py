"""What the page of one schedule shows: lines with what bounds them, faults, what is missing, and what may be done."""

from dataclasses import dataclass

from django.urls import reverse

from core.access import Permission, access_of
from core.models import Decision, User
from rates.models import Schedule, ScheduleLine
from rates.queries import read_bounds
from rates.schedules.bounds import Bounds
from rates.schedules.changes import say_line, say_present
from rates.schedules.checks import Missing, find_faults, find_missing
from rates.states import LineCheck, ScheduleState
from rates.wording import say_frame

TONES = {ScheduleState.DRAFT: "", ScheduleState.SUBMITTED: "warn", ScheduleState.IN_FORCE: "good"}
CHECK_TONES = {LineCheck.MATCH: "good", LineCheck.WRONG: "bad"}
_HISTORY = 50


@dataclass(frozen=True)
class ShownLine:
    """A line with its amount, what bounds it, what is in force, and the faults that it has."""

    line: ScheduleLine
    genre: str
    said: str
    bound: str
    present: str
    faults: list[str]
    tone: str


def keeps(user: User, schedule: Schedule) -> bool:
    """This will tell whether a user keeps schedules of this kind."""
    access = access_of(user)
    if schedule.unit_id is None:
        return access.allows(Permission.KEEP_SCHEDULES)
    return access.allows(Permission.NARROW_SCHEDULES, schedule.unit_id)


def show_lines(lines: list[ScheduleLine], bounds: Bounds) -> list[ShownLine]:
    """This will tell each line as a reader needs it."""
    faults: dict[int, list[str]] = {}
    for fault in find_faults(lines, bounds):
        faults.setdefault(fault.place, []).append(fault.message)
    return [
        ShownLine(
            line=line,
            genre=bounds.genres.get((line.medium, line.genre), line.genre),
            said=say_line(line),
            bound=_say_bound(line, bounds),
            present=say_present(line, bounds),
            faults=faults.get(place, []),
            tone=CHECK_TONES.get(line.check_result, ""),
        )
        for place, line in enumerate(lines)
    ]


def _say_bound(line: ScheduleLine, bounds: Bounds) -> str:
    found = bounds.of(line)
    return say_frame(found.minimum, found.maximum, "") if found else "không có"


def missing_of(schedule: Schedule) -> list[Missing]:
    """This will name the genres that a schedule says nothing of."""
    return find_missing(list(schedule.lines.all()), read_bounds(on=schedule.effective_on, unit=schedule.unit))


def in_media(shown: list[ShownLine]) -> list[tuple[str, list[ShownLine]]]:
    """This will put lines under their media."""
    media: dict[str, list[ShownLine]] = {}
    for one in shown:
        media.setdefault(one.line.get_medium_display(), []).append(one)
    return list(media.items())


def view_of(schedule: Schedule, user: User) -> dict:
    """This will gather all that the page of one schedule shows, in a number of queries that no line adds to."""
    bounds = read_bounds(on=schedule.effective_on, unit=schedule.unit)
    shown = show_lines(list(schedule.lines.all()), bounds)
    may_edit = keeps(user, schedule) and schedule.state == ScheduleState.DRAFT
    waits = keeps(user, schedule) and schedule.state == ScheduleState.SUBMITTED
    is_first = schedule.editors.filter(pk=user.pk).exists()
    history = Decision.objects.about(schedule)
    return {
        "schedule": schedule,
        "title": str(schedule),
        "lead": f"{schedule.unit or 'Toàn tỉnh'}, có hiệu lực từ {schedule.effective_on:%d/%m/%Y}",
        "tone": TONES[ScheduleState(schedule.state)],
        "facts": _facts(schedule, bounds),
        "media": in_media(shown),
        "bounds": bounds,
        "faulty": sum(bool(one.faults) for one in shown),
        "missing": find_missing([one.line for one in shown], bounds),
        "scan": schedule.scans.defer("content").select_related("added_by").first(),
        "may_edit": may_edit,
        "waits_for_another": waits and is_first,
        "actions": _actions(schedule, may_edit=may_edit, may_verify=waits and not is_first),
        "history": history[:_HISTORY],
    }


def _actions(schedule: Schedule, *, may_edit: bool, may_verify: bool) -> list[dict]:
    def to(name: str, text: str, tone: str = "") -> dict:
        return {"url": reverse(f"rates:{name}", args=[schedule.pk]), "text": text, "tone": tone}

    if may_verify:
        return [to("schedule-verify", "Đối chiếu từng dòng", "primary")]
    if not may_edit:
        return []
    return [
        to("schedule-submit", "Trình đối chiếu", "primary"),
        to("schedule-line-new", "Thêm dòng"),
        to("schedule-template", "Tải mẫu Excel"),
        to("schedule-upload", "Tải tệp Excel lên"),
        to("schedule-scan-add", "Đính kèm bản ký"),
        to("schedule-head", "Sửa số, ngày"),
    ]


def _facts(schedule: Schedule, bounds: Bounds) -> list[tuple[str, str]]:
    decision = schedule.instrument
    rests = "NĐ 18/2014/NĐ-CP: hết nghị định thì áp dụng tiếp hay dừng theo dòng hiệu lực của nó"
    facts = [
        ("Văn bản", str(decision)),
        ("Trích yếu", decision.title),
        ("Ngày ký", f"{decision.issued_on:%d/%m/%Y}" if decision.issued_on else ""),
        ("Có hiệu lực từ", f"{schedule.effective_on:%d/%m/%Y}"),
        ("Người nhập", str(schedule.created_by)),
    ]
    if bounds.rests_on and not schedule.unit:
        facts.append(("Dựa trên", rests))
    if schedule.submitted_by:
        facts.append(("Người trình", str(schedule.submitted_by)))
    if schedule.verified_by:
        facts.append(("Người đối chiếu", f"{schedule.verified_by}, ghi nhận ngày {schedule.recorded:%d/%m/%Y}"))
    return facts + ([("Vì sao thiếu", schedule.absences)] if schedule.absences else [])
