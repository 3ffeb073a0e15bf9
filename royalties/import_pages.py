"""Pages of Excel files of works: the list, uploading, one file on its way, its steps, and what to take away."""

from collections.abc import Callable
from typing import ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from django_htmx.http import HttpResponseClientRefresh

from core.access import Permission, access_of, require, visible_or_404
from core.exports import xlsx_download
from core.forms import accepted
from core.money import format_number
from core.pages import ConfirmPage, ListPage
from royalties.filters import WorksImportFilter
from royalties.import_forms import AnswersForm, UploadForm
from royalties.models import ImportFile, WorksImport
from royalties.services.imports import (
    answer_import,
    apply_import,
    cancel_import,
    restart_import,
    undo_import,
    upload_import,
    works_in_the_way,
)
from royalties.states import ImportState
from royalties.tables import IMPORT_TONES, WorksImportTable
from royalties.works_template import works_template

_LOOKED_AT = (ImportState.CHECKED, ImportState.FAULTY)


class WorksImportList(ListPage):
    """Excel files of works."""

    title = "Nạp từ Excel"
    empty = "Nạp tệp Excel do cổng xuất ra, để nguyên như nó có; xem lại rồi mới ghi."
    queryset = WorksImport.objects.select_related("unit", "outlet", "created_by").defer("understood", "faults")
    table_class = WorksImportTable
    filterset_class = WorksImportFilter

    def actions(self) -> list[dict]:
        """This will lead to what whoever records works can do here."""
        if not access_of(self.request.user).allows(Permission.RECORD_WORKS):
            return []
        return [
            {"url": reverse("royalties:import-upload"), "text": "Nạp tệp Excel", "tone": "primary"},
            {"url": reverse("royalties:import-template"), "text": "Tải tệp mẫu"},
        ]


def visible_import(request: HttpRequest, pk: int) -> WorksImport:
    """This will return an import that the account may see, or refuse as visible_or_404 does."""
    rows = WorksImport.objects.select_related("unit", "outlet", "created_by", "applied_by")
    return visible_or_404(request.user, rows, pk)


def own_import(request: HttpRequest, pk: int) -> WorksImport:
    """This will return an import that the account may go on with.

    :raises PermissionDenied: the account may look but not record works.
    """
    works_import = visible_import(request, pk)
    require(request.user, Permission.RECORD_WORKS, unit=works_import.unit)
    return works_import


