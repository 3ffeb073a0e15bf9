"""The demo, built once for each test that asks for it."""

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from tests.reports.demo.database import every_row


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-24 09:00 +0700", tick=True):
        yield


@pytest.fixture
def run_demo(db, settings):
    """A call that runs the command under DEBUG and returns what it printed."""
    settings.DEBUG = True

    def run() -> str:
        out = StringIO()
        call_command("demo", stdout=out)
        return out.getvalue()

    return run


@pytest.fixture
def demo(run_demo) -> str:
    return run_demo()


@pytest.fixture
def stored(db):
    """A call that returns every cell of the database as the engine stores it."""
    return every_row
