"""Pages of one schedule that is being entered: the whole of it, its head, its lines, its scan, its submission."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View

from core.access import Permission, access_of, require, visible_or_404
from core.forms import accepted
from core.pages import ConfirmPage
from rates import schedule_forms as forms
from rates.models import Schedule, ScheduleLine
from rates.queries import read_bounds
from rates.schedule_view import missing_of, view_of
from rates.schedules.scans import CONTENT_TYPES
from rates.services import (
    attach_scan,
    change_head,
    create_schedule,
    remove_line,
    require_keeper,
    save_line,
    submit_schedule,
)


def visible_schedule(request: HttpRequest, pk: int) -> Schedule:
    """This will return a schedule that the account may see, or refuse as visible_or_404 does."""
    schedules = Schedule.objects.select_related("instrument", "unit", "created_by", "submitted_by", "verified_by")
    return visible_or_404(request.user, schedules, pk)


def kept_schedule(request: HttpRequest, pk: int) -> Schedule:
    """This will return a schedule that the account may change while it is a draft.

    :raises PermissionDenied: the account may look but not change.
    """
    schedule = visible_schedule(request, pk)
    require_keeper(request.user, schedule.unit)
    return schedule


def keeps_any(user) -> bool:
    """This will tell whether a user keeps schedules of the province or of any unit."""
    access = access_of(user)
    return access.allows(Permission.KEEP_SCHEDULES) or access.allows(Permission.NARROW_SCHEDULES)


class FormPage(View):
    """A page with one form whose service may refuse: what was typed stays, each reason stands beside its field."""

    template_name = "core/form_page.html"

    def page(self, form: Form, **context) -> HttpResponse:
        """This will show the form; title, submit and cancel_url are needed."""
        return render(self.request, self.template_name, {"form": form, **context})


class SchedulePage(View):
    """All that is known of one schedule."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show it with its lines, what bounds each, its faults, its scan, and who did what."""
        schedule = visible_schedule(request, pk)
        return render(request, "rates/schedule.html", view_of(schedule, request.user))


