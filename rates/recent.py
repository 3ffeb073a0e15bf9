"""What of the law changed of late and is not settled yet: what ended, what goes on until a new schedule; pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from rates.changes import Change, Kind, changes_between
from rates.groups import in_groups
from rates.reading import Reading
from rates.terms import PARENT_ENDED, Citation

# Half a year: long enough for a new schedule to be asked for, short enough to be news.
RECENT = timedelta(days=183)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Recent:
    """A day of late: what ended on it without a successor, what goes on until one comes, what changed its amount.

    by holds the clauses that ended what stood before.
    """

    day: date
    by: tuple[Citation, ...]
    ended: list[Change]
    waiting: list[Change]
    changed: list[Change]

    @property
    def eve(self) -> date:
        """The day before."""
        return self.day - _DAY

    @property
    def ended_groups(self) -> list[tuple[str, list[Change]]]:
        """What ended, in the groups in which people look it up."""
        return in_groups(self.ended)

    @property
    def waiting_groups(self) -> list[tuple[str, list[Change]]]:
        """What goes on, in the groups in which people look it up."""
        return in_groups(self.waiting)


def recent_changes(reading: Reading, on: date) -> list[Recent]:
    """This will list the days of the half year up to a day on which law changed, latest first, as it stands since."""
    days = [day for day in reversed(reading.days()) if on - RECENT < day <= on]
    found = (_recent(reading, day, on) for day in days)
    return [recent for recent in found if recent.ended or recent.waiting or recent.changed]


def _recent(reading: Reading, day: date, on: date) -> Recent:
    changes = changes_between(reading, day - _DAY, day)
    ended = [one for one in changes if one.kind == Kind.ENDS and reading.book.find(one.key, on) is None]
    waiting = [one for one in changes if one.goes_on and _waits_still(reading, one.key, on)]
    ends = [cited for one in ended for cited in one.by]
    ends += [cited for one in waiting for cited in one.after.ends if cited not in one.before.ends]
    changed = [one for one in changes if one.kind in (Kind.AMOUNT, Kind.STARTS)]
    return Recent(day, tuple(dict.fromkeys(ends)), ended, waiting, changed)


def _waits_still(reading: Reading, key: str, on: date) -> bool:
    found = reading.book.find(key, on)
    return found is not None and PARENT_ENDED in found.warnings
