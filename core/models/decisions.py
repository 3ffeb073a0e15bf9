"""The append-only book of who decided what, protected by triggers on both engines."""

from django.db import models

from core.access import Permission, VisibleQuerySet
from core.fields import NfcCharField, NfcTextField
from core.models.people import User
from core.models.units import Unit


class DecisionQuerySet(VisibleQuerySet):
    """Vocabulary of decisions; those without a unit belong to the whole province."""

    unit_path = "unit_id"
    view_permission = Permission.VIEW_DECISIONS

    def about(self, target: models.Model) -> "DecisionQuerySet":
        """This will keep what was decided of one thing, with who did it."""
        return self.filter(target_type=target._meta.verbose_name, target_id=target.pk).select_related("actor")


class Decision(models.Model):
    """One act of one actor, written in the transaction of the change itself; never with personal ids in clear."""

    at = models.DateTimeField("lúc", auto_now_add=True)
    actor = models.ForeignKey(User, models.PROTECT, verbose_name="người thực hiện")
    action = models.CharField("việc", max_length=40)
    target_type = models.CharField("loại đối tượng", max_length=40)
    target_id = models.BigIntegerField("mã đối tượng", null=True)
    target_label = NfcCharField("đối tượng", max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, verbose_name="đơn vị")
    before = models.JSONField("trước", null=True)
    after = models.JSONField("sau", null=True)
    reason = NfcTextField("lý do", blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["unit", "-id"], name="decision_by_unit"),
            models.Index(fields=["target_type", "target_id", "-id"], name="decision_by_target"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.target_label}"
