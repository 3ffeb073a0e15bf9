"""Who keeps schedules, and the day on which their tests take place."""

import pytest
import time_machine

from core.models import User
from tests.rates.schedules import keeper


@pytest.fixture
def clock():
    with time_machine.travel("2026-08-10T02:00:00Z", tick=False):
        yield


@pytest.fixture
def first(province) -> User:
    return keeper("provincial_coordinator", "an")


@pytest.fixture
def second(province) -> User:
    return keeper("provincial_coordinator", "binh")
