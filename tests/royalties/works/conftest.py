"""A small unit with a portal, who records for it, and the genres of the portal."""

import pytest

from core.models import Unit, User
from rates.models import ScheduleRow
from royalties.models import Outlet
from tests import list_rows
from tests.royalties.recording import outlet_of, schedule
from tests.screens import holder


@pytest.fixture
def unit(system) -> Unit:
    return list_rows.make_unit("thu", "Đơn vị thử")


@pytest.fixture
def clerk(unit) -> User:
    return holder("recorder", unit, "thu-ky")


@pytest.fixture
def outlet(unit) -> Outlet:
    return outlet_of(unit)


@pytest.fixture
def rows(db) -> dict[str, ScheduleRow]:
    return schedule()
