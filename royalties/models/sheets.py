"""Payment sheets (bảng thanh toán): stored inputs, with the rate rows that they rest on, and stored amounts."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.access import Permission, VisibleQuerySet
from core.fields import EncryptedTextField, MoneyField, NfcCharField, NfcTextField, money_check
from core.models import Unit, User
from royalties.models.payees import IncomeKind, OfPayeeQuerySet, Payee
from royalties.models.works import Contribution, Work, WorkPart
from royalties.states import CHANGEABLE, FROZEN, IN_SIGNING, SheetKind, SheetStatus


class PaymentSheetQuerySet(VisibleQuerySet):
    """Vocabulary of payment sheets."""

    unit_path = "unit_id"
    view_permission = Permission.VIEW_SHEETS

    def drafts(self) -> "PaymentSheetQuerySet":
        """This will keep the sheets that may still change."""
        return self.filter(status=SheetStatus.DRAFT)

    def changeable(self) -> "PaymentSheetQuerySet":
        """This will keep the sheets that nobody has signed: drafts, and those that were returned."""
        return self.filter(status__in=CHANGEABLE)

    def open(self) -> "PaymentSheetQuerySet":
        """This will keep the sheets that are on their way: neither frozen nor given up."""
        return self.filter(status__in=(*CHANGEABLE, *IN_SIGNING))


class PaymentSheet(models.Model):
    """One unit, one period (a month, kept as its first day), one kind; gross, tax and net in đồng.

    Tax and net are known only where a value date is: tax belongs to the day of payment.
    inputs is what the amounts were computed from, with the rate rows used; fingerprint covers it and the amounts.
    remarks say what the file of a draft changed of people who were known before it, accounts only as hashes and masked.
    From inputs alone, from their version 2 on, every amount, explanation and citation can be computed again.
    A separate sheet pays people who sign for the unit, so that a deputy or a superior signs it (is_separate).
    A counter-sheet (counters) cancels another whole when it freezes; it has no lines of its own.
    The source of the money and its budget codes are kept as they are printed (TT 130/2025/TT-BTC).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sheets", verbose_name="đơn vị")
    period = models.DateField("kỳ")
    kind = models.CharField("loại", max_length=14, choices=SheetKind.choices, default=SheetKind.ROYALTY)
    status = models.CharField("trạng thái", max_length=14, choices=SheetStatus.choices, default=SheetStatus.DRAFT)
    number = NfcCharField("số", max_length=40, null=True)
    is_illustrative = models.BooleanField("minh hoạ", default=False)
    is_separate = models.BooleanField("ký riêng", default=False)
    counters = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="countered_by", verbose_name="huỷ bảng"
    )
    source_code = NfcCharField("mã nguồn kinh phí", max_length=20, blank=True)
    source_name = NfcTextField("nguồn kinh phí", blank=True)
    nsnn_source = NfcCharField("mã nguồn NSNN", max_length=10, blank=True)
    chapter = NfcCharField("chương", max_length=3, blank=True)
    industry = NfcCharField("mã ngành kinh tế (khoản)", max_length=3, blank=True)
    content = NfcCharField("mã nội dung kinh tế (tiểu mục)", max_length=4, blank=True)
    paid_on = models.DateField("ngày chi", null=True)
    gross = MoneyField("tổng trước thuế")
    tax = MoneyField("thuế TNCN", null=True)
    net = MoneyField("thực nhận", null=True)
    formula = models.CharField("công thức", max_length=20)
    inputs = models.JSONField("đầu vào")
    fingerprint = models.CharField("dấu vân", max_length=64)
    remarks = models.JSONField("lưu ý", default=list, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người lập")
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects = PaymentSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng thanh toán"
        ordering = ["-period", "unit__name_key", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=SheetStatus.values),
                name="sheet_status_known",
                violation_error_message="Trạng thái bảng thanh toán không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SheetKind.values),
                name="sheet_kind_known",
                violation_error_message="Loại bảng thanh toán không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(period__day=1),
                name="sheet_period_is_a_month",
                violation_error_message="Kỳ thanh toán là một tháng.",
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None, tax=None, net=None)
                | Q(paid_on__isnull=False, tax__isnull=False, net__isnull=False, gross=F("net") + F("tax")),
                name="sheet_gross_is_net_and_tax",
                violation_error_message="Tổng trước thuế phải bằng thực nhận cộng thuế.",
            ),
            models.UniqueConstraint(
                fields=["unit", "period", "kind", "is_separate"],
                condition=Q(status="draft", counters=None),
                name="one_draft_a_period",
                violation_error_message="Kỳ này của đơn vị đã có bảng nháp.",
            ),
            models.UniqueConstraint(
                fields=["unit", "number"],
                name="sheet_number_once",
                violation_error_message="Số bảng thanh toán này đã dùng.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=FROZEN, number__isnull=False) | (~Q(status__in=FROZEN) & Q(number=None)),
                name="sheet_numbered_when_frozen",
                violation_error_message="Bảng đã duyệt thì có số; bảng chưa duyệt thì chưa có số.",
            ),
            money_check("sheet", "gross"),
        ]

    def __str__(self) -> str:
        name = "Bảng huỷ" if self.counters_id else "Bảng"
        separate = ", ký riêng" if self.is_separate else ""
        return f"{name} {self.get_kind_display()} {self.shown_number} kỳ {self.period:%m/%Y}{separate}"

    def get_absolute_url(self) -> str:
        """This will lead to the page of the sheet."""
        return reverse("reports:payment-sheet", args=[self.pk])

    @property
    def shown_number(self) -> str:
        """The number, or in its place how far the sheet has come; MH- before it where it is worth nothing."""
        unnumbered = "nháp" if self.is_changeable else "đang trình" if self.status in IN_SIGNING else "đã bỏ"
        number = self.number or unnumbered
        return f"MH-{number}" if self.is_illustrative and not number.startswith("MH-") else number

    @property
    def is_changeable(self) -> bool:
        """Whether its works and its money may still change."""
        return self.status in CHANGEABLE

    @property
    def is_frozen(self) -> bool:
        """Whether nothing of it changes any more."""
        return self.status in FROZEN


