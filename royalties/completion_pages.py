"""Records that need completion, one after the other: saving leads to the next, without the mouse."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from core.access import Permission, access_of, require
from core.forms import accepted
from core.models import User
from royalties.forms import PayeeForm
from royalties.models import Payee
from royalties.payee_pages import editable_payee
from royalties.services import update_payee
from royalties.services.payee_records import NEEDED


def incomplete_payees(user: User) -> QuerySet:
    """This will list by name the payees to complete in the units whose payees the account edits."""
    units = access_of(user).in_units.get(Permission.EDIT_PAYEES, frozenset())
    return Payee.objects.current().filter(unit__in=units, to_complete=True).order_by("name_key", "pk")


class CompletionStart(View):
    """Leads to the first record that needs completion."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will lead there, or back to the list where none is left."""
        require(request.user, Permission.EDIT_PAYEES)
        return _lead_to(request, incomplete_payees(request.user).first())


class PayeeComplete(View):
    """One record of them, with the way to the one before and the one after."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the form; the first box that is missing has the focus."""
        payee = editable_payee(request, pk)
        return self._page(request, payee, PayeeForm(instance=payee))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will save and lead to the next record, or show the form again with what is wrong."""
        payee = editable_payee(request, pk)
        form = PayeeForm(request.POST, instance=payee)
        saved: list[Payee] = []
        act = {"actor": request.user, "payee": payee}
        if not accepted(form, lambda: saved.append(update_payee(changes=form.changes(), **act))):
            return self._page(request, payee, form, status=422)
        said = "còn thiếu, giữ trong danh sách cần bổ sung" if saved[0].to_complete else "đã đủ"
        messages.success(request, f"Đã lưu hồ sơ «{saved[0]}»: {said}.")
        return _lead_to(request, _after(request.user, payee).first())

    def _page(self, request: HttpRequest, payee: Payee, form: PayeeForm, status: int = 200) -> HttpResponse:
        missing = next((name for name in NEEDED if not getattr(payee, name)), NEEDED[0])
        form.fields[missing].widget.attrs["autofocus"] = True
        context = {
            "payee": payee,
            "form": form,
            "previous": _before(request.user, payee).last(),
            "next": _after(request.user, payee).first(),
            "left": incomplete_payees(request.user).count(),
        }
        return render(request, "royalties/payee_complete.html", context, status=status)


def _lead_to(request: HttpRequest, payee: Payee | None) -> HttpResponse:
    if payee:
        return redirect("royalties:payee-complete", payee.pk)
    messages.info(request, "Không còn hồ sơ nào phía sau cần hoàn thiện.")
    return redirect("royalties:payee-list")


def _after(user: User, payee: Payee) -> QuerySet:
    later = Q(name_key__gt=payee.name_key) | Q(name_key=payee.name_key, pk__gt=payee.pk)
    return incomplete_payees(user).filter(later)


def _before(user: User, payee: Payee) -> QuerySet:
    earlier = Q(name_key__lt=payee.name_key) | Q(name_key=payee.name_key, pk__lt=payee.pk)
    return incomplete_payees(user).filter(earlier)
