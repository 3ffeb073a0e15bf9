"""What proves a frozen sheet: its number, what it paid once, the chained events, the papers as they were printed."""

from django.db import models
from django.db.models import Q

from core.fields import EncryptedBinaryField, MoneyField, NfcTextField, money_check
from core.models import Unit
from royalties.models.outlets import Outlet
from royalties.models.payouts import Payout
from royalties.models.sheets import PaymentSheet
from royalties.models.works import Contribution
from royalties.states import SheetKind


class SheetCounter(models.Model):
    """The last number given to sheets of a unit, kind and year of approval; locked while the next is given."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("loại", max_length=14, choices=SheetKind.choices)
    year = models.PositiveSmallIntegerField("năm duyệt")
    last = models.PositiveIntegerField("số cuối", default=0)

    class Meta:
        verbose_name = "sổ số bảng"
        ordering = ["unit_id", "kind", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "year"],
                name="sheet_counter_once",
                violation_error_message="Sổ số của đơn vị, loại và năm này đã có.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.get_kind_display()}, {self.year}: {self.last}"


class PaidClaim(models.Model):
    """A contribution is paid once: its claim stands from the freezing of a sheet until that sheet is cancelled."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="paid_claims", verbose_name="đóng góp")
    sheet = models.ForeignKey(PaymentSheet, models.PROTECT, related_name="claims", verbose_name="bảng thanh toán")
    released_at = models.DateTimeField("thôi lúc", null=True)

    class Meta:
        verbose_name = "đã tính để chi"
        ordering = ["sheet_id", "contribution_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"],
                condition=Q(released_at=None),
                name="contribution_paid_once",
                violation_error_message="Đóng góp này đã được tính để chi trên một bảng khác.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution} – {self.sheet}"


class EventKind(models.TextChoices):
    """What happens to a frozen sheet, or to a payout."""

    APPROVED = "approved", "đã duyệt"
    SENT = "sent", "đã gửi Kho bạc"
    PAID = "paid", "đã chi"
    RETURNED = "returned", "ngân hàng trả lại"
    CANCELLED = "cancelled", "đã huỷ"


class ProofEvent(models.Model):
    """One event of a unit's chain, append-only: canonical JSON under a MAC that covers the MAC before it.

    The key of the MAC (PROOF_KEY) is not in the database: whoever rewrites the rows cannot write fitting MACs.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="proof_events", verbose_name="đơn vị")
    sequence = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("sự kiện", max_length=10, choices=EventKind.choices)
    sheet = models.ForeignKey(
        PaymentSheet, models.PROTECT, null=True, related_name="events", verbose_name="bảng thanh toán"
    )
    payout = models.ForeignKey(Payout, models.PROTECT, null=True, related_name="events", verbose_name="đợt chi")
    content = NfcTextField("nội dung")
    previous_mac = models.CharField("mã xác thực trước", max_length=64, blank=True)
    mac = models.CharField("mã xác thực", max_length=64)
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bằng chứng"
        ordering = ["unit_id", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "sequence"],
                name="proof_event_in_order",
                violation_error_message="Chuỗi bằng chứng của đơn vị đã có thứ tự này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.sequence}: {self.get_kind_display()}"


class StoredPaper(models.Model):
    """A paper as it was at its event, encrypted; it is printed from here and never rendered again."""

    event = models.ForeignKey(ProofEvent, models.PROTECT, related_name="papers", verbose_name="bằng chứng")
    name = models.CharField("tên", max_length=80)
    content = EncryptedBinaryField("nội dung")

    class Meta:
        verbose_name = "giấy tờ đã lưu"
        ordering = ["event_id", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "name"],
                name="paper_once_an_event",
                violation_error_message="Giấy tờ này đã được lưu.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class MonthTotal(models.Model):
    """What a unit's frozen sheets pay in đồng, by outlet, genre, kind and month of the period."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="+", verbose_name="nơi đăng")
    genre = models.CharField("thể loại", max_length=40)
    kind = models.CharField("loại", max_length=14, choices=SheetKind.choices)
    month = models.DateField("tháng")
    works = models.PositiveIntegerField("số tác phẩm", default=0)
    gross = MoneyField("tổng trước thuế", default=0)

    class Meta:
        verbose_name = "tổng theo tháng"
        ordering = ["unit_id", "month", "outlet_id", "genre", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "outlet", "genre", "kind", "month"],
                name="month_total_once",
                violation_error_message="Tổng của tháng này đã có.",
            ),
            money_check("month_total", "gross"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.month:%m/%Y} {self.genre}"
