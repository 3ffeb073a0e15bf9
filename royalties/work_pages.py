"""Pages of one work: all that is known of it, and recording, correcting and deleting it."""

from decimal import Decimal
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from core.access import Permission, access_of, require, visible_or_404
from core.models import Decision
from core.money import format_number
from core.pages import ConfirmPage
from rates.queries import read_book
from royalties.estimates import estimate
from royalties.models import Contribution, ContributionRole, DuplicatePair, Work
from royalties.next_steps import next_step, origin_of
from royalties.paid_elsewhere import paid_elsewhere
from royalties.services import delete_work, edit_work, record_work
from royalties.services.duplicates import set_aside_faults
from royalties.states import WorkState
from royalties.work_forms import WorkScreen, recordable_outlets

_HISTORY = 50
_KEPT = ("outlet", "published_on", "row")
# What a button asks for besides saving: more lines for authors, or the genres and people of another outlet.
_MORE, _OTHER_OUTLET = "them-tac-gia", "doi-noi-dang"


def visible_work(request: HttpRequest, pk: int) -> Work:
    """This will return a work that the account may see, or refuse as visible_or_404 does."""
    works = Work.objects.select_related("outlet__unit", "recorded_by", "reviewed_by", "works_import__applied_by")
    works = works.prefetch_related("parts__schedule_row", "parts__scored_by")
    return visible_or_404(request.user, works, pk)


def recordable_work(request: HttpRequest, pk: int) -> Work:
    """This will return a work that the account may correct.

    :raises PermissionDenied: the account may look but not record.
    """
    work = visible_work(request, pk)
    require(request.user, Permission.RECORD_WORKS, unit=work.outlet.unit)
    return work


class WorkPage(View):
    """All that is known of one work."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the work, its parts, its people, its sheets and who did what to it."""
        work, allows = visible_work(request, pk), access_of(request.user).allows
        sees_money = allows(Permission.VIEW_SHEETS, work.outlet.unit_id)
        parts = list(work.parts.all())
        on_sheets = list(work.on_sheets.select_related("sheet__unit").defer("sheet__inputs", "explanation"))
        may = {permission.value for permission in Permission if allows(permission, work.outlet.unit_id)}
        set_aside = set_aside_faults([work.pk]).get(work.pk)
        paid = paid_elsewhere(work.outlet.unit_id, [work])[0]
        context = {
            "work": work,
            "parts": parts,
            "people": _people(work),
            "on_sheets": on_sheets,
            "pairs": DuplicatePair.objects.of(work).select_related("first", "second", "ruled_by"),
            "set_aside": set_aside,
            "paid": paid,
            "estimate": None if on_sheets or not sees_money else estimate(read_book(unit=work.outlet.unit), work),
            "history": Decision.objects.about(work)[:_HISTORY],
            "origin": origin_of(work, on_sheets, may),
            "next": None if set_aside or paid else next_step(work, may),
            "actions": _actions(request, work, parts),
            "may": may,
        }
        return render(request, "royalties/work.html", context)


class WorkRecord(View):
    """The form of a new work."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will show the form; outlet, day and genre may come from the work that was recorded before."""
        _require_an_outlet(request)
        kept = {name: request.GET[name] for name in _KEPT if name in request.GET}
        return self._page(request, WorkScreen(request.user, initial=kept))

    def post(self, request: HttpRequest) -> HttpResponse:
        """This will record the work, or show the form again with what was typed and what is wrong."""
        _require_an_outlet(request)
        if again := _redrawn(request):
            return self._page(request, again)
        screen = WorkScreen(request.user, data=request.POST)
        if screen.is_valid():
            try:
                work = record_work(actor=request.user, facts=screen.facts())
                messages.success(request, f"Đã ghi «{work}».")
                return redirect("royalties:work", work.pk)
            except ValidationError as error:
                screen.blame(error)
        return self._page(request, screen, status=422)

    def _page(self, request: HttpRequest, screen: WorkScreen, status: int = 200) -> HttpResponse:
        context = {"screen": screen, "title": "Ghi tác phẩm", "cancel_url": reverse("royalties:work-list")}
        return render(request, "royalties/work_form.html", context, status=status)


