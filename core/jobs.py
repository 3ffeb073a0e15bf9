"""Long work in the background: it tells how far it has come, stops when nobody wants it, and is seen when it died.

A job is one row of its own model that holds done, total and beat_at. Whoever may go on finds that row among the rows
that it was given; a cancelled or restarted job finds none, and stops before it writes anything.
"""

import time
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

BEAT_SECONDS = 1
SILENT_AFTER = timedelta(seconds=60)


class StoppedError(Exception):
    """Somebody cancelled the job, or another worker took it over; nothing is to be written."""


class Beat:
    """How a job tells that it is alive and how far it has come: short writes, about one a second."""

    def __init__(self, rows: QuerySet):
        self.rows = rows
        self.last = 0.0

    def tell(self, done: int, total: int) -> None:
        """This will write how far the job has come.

        :raises StoppedError: the job is not to go on.
        """
        if not self.rows.update(done=done, total=total, beat_at=timezone.now()):
            raise StoppedError
        self.last = time.monotonic()

    def maybe_tell(self, done: int, total: int) -> None:
        """This will do as tell does, unless the last time was a moment ago."""
        if time.monotonic() - self.last >= BEAT_SECONDS:
            self.tell(done, total)


def silent(rows: QuerySet) -> QuerySet:
    """This will keep the jobs that is_silent tells of."""
    return rows.filter(Q(beat_at=None) | Q(beat_at__lt=timezone.now() - SILENT_AFTER))


def is_silent(beat_at: datetime | None) -> bool:
    """This will tell whether a job that should be running has not been heard of for a minute, or said that it ends."""
    return beat_at is None or timezone.now() - beat_at > SILENT_AFTER
