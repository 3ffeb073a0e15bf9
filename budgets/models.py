"""What a unit's yearly money may come from and go to (QĐ 10/2024/QĐ-UBND Điều 13); estimates are built on these."""

from django.db import models

from core.access import Permission, VisibleQuerySet
from core.fields import NfcCharField, NfcTextField


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
