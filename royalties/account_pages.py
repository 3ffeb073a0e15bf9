"""The page where somebody says whether a payee and an account are one person."""

from django import forms
from django.http import QueryDict
from django.urls import reverse

from core.forms import ReasonForm
from core.models import Unit, User
from core.pages import ConfirmPage
from royalties.beneficiaries import accounts_in
from royalties.payee_pages import editable_payee
from royalties.services.payee_accounts import rule_on_account

_IS, _IS_NOT = "1", "0"


class AccountRulingForm(ReasonForm):
    """Which account, whether it is the payee's own person, and why; never the account of who decides."""

    user = forms.ModelChoiceField(
        label="Tài khoản",
        queryset=User.objects.none(),
        empty_label="Chọn tài khoản",
        error_messages={"required": "Hãy chọn tài khoản."},
    )
    is_same = forms.TypedChoiceField(
        label="Người nhận này và tài khoản đó",
        choices=[(_IS, "là một người"), (_IS_NOT, "là hai người khác nhau")],
        coerce=lambda value: value == _IS,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một câu trả lời."},
    )
    field_order = ("user", "is_same", "reason")

    def __init__(self, actor: User, unit: Unit, data: QueryDict | None = None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["user"].queryset = accounts_in(unit).exclude(pk=actor.pk)
        self.fields["user"].label_from_instance = lambda user: f"{user.full_name} ({user.username})"


class PayeeAccountRule(ConfirmPage):
    """Asks whether a payee and an account are one person."""

    def find(self, pk):
        return editable_payee(self.request, pk)

    def ask(self, payee):
        return {
            "title": f"«{payee}» có phải là một tài khoản?",
            "consequences": [
                "Là một người: người đó không ký bảng có tiền của mình; tác phẩm của người đó lên bảng ký riêng.",
                "Là hai người khác nhau: trùng tên cũng không cản việc ký.",
            ],
            "submit": "Ghi quyết định",
        }

    def form(self, payee, data=None):
        asked = {"user": self.request.GET.get("tai-khoan", "")}
        return AccountRulingForm(self.request.user, payee.unit, data, initial=asked)

    def act(self, payee, **told):
        ruling = rule_on_account(actor=self.request.user, payee=payee, **told)
        return f"Đã ghi: «{ruling}»."

    def back(self, payee):
        return reverse("royalties:payee", args=[payee.pk])