class WorkEdit(View):
    """The form of a work that nobody has reviewed yet."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the form with what is stored, or lead back where it is too late."""
        work = recordable_work(request, pk)
        if work.state != WorkState.RECORDED:
            messages.error(request, f"Tác phẩm {work.get_state_display()}: chỉ sửa được khi còn «đã ghi».")
            return redirect("royalties:work", pk)
        return self._page(request, work, WorkScreen.stored(request.user, work))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will save, or show the form again with what was typed and what is wrong."""
        work = recordable_work(request, pk)
        if again := _redrawn(request):
            return self._page(request, work, again)
        screen = WorkScreen(request.user, data=request.POST)
        if screen.is_valid():
            try:
                edit_work(actor=request.user, work=work, facts=screen.facts())
                messages.success(request, "Đã sửa tác phẩm.")
                return redirect("royalties:work", pk)
            except ValidationError as error:
                screen.blame(error)
        return self._page(request, work, screen, status=422)

    def _page(self, request: HttpRequest, work: Work, screen: WorkScreen, status: int = 200) -> HttpResponse:
        context = {"screen": screen, "title": f"Sửa «{work}»", "cancel_url": reverse("royalties:work", args=[work.pk])}
        return render(request, "royalties/work_form.html", context, status=status)


class WorkDelete(ConfirmPage):
    """Asks before a work is deleted."""

    def find(self, pk):
        return recordable_work(self.request, pk)

    def ask(self, work):
        return {
            "title": f"Xoá «{work}»?",
            "consequences": [
                "Bỏ tác phẩm này cùng phần chấm và tên tác giả.",
                "Sổ quyết định giữ lại nội dung đã xoá.",
            ],
            "submit": "Xoá tác phẩm",
            "tone": "danger",
        }

    def act(self, work, reason):
        delete_work(actor=self.request.user, work=work, reason=reason)
        return f"Đã xoá «{work}»."

    def back(self, work):
        return reverse("royalties:work", args=[work.pk])

    def ahead(self, work):
        return reverse("royalties:work-list")


def _require_an_outlet(request: HttpRequest) -> None:
    require(request.user, Permission.RECORD_WORKS)
    if not recordable_outlets(request.user).exists():
        raise PermissionDenied("Đơn vị của bạn chưa có nơi đăng nào. Hãy nhờ người quản trị hệ thống mở nơi đăng.")


def _redrawn(request: HttpRequest) -> WorkScreen | None:
    if _MORE in request.POST or _OTHER_OUTLET in request.POST:
        return WorkScreen.redrawn(request.user, request.POST, more=int(_MORE in request.POST))
    return None


def _people(work: Work) -> list[Contribution]:
    """The people of a work, each author with the share in words where there are several."""
    people = list(work.contributions.select_related("payee").defer("payee__id_number", "payee__account_number"))
    authors = [one for one in people if one.role == ContributionRole.AUTHOR]
    whole = sum((one.share for one in authors), Decimal(0))
    for one in authors if len(authors) > 1 else []:
        one.percent = f"{format_number(round(one.share / whole * 100, 2))}\u00a0%"
    return people


def _actions(request: HttpRequest, work: Work, parts: list) -> list[dict]:
    may, unit = access_of(request.user).allows, work.outlet.unit_id
    found = []
    if may(Permission.RECORD_WORKS, unit):
        if work.state == WorkState.RECORDED:
            found += [_action("Sửa", "work-edit", work), _action("Xoá", "work-delete", work)]
        kept = {"outlet": work.outlet_id, "published_on": f"{work.published_on:%d/%m/%Y}"}
        kept |= {"row": parts[0].schedule_row_id} if parts else {}
        found.append({"url": f"{reverse('royalties:work-record')}?{urlencode(kept)}", "text": "Ghi tác phẩm khác"})
    return found


def _action(text: str, name: str, work: Work, tone: str = "") -> dict:
    return {"url": reverse(f"royalties:{name}", args=[work.pk]), "text": text, "tone": tone}
