"""Payouts (đợt chi): approved sheets of a unit under one value date, what each payee gets of them, the transfers."""

from django.db import models
from django.db.models import F, Q

from core.access import Permission, VisibleQuerySet
from core.fields import EncryptedTextField, MoneyField, NfcCharField, NfcTextField, money_check
from core.models import Unit, User
from royalties.models.payees import IncomeKind, OfPayeeQuerySet, Payee
from royalties.models.sheets import PaymentSheet
from royalties.states import PayoutStatus, TransferState


class PayoutQuerySet(VisibleQuerySet):
    """Vocabulary of payouts."""

    unit_path = "unit_id"
    view_permission = Permission.VIEW_SHEETS

    def standing(self) -> "PayoutQuerySet":
        """This will leave out the payouts that were given up."""
        return self.exclude(status=PayoutStatus.VOIDED)


class Payout(models.Model):
    """What a unit pays at once, in đồng: the tax is withheld over all its sheets together, by the value date.

    inputs is what the tax was computed from, with the rate rows used; fingerprint covers it and the amounts. From
    inputs alone every tax can be computed again. A number is given when it is sent to the Treasury, and nothing of it
    changes any more; treasury_number is the unit's own of the paper that draws the money (số giấy rút dự toán).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="payouts", verbose_name="đơn vị")
    value_date = models.DateField("ngày chi")
    status = models.CharField("trạng thái", max_length=6, choices=PayoutStatus.choices, default=PayoutStatus.DRAFT)
    number = NfcCharField("số đợt", max_length=40, null=True)
    is_illustrative = models.BooleanField("minh hoạ", default=False)
    treasury_number = NfcCharField("số giấy rút dự toán", max_length=40, blank=True)
    gross = MoneyField("tổng trước thuế", default=0)
    tax = MoneyField("thuế TNCN", default=0)
    net = MoneyField("thực nhận", default=0)
    inputs = models.JSONField("đầu vào", default=dict)
    fingerprint = models.CharField("dấu vân", max_length=64, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người lập")
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người gửi")
    sent_at = models.DateTimeField("gửi lúc", null=True)
    void_reason = NfcTextField("lý do huỷ", blank=True)
    voided_at = models.DateTimeField("huỷ lúc", null=True)

    objects = PayoutQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt chi"
        ordering = ["-value_date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=PayoutStatus.DRAFT, number=None, sent_at=None, sent_by=None)
                | Q(status=PayoutStatus.SENT, number__isnull=False, sent_at__isnull=False, sent_by__isnull=False)
                | Q(status=PayoutStatus.VOIDED),
                name="payout_numbered_when_sent",
                violation_error_message="Đợt chi đã gửi thì có số; đợt nháp thì chưa có số.",
            ),
            models.CheckConstraint(
                condition=(Q(status=PayoutStatus.VOIDED, voided_at__isnull=False) & ~Q(void_reason=""))
                | (~Q(status=PayoutStatus.VOIDED) & Q(voided_at=None, void_reason="")),
                name="payout_voided_with_reason",
                violation_error_message="Huỷ đợt chi thì phải có lý do.",
            ),
            models.CheckConstraint(
                condition=Q(gross=F("net") + F("tax")),
                name="payout_gross_is_net_and_tax",
                violation_error_message="Tổng trước thuế phải bằng thực nhận cộng thuế.",
            ),
            models.UniqueConstraint(
                fields=["unit", "number"],
                name="payout_number_once",
                violation_error_message="Số đợt chi này đã dùng.",
            ),
            *(money_check("payout", name) for name in ("gross", "tax", "net")),
        ]

    def __str__(self) -> str:
        number = self.number or ("MH-nháp" if self.is_illustrative else "nháp")
        return f"Đợt chi {number} ngày {self.value_date:%d/%m/%Y}"

    @property
    def is_draft(self) -> bool:
        """Whether its sheets and its value date may still change."""
        return self.status == PayoutStatus.DRAFT


class PayoutCounter(models.Model):
    """The last number given to payouts of a unit and year of the value date; locked while the next is given."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    last = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        verbose_name = "sổ số đợt chi"
        ordering = ["unit_id", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="payout_counter_once",
                violation_error_message="Sổ số đợt chi của đơn vị và năm này đã có.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.year}: {self.last}"


class PayoutSheet(models.Model):
    """An approved sheet in a payout; released when that is given up, so that it can be paid in another."""

    payout = models.ForeignKey(Payout, models.PROTECT, related_name="placed", verbose_name="đợt chi")
    sheet = models.ForeignKey(PaymentSheet, models.PROTECT, related_name="in_payouts", verbose_name="bảng thanh toán")
    released_at = models.DateTimeField("thôi lúc", null=True)

    class Meta:
        verbose_name = "bảng trong đợt chi"
        ordering = ["payout_id", "sheet_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"],
                condition=Q(released_at=None),
                name="sheet_in_one_payout",
                violation_error_message="Bảng này đã ở trong một đợt chi khác.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet} – {self.payout}"


class PayoutLine(models.Model):
    """What a payout pays one person as one kind of income, in đồng; of copyright, under one contract.

    shares is how gross and tax come from the sheets. printed_name and printed_facts (id, account, bank, group:
    encrypted JSON) are what the papers of a payout that was sent say. An organisation is paid on an invoice.
    """

    payout = models.ForeignKey(Payout, models.PROTECT, related_name="lines", verbose_name="đợt chi")
    order = models.PositiveIntegerField("thứ tự")
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="payout_lines", verbose_name="người nhận")
    income = models.CharField("loại thu nhập", max_length=10, choices=IncomeKind.choices)
    contract_number = NfcCharField("số hợp đồng bản quyền", max_length=100, blank=True)
    gross = MoneyField("tổng trước thuế")
    tax = MoneyField("thuế TNCN")
    net = MoneyField("thực nhận")
    flags = models.JSONField("dấu hiệu", default=list)
    explanation = models.JSONField("vì sao")
    shares = models.JSONField("phần của từng bảng")
    invoice = NfcCharField("số hoá đơn, hợp đồng", max_length=200, blank=True)
    printed_name = NfcCharField("tên đã in", max_length=500, blank=True)
    printed_facts = EncryptedTextField("thông tin đã in", blank=True)

    objects = OfPayeeQuerySet.as_manager()

    class Meta:
        verbose_name = "người nhận của đợt chi"
        ordering = ["payout_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["payout", "payee", "income", "contract_number"],
                name="payee_and_income_once_in_a_payout",
                violation_error_message="Người nhận đã có trong đợt chi này.",
            ),
            models.CheckConstraint(
                condition=Q(gross=F("net") + F("tax")),
                name="payout_line_gross_is_net_and_tax",
                violation_error_message="Tổng trước thuế phải bằng thực nhận cộng thuế.",
            ),
            *(money_check("payout_line", name) for name in ("gross", "tax", "net")),
        ]

    def __str__(self) -> str:
        return self.printed_name or str(self.payee)


