"""Submitting, signing and returning one payment sheet; and the sheets that wait for an account's signature."""

from collections.abc import Callable
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from budgets.services import CHANGED_MEANWHILE, approve_sheet, sign_many
from budgets.sheet_changes import prepared_sheet, visible_sheet
from budgets.signing_table import ToSignFilter, ToSignTable, seen_sheets
from core.access import VisibleQuerySet
from core.forms import ReasonForm
from core.pages import ConfirmPage, ListPage
from royalties.models import PaymentSheet
from royalties.services.freezing import Render
from royalties.services.signing import forbidden, ground_of, return_sheet, sign_sheet, submit_sheet
from royalties.signing_reads import signs_anywhere, waiting_for_signature
from royalties.states import SIGNATURES, SheetAction, next_signature

_DAYS_TO_MEND = timedelta(days=3)


class SheetSubmit(View):
    """A sheet sent to its signers."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will submit the sheet, or say why not."""
        sheet = prepared_sheet(request, pk)
        return _tried(request, sheet, lambda: submit_sheet(actor=request.user, sheet=sheet), "Đã trình.")


class SheetSign(View):
    """A sheet signed as the head of its board, or as its accountant."""

    action = SheetAction.BOARD_APPROVE

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will sign what the account has seen, or say why not."""
        sheet = visible_sheet(request, pk)
        ground_of(request.user, sheet, next(move for move in SIGNATURES if move.action == self.action))
        return _tried(request, sheet, lambda: self._sign_seen(sheet), "Đã ký.")

    def sign(self, sheet: PaymentSheet) -> PaymentSheet:
        """This will give the signature; a service refuses whoever may not."""
        return sign_sheet(actor=self.request.user, sheet=sheet, action=self.action)

    def _sign_seen(self, sheet: PaymentSheet) -> PaymentSheet:
        if self.request.POST.get("seen") != sheet.fingerprint:
            raise ValidationError(CHANGED_MEANWHILE)
        return self.sign(sheet)


class SheetApprove(SheetSign):
    """A sheet signed as the unit's head, which freezes it; whoever wires it says how its papers are rendered."""

    action = SheetAction.APPROVE
    render: Render | None = None

    def sign(self, sheet):
        return approve_sheet(actor=self.request.user, sheet=sheet, render=self.render)


class ReturnForm(ReasonForm):
    """Why a sheet is sent back, and until when it is to come again."""

    deadline = forms.DateField(
        label="Hạn trình lại",
        help_text="dd/mm/yyyy",
        error_messages={"required": "Hãy ghi hạn trình lại.", "invalid": "Hãy ghi ngày kiểu 31/12/2026."},
        widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class SheetReturn(ConfirmPage):
    """Asks why a sheet is sent back instead of signed."""

    def find(self, pk):
        sheet = visible_sheet(self.request, pk)
        move = next_signature(sheet.status)
        if move is None:
            raise PermissionDenied(f"Bảng đang ở trạng thái «{sheet.get_status_display()}»: không có gì để trả lại.")
        if why := forbidden(self.request.user, sheet, ground_of(self.request.user, sheet, move)):
            raise PermissionDenied(why)
        return sheet

    def ask(self, sheet):
        return {
            "title": f"Trả lại «{sheet}»?",
            "consequences": ["Bảng về người lập để sửa; mọi chữ ký đã có trên bảng hết hiệu lực."],
            "submit": "Trả lại bảng",
        }

    def form(self, sheet, data=None):
        deadline = timezone.localdate() + _DAYS_TO_MEND
        return ReturnForm(data, initial={"deadline": f"{deadline:%d/%m/%Y}"})

    def act(self, sheet, **told):
        return_sheet(actor=self.request.user, sheet=sheet, **told)
        return "Đã trả lại bảng cho người lập."

    def back(self, sheet):
        return reverse("reports:payment-sheet", args=[sheet.pk])


class SheetsToSign(ListPage):
    """The sheets that wait for the account's signature, with boxes to sign several."""

    template_name = "budgets/to_sign.html"
    title = "Chờ tôi ký"
    empty = "Bảng hiện ra ở đây khi tới lượt chữ ký của bạn."
    queryset = PaymentSheet.objects.select_related("unit", "created_by").defer("inputs")
    table_class = ToSignTable
    filterset_class = ToSignFilter
    render: Render | None = None

    @classmethod
    def url_name(cls) -> str:
        return "signing:list"

    @classmethod
    def rows_for(cls, user) -> VisibleQuerySet:
        """This will return the sheets that a user may sign today, those first that wait longest."""
        return waiting_for_signature(cls.queryset, user).order_by("submitted_at", "pk")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not signs_anywhere(request.user):
            raise PermissionDenied(f"Tài khoản «{request.user}» không ký bảng thanh toán nào.")
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """This will sign the ticked sheets, each by itself, and tell what became of each."""
        seen = seen_sheets(request.POST.getlist("sheet"))
        if not seen:
            messages.error(request, "Chưa chọn bảng nào.")
            return redirect("signing:list")
        sheets = PaymentSheet.objects.visible_to(request.user).select_related("unit").filter(pk__in=seen)
        results = sign_many(actor=request.user, sheets=sheets.order_by("pk"), seen=seen, render=self.render)
        done = sum(result.is_done for result in results)
        context = {"results": results, "done": done, "left": len(results) - done}
        return render(request, "budgets/signed.html", context)


def _tried(request: HttpRequest, sheet: PaymentSheet, act: Callable[[], PaymentSheet], done: str) -> HttpResponse:
    try:
        sheet = act()
        said = f"Số của bảng: {sheet.number}." if sheet.number else f"Bảng nay ở bước «{sheet.get_status_display()}»."
        messages.success(request, f"{done} {said}")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("reports:payment-sheet", sheet.pk)