class ImportUpload(View):
    """Step one: the file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will ask for the file and its outlet."""
        require(request.user, Permission.RECORD_WORKS)
        return self._page(request, UploadForm(request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """This will keep the file and queue its reading, or say what is wrong."""
        require(request.user, Permission.RECORD_WORKS)
        form = UploadForm(request.user, request.POST, request.FILES)
        if form.is_valid():
            file, outlet = form.cleaned_data["file"], form.cleaned_data["outlet"]
            try:
                done = upload_import(actor=request.user, outlet=outlet, file_name=file.name, content=file.read())
                return redirect("royalties:import", done.pk)
            except ValidationError as error:
                form.add_error("file", error.messages)
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
        context = {
            "title": "Nạp tệp Excel",
            "lead": "Bước 1: máy đọc và cho xem đã hiểu thế nào. Bước 2: áp dụng. Trước bước 2 chưa ghi gì.",
            "form": form,
            "submit": "Tải lên và đọc",
            "cancel_url": reverse("royalties:worksimport-list"),
        }
        return render(request, "core/form_page.html", context, status=status)


class ImportTemplate(View):
    """An empty file of our own columns."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will send the workbook."""
        require(request.user, Permission.VIEW_WORKS)
        return xlsx_download(works_template(), "tep-mau-tac-pham")


class ImportPage(View):
    """One file on its way: how far it is, what was understood, what is wrong, what to do next."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the file."""
        works_import = visible_import(request, pk)
        is_looked_at = works_import.state in _LOOKED_AT
        may = access_of(request.user).allows(Permission.RECORD_WORKS, works_import.unit_id)
        form = AnswersForm(works_import) if may and is_looked_at else None
        may_review = access_of(request.user).allows(Permission.REVIEW_WORKS, works_import.unit_id)
        context = {**_context(works_import, form, may=may), "may_review": may_review}
        return render(request, "royalties/import.html", context)


class ImportProgress(View):
    """How far it is, asked by the page itself."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the progress, or let the whole page come anew once there is something else to see."""
        works_import = visible_import(request, pk)
        if not works_import.is_in_work or works_import.is_stopped:
            return HttpResponseClientRefresh()
        return render(request, "core/_progress.html", _progress(works_import))


class ImportErrors(View):
    """The same file back with a column «Lỗi»."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will send the file: 404 where nothing is wrong with it."""
        works_import = visible_import(request, pk)
        file = ImportFile.objects.defer("content").filter(works_import=works_import).first()
        if not (file and file.errors):
            raise Http404("Tệp này không có lỗi.")
        return xlsx_download(bytes(file.errors), f"loi-{works_import.pk}")


class ImportAnswer(View):
    """What the file does not say itself."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will keep the answers and read the file anew, or show the form again."""
        works_import = own_import(request, pk)
        form = AnswersForm(works_import, request.POST)
        act = {"actor": request.user, "works_import": works_import}
        if form.is_valid() and not form.answers():
            form.blame_unanswered()
        if accepted(form, lambda: answer_import(answers=form.answers(), **act)):
            return redirect("royalties:import", pk)
        return render(request, "royalties/import.html", _context(works_import, form, may=True), status=422)


class ImportStep(View):
    """A step that one button takes."""

    verb: ClassVar[Callable]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will take the step, or say why not."""
        works_import = own_import(request, pk)
        try:
            type(self).verb(actor=request.user, works_import=works_import)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("royalties:import", pk)


class ImportApply(ImportStep):
    """Record the works."""

    verb = staticmethod(apply_import)


class ImportCancel(ImportStep):
    """Give the file up."""

    verb = staticmethod(cancel_import)


class ImportRestart(ImportStep):
    """Begin again what stopped."""

    verb = staticmethod(restart_import)


class ImportUndo(ConfirmPage):
    """Asks before an import is taken back."""

    template_name = "royalties/import_undo.html"

    def find(self, pk):
        return own_import(self.request, pk)

    def ask(self, works_import):
        return {
            "title": f"Hoàn tác «{works_import}»?",
            "consequences": [
                f"Bỏ {format_number(works_import.work_count)} tác phẩm mà tệp này đã ghi.",
                "Bỏ những người nhận mới mà chỉ tệp này tạo ra và chưa ai dùng tới.",
            ],
            "in_the_way": works_in_the_way(works_import)[:20],
            "submit": "Hoàn tác",
            "tone": "danger",
        }

    def act(self, works_import, reason):
        undo_import(actor=self.request.user, works_import=works_import, reason=reason)
        return "Đã hoàn tác: mọi tác phẩm của tệp này đã được bỏ."

    def back(self, works_import):
        return reverse("royalties:import", args=[works_import.pk])


def _context(works_import: WorksImport, form: AnswersForm | None, *, may: bool) -> dict:
    state = works_import.state
    return {
        "works_import": works_import,
        "tone": IMPORT_TONES.get(state),
        "may": may,
        "said": works_import.understood if state in (*_LOOKED_AT, ImportState.APPLIED) else None,
        "form": form if form and form.fields else None,
        "progress": _progress(works_import) if works_import.is_in_work and not works_import.is_stopped else None,
        "may_apply": may and state == ImportState.CHECKED and works_import.work_count,
        "may_cancel": may and state not in (ImportState.APPLIED, ImportState.UNDONE, ImportState.CANCELLED),
        "may_restart": may and (works_import.is_stopped or state == ImportState.FAILED),
        "may_undo": may and state == ImportState.APPLIED,
        "has_errors": state == ImportState.FAULTY and works_import.fault_count,
    }


def _progress(works_import: WorksImport) -> dict:
    done, total = works_import.done, works_import.total
    doing, what = works_import.get_state_display(), "dòng"
    if works_import.is_comparing:
        doing, what = "đang dò tác phẩm trùng", "tác phẩm"
    said = f"{format_number(done)} trên {format_number(total)} {what}" if total else "đang chờ máy xử lý nền nhận việc"
    return {
        "label": f"Tệp {doing}",
        "done": done,
        "total": total,
        "said": f"{doing.capitalize()}: {said}.",
        "poll_url": reverse("royalties:import-progress", args=[works_import.pk]),
    }
