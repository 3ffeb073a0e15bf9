"""What scoring keeps besides the coefficients: scores that were refused, and what people on air get of a royalty."""

from django.db import models
from django.db.models import Q

from core.fields import NfcCharField, NfcTextField
from core.models import User
from royalties.models.works import Contribution, WorkPart


class RefusedScore(models.Model):
    """The last score of a part that was refused, as it was typed, with the reason: it is not lost and changes nothing.

    It goes when the part is scored within its frame, or when somebody clears it.
    """

    part = models.OneToOneField(WorkPart, models.CASCADE, related_name="refused_score", verbose_name="phần tác phẩm")
    typed = NfcCharField("đã gõ", max_length=40)
    reason = NfcTextField("lý do")
    typed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người gõ")
    typed_at = models.DateTimeField("gõ lúc")

    class Meta:
        verbose_name = "hệ số bị từ chối"
        ordering = ["part_id"]

    def __str__(self) -> str:
        return self.typed


class RemunerationShare(models.Model):
    """What a person gets for a work on air besides its authors, as a percentage of its royalty: 25 for 25 %."""

    contribution = models.OneToOneField(
        Contribution, models.CASCADE, related_name="remuneration", verbose_name="đóng góp"
    )
    percent = models.DecimalField("tỷ lệ thù lao", max_digits=7, decimal_places=4)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người đặt")
    set_at = models.DateTimeField("đặt lúc")

    class Meta:
        verbose_name = "tỷ lệ thù lao"
        ordering = ["contribution_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100),
                name="remuneration_never_above_the_royalty",
                violation_error_message="Tỷ lệ thù lao từ 0 đến 100 phần trăm.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution}"
