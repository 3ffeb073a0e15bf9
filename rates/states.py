"""States of a schedule on its way into the law, and of the check of one line."""

from django.db import models


class ScheduleState(models.TextChoices):
    """How far the schedule of a signed decision has come; only what is verified stands in the law."""

    DRAFT = "draft", "đang nhập"
    SUBMITTED = "submitted", "chờ đối chiếu"
    IN_FORCE = "in_force", "đã đối chiếu"


class LineCheck(models.TextChoices):
    """What the second person found when comparing one line with the signed text."""

    MATCH = "match", "khớp bản ký"
    WRONG = "wrong", "sai"


# Every way that a schedule can go; nothing else is possible: whoever takes it on does so by move_to, and asks first.
SCHEDULE_MOVES: frozenset[tuple[ScheduleState, ScheduleState]] = frozenset(
    {
        (ScheduleState.DRAFT, ScheduleState.SUBMITTED),
        (ScheduleState.SUBMITTED, ScheduleState.DRAFT),
        (ScheduleState.SUBMITTED, ScheduleState.IN_FORCE),
    }
)
