"""Pages of one payee: the record with its history, editing, pen names, merging; and the list of look-alikes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from core.access import Permission, access_of, require, visible_or_404
from core.forms import accepted
from core.models import Decision
from core.pages import ConfirmPage
from royalties.beneficiaries import accounts_in, same_people
from royalties.forms import PayeeForm, PenNameForm
from royalties.models import OpeningPayee, Payee, PayeeTotal
from royalties.queries import look_alikes
from royalties.services import add_pen_name, merge_payees, update_payee
from royalties.services.payee_records import merge_faults

_HISTORY = 50


def visible_payee(request: HttpRequest, pk: int) -> Payee:
    """This will return a payee that the account may see, or refuse as visible_or_404 does."""
    return visible_or_404(request.user, Payee.objects.select_related("unit", "merged_into"), pk)


def editable_payee(request: HttpRequest, pk: int) -> Payee:
    """This will return a payee whose record the account may change.

    :raises PermissionDenied: the account may look but not change.
    """
    payee = visible_payee(request, pk)
    require(request.user, Permission.EDIT_PAYEES, unit=payee.unit)
    return payee


class PayeePage(View):
    """One payee's record."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the record, what it was paid for, records that look alike, and who changed what."""
        payee = visible_payee(request, pk)
        alike = [group for group in look_alikes(Payee.objects.current().filter(unit=payee.unit)) if payee in group]
        history = Decision.objects.about(payee)
        may_edit = access_of(request.user).allows(Permission.EDIT_PAYEES, payee.unit_id)
        edit = {"url": reverse("royalties:payee-edit", args=[pk]), "text": "Sửa hồ sơ", "tone": "primary"}
        context = {
            "payee": payee,
            "may_edit": may_edit,
            "actions": [edit] if may_edit and not payee.merged_into else [],
            "totals": PayeeTotal.objects.of(payee).select_related("sheet"),
            "openings": OpeningPayee.objects.of(payee).select_related("opening"),
            "pen_name_form": PenNameForm(),
            "rulings": payee.accounts.select_related("user", "decided_by"),
            "namesakes": [same.user for same in same_people(accounts_in(payee.unit), [payee]) if not same.is_decided],
            "alike": [other for group in alike for other in group if other != payee],
            "history": history[:_HISTORY],
        }
        return render(request, "royalties/payee.html", context)


class PayeeEdit(View):
    """The form of a payee's record."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the form; the id and the account are never in it."""
        payee = editable_payee(request, pk)
        return self._page(request, payee, PayeeForm(instance=payee))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will save, or show the form again with what was typed and what is wrong."""
        payee = editable_payee(request, pk)
        form = PayeeForm(request.POST, instance=payee)
        if not accepted(form, lambda: update_payee(actor=request.user, payee=payee, changes=form.changes())):
            return self._page(request, payee, form)
        messages.success(request, "Đã lưu hồ sơ người nhận.")
        return redirect("royalties:payee", pk)

    def _page(self, request: HttpRequest, payee: Payee, form: PayeeForm) -> HttpResponse:
        return render(request, "royalties/payee_edit.html", {"payee": payee, "form": form})


class PenNameAdd(View):
    """One more pen name."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will record the pen name, or say why not."""
        payee = editable_payee(request, pk)
        try:
            pen_name = add_pen_name(actor=request.user, payee=payee, name=request.POST.get("name", ""))
            messages.success(request, f"Đã ghi bút danh «{pen_name}».")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("royalties:payee", pk)


class PayeeMerge(ConfirmPage):
    """Two records side by side, decided by a person."""

    template_name = "royalties/payee_merge.html"

    def find(self, pk, other):
        return editable_payee(self.request, pk), editable_payee(self.request, other)

    def ask(self, two):
        kept, merged = two
        return {"kept": kept, "merged": merged, "faults": merge_faults(kept, merged)}

    def act(self, two, reason):
        kept, merged = two
        merge_payees(actor=self.request.user, kept=kept, merged=merged, reason=reason)
        return f"Đã gộp «{two[1]}» vào «{two[0]}»."

    def back(self, two):
        return reverse("royalties:payee", args=[two[0].pk])


class LookAlikes(View):
    """Records that may be one person's, in every unit that the account sees."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will list them by name, each group with its pairs to compare."""
        require(request.user, Permission.VIEW_PAYEES)
        payees = Payee.objects.current().visible_to(request.user).select_related("unit")
        context = {
            "groups": look_alikes(payees),
            "may_edit": access_of(request.user).allows(Permission.EDIT_PAYEES),
        }
        return render(request, "royalties/look_alikes.html", context)