class ScheduleNew(FormPage):
    """The form of a new schedule."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will show the form."""
        return self._page(forms.NewScheduleForm(user=self._keeper(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        """This will open the schedule, or say why not."""
        form = forms.NewScheduleForm(request.POST, user=self._keeper(request))
        made: list[Schedule] = []

        def act() -> None:
            told = {"unit": form.unit(), "head": form.head(), "media": form.cleaned_data["media"]}
            made.append(create_schedule(actor=request.user, **told))

        if not accepted(form, act):
            return self._page(form)
        messages.success(request, "Đã mở biểu mức. Hãy điền từng dòng trên màn hình, hoặc tải mẫu Excel về điền.")
        return redirect("rates:schedule", made[0].pk)

    def _keeper(self, request: HttpRequest):
        require(request.user, Permission.VIEW_LAW)
        if not keeps_any(request.user):
            raise PermissionDenied("Chỉ điều phối cấp tỉnh và người đứng đầu đơn vị nhập biểu mức.")
        return request.user

    def _page(self, form: Form) -> HttpResponse:
        lead = "Biểu mức chỉ thành luật sau khi người thứ hai đối chiếu từng dòng với bản ký."
        told = {"title": "Nhập biểu mức của quyết định", "submit": "Mở biểu mức", "lead": lead}
        return self.page(form, cancel_url=reverse("rates:schedule-list"), **told)


class HeadEdit(FormPage):
    """The decision of a draft, corrected."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the form."""
        schedule = kept_schedule(request, pk)
        decision = schedule.instrument
        number = decision.number.split(" ngày ")[0] if schedule.unit else decision.number
        told = {"number": number, "title": decision.title, "effective_on": f"{schedule.effective_on:%d/%m/%Y}"}
        if decision.issued_on:
            told["issued_on"] = f"{decision.issued_on:%d/%m/%Y}"
        return self._page(schedule, forms.HeadForm(initial=told))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will save, or show the form again."""
        schedule, form = kept_schedule(request, pk), forms.HeadForm(request.POST)
        if not accepted(form, lambda: change_head(actor=request.user, schedule=schedule, head=form.head())):
            return self._page(schedule, form)
        messages.success(request, "Đã sửa; mọi dòng phải được đối chiếu lại.")
        return redirect("rates:schedule", pk)

    def _page(self, schedule: Schedule, form: Form) -> HttpResponse:
        title = "Sửa số, ngày của biểu mức"
        cancel = reverse("rates:schedule", args=[schedule.pk])
        return self.page(form, title=title, lead=schedule, submit="Lưu", cancel_url=cancel)


class LineEdit(FormPage):
    """One line of a draft: a new one, or one that is there."""

    template_name = "rates/schedule_line.html"

    def get(self, request: HttpRequest, pk: int, row: int | None = None) -> HttpResponse:
        """This will show the form."""
        schedule, line, bounds = self._read(request, pk, row)
        return self._page(schedule, line, forms.LineForm(bounds=bounds, line=line))

    def post(self, request: HttpRequest, pk: int, row: int | None = None) -> HttpResponse:
        """This will save the line and go to the next one where that was asked, or say why not."""
        schedule, line, bounds = self._read(request, pk, row)
        form, following = forms.LineForm(request.POST, bounds=bounds, line=line), _next(schedule, line)
        act = {"actor": request.user, "schedule": schedule, "line": line}
        if not accepted(form, lambda: save_line(terms=form.terms(), **act)):
            return self._page(schedule, line, form)
        messages.success(request, f"Đã ghi dòng «{form.cleaned_data['label']}».")
        if "next" in request.POST and following:
            return redirect("rates:schedule-line", pk, following.pk)
        return redirect("rates:schedule", pk)

    def _read(self, request: HttpRequest, pk: int, row: int | None):
        schedule = kept_schedule(request, pk)
        line = get_object_or_404(schedule.lines, pk=row) if row else None
        return schedule, line, read_bounds(on=schedule.effective_on, unit=schedule.unit)

    def _page(self, schedule: Schedule, line: ScheduleLine | None, form: forms.LineForm) -> HttpResponse:
        return self.page(
            form,
            title=f"Sửa dòng «{line.label}»" if line else "Thêm dòng biểu mức",
            lead=f"{schedule}, có hiệu lực từ {schedule.effective_on:%d/%m/%Y}",
            submit="Lưu dòng",
            cancel_url=reverse("rates:schedule", args=[schedule.pk]),
            bound=form.bounds.of(line) if line else None,
            bounds=form.bounds,
            following=_next(schedule, line),
        )


def _next(schedule: Schedule, line: ScheduleLine | None) -> ScheduleLine | None:
    if line is None:
        return None
    lines = list(schedule.lines.all())
    place = lines.index(line) + 1
    return lines[place] if place < len(lines) else None


class LineRemove(View):
    """A line taken out of a draft."""

    def post(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        """This will take the line out, or say why not."""
        schedule = kept_schedule(request, pk)
        line = get_object_or_404(schedule.lines, pk=row)
        try:
            remove_line(actor=request.user, schedule=schedule, line=line)
            messages.success(request, f"Đã bỏ dòng «{line.label}».")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("rates:schedule", pk)


class ScanAdd(FormPage):
    """The signed decision, attached."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the form."""
        return self._page(kept_schedule(request, pk), forms.ScanForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will keep the scan, or say why not."""
        schedule, form = kept_schedule(request, pk), forms.ScanForm(request.POST, request.FILES)
        if not accepted(form, lambda: self._attach(request, schedule, form.cleaned_data["scan"])):
            return self._page(schedule, form)
        messages.success(request, "Đã đính kèm bản quét.")
        return redirect("rates:schedule", pk)

    def _attach(self, request: HttpRequest, schedule: Schedule, file) -> None:
        attach_scan(actor=request.user, schedule=schedule, name=file.name, content=file.read())

    def _page(self, schedule: Schedule, form: Form) -> HttpResponse:
        told = {"title": "Đính kèm bản ký", "lead": str(schedule), "submit": "Đính kèm"}
        return self.page(form, cancel_url=reverse("rates:schedule", args=[schedule.pk]), **told)


class ScanDownload(View):
    """The signed decision, to be read beside the lines."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will send the latest scan as a file to keep; a browser never shows it as a page of this site."""
        scan = visible_schedule(request, pk).scans.first()
        if scan is None:
            raise Http404("Chưa đính kèm bản ký.")
        kind = CONTENT_TYPES[scan.kind]
        name = f"ban-ky-{pk}.{scan.kind}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(bytes(scan.content), content_type=kind, headers=headers)


class ScheduleSubmit(ConfirmPage):
    """Asks before a draft goes to a second person, and wants an explanation where genres are missing."""

    def find(self, pk):
        return kept_schedule(self.request, pk)

    def ask(self, schedule):
        consequences = [
            f"Khoá {schedule.lines.count()} dòng của biểu mức này cho tới khi đối chiếu xong.",
            "Chờ một người khác, chưa từng sửa biểu mức này, đối chiếu từng dòng với bản ký.",
        ]
        return {"title": "Trình đối chiếu", "lead": schedule, "submit": "Trình", "consequences": consequences}

    def form(self, schedule, data=None):
        return forms.SubmitForm(data, schedule=schedule, has_missing=bool(missing_of(schedule)))

    def act(self, schedule, absences=""):
        submit_schedule(actor=self.request.user, schedule=schedule, absences=absences)
        return "Đã trình. Bây giờ phải có người khác đối chiếu từng dòng với bản ký."

    def back(self, schedule):
        return reverse("rates:schedule", args=[schedule.pk])
