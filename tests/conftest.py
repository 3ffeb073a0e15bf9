"""What every test may ask for."""

import pytest

from core.models import Unit, User
from core.services import load_units, system_actor
from rates.loader import read_law
from rates.services import load_law


@pytest.fixture
def system(db) -> User:
    return system_actor()


@pytest.fixture
def province(system) -> User:
    """The units of the province and the shipped law; returns the system actor."""
    load_units(actor=system)
    load_law(actor=system, law=read_law())
    return system


@pytest.fixture
def office(province) -> Unit:
    return Unit.objects.get(code="vp-ubnd")
