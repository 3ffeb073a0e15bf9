"""The rate book: the law in memory, asked by key and day; pure, so that ten thousand works cost no query each."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from rates.terms import (
    CEILING,
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
        self._rows = by_key_and_scope(rows, as_known_on)
        self._starts = {place: [row.start for row in rows] for place, rows in self._rows.items()}
        self._labels = {row.key: row.label for rows in self._rows.values() for row in rows}
        self._found: dict[tuple[str, date, date], InForce | None] = {}
        self._consulted: dict[int, Row] = {}

    @property
    def consulted(self) -> tuple[Row, ...]:
        """The rows that decided the answers given so far, also that there is none: a book of these answers the same."""
        return tuple(self._consulted.values())

    def keys(self) -> list[str]:
        """This will list every key of the book."""
        return sorted(self._labels)

    def rate(self, key: str, on: date, *, bound_on: date | None = None) -> InForce:
        """This will return what a key says on a day; bound_on as in find.

        :raises NoRateInForce: no row has started, an end row closed it, or what it rests on has ended.
        """
        found = self.find(key, on, bound_on=bound_on)
        if found is None:
            raise NoRateInForce(key, bound_on or on, self._labels.get(key, ""))
        return found

    def find(self, key: str, on: date, *, bound_on: date | None = None) -> InForce | None:
        """This will return what a key says on a day, or None where nothing is in force.

        Where another day bounds (an order before the publication), its rule stands, and only what the rule multiplies
        is of the day itself (NĐ 287/2026/NĐ-CP Điều 19 khoản 1).
        """
        place = (key, on, bound_on or on)
        if place not in self._found:
            found = self._narrowed(key, bound_on or on, base_on=on)
            self._found[place] = found and replace(found, on=on)
        return self._found[place]

    def _narrowed(self, key: str, on: date, *, base_on: date) -> InForce | None:
        general = self._first_in_force(key, on, self._scopes, base_on=base_on)
        narrowing = self._latest(key, Scope.UNIT, on)
        if general is None or narrowing is None:
            return general
        if narrowing.form == Form.END:
            return _after(narrowing, general)
        if narrowing.narrows_id != general.row_ids[0]:
            return replace(general, warnings=_merge(general.warnings, (NARROWING_LAPSED,)))
        return _narrow(general, narrowing, self._next_start(key, Scope.UNIT, on))

    def _first_in_force(self, key: str, on: date, scopes: list[Scope], *, base_on: date) -> InForce | None:
        for scope in scopes:
            if row := self._row_of(key, scope, on):
                found = self._resolve(row, on, scopes, base_on=base_on)
                return found and self._under_ceiling(found, row, on)
        return None

    def _latest(self, key: str, scope: Scope, on: date) -> Row | None:
        """The row that has the word in a scope, be it an end row; it is noted as consulted."""
        index = bisect_right(self._starts.get((key, scope), ()), on) - 1
        if index < 0:
            return None
        row = self._rows[key, scope][index]
        self._consulted[row.id] = row
        return row

    def _row_of(self, key: str, scope: Scope, on: date) -> Row | None:
        row = self._latest(key, scope, on)
        return row if row and row.form != Form.END else None

    def _next_start(self, key: str, scope: Scope, on: date) -> date | None:
        starts = self._starts.get((key, scope), ())
        index = bisect_right(starts, on)
        return starts[index] if index < len(starts) else None

    def _resolve(self, row: Row, on: date, scopes: list[Scope], *, base_on: date) -> InForce | None:
        own = self._plain(row, on, scopes)
        if row.rests_on:
            own = self._with_parent(own, row.rests_on, on)
        if own is None or not row.of_key:
            return own
        if row.form == Form.TIMES:
            base = self.find(row.of_key, base_on)
            if base is None:
                return None
            said = {"value": row.value * base.value, "sets": _merge(own.sets, base.sets)}
            return _derive(own, base, share=row.value, base=base, **said)
        last_day = self._last_day_of_parent(row.rests_on, on)
        base = self._first_in_force(row.of_key, last_day, [Scope.NATIONAL], base_on=last_day)
        if base is None:
            return None
        value = base.value if row.form == Form.SAME_AS else None
        said = {"value": value, "minimum": base.minimum, "maximum": base.maximum, "sets": base.sets}
        return _derive(own, base, until=own.until, **said)

    def _plain(self, row: Row, on: date, scopes: list[Scope]) -> InForce:
        standing = scopes[: scopes.index(row.scope) + 1]
        nexts = [start for scope in standing if (start := self._next_start(row.key, scope, on))]
        warning = STATUS_WARNINGS.get(row.status)
        found = InForce(
            key=row.key,
            label=row.label,
            measure=row.measure,
            on=on,
            scope=row.scope,
            since=row.start,
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
            sets=row.citations,
        )
        for scope in standing[:-1]:
            # A scope that stands before this one has ended, or it would have the word.
            if end := self._latest(row.key, scope, on):
                found = _after(end, found)
        return found

    def _with_parent(self, own: InForce, parent_key: str, on: date) -> InForce | None:
        scopes = [Scope.NATIONAL, Scope.PROVINCE]
        parent = next((row for scope in scopes if (row := self._row_of(parent_key, scope, on))), None)
        if parent is None:
            return None
        stands = self._plain(parent, on, scopes)
        if parent.scope == Scope.NATIONAL:
            # How well its validity is known is told beside the validity itself.
            return _derive(own, stands, status=own.status, warnings=own.warnings)
        return _derive(
            own,
            stands,
            scope=stands.scope if own.scope == Scope.NATIONAL else own.scope,
            warnings=_merge(own.warnings, stands.warnings, (PARENT_ENDED,)),
        )

    def _last_day_of_parent(self, parent_key: str, on: date) -> date:
        parent = self._latest(parent_key, Scope.NATIONAL, on)
        return parent.start - _DAY if parent and parent.form == Form.END else on

    def _under_ceiling(self, found: InForce, row: Row, on: date) -> InForce:
        """A ceiling of the nation bounds the province's rows of its genre (NĐ 18/2014/NĐ-CP Điều 7, Điều 10)."""
        key = row.ceiling or CEILING + row.key
        if row.of_key == key or row.form == Form.VALUE:
            return found
        if ceiling := self._first_in_force(key, on, [Scope.NATIONAL], base_on=on):
            return _derive(found, ceiling, **_bounds_of_both(found, ceiling, by=ceiling.sets))
        end = self._latest(key, Scope.NATIONAL, on)
        return _after(end, found) if end else found