class SheetWork(models.Model):
    """One work on one sheet: its royalty in đồng and why it is that much, as data.

    gross is what the sheet pays of it: less than the royalty where a share is inside an author's quota, and on a sheet
    of remuneration what the people beside the authors get. printed is what papers of a frozen sheet say of the work.
    """

    sheet = models.ForeignKey(PaymentSheet, models.CASCADE, related_name="works", verbose_name="bảng thanh toán")
    work = models.ForeignKey(Work, models.PROTECT, related_name="on_sheets", verbose_name="tác phẩm")
    order = models.PositiveIntegerField("thứ tự")
    royalty = MoneyField("nhuận bút của tác phẩm", null=True)
    gross = MoneyField("số tiền trên bảng")
    warnings = models.JSONField("lưu ý", default=list)
    explanation = models.JSONField("vì sao")
    printed = models.JSONField("đã in", null=True)

    class Meta:
        verbose_name = "tác phẩm trên bảng"
        ordering = ["sheet_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "work"],
                name="work_once_on_a_sheet",
                violation_error_message="Tác phẩm đã có trên bảng này.",
            ),
            money_check("sheet_work", "gross"),
        ]

    def __str__(self) -> str:
        return str(self.work)


class SheetLine(models.Model):
    """What one payee gets for one part of one work, in đồng; unit_value is the đồng of one coefficient on that day.

    Remuneration rests on the whole work: it has no part, its coefficient is the fraction of the work's royalty, and its
    unit_value is that royalty. A line inside the author's quota is nought.
    explanation is how the line was cut out of the work's royalty; null on drafts made before it was kept.
    """

    sheet_work = models.ForeignKey(SheetWork, models.CASCADE, related_name="lines", verbose_name="tác phẩm")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="lines", verbose_name="đóng góp")
    part = models.ForeignKey(WorkPart, models.PROTECT, null=True, related_name="lines", verbose_name="phần")
    quantity = models.DecimalField("số lượng", max_digits=12, decimal_places=4)
    coefficient = models.DecimalField("hệ số", max_digits=12, decimal_places=6)
    unit_value = models.DecimalField("giá trị một đơn vị hệ số", max_digits=20, decimal_places=6)
    gross = MoneyField("số tiền")
    is_inside_quota = models.BooleanField("trong định mức", default=False)
    citations = models.JSONField("căn cứ")
    explanation = models.JSONField("vì sao", null=True)

    class Meta:
        verbose_name = "dòng"
        ordering = ["sheet_work__order", "part__order", "contribution__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet_work", "contribution", "part"],
                name="line_once",
                violation_error_message="Dòng này đã có trên bảng.",
            ),
            models.UniqueConstraint(
                fields=["sheet_work", "contribution"],
                condition=Q(part=None),
                name="whole_work_line_once",
                violation_error_message="Dòng này đã có trên bảng.",
            ),
            models.CheckConstraint(
                condition=Q(is_inside_quota=False) | Q(gross=0),
                name="nothing_paid_inside_quota",
                violation_error_message="Trong định mức thì không chi.",
            ),
            money_check("sheet_line", "gross"),
        ]

    def __str__(self) -> str:
        return f"{self.contribution}"


