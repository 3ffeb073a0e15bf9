"""What every test may ask for, and which tests run on which engine."""

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import settings

from core.models import Unit, User
from core.services import load_units, system_actor
from rates.lawdata import Law
from rates.loader import read_law
from rates.services import load_law
from tests.rates.lawfiles import FROZEN_LAW
from tests.triggers import triggers_off

# No deadline: a slow machine is no failure. The same examples each time: a failure can be had again.
settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=200)
settings.load_profile("repeatable")


def pytest_addoption(parser):
    parser.addoption("--engine", choices=["sqlite", "postgresql"], help="fail at once if DATABASE_URL is another one")


def pytest_sessionstart(session):
    wanted = session.config.getoption("--engine")
    if wanted and wanted != connection.vendor:
        raise pytest.UsageError(f"--engine={wanted}, but DATABASE_URL leads to {connection.vendor}")


def pytest_collection_modifyitems(config, items):
    elsewhere = "postgresql" if connection.vendor == "sqlite" else "once"
    others = [item for item in items if item.get_closest_marker(elsewhere)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(f"Database: {connection.vendor}")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests with real transactions end in a flush: it must pass the append-only triggers and keep the migrated rows."""
    flush = BaseDatabaseOperations.execute_sql_flush
    with django_db_blocker.unblock():
        migrated = connection.creation.serialize_db_to_string()

    def flush_and_restore(operations, sql_list):
        with triggers_off(operations.connection):
            flush(operations, sql_list)
        operations.connection.creation.deserialize_db_from_string(migrated)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_and_restore)
        yield


@pytest.fixture
def system(db) -> User:
    return system_actor()


@pytest.fixture(scope="session")
def frozen_law() -> Law:
    """The law of 2026, which new law does not change; read once, since parsing takes longer than loading."""
    return read_law(FROZEN_LAW)


@pytest.fixture(scope="session")
def shipped_law() -> Law:
    """The law as it ships today, for what must stay true of it whatever is added."""
    return read_law()


@pytest.fixture
def province(system, frozen_law) -> User:
    """The units of the province and the law of 2026; returns the system actor."""
    load_units(actor=system)
    load_law(actor=system, law=frozen_law)
    return system


@pytest.fixture
def shipped(system, shipped_law) -> User:
    """The units of the province and the law as it ships today; returns the system actor."""
    load_units(actor=system)
    load_law(actor=system, law=shipped_law)
    return system


@pytest.fixture
def office(province) -> Unit:
    return Unit.objects.get(code="vp-ubnd")
