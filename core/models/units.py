"""Agencies that own a portal, a bulletin or a station and have a budget of their own."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from core.access import Permission, VisibleQuerySet
from core.fields import NfcCharField
from core.text import sort_key


class Level(models.TextChoices):
    """Levels of government; the district level exists only as history, to 30/06/2025."""

    PROVINCE = "province", "tỉnh"
    DEPARTMENT = "department", "sở"
    DISTRICT = "district", "huyện (lịch sử)"
    COMMUNE = "commune", "xã"


class UnitQuerySet(VisibleQuerySet):
    """Vocabulary of units."""

    unit_path = "pk"
    view_permission = Permission.VIEW_UNITS

    def existing_on(self, day: date) -> "UnitQuerySet":
        """This will keep the units that existed on a day; an unknown date never excludes."""
        return self.filter(Q(existed_from=None) | Q(existed_from__lte=day), Q(existed_to=None) | Q(existed_to__gte=day))


class Unit(models.Model):
    """An agency with its own budget (đơn vị); facts that the dossier lacks are null: chưa nhập."""

    code = NfcCharField("mã", max_length=30, unique=True)
    name = NfcCharField("tên đơn vị", max_length=200)
    name_key = NfcCharField("khoá sắp xếp", max_length=800, editable=False)
    level = models.CharField("cấp", max_length=12, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name="cấp trên")
    budget_chapter = NfcCharField("chương", max_length=3, null=True, blank=True)
    qhns_code = NfcCharField("mã QHNS", max_length=7, null=True, blank=True)
    existed_from = models.DateField("tồn tại từ", null=True, blank=True)
    existed_to = models.DateField("đến hết", null=True, blank=True)
    source_label = models.CharField("nhãn nguồn", max_length=10)
    is_demo = models.BooleanField("minh hoạ", default=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        ordering = ["name_key", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=Level.values),
                name="unit_level_known",
                violation_error_message="Cấp đơn vị không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(existed_from=None) | Q(existed_to=None) | Q(existed_from__lte=F("existed_to")),
                name="unit_dates_in_order",
                violation_error_message="Ngày kết thúc của đơn vị phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["qhns_code"],
                condition=Q(qhns_code__isnull=False),
                name="unit_qhns_once",
                violation_error_message="Mã QHNS này đã thuộc một đơn vị khác.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.name_key = sort_key(self.name)
        super().save(*args, **kwargs)