class PayeeTotal(models.Model):
    """What a sheet pays one payee in đồng; the tax is one for the payee and the payment, not one a work.

    As what it is taxed stands in income; copyright is taxed by the contract, which has a number then.
    printed_name and printed_facts (id, account, bank: encrypted JSON) are what the papers of a frozen sheet say.
    """

    sheet = models.ForeignKey(PaymentSheet, models.CASCADE, related_name="payee_totals", verbose_name="bảng thanh toán")
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="totals", verbose_name="người nhận")
    gross = MoneyField("tổng trước thuế")
    tax = MoneyField("thuế TNCN", null=True)
    net = MoneyField("thực nhận", null=True)
    flags = models.JSONField("dấu hiệu", default=list)
    explanation = models.JSONField("vì sao", null=True)
    income = models.CharField("loại thu nhập", max_length=10, choices=IncomeKind.choices, default=IncomeKind.WAGE_LIKE)
    contract_number = NfcCharField("số hợp đồng bản quyền", max_length=100, blank=True)
    printed_name = NfcCharField("tên đã in", max_length=500, blank=True)
    printed_facts = EncryptedTextField("thông tin đã in", blank=True)

    objects = OfPayeeQuerySet.as_manager()

    class Meta:
        verbose_name = "tổng theo người nhận"
        ordering = ["sheet_id", "payee__name_key", "payee_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "payee"],
                name="payee_once_on_a_sheet",
                violation_error_message="Người nhận đã có trên bảng này.",
            ),
            models.CheckConstraint(
                condition=Q(tax=None, net=None) | Q(tax__isnull=False, net__isnull=False, gross=F("net") + F("tax")),
                name="payee_gross_is_net_and_tax",
                violation_error_message="Tổng trước thuế phải bằng thực nhận cộng thuế.",
            ),
            models.CheckConstraint(
                condition=Q(income=IncomeKind.WAGE_LIKE, contract_number="")
                | (Q(income=IncomeKind.COPYRIGHT) & ~Q(contract_number="")),
                name="copyright_by_contract",
                violation_error_message="Tiền bản quyền thì phải có số hợp đồng; nhuận bút, thù lao thì không.",
            ),
            money_check("payee_total", "gross"),
        ]

    def __str__(self) -> str:
        return str(self.payee)

    @property
    def pen_named(self) -> str:
        """The payee's name with the pen names; as the papers print it once the sheet is frozen."""
        if self.printed_name:
            return self.printed_name
        pen_names = ", ".join(pen_name.name for pen_name in self.payee.pen_names.all())
        return f"{self.payee.name} ({pen_names})" if pen_names else self.payee.name
