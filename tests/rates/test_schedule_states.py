"""A schedule goes only the ways that there are."""

import pytest
from django.core.exceptions import ValidationError

from rates.models import Schedule
from rates.states import ScheduleState

WAYS = {("draft", "submitted"), ("submitted", "draft"), ("submitted", "in_force")}
PAIRS = [(before, after) for before in ScheduleState.values for after in ScheduleState.values]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_schedule_goes_only_the_ways_that_there_are(before, after):
    schedule = Schedule(state=before)
    if (before, after) in WAYS:
        schedule.move_to(ScheduleState(after))
        assert schedule.state == after
        return
    with pytest.raises(ValidationError, match=f"đang ở bước «{ScheduleState(before).label}» nên không chuyển sang"):
        schedule.move_to(ScheduleState(after))
    assert schedule.state == before
