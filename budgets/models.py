"""What a unit's money comes from and goes to (QĐ 10/2024/QĐ-UBND Điều 13), and what was set aside for its sheets."""

from django.db import models
from django.db.models import Q

from core.access import Permission, VisibleQuerySet
from core.fields import MoneyField, NfcCharField, NfcTextField, money_check
from core.models import Unit, User
from royalties.models import PaymentSheet


class ReferenceQuerySet(VisibleQuerySet):
    """Reference data belongs to no unit: whoever holds any role reads all of it."""

    unit_path = None
    view_permission = Permission.VIEW_LAW


class FundingSource(models.Model):
    """Where money comes from (nguồn kinh phí, Điều 13 khoản 1)."""

    code = NfcCharField("mã", max_length=20, unique=True)
    name = NfcTextField("nguồn kinh phí")
    clause = NfcCharField("điều khoản", max_length=120)
    order = models.PositiveSmallIntegerField("thứ tự")

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "nguồn kinh phí"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class CostLine(models.Model):
    """What money is spent on (nội dung chi, Điều 13 khoản 3)."""

    code = NfcCharField("mã", max_length=20, unique=True)
    name = NfcTextField("nội dung chi")
    clause = NfcCharField("điều khoản", max_length=120)
    order = models.PositiveSmallIntegerField("thứ tự")

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "nội dung chi"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class OfSheetQuerySet(VisibleQuerySet):
    """What belongs to payment sheets is seen with them."""

    unit_path = "sheet__unit_id"
    view_permission = Permission.VIEW_SHEETS


class WithoutEstimate(models.TextChoices):
    """What a unit does where a sheet has no estimate to be paid from."""

    WARN = "warn", "nhắc, vẫn duyệt"
    STOP = "stop", "dừng"


class SpendingPolicy(models.Model):
    """How strictly a unit keeps to its estimate; without a row, it is reminded."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="spending_policy", verbose_name="đơn vị")
    without_estimate = models.CharField(
        "khi chưa có dự toán", max_length=4, choices=WithoutEstimate.choices, default=WithoutEstimate.WARN
    )

    class Meta:
        verbose_name = "cách kiểm soát chi"
        ordering = ["unit_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(without_estimate__in=WithoutEstimate.values),
                name="without_estimate_known",
                violation_error_message="Cách kiểm soát chi không hợp lệ.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_without_estimate_display()}"


class Reservation(models.Model):
    """Money set aside for one sheet in the transaction that approves it, in đồng; released when it is cancelled."""

    sheet = models.OneToOneField(PaymentSheet, models.PROTECT, related_name="reservation", verbose_name="bảng")
    gross = MoneyField("số tiền giữ")
    fingerprint = models.CharField("dấu vân", max_length=64)
    warning = NfcTextField("lưu ý", blank=True)
    reserved_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người duyệt")
    reserved_at = models.DateTimeField("giữ lúc", auto_now_add=True)
    released_at = models.DateTimeField("thôi giữ lúc", null=True)

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "giữ kinh phí"
        ordering = ["-reserved_at", "pk"]
        constraints = [money_check("reservation", "gross")]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.gross}"
