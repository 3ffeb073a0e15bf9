"""How many works a month a member of staff makes as part of the job (định mức), and works paid nevertheless."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from core.access import Permission, VisibleQuerySet
from core.fields import NfcTextField
from core.models import User
from royalties.models.payees import Payee
from royalties.models.works import Work


class QuotaQuerySet(VisibleQuerySet):
    """Vocabulary of quotas."""

    unit_path = "payee__unit_id"
    view_permission = Permission.VIEW_PAYEES

    def in_force(self, on: date) -> "QuotaQuerySet":
        """This will keep the quotas in force on a day."""
        return self.between(on, on)

    def between(self, first: date, last: date) -> "QuotaQuerySet":
        """This will keep the quotas that are in force on some day between two, both included."""
        return self.filter(Q(end_on=None) | Q(end_on__gte=first), start_on__lte=last)


class Quota(models.Model):
    """Works a month that a payee owes between two days, both included; inside it nothing is paid."""

    payee = models.ForeignKey(Payee, models.PROTECT, related_name="quotas", verbose_name="người nhận")
    works_per_month = models.PositiveSmallIntegerField("số tác phẩm mỗi tháng")
    start_on = models.DateField("từ ngày")
    end_on = models.DateField("đến hết ngày", null=True, blank=True)
    reason = NfcTextField("căn cứ giao định mức")

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "định mức"
        ordering = ["payee__name_key", "-start_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on=None) | Q(end_on__gte=F("start_on")),
                name="quota_days_in_order",
                violation_error_message="Ngày kết thúc định mức không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(works_per_month__gte=1),
                name="quota_of_one_at_least",
                violation_error_message="Định mức ít nhất là 1 tác phẩm mỗi tháng.",
            ),
            models.UniqueConstraint(
                fields=["payee", "start_on"],
                name="quota_once_a_day",
                violation_error_message="Người này đã có định mức bắt đầu từ ngày đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payee}: {self.works_per_month} tác phẩm mỗi tháng từ {self.start_on:%d/%m/%Y}"


class QuotaException(models.Model):
    """One work that counts for nobody's quota, so that it is paid; others fill the quota in its place."""

    work = models.OneToOneField(Work, models.CASCADE, related_name="quota_exception", verbose_name="tác phẩm")
    reason = NfcTextField("lý do")
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người quyết định")
    decided_at = models.DateTimeField("quyết định lúc")

    class Meta:
        verbose_name = "ngoại lệ định mức"
        ordering = ["work_id"]

    def __str__(self) -> str:
        return f"{self.work}"
