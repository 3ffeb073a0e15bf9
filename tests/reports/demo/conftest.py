"""The demo: built once for the tests of a module that only read it, or run by the test itself."""

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-24 09:00 +0700", tick=True):
        yield


def _run() -> str:
    out = StringIO()
    with override_settings(DEBUG=True):
        call_command("demo", stdout=out)
    return out.getvalue()


@pytest.fixture
def run_demo(db):
    """A call that runs the command under DEBUG and returns what it printed."""
    return _run


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """What the command printed; what it made stays for the whole module and is rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _run()
        transaction.set_rollback(True)
