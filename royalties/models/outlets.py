"""Where a unit publishes: its portal, bulletin and stations."""

from django.db import models
from django.db.models import Q

from core.access import Permission, VisibleQuerySet
from core.fields import NfcCharField
from core.models import Unit
from rates.terms import Medium


class OutletQuerySet(VisibleQuerySet):
    """Vocabulary of outlets."""

    unit_path = "unit_id"
    view_permission = Permission.VIEW_UNITS


class Outlet(models.Model):
    """A portal, bulletin, radio or television programme of one unit (cổng, bản tin, truyền thanh, truyền hình)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="outlets", verbose_name="đơn vị")
    medium = models.CharField("loại hình", max_length=8, choices=[(medium.value, medium.label) for medium in Medium])
    name = NfcCharField("tên nơi đăng", max_length=200)

    objects = OutletQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi đăng"
        ordering = ["unit__name_key", "medium", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(medium__in=[medium.value for medium in Medium]),
                name="outlet_medium_known",
                violation_error_message="Loại hình không hợp lệ.",
            ),
            models.UniqueConstraint(
                fields=["unit", "medium", "name"],
                name="outlet_once",
                violation_error_message="Đơn vị đã có nơi đăng này.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """The name with its unit, which most names hold already."""
        return self.name if self.unit.name in self.name else f"{self.name} ({self.unit})"
