"""The book answers by bisect what a plain linear search answers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rates.terms import Form, Row, Scope
from tests.rates.rows import book, row

pytestmark = pytest.mark.once

FIRST = date(2025, 1, 1)
DAYS = st.integers(0, 12).map(lambda days: FIRST + timedelta(days))
SCOPES = [Scope.PROVINCE, Scope.NATIONAL]
DRAWN = st.tuples(
    st.sampled_from(["a", "b"]),
    st.sampled_from(SCOPES),
    DAYS,
    DAYS,
    st.sampled_from([Form.VALUE, Form.VALUE, Form.END]),
)
LAWS = st.lists(DRAWN, max_size=25, unique_by=lambda drawn: drawn[:4])


def rows_of(drawn: list[tuple]) -> list[Row]:
    return [
        row(
            number,
            key,
            start,
            form=form,
            scope=scope,
            recorded=recorded,
            **({} if form == Form.END else {"value": number}),
        )
        for number, (key, scope, start, recorded, form) in enumerate(drawn, start=1)
    ]


def searched(rows: list[Row], key: str, on: date, known_on: date | None) -> int | None:
    """The number of the row in force, by looking at every row."""
    for scope in SCOPES:
        best = None
        for candidate in rows:
            known = known_on is None or candidate.recorded <= known_on
            if candidate.key != key or candidate.scope != scope or candidate.start > on or not known:
                continue
            if best is None or (candidate.start, candidate.recorded) > (best.start, best.recorded):
                best = candidate
        if best is not None and best.form != Form.END:
            return best.id
    return None


@given(LAWS, DAYS, st.none() | DAYS)
def test_the_book_finds_the_row_that_a_linear_search_finds(drawn, on, known_on):
    rows = rows_of(drawn)
    rates = book(*rows, as_known_on=known_on)
    for key in ("a", "b"):
        found = rates.find(key, on)
        assert (found.row_ids[0] if found else None) == searched(rows, key, on, known_on)


@given(LAWS, DAYS)
def test_an_answer_holds_on_every_day_of_its_span(drawn, on):
    rows = rows_of(drawn)
    if (found := book(*rows).find("a", on)) is None:
        return
    last = found.until or FIRST + timedelta(30)
    inside = {searched(rows, "a", found.since + timedelta(days), None) for days in range((last - found.since).days + 1)}
    assert inside == {found.row_ids[0]}


@given(LAWS, DAYS)
def test_the_order_of_the_rows_changes_nothing(drawn, on):
    rows = rows_of(drawn)
    assert book(*rows).find("a", on) == book(*reversed(rows)).find("a", on)
