"""Pages by which the preparer changes a payment sheet that nobody has signed, and cancels one that is signed."""

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from budgets.sheet_forms import FundingForm, funding_of, typed_funding
from core.access import Permission, require, visible_or_404
from core.forms import ReasonForm
from core.money import format_number
from core.pages import ConfirmPage
from royalties.models import PaymentSheet, SheetWork
from royalties.services.building import discard_sheet, fund_sheet, rebuild_sheet, take_off
from royalties.services.countering import counter_sheet
from royalties.services.signing import withdraw_sheet


def visible_sheet(request: HttpRequest, pk: int) -> PaymentSheet:
    """This will return a sheet that the account may see, or refuse as visible_or_404 does."""
    return visible_or_404(request.user, PaymentSheet.objects.select_related("unit", "counters"), pk)


def prepared_sheet(request: HttpRequest, pk: int) -> PaymentSheet:
    """This will return a sheet that the account may prepare.

    :raises PermissionDenied: the account may look but not prepare.
    """
    sheet = visible_sheet(request, pk)
    require(request.user, Permission.PREPARE_SHEETS, unit=sheet.unit)
    return sheet


class SheetChange(ConfirmPage):
    """Asks before a sheet changes."""

    def find(self, pk):
        return prepared_sheet(self.request, pk)

    def back(self, sheet):
        return reverse("reports:payment-sheet", args=[sheet.pk])


class SheetFund(SheetChange):
    """Asks where a sheet's money comes from."""

    template_name = "budgets/sheet_fund.html"

    def ask(self, sheet):
        return {"title": "Nguồn kinh phí", "lead": str(sheet), "submit": "Lưu nguồn kinh phí"}

    def form(self, sheet, data=None):
        return FundingForm(data, initial=funding_of(sheet))

    def act(self, sheet, **told):
        fund_sheet(actor=self.request.user, sheet=sheet, funding=typed_funding(told))
        return "Đã ghi nguồn kinh phí."


class TakeOffForm(ReasonForm):
    """Which works leave a sheet, and why."""

    works = forms.TypedMultipleChoiceField(
        label="Tác phẩm",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy chọn ít nhất một tác phẩm."},
    )
    field_order = ("works", "reason")

    def __init__(self, rows: Iterable[SheetWork], data=None):
        super().__init__(data)
        self.fields["works"].choices = [(row.work_id, _say_row(row)) for row in rows]


class SheetTakeOff(SheetChange):
    """Asks which works are taken off."""

    template_name = "core/form_page.html"

    def ask(self, sheet):
        return {
            "title": "Lấy tác phẩm ra khỏi bảng",
            "lead": f"{sheet}. Tác phẩm lấy ra trở lại «đã chấm»: chấm lại được, hoặc lên bảng kỳ sau.",
            "submit": "Lấy ra những tác phẩm đã chọn",
        }

    def form(self, sheet, data=None):
        return TakeOffForm(_rows(sheet), data)

    def act(self, sheet, works, reason):
        changed = take_off(actor=self.request.user, sheet=sheet, works=works, reason=reason)
        return f"Đã lấy ra {len(set(works))} tác phẩm. Tổng của bảng nay {format_number(changed.gross)} đồng."


class SheetDiscard(SheetChange):
    """Asks before a sheet is given up."""

    def ask(self, sheet):
        back = [] if sheet.counters_id else ["Các tác phẩm trên bảng trở lại «đã chấm», chờ bảng khác."]
        return {
            "title": f"Bỏ «{sheet}»?",
            "consequences": [
                one for one in (back, "Bảng không trình, không sửa được nữa; lịch sử của bảng còn.") if one
            ],
            "submit": "Bỏ bảng",
            "tone": "danger",
        }

    def act(self, sheet, reason):
        discard_sheet(actor=self.request.user, sheet=sheet, reason=reason)
        return "Đã bỏ bảng."


class SheetWithdraw(SheetChange):
    """Asks why a submitted sheet is taken back."""

    def ask(self, sheet):
        return {
            "title": f"Rút lại «{sheet}»?",
            "consequences": ["Bảng không chờ ký nữa; sửa được rồi trình lại."],
            "submit": "Rút lại",
        }

    def act(self, sheet, reason):
        withdraw_sheet(actor=self.request.user, sheet=sheet, reason=reason)
        return "Đã rút lại bảng."


class SheetCounter(SheetChange):
    """Asks before a sheet is made that cancels a signed one."""

    def ask(self, sheet):
        return {
            "title": f"Lập bảng huỷ «{sheet}»?",
            "consequences": [
                "Lập một bảng huỷ; bảng này chỉ bị huỷ khi bảng huỷ đã đủ chữ ký như mọi bảng khác.",
                "Khi đó các tác phẩm của bảng chờ chi lại.",
            ],
            "submit": "Lập bảng huỷ",
            "tone": "danger",
        }

    def act(self, sheet, reason):
        self.counter = counter_sheet(actor=self.request.user, sheet=sheet, reason=reason)
        return "Đã lập bảng huỷ. Xem lại rồi trình."

    def ahead(self, sheet):
        return self.back(self.counter)


class SheetRebuild(View):
    """A sheet priced anew."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will price the works anew, with «add» also those that became ready, or say why not."""
        sheet = prepared_sheet(request, pk)
        before, gross = sheet.works.count(), sheet.gross
        try:
            changed = rebuild_sheet(actor=request.user, sheet=sheet, add="add" in request.POST)
            more = changed.works.count() - before
            added = f"Bổ sung {more} tác phẩm. " if "add" in request.POST else ""
            messages.success(request, f"{added}{_say_change(gross, changed.gross)}")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("reports:payment-sheet", pk)


def _say_change(before: int, after: int) -> str:
    if before == after:
        return f"Tổng của bảng vẫn {format_number(after)} đồng."
    return f"Tổng của bảng: trước {format_number(before)} đồng, nay {format_number(after)} đồng."


def _say_row(row: SheetWork) -> str:
    return f"{row.work}, đăng {row.work.published_on:%d/%m/%Y}, {format_number(row.gross)} đồng"


def _rows(sheet: PaymentSheet) -> list[SheetWork]:
    return list(sheet.works.select_related("work").defer("explanation"))
