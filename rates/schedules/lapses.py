"""Narrowings of a unit that no longer hold because the province's row has changed; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rates.book import RateBook
from rates.reading import Reading
from rates.terms import NARROWING_LAPSED, Form, InForce, Row, Scope


@dataclass(frozen=True)
class Lapse:
    """A narrowing that does not hold on a day; start is the day from which it would hold again once confirmed."""

    narrowing: Row
    general: InForce
    start: date

    @property
    def key(self) -> str:
        """The rate that is narrowed."""
        return self.narrowing.key

    @property
    def fits(self) -> bool:
        """Whether it lies within the province's new frame, so that it can be confirmed as it is."""
        low, high = self.general.minimum, self.general.maximum
        own = [bound for bound in (self.narrowing.minimum, self.narrowing.maximum) if bound is not None]
        return self.general.value is None and all(
            (low is None or bound >= low) and (high is None or bound <= high) for bound in own
        )


def find_lapses(reading: Reading, today: date, *, demo: bool = False) -> list[Lapse]:
    """This will list the narrowings of a unit that do not hold today or from a later day on, each new row once."""
    narrowed = dict.fromkeys(row.key for row in reading.rows if row.scope == Scope.UNIT)
    others = [row for row in reading.rows if row.scope != Scope.UNIT]
    general = RateBook(others, as_known_on=reading.as_known_on, demo=demo)
    days = [today, *(day for day in reading.days() if day > today)]
    found = {}
    for key in narrowed:
        for day in days:
            answer = reading.book.find(key, day)
            if answer and NARROWING_LAPSED in answer.warnings:
                lapse = _lapse(reading, general.find(key, day), key, day)
                found.setdefault((key, lapse.general.row_ids[0]), lapse)
    return list(found.values())


def _lapse(reading: Reading, general: InForce, key: str, day: date) -> Lapse:
    narrowing = max(_own(reading, key, day), key=lambda row: (row.start, row.recorded))
    return Lapse(narrowing, general, max(narrowing.start, reading.row(general.row_ids[0]).start))


def _own(reading: Reading, key: str, day: date) -> Iterator[Row]:
    return (
        row
        for row in reading.rows
        if row.key == key and row.scope == Scope.UNIT and row.start <= day and row.form != Form.END
    )
