"""A unit's own frame only narrows the provincial one, and lapses when the provincial row changes."""

from datetime import date
from decimal import Decimal

import pytest

from rates.terms import Form, Scope, Status
from tests.rates.rows import book, cited, row

pytestmark = pytest.mark.once

JAN, FEB, MAR = (date(2025, month, 1) for month in (1, 2, 3))
LAST_OF_FEB = date(2025, 2, 28)
KEY = "royalty/portal/news"


def province(number: int = 1, *, start: date = JAN, minimum: str = "2", maximum: str = "8", **columns):
    return row(number, KEY, start, form=Form.FRAME, minimum=minimum, maximum=maximum, scope=Scope.PROVINCE, **columns)


def unit(number: int = 2, *, narrows: int = 1, start: date = FEB, **bounds):
    return row(number, KEY, start, form=Form.FRAME, scope=Scope.UNIT, narrows_id=narrows, **bounds)


@pytest.mark.parametrize(
    ("bounds", "minimum", "maximum"),
    [
        ({"minimum": "3", "maximum": "5"}, "3", "5"),
        ({"maximum": "5"}, "2", "5"),
        ({"minimum": "3"}, "3", "8"),
        ({"minimum": "1", "maximum": "9"}, "2", "8"),
        ({"minimum": "1", "maximum": "5"}, "2", "5"),
        ({"minimum": "3", "maximum": "9"}, "3", "8"),
    ],
)
def test_the_frame_in_force_is_the_intersection(bounds, minimum, maximum):
    found = book(province(), unit(**bounds)).rate(KEY, FEB)
    assert (found.minimum, found.maximum) == (Decimal(minimum), Decimal(maximum))


def test_a_narrowing_says_that_it_is_the_units_and_cites_both():
    found = book(province(), unit(maximum="5")).rate(KEY, FEB)
    assert (found.scope, found.since, found.row_ids) == (Scope.UNIT, FEB, (1, 2))
    assert found.citations == (cited(2), cited(1))


def test_before_the_narrowing_the_provincial_frame_holds():
    found = book(province(), unit(maximum="5")).rate(KEY, date(2025, 1, 31))
    assert (found.maximum, found.scope, found.warnings) == (Decimal(8), Scope.PROVINCE, ())


def test_a_narrowing_ends_by_an_end_row_of_the_unit():
    rates = book(province(), unit(maximum="5"), row(3, KEY, MAR, form=Form.END, scope=Scope.UNIT))
    assert rates.rate(KEY, LAST_OF_FEB).until == LAST_OF_FEB
    assert rates.rate(KEY, MAR).maximum == Decimal(8)


def test_a_new_provincial_row_lapses_the_narrowing():
    rates = book(province(), province(3, start=MAR, maximum="7"), unit(maximum="5"))
    before, after = rates.rate(KEY, LAST_OF_FEB), rates.rate(KEY, MAR)
    assert (before.maximum, before.warnings) == (Decimal(5), ())
    assert (after.maximum, after.scope, after.warnings) == (Decimal(7), Scope.PROVINCE, ("narrowing_lapsed",))


def test_a_corrected_provincial_row_lapses_the_narrowing_too():
    rows = [province(), province(3, maximum="7", recorded=MAR), unit(maximum="5")]
    assert book(*rows).rate(KEY, FEB).warnings == ("narrowing_lapsed",)
    assert book(*rows, as_known_on=LAST_OF_FEB).rate(KEY, FEB).maximum == Decimal(5)


def test_a_narrowing_confirmed_for_the_new_row_holds_again():
    rows = [province(), province(3, start=MAR, maximum="7"), unit(maximum="5")]
    confirmed = unit(4, narrows=3, start=MAR, maximum="5")
    found = book(*rows, confirmed).rate(KEY, MAR)
    assert (found.maximum, found.scope, found.warnings) == (Decimal(5), Scope.UNIT, ())


def test_a_narrowing_goes_on_with_its_row_after_the_parent_decree():
    parent = [
        row(90, "validity/x", JAN, form=Form.TEXT, text="còn hiệu lực"),
        row(91, "validity/x", MAR, form=Form.END),
        row(92, "validity/x", MAR, form=Form.TEXT, text="tỉnh áp dụng tiếp", scope=Scope.PROVINCE),
    ]
    found = book(province(rests_on="validity/x"), unit(maximum="5"), *parent).rate(KEY, MAR)
    assert (found.maximum, found.scope, found.warnings) == (Decimal(5), Scope.UNIT, ("parent_decree_ended",))


def test_a_narrowing_of_nothing_is_no_rate():
    assert book(unit(maximum="5")).find(KEY, FEB) is None


def test_a_narrowing_of_the_provincial_row_does_not_touch_an_illustrative_one():
    sample = row(3, KEY, JAN, form=Form.FRAME, maximum="4", scope=Scope.ILLUSTRATIVE, status=Status.ILLUSTRATIVE)
    found = book(province(), sample, unit(maximum="1"), demo=True).rate(KEY, FEB)
    assert (found.maximum, found.warnings) == (Decimal(4), ("illustrative", "narrowing_lapsed"))
