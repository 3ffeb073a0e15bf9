"""The second person's page: every line beside the signed text, many answered at once; and the unit's narrowings."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from core.access import Permission, access_of, require
from core.models import Unit
from rates.models import Schedule
from rates.queries import read_bounds
from rates.schedule_forms import narrowing_units
from rates.schedule_pages import visible_schedule
from rates.schedule_view import in_media, show_lines
from rates.services import (
    Mark,
    conclude_verification,
    confirm_narrowings,
    lapses_of,
    mark_lines,
    require_second,
)
from rates.states import ScheduleState
from rates.wording import say_frame

_RESULT, _NOTE = "ket-qua-", "sai-o-dau-"


class Verification(View):
    """Every line of a schedule that waits, to be compared with the signed text."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the lines with what was found so far."""
        return self._page(self._waiting(request, pk), {})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will keep what was answered; told to conclude, it makes the schedule law or gives it back."""
        schedule, marks = self._waiting(request, pk), _marks(request.POST)
        try:
            if marks:
                mark_lines(actor=request.user, schedule=schedule, marks=marks)
            if "conclude" not in request.POST:
                messages.success(request, f"Đã lưu kết quả của {len(marks)} dòng.")
                return redirect("rates:schedule-verify", pk)
            schedule = conclude_verification(actor=request.user, schedule=schedule)
        except ValidationError as error:
            return self._page(schedule, marks, error.messages)
        if schedule.state == ScheduleState.IN_FORCE:
            messages.success(request, f"Mọi dòng khớp bản ký: là luật từ ngày {schedule.effective_on:%d/%m/%Y}.")
        else:
            messages.warning(request, "Đã trả lại người nhập, kèm chỗ sai của từng dòng.")
        return redirect("rates:schedule", pk)

    def _waiting(self, request: HttpRequest, pk: int) -> Schedule:
        schedule = visible_schedule(request, pk)
        require_second(request.user, schedule)
        if schedule.state != ScheduleState.SUBMITTED:
            raise Http404("Biểu mức này không chờ đối chiếu.")
        return schedule

    def _page(self, schedule: Schedule, typed: dict[int, Mark], faults: list[str] | None = None) -> HttpResponse:
        lines = list(schedule.lines.all())
        for line in lines:
            # What was typed stays on the page; nothing of it is written.
            if mark := typed.get(line.pk):
                line.check_result, line.check_note = mark.result, mark.note
        shown = show_lines(lines, read_bounds(on=schedule.effective_on, unit=schedule.unit))
        context = {
            "schedule": schedule,
            "media": in_media(shown),
            "left": sum(not line.check_result for line in lines),
            "faults": faults or [],
            "scan": schedule.scans.defer("content").first(),
        }
        return render(self.request, "rates/schedule_verify.html", context, status=400 if faults else 200)


def _marks(posted: QueryDict) -> dict[int, Mark]:
    answered = {
        name.removeprefix(_RESULT): result for name, result in posted.items() if name.startswith(_RESULT) and result
    }
    return {
        int(number): Mark(result, posted.get(f"{_NOTE}{number}", ""))
        for number, result in answered.items()
        if number.isdecimal()
    }


class Narrowings(View):
    """What units have narrowed, what of it the province's changes have made void, and the way to confirm it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will show the narrowings of the units whose decisions the account keeps."""
        require(request.user, Permission.VIEW_LAW)
        units = Unit.objects.filter(pk__in=narrowing_units(request.user))
        context = {"units": [(unit, _told(unit)) for unit in units], "today": timezone.localdate()}
        return render(request, "rates/narrowings.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """This will confirm the chosen narrowings of one unit, or say why not."""
        require(request.user, Permission.VIEW_LAW)
        if not access_of(request.user).allows(Permission.NARROW_SCHEDULES):
            raise PermissionDenied("Chỉ người đứng đầu đơn vị xác nhận lại mức thu hẹp.")
        unit = Unit.objects.filter(code=request.POST.get("unit", "").replace("\0", "")).first()
        if unit is None:
            raise Http404("Không có đơn vị này.")
        try:
            count = confirm_narrowings(actor=request.user, unit=unit, keys=request.POST.getlist("key"))
            messages.success(request, f"Đã xác nhận lại {count} mức thu hẹp.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("rates:narrowings")


def _told(unit: Unit) -> list[dict]:
    return [
        {
            "lapse": lapse,
            "own": say_frame(lapse.narrowing.minimum, lapse.narrowing.maximum, ""),
            "general": say_frame(lapse.general.minimum, lapse.general.maximum, ""),
        }
        for lapse in lapses_of(unit)
    ]
