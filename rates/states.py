"""States of a schedule on its way into the law, and of the check of one line."""

from django.core.exceptions import ValidationError
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


TRANSITIONS = {
    ScheduleState.DRAFT: {ScheduleState.SUBMITTED},
    ScheduleState.SUBMITTED: {ScheduleState.DRAFT, ScheduleState.IN_FORCE},
    ScheduleState.IN_FORCE: set(),
}


def must_lead_to(state: str, following: ScheduleState) -> None:
    """This will insist that a schedule may go from a state to another.

    :raises ValidationError: it may not, for instance because somebody else has moved it on meanwhile.
    """
    if following not in TRANSITIONS[ScheduleState(state)]:
        label = ScheduleState(state).label
        raise ValidationError(f"Biểu mức đang ở bước «{label}» nên không chuyển sang «{following.label}» được.")
