"""Who did what with a payment sheet, and which accounts are the people whom sheets pay."""

from django.db import models
from django.db.models import Q

from core.access import Permission, VisibleQuerySet
from core.fields import NfcTextField
from core.models import Delegation, User
from royalties.models.payees import Payee
from royalties.models.sheets import PaymentSheet
from royalties.states import SheetAction, SheetStatus


class SheetStep(models.Model):
    """One act on one sheet, append-only: by whom, in whose name (giấy uỷ quyền), over which figures (fingerprint).

    A return has a reason and a deadline by which the sheet is to come again.
    """

    sheet = models.ForeignKey(PaymentSheet, models.PROTECT, related_name="steps", verbose_name="bảng thanh toán")
    action = models.CharField("việc", max_length=14, choices=SheetAction.choices)
    after = models.CharField("trạng thái sau", max_length=14, choices=SheetStatus.choices)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người làm")
    delegation = models.ForeignKey(
        Delegation, models.PROTECT, null=True, related_name="+", verbose_name="theo giấy uỷ quyền"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)
    reason = NfcTextField("lý do", blank=True)
    deadline = models.DateField("hạn trình lại", null=True)
    fingerprint = models.CharField("dấu vân", max_length=64)

    class Meta:
        verbose_name = "bước ký"
        ordering = ["sheet_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(action=SheetAction.RETURN) | (~Q(reason="") & Q(deadline__isnull=False)),
                name="returned_with_reason_and_deadline",
                violation_error_message="Trả lại thì phải có lý do và hạn trình lại.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.actor}"


class PayeeAccountQuerySet(VisibleQuerySet):
    """Vocabulary of what was decided of payees and accounts."""

    unit_path = "payee__unit_id"
    view_permission = Permission.VIEW_PAYEES


class PayeeAccount(models.Model):
    """Whether a payee and an account are one person; without a row, the same name counts as the same person."""

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="accounts", verbose_name="người nhận")
    user = models.ForeignKey(User, models.PROTECT, related_name="payees", verbose_name="tài khoản")
    is_same = models.BooleanField("là một người")
    reason = NfcTextField("vì sao")
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người quyết định")
    decided_at = models.DateTimeField("quyết định lúc", auto_now=True)

    objects = PayeeAccountQuerySet.as_manager()

    class Meta:
        verbose_name = "người nhận và tài khoản"
        ordering = ["payee_id", "user_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["payee", "user"],
                name="payee_account_decided_once",
                violation_error_message="Đã quyết định về người nhận và tài khoản này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.payee} {'là' if self.is_same else 'không là'} tài khoản {self.user}"
