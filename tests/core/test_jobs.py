"""Long jobs: they tell how far they are, stop when nobody wants them, and are seen when they died."""

from datetime import UTC, datetime

import pytest
import time_machine
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from core.jobs import Beat, StoppedError, is_silent
from tests.worker import run_jobs

NOON = datetime(2026, 7, 1, 12, 0, 0, tzinfo=UTC)


@task()
def echo(pk: int) -> int:
    """Gives back what it was given, as the smallest job."""
    return pk


class Rows:
    """Stands for the rows of a job that may go on: as many as told."""

    def __init__(self, there: int):
        self.there, self.told = there, []

    def update(self, **columns) -> int:
        self.told.append((columns["done"], columns["total"]))
        return self.there


@pytest.mark.parametrize(
    ("beat_at", "silent"),
    [
        (datetime(2026, 7, 1, 11, 59, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 11, 58, 59, tzinfo=UTC), True),
        (None, True),
    ],
)
def test_a_job_is_silent_after_a_minute_or_when_it_said_that_it_ends(beat_at, silent):
    with time_machine.travel(NOON, tick=False):
        assert is_silent(beat_at) is silent


def test_a_job_tells_at_once_and_then_not_for_every_row():
    rows = Rows(there=1)
    beat = Beat(rows)
    beat.tell(0, 3)
    for done in (1, 2, 3):
        beat.maybe_tell(done, 3)
    assert rows.told == [(0, 3)]


def test_a_job_whose_row_is_not_its_own_any_more_stops():
    with pytest.raises(StoppedError):
        Beat(Rows(there=0)).tell(1, 3)


def test_the_queue_stands_in_the_database_and_the_worker_empties_it(db):
    queued = echo.enqueue(7)
    assert DBTaskResult.objects.get(pk=queued.id).status == "READY"
    run_jobs()
    done = DBTaskResult.objects.get(pk=queued.id)
    assert (done.status, done.return_value) == ("SUCCESSFUL", 7)