class Transfer(models.Model):
    """One attempt to pay a line: where to (encrypted JSON), and what the bank made of it on which day."""

    line = models.ForeignKey(PayoutLine, models.PROTECT, related_name="transfers", verbose_name="người nhận")
    attempt = models.PositiveSmallIntegerField("lần")
    state = models.CharField("trạng thái", max_length=8, choices=TransferState.choices, default=TransferState.SENT)
    facts = EncryptedTextField("nơi nhận tiền")
    sent_at = models.DateTimeField("gửi lúc", auto_now_add=True)
    settled_on = models.DateField("ngày chi hoặc trả lại", null=True)
    reason = NfcTextField("lý do trả lại", blank=True)

    class Meta:
        verbose_name = "lần chuyển tiền"
        ordering = ["line_id", "attempt"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "attempt"],
                name="transfer_attempt_once",
                violation_error_message="Lần chuyển này đã có.",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=~Q(state=TransferState.RETURNED),
                name="one_transfer_on_its_way",
                violation_error_message="Người này đã được chuyển tiền.",
            ),
            models.CheckConstraint(
                condition=Q(state=TransferState.SENT, settled_on=None, reason="")
                | Q(state=TransferState.PAID, settled_on__isnull=False, reason="")
                | (Q(state=TransferState.RETURNED, settled_on__isnull=False) & ~Q(reason="")),
                name="transfer_settled_on_a_day",
                violation_error_message="Đã chi hoặc trả lại thì phải có ngày; trả lại thì phải có lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}, lần {self.attempt}: {self.get_state_display()}"
