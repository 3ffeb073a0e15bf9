"""The law read once for a page: what is in force on a day, what is not and why, and how a key went; pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from rates.book import RateBook
from rates.terms import Citation, Form, InForce, Row, Scope

_DAY = timedelta(days=1)
_OWN = (Scope.UNIT, Scope.ILLUSTRATIVE)


@dataclass(frozen=True)
class Absent:
    """A key that says nothing on a day: why, since or from when, and by which clauses."""

    key: str
    label: str
    why: str
    day: date | None
    citations: tuple[Citation, ...]
    has_ended: bool = False


@dataclass(frozen=True)
class Step:
    """What a key says from a day to a day, both included; until is None while no end is known."""

    start: date
    until: date | None
    found: InForce


class Reading:
    """The rows of the law that concern one unit (or the province at large) and the book made of them."""

    def __init__(self, rows: Iterable[Row], *, as_known_on: date | None = None, demo: bool = False):
        self.rows = tuple(rows)
        self.as_known_on = as_known_on
        self.book = RateBook(self.rows, as_known_on=as_known_on, demo=demo)
        # Keys not yet known on the day of knowledge stand in it too, in the order of the law's files.
        self.labels = {row.key: row.label for row in self.rows}

    @cached_property
    def _known(self) -> dict[str, list[Row]]:
        """The rows recorded by the day asked for, the last recorded of each start."""
        latest: dict[tuple, Row] = {}
        for row in sorted(self.rows, key=lambda row: row.recorded):
            if self.as_known_on is None or row.recorded <= self.as_known_on:
                latest[row.key, row.scope, row.start] = row
        known: dict[str, list[Row]] = defaultdict(list)
        for row in sorted(latest.values(), key=lambda row: row.start):
            known[row.key].append(row)
        return known

    def row(self, number: int) -> Row:
        """This will return a row by its id."""
        return self._by_id[number]

    @cached_property
    def _by_id(self) -> dict[int, Row]:
        return {row.id: row for row in self.rows}

    def days(self) -> list[date]:
        """This will list the days on which any row known starts."""
        return sorted({row.start for rows in self._known.values() for row in rows})

    def in_force(self, on: date) -> list[InForce]:
        """This will list what every key says on a day."""
        return [found for key in self.labels if (found := self.book.find(key, on))]

    def departures(self, on: date) -> dict[str, InForce | None]:
        """This will tell what the province says of the keys of which the unit's own rows say something else."""
        own = {row.key for row in self.rows if row.scope in _OWN}
        general = RateBook((row for row in self.rows if row.scope not in _OWN), as_known_on=self.as_known_on)
        found = {key: (self.book.find(key, on), general.find(key, on)) for key in own}
        return {key: other for key, (one, other) in found.items() if one and (not other or said(one) != said(other))}

    def absent(self, on: date) -> list[Absent]:
        """This will list the keys that say nothing on a day, each with the reason."""
        return [self.absence(key, on) for key in self.labels if not self.book.find(key, on)]

    def absence(self, key: str, on: date) -> Absent:
        """This will say why a key says nothing on a day."""
        rows = [row for row in self._known.get(key, ()) if row.scope != Scope.UNIT]
        label = self.labels[key]
        if not rows:
            return Absent(key, label, f"Chưa ghi nhận{self._by_then()}", None, ())
        started = [row for row in rows if row.start <= on]
        if not started:
            return Absent(key, label, "Chưa bắt đầu, có hiệu lực", rows[0].start, rows[0].citations)
        latest = {row.scope: row for row in started}
        standing = [row for row in latest.values() if row.form != Form.END]
        if not standing:
            return Absent(key, label, "Đã hết hiệu lực", started[-1].start, started[-1].citations, has_ended=True)
        return self._absence_of_base(key, label, standing[-1], on)

    def _absence_of_base(self, key: str, label: str, row: Row, on: date) -> Absent:
        for base in filter(None, (row.rests_on, row.of_key)):
            if base in self.labels and not self._stands(base, on):
                because = self.absence(base, on)
                why = f"Dựa trên «{because.label}»: {because.why[0].lower()}{because.why[1:]}"
                return Absent(key, label, why, because.day, because.citations, because.has_ended)
        return Absent(key, label, "Mức gốc không có hiệu lực", None, row.citations)

    def _stands(self, key: str, on: date) -> bool:
        return self.book.find(key, on) is not None

    def _by_then(self) -> str:
        return f" tới ngày {self.as_known_on:%d/%m/%Y}" if self.as_known_on else ""

    def steps(self, key: str) -> list[Step]:
        """This will tell how a key went: one step for every stretch over which it says the same."""
        found = [(day, self.book.find(key, day)) for day in self.days()]
        steps: list[Step] = []
        for (day, answer), (following, _) in zip(found, [*found[1:], (None, None)], strict=True):
            until = following - _DAY if following else None
            if answer and steps and _same(steps[-1].found, answer) and steps[-1].until == day - _DAY:
                steps[-1] = Step(steps[-1].start, until, steps[-1].found)
            elif answer:
                steps.append(Step(day, until, answer))
        return steps


def _same(one: InForce, other: InForce) -> bool:
    return one.row_ids == other.row_ids and said(one) == said(other) and one.warnings == other.warnings


def said(found: InForce) -> tuple:
    """This will be what an answer says, without where it stands; two answers that say the same compare equal."""
    return (found.value, found.minimum, found.maximum, found.text, found.level_share)