def by_key_and_scope(rows: Iterable[Row], as_known_on: date | None = None) -> dict[tuple[str, Scope], list[Row]]:
    """This will order rows by start in each key and scope, of corrected ones only the latest recorded by a day."""
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
        "ends": _merge(own.ends, other.ends),
    }
    return replace(own, **(merged | values))


def _after(end: Row, found: InForce) -> InForce:
    """What holds because an end row has closed what stood before it."""
    return replace(
        found,
        since=max(found.since, end.start),
        citations=_merge(found.citations, end.citations),
        row_ids=_merge(found.row_ids, (end.id,)),
        ends=_merge(found.ends, end.citations),
    )


def _narrow(general: InForce, narrowing: Row, next_start: date | None) -> InForce:
    return replace(
        general,
        scope=Scope.UNIT,
        since=max(general.since, narrowing.start),
        until=_earliest(general.until, next_start - _DAY if next_start else None),
        citations=_merge(narrowing.citations, general.citations),
        row_ids=_merge(general.row_ids, (narrowing.id,)),
        **_bounds_of_both(general, narrowing, by=narrowing.citations),
    )


def _bounds_of_both(found: InForce, other: InForce | Row, *, by: tuple) -> dict:
    """The intersection of two frames, and by which clauses it is set; the value of a ceiling is its maximum."""
    minimum = max((low for low in (found.minimum, other.minimum) if low is not None), default=None)
    maximum = min((high for high in (found.maximum, other.maximum) if high is not None), default=None)
    is_ceiling = found.value is not None and found.maximum is not None
    return {
        "minimum": minimum,
        "maximum": maximum,
        "value": maximum if is_ceiling else found.value,
        "sets": _setting(found, other, (minimum, maximum), by),
    }


def _setting(found: InForce, other: InForce | Row, bounds: tuple, by: tuple) -> tuple:
    """Whose bounds stand: the first frame's, the other's, or one of each."""
    if bounds == (found.minimum, found.maximum):
        return found.sets
    return by if bounds == (other.minimum, other.maximum) else _merge(by, found.sets)


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _merge(*groups: tuple) -> tuple:
    return tuple(dict.fromkeys(item for group in groups for item in group))
