"""The Excel file of a schedule on its way: the template, the upload, what it would change, and the file with faults."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from core.exports import xlsx_download
from core.forms import accepted
from rates.models import Schedule, ScheduleUpload
from rates.queries import read_bounds
from rates.schedule_forms import ScheduleFileForm
from rates.schedule_pages import FormPage, kept_schedule, visible_schedule
from rates.schedules.changes import Kind, compare, say_line, say_present
from rates.schedules.checks import find_missing
from rates.schedules.template import schedule_template
from rates.schedules.terms import MEDIA
from rates.services import faulty_copy, keep_upload, read_upload, save_upload


class TemplateDownload(View):
    """The template with the lines so far."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will send the template."""
        schedule = visible_schedule(request, pk)
        bounds = read_bounds(on=schedule.effective_on, unit=schedule.unit)
        return xlsx_download(schedule_template(list(schedule.lines.all()), bounds, MEDIA), f"bieu-muc-{pk}")


class UploadNew(FormPage):
    """The file that was filled in."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the form."""
        return self._page(kept_schedule(request, pk), ScheduleFileForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will keep the file and lead to what it would change, or say why not."""
        schedule, form = kept_schedule(request, pk), ScheduleFileForm(request.POST, request.FILES)
        if not accepted(form, lambda: self._keep(request, schedule, form.cleaned_data["file"])):
            return self._page(schedule, form)
        return redirect("rates:schedule-preview", pk)

    def _keep(self, request: HttpRequest, schedule: Schedule, file) -> None:
        keep_upload(actor=request.user, schedule=schedule, name=file.name, content=file.read())

    def _page(self, schedule: Schedule, form: Form) -> HttpResponse:
        told = {"title": "Tải biểu mức lên bằng Excel", "lead": str(schedule), "submit": "Xem sẽ đổi những gì"}
        return self.page(form, cancel_url=reverse("rates:schedule", args=[schedule.pk]), **told)


def kept_upload(request: HttpRequest, pk: int) -> ScheduleUpload:
    """This will return the file that waits for somebody's word.

    :raises Http404: none was sent, or it was saved already.
    """
    schedule = kept_schedule(request, pk)
    upload = ScheduleUpload.objects.select_related("added_by").filter(schedule=schedule).first()
    if upload is None:
        raise Http404("Không có tệp nào đang chờ lưu.")
    upload.schedule = schedule
    return upload


class UploadPreview(View):
    """What the file would change, what is wrong in it, what is missing; saved only from here."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show all of that, and change nothing."""
        upload = kept_upload(request, pk)
        schedule = upload.schedule
        bounds = read_bounds(on=schedule.effective_on, unit=schedule.unit)
        file = read_upload(upload, bounds)
        changes = compare(schedule.lines.all(), file.lines)
        context = {
            "schedule": schedule,
            "upload": upload,
            "file": file,
            "faults": [fault.describe(file.columns) for fault in file.faults],
            "missing": find_missing(file.lines, bounds),
            "counts": [(kind, sum(change.kind == kind for change in changes)) for kind in Kind],
            "changes": [
                (change, say_line(change.line), say_present(change.line, bounds), MEDIA[change.line.medium])
                for change in changes
                if change.kind != Kind.SAME
            ],
        }
        return render(request, "rates/schedule_preview.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will save all lines of the file, or none and say why."""
        upload = kept_upload(request, pk)
        try:
            count = save_upload(actor=request.user, schedule=upload.schedule)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("rates:schedule-preview", pk)
        messages.success(request, f"Đã lưu {count} dòng từ tệp.")
        return redirect("rates:schedule", pk)


class UploadErrors(View):
    """The file back, with a column «Lỗi»."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will send the file with what is wrong in it."""
        upload = kept_upload(request, pk)
        return xlsx_download(faulty_copy(upload, read_upload(upload)), f"bieu-muc-{pk}-loi")
