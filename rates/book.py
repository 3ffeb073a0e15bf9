"""The rate book: the law in memory, asked by key and day; pure, so that ten thousand works cost no query each."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from rates.terms import (
    NARROWING_LAPSED,
    PARENT_ENDED,
    STATUS_WARNINGS,
    Form,
    InForce,
    NoRateInForce,
    Row,
    Scope,
    Status,
)

_DAY = timedelta(days=1)


class RateBook:
    """All rows that concern one unit (or the province at large), looked up by bisect in memory."""

    def __init__(self, rows: Iterable[Row], *, as_known_on: date | None = None, demo: bool = False):
        self.as_known_on = as_known_on
        self._scopes = [Scope.PROVINCE, Scope.NATIONAL]
        if demo:
            self._scopes.insert(0, Scope.ILLUSTRATIVE)
        self._rows = _by_key_and_scope(rows, as_known_on)
        self._starts = {place: [row.start for row in rows] for place, rows in self._rows.items()}
        self._labels = {row.key: row.label for rows in self._rows.values() for row in rows}
        self._found: dict[tuple[str, date], InForce | None] = {}

    def keys(self) -> list[str]:
        """This will list every key of the book."""
        return sorted(self._labels)

    def rate(self, key: str, on: date) -> InForce:
        """This will return what a key says on a day.

        :raises NoRateInForce: no row has started, an end row closed it, or what it rests on has ended.
        """
        found = self.find(key, on)
        if found is None:
            raise NoRateInForce(key, on, self._labels.get(key, ""))
        return found

    def find(self, key: str, on: date) -> InForce | None:
        """This will return what a key says on a day, or None where nothing is in force."""
        place = (key, on)
        if place not in self._found:
            self._found[place] = self._narrowed(key, on)
        return self._found[place]

    def _narrowed(self, key: str, on: date) -> InForce | None:
        general = self._first_in_force(key, on, self._scopes)
        narrowing = self._row_of(key, Scope.UNIT, on)
        if general is None or narrowing is None:
            return general
        if narrowing.narrows_id != general.row_ids[0]:
            return replace(general, warnings=_merge(general.warnings, (NARROWING_LAPSED,)))
        return _intersect(general, narrowing, self._next_start(key, Scope.UNIT, on))

    def _first_in_force(self, key: str, on: date, scopes: list[Scope]) -> InForce | None:
        for scope in scopes:
            if row := self._row_of(key, scope, on):
                return self._resolve(row, on, scopes)
        return None

    def _row_of(self, key: str, scope: Scope, on: date) -> Row | None:
        rows = self._rows.get((key, scope), ())
        index = bisect_right(self._starts.get((key, scope), ()), on) - 1
        return rows[index] if index >= 0 and rows[index].form != Form.END else None

    def _next_start(self, key: str, scope: Scope, on: date) -> date | None:
        starts = self._starts.get((key, scope), ())
        index = bisect_right(starts, on)
        return starts[index] if index < len(starts) else None

    def _ended(self, key: str, scope: Scope, on: date) -> date:
        """The day on which a scope stopped saying anything about a key; the first of all days where it never did."""
        index = bisect_right(self._starts.get((key, scope), ()), on) - 1
        row = self._rows[key, scope][index] if index >= 0 else None
        return row.start if row and row.form == Form.END else date.min

    def _resolve(self, row: Row, on: date, scopes: list[Scope]) -> InForce | None:
        own = self._plain(row, on, scopes)
        if row.rests_on:
            own = self._with_parent(own, row.rests_on, on)
        if own is None or not row.of_key:
            return own
        if row.form == Form.TIMES:
            base = self.find(row.of_key, on)
            return base and _derive(own, base, value=row.value * base.value, share=row.value, base=base)
        last_day = self._last_day_of_parent(row.rests_on, on)
        base = self._first_in_force(row.of_key, last_day, [Scope.NATIONAL])
        if base is None:
            return None
        value = base.value if row.form == Form.SAME_AS else None
        return _derive(own, base, value=value, minimum=base.minimum, maximum=base.maximum, until=own.until)

    def _plain(self, row: Row, on: date, scopes: list[Scope]) -> InForce:
        standing = scopes[: scopes.index(row.scope) + 1]
        nexts = [start for scope in standing if (start := self._next_start(row.key, scope, on))]
        warning = STATUS_WARNINGS.get(row.status)
        return InForce(
            key=row.key,
            label=row.label,
            measure=row.measure,
            on=on,
            scope=row.scope,
            since=max(row.start, *(self._ended(row.key, scope, on) for scope in standing)),
            until=min(nexts) - _DAY if nexts else None,
            status=row.status,
            warnings=(warning,) if warning else (),
            citations=row.citations,
            row_ids=(row.id,),
            value=row.maximum if row.form == Form.CEILING else row.value,
            minimum=row.minimum,
            maximum=row.maximum,
            text=row.text,
            level_share=row.level_share,
        )

    def _with_parent(self, own: InForce, parent_key: str, on: date) -> InForce | None:
        if parent := self._row_of(parent_key, Scope.NATIONAL, on):
            ends = self._next_start(parent_key, Scope.NATIONAL, on)
            until = _earliest(own.until, ends - _DAY if ends else None)
            return replace(own, since=max(own.since, parent.start), until=until)
        goes_on = self._row_of(parent_key, Scope.PROVINCE, on)
        if goes_on is None:
            return None
        continued = self._plain(goes_on, on, [Scope.PROVINCE])
        return _derive(
            own,
            continued,
            scope=continued.scope if own.scope == Scope.NATIONAL else own.scope,
            warnings=_merge(own.warnings, continued.warnings, (PARENT_ENDED,)),
        )

    def _last_day_of_parent(self, parent_key: str, on: date) -> date:
        ended = self._ended(parent_key, Scope.NATIONAL, on)
        return ended - _DAY if ended > date.min else on


def _by_key_and_scope(rows: Iterable[Row], as_known_on: date | None) -> dict[tuple[str, Scope], list[Row]]:
    latest: dict[tuple[str, Scope, date], Row] = {}
    for row in sorted(rows, key=lambda row: row.recorded):
        if as_known_on is None or row.recorded <= as_known_on:
            latest[row.key, row.scope, row.start] = row
    places: dict[tuple[str, Scope], list[Row]] = defaultdict(list)
    for row in sorted(latest.values(), key=lambda row: row.start):
        places[row.key, row.scope].append(row)
    return dict(places)


def _derive(own: InForce, other: InForce, **values) -> InForce:
    """A derived value starts with the latest and ends with the earliest of its inputs."""
    merged = {
        "since": max(own.since, other.since),
        "until": _earliest(own.until, other.until),
        "status": max(own.status, other.status, key=list(Status).index),
        "warnings": _merge(own.warnings, other.warnings),
        "citations": _merge(own.citations, other.citations),
        "row_ids": _merge(own.row_ids, other.row_ids),
    }
    return replace(own, **(merged | values))


def _intersect(general: InForce, narrowing: Row, next_start: date | None) -> InForce:
    minimums = [bound for bound in (general.minimum, narrowing.minimum) if bound is not None]
    maximums = [bound for bound in (general.maximum, narrowing.maximum) if bound is not None]
    return replace(
        general,
        scope=Scope.UNIT,
        since=max(general.since, narrowing.start),
        until=_earliest(general.until, next_start - _DAY if next_start else None),
        minimum=max(minimums, default=None),
        maximum=min(maximums, default=None),
        citations=_merge(narrowing.citations, general.citations),
        row_ids=_merge(general.row_ids, (narrowing.id,)),
    )


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _merge(*groups: tuple) -> tuple:
    return tuple(dict.fromkeys(item for group in groups for item in group))
