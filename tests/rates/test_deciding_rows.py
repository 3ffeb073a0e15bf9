"""An answer lists exactly the rows that decided it, and cites them: parents, ends, and the row itself first."""

from datetime import date
from decimal import Decimal

import pytest

from rates.terms import Form, Scope, Status
from tests.rates.rows import book, cited, row

pytestmark = pytest.mark.once

JAN, FEB, MAR, APR = (date(2025, month, 1) for month in (1, 2, 3, 4))
LAST_OF_FEB = date(2025, 2, 28)
PARENT = "validity/x"
RESTING = row(1, "a", JAN, value="5", rests_on=PARENT)
STANDS = row(90, PARENT, JAN, form=Form.TEXT, text="còn hiệu lực", status=Status.TO_VERIFY)
ENDS = row(91, PARENT, MAR, form=Form.END)
GOES_ON = row(92, PARENT, MAR, form=Form.TEXT, text="tỉnh áp dụng tiếp", scope=Scope.PROVINCE)


def decided(found) -> tuple[int, ...]:
    """The rows of an answer, once its citations were seen to be theirs."""
    assert found.citations == tuple(cited(number) for number in found.row_ids)
    return found.row_ids


def test_the_parent_decides_while_it_is_in_force():
    found = book(RESTING, STANDS, ENDS, GOES_ON).rate("a", LAST_OF_FEB)
    assert decided(found) == (1, 90)
    assert (found.status, found.warnings) == (Status.VERIFIED, ()), "how well it is known stands beside the parent"


def test_after_the_parent_its_end_and_the_provinces_row_decide():
    assert decided(book(RESTING, STANDS, ENDS, GOES_ON).rate("a", MAR)) == (1, 92, 91)


def test_a_parent_in_force_again_decides_and_the_province_no_longer():
    again = row(93, PARENT, APR, form=Form.TEXT, text="có hiệu lực lại")
    rates = book(RESTING, STANDS, ENDS, GOES_ON, again)
    assert rates.rate("a", MAR).until == date(2025, 3, 31)
    assert decided(rates.rate("a", APR)) == (1, 93)


def test_the_end_of_a_scope_decides_that_the_next_one_has_the_word():
    rates = book(
        row(1, "a", JAN, value="5"),
        row(2, "a", FEB, value="6", scope=Scope.PROVINCE),
        row(3, "a", MAR, form=Form.END, scope=Scope.PROVINCE),
    )
    assert decided(rates.rate("a", LAST_OF_FEB)) == (2,)
    assert decided(rates.rate("a", MAR)) == (1, 3)


def test_an_end_before_a_new_row_of_the_same_scope_decides_nothing():
    rates = book(row(1, "a", JAN, value="5"), row(2, "a", FEB, form=Form.END), row(3, "a", MAR, value="7"))
    assert decided(rates.rate("a", MAR)) == (3,)


def test_the_end_of_a_units_narrowing_decides_that_the_general_frame_holds():
    rates = book(
        row(1, "a", JAN, form=Form.FRAME, maximum="8", scope=Scope.PROVINCE),
        row(2, "a", FEB, form=Form.FRAME, maximum="5", scope=Scope.UNIT, narrows_id=1),
        row(3, "a", MAR, form=Form.END, scope=Scope.UNIT),
    )
    found = rates.rate("a", APR)
    assert decided(found) == (1, 3)
    assert (found.maximum, found.since, found.scope) == (Decimal(8), MAR, Scope.PROVINCE)


def test_a_derived_value_lists_its_base_last():
    tenth = row(1, "unit", JAN, form=Form.TIMES, value="0.10", of_key="a", rests_on=PARENT)
    assert decided(book(STANDS, tenth, row(2, "a", JAN, value="50")).rate("unit", FEB)) == (1, 90, 2)
