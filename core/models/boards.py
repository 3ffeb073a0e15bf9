"""Editorial boards (ban biên tập) and who sits on them (QĐ 10/2024/QĐ-UBND Điều 10)."""

from django.db import models
from django.db.models import F, Q

from core.access import Permission, VisibleQuerySet
from core.fields import NfcCharField
from core.models.people import DatedQuerySet, User
from core.models.units import Unit


class BoardQuerySet(VisibleQuerySet):
    """Vocabulary of boards."""

    unit_path = "unit_id"
    view_permission = Permission.VIEW_UNITS


class Board(models.Model):
    """A board set up by decision; it checks works and decides payouts (Điều 10, 15.3, 20)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="boards", verbose_name="đơn vị")
    name = NfcCharField("tên ban biên tập", max_length=200)
    decision_number = NfcCharField("số quyết định thành lập", max_length=60)
    decided_on = models.DateField("ngày quyết định")

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = "ban biên tập"
        ordering = ["unit__name_key", "-decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "decision_number"],
                name="board_decision_once",
                violation_error_message="Quyết định thành lập này đã được nhập cho đơn vị.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Position(models.TextChoices):
    """Seats of a board (Điều 10 khoản 3)."""

    HEAD = "head", "Trưởng ban"
    DEPUTY = "deputy", "Phó Trưởng ban"
    MEMBER = "member", "Thành viên"


class BoardMemberQuerySet(DatedQuerySet):
    """Vocabulary of board members."""

    unit_path = "board__unit_id"
    view_permission = Permission.VIEW_UNITS


class BoardMember(models.Model):
    """One person's seat on a board between two days."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="members", verbose_name="ban biên tập")
    user = models.ForeignKey(User, models.PROTECT, related_name="seats", verbose_name="người")
    position = models.CharField("chức danh", max_length=8, choices=Position.choices)
    start_on = models.DateField("từ ngày")
    end_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = BoardMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên ban biên tập"
        ordering = ["board_id", "position", "start_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(position__in=Position.values),
                name="board_position_known",
                violation_error_message="Chức danh không hợp lệ.",
            ),
            models.CheckConstraint(
                condition=Q(end_on=None) | Q(start_on__lte=F("end_on")),
                name="board_seat_dates_in_order",
                violation_error_message="Ngày thôi chức danh phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["board"],
                condition=Q(position="head", end_on=None),
                name="one_head_at_a_time",
                violation_error_message="Ban biên tập đang có Trưởng ban.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_position_display()}"
