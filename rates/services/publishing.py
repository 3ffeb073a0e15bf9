"""How verified lines become law: rows of the append-only table of rates, recorded on the day of the verification."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from core.models import User
from rates.models import Instrument, Rate, RateCitation, Schedule, ScheduleLine, ScheduleRow
from rates.queries import read_bounds
from rates.schedules.bounds import Bounds, frame_key
from rates.schedules.terms import Line
from rates.terms import Form, Scope, Status

_LABELS = {"amount": "QUOTED", "date": "QUOTED"}
_COEFFICIENT, _DONG = "hệ số", "đồng"


def publish(*, actor: User, schedule: Schedule, lines: list[ScheduleLine]) -> date:
    """This will write a rate for each line, and return the day on which they are recorded.

    Lines of new codes get a schedule row, so that works can be entered by them. Called inside the transaction of the
    verification, which records who did it.

    :raises ValidationError: a row of the same first day was recorded today already.
    """
    recorded = timezone.localdate()
    bounds = read_bounds(on=schedule.effective_on, unit=schedule.unit)
    rates = [_rate(schedule, line, bounds, recorded) for line in lines]
    _refuse_doubled(schedule, rates)
    rates = Rate.objects.bulk_create(rates)
    RateCitation.objects.bulk_create(
        RateCitation(rate=rate, instrument=schedule.instrument, clause=line.clause, order=0)
        for rate, line in zip(rates, lines, strict=True)
    )
    for rate, line in zip(rates, lines, strict=True):
        line.rate = rate
    ScheduleLine.objects.bulk_update(lines, ["rate"])
    _add_rows(schedule, lines, bounds)
    _mark_entered(schedule.instrument)
    return recorded


def rate_label(line: Line, medium: str) -> str:
    """This will name the rate of a line as the signed text names it; medium is the medium's name."""
    kind = "Khung hệ số" if line.fixed is None else "Mức cố định"
    quality = f" (loại {line.quality_class})" if line.quality_class else ""
    return f"{kind}: {line.label}{quality} – {medium.lower()}"


def _rate(schedule: Schedule, line: ScheduleLine, bounds: Bounds, recorded: date) -> Rate:
    general = bounds.present(line)
    fixed = line.fixed is not None
    return Rate(
        key=frame_key(line),
        label=rate_label(line, line.get_medium_display()),
        measure=_DONG if fixed else _COEFFICIENT,
        scope=Scope.UNIT if schedule.unit else Scope.PROVINCE,
        unit=schedule.unit,
        start=schedule.effective_on,
        recorded=recorded,
        form=Form.VALUE if fixed else Form.FRAME,
        value=line.fixed,
        minimum=line.minimum,
        maximum=line.maximum,
        level_share=line.level_share,
        rests_on="" if schedule.unit else bounds.rests_on,
        narrows_id=general.row_ids[0] if schedule.unit else None,
        status=Status.VERIFIED,
        labels=_LABELS,
        dossier=[f"bản ký {schedule.instrument.number}"],
    )


def _refuse_doubled(schedule: Schedule, rates: list[Rate]) -> None:
    asked = {"unit": schedule.unit, "start": schedule.effective_on, "recorded": rates[0].recorded}
    known = set(Rate.objects.filter(scope=rates[0].scope, **asked).values_list("key", flat=True))
    if doubled := [rate for rate in rates if rate.key in known]:
        raise ValidationError(
            f"«{doubled[0].label}» đã được ghi nhận hôm nay với cùng ngày hiệu lực: từ ngày mai mới đính chính được."
        )


def _add_rows(schedule: Schedule, lines: list[ScheduleLine], bounds: Bounds) -> None:
    ScheduleRow.objects.bulk_create(
        ScheduleRow(
            **{name: getattr(line, name) for name in ("medium", "code", "genre", "label", "measure", "level")},
            quality_class=line.quality_class,
            order=line.order,
            instrument=schedule.instrument,
            clause=line.clause,
            labels={"row": "QUOTED"},
            dossier=[f"bản ký {schedule.instrument.number}"],
        )
        for line in lines
        if (line.medium, line.code) not in bounds.codes
    )


def _mark_entered(instrument: Instrument) -> None:
    """A decision counts as entered once people's rows stand for every one of its keys that was not."""
    waiting = Rate.objects.filter(status=Status.NOT_ENTERED, citations__instrument=instrument)
    entered = Rate.objects.filter(shipped=False, citations__instrument=instrument).values("key")
    if not waiting.exclude(key__in=entered).exists():
        instrument.schedule_status = Status.VERIFIED
        instrument.save()
