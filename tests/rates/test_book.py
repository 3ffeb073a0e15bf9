"""The rate book: which row speaks on a day, and what it rests on."""

from datetime import date
from decimal import Decimal

import pytest

from rates.terms import Form, NoRateInForce, Scope, Status
from tests.rates.rows import book, cited, row

pytestmark = pytest.mark.once

JAN, FEB, MAR, APR = (date(2025, month, 1) for month in (1, 2, 3, 4))
LAST_OF_JAN, LAST_OF_FEB, LAST_OF_MAR = date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)
PARENT = "validity/x"


def parent(*, goes_on: bool) -> list:
    """A parent decree from January that ends on 1 March, with or without the province's row."""
    rows = [
        row(90, PARENT, JAN, form=Form.TEXT, text="còn hiệu lực"),
        row(91, PARENT, MAR, form=Form.END),
    ]
    continued = row(
        92, PARENT, MAR, form=Form.TEXT, text="tỉnh áp dụng tiếp", scope=Scope.PROVINCE, status=Status.TO_VERIFY
    )
    return [*rows, continued] if goes_on else rows


def test_nothing_is_in_force_before_the_first_row():
    rates = book(row(1, "a", FEB, value="5"))
    assert rates.find("a", LAST_OF_JAN) is None
    assert rates.find("a", FEB).value == Decimal(5)


def test_an_unknown_key_is_refused_by_its_name():
    with pytest.raises(NoRateInForce, match=r"Không có mức «b» có hiệu lực ngày 01/02/2025\."):
        book(row(1, "a", JAN, value="5")).rate("b", FEB)


def test_a_key_without_a_value_on_the_day_is_refused_by_its_label():
    with pytest.raises(NoRateInForce, match=r"Không có mức «Mức a» \(a\) có hiệu lực ngày 31/01/2025\."):
        book(row(1, "a", FEB, value="5")).rate("a", LAST_OF_JAN)


def test_a_row_holds_until_the_day_before_the_next():
    rates = book(row(1, "a", JAN, value="5"), row(2, "a", MAR, value="6"))
    before, after = rates.rate("a", LAST_OF_FEB), rates.rate("a", MAR)
    assert (before.value, before.since, before.until) == (Decimal(5), JAN, LAST_OF_FEB)
    assert (after.value, after.since, after.until) == (Decimal(6), MAR, None)


def test_an_end_row_closes_a_key():
    rates = book(row(1, "a", JAN, value="5"), row(2, "a", MAR, form=Form.END))
    assert rates.rate("a", LAST_OF_FEB).until == LAST_OF_FEB
    assert rates.find("a", MAR) is None


def test_a_key_may_begin_again_after_its_end():
    rates = book(row(1, "a", JAN, value="5"), row(2, "a", FEB, form=Form.END), row(3, "a", MAR, value="7"))
    assert rates.find("a", LAST_OF_FEB) is None
    assert rates.rate("a", MAR).value == Decimal(7)


def test_the_province_stands_before_the_nation():
    rates = book(row(1, "a", JAN, value="5"), row(2, "a", FEB, value="6", scope=Scope.PROVINCE))
    nation, province = rates.rate("a", LAST_OF_JAN), rates.rate("a", FEB)
    assert (nation.value, nation.scope, nation.until) == (Decimal(5), Scope.NATIONAL, LAST_OF_JAN)
    assert (province.value, province.scope, province.until) == (Decimal(6), Scope.PROVINCE, None)


def test_a_later_national_row_does_not_end_a_provincial_one():
    rates = book(row(1, "a", JAN, value="5", scope=Scope.PROVINCE), row(2, "a", MAR, value="6"))
    found = rates.rate("a", FEB)
    assert (found.value, found.until) == (Decimal(5), None)


def test_a_national_row_speaks_from_the_end_of_the_provincial_one_on():
    rates = book(
        row(1, "a", JAN, value="5"),
        row(2, "a", FEB, value="6", scope=Scope.PROVINCE),
        row(3, "a", MAR, form=Form.END, scope=Scope.PROVINCE),
    )
    found = rates.rate("a", APR)
    assert (found.value, found.scope, found.since) == (Decimal(5), Scope.NATIONAL, MAR)


def test_illustrative_rows_are_for_demo_books_only():
    rows = (
        row(1, "a", JAN, value="5", scope=Scope.PROVINCE),
        row(2, "a", JAN, value="6", scope=Scope.ILLUSTRATIVE, status=Status.ILLUSTRATIVE),
    )
    assert book(*rows).rate("a", FEB).value == Decimal(5)
    shown = book(*rows, demo=True).rate("a", FEB)
    assert (shown.value, shown.warnings) == (Decimal(6), ("illustrative",))


@pytest.mark.parametrize(
    ("status", "warnings"),
    [
        (Status.VERIFIED, ()),
        (Status.TO_VERIFY, ("unverified",)),
        (Status.NOT_ENTERED, ("schedule_not_entered",)),
        (Status.ILLUSTRATIVE, ("illustrative",)),
    ],
)
def test_whatever_is_not_verified_warns(status, warnings):
    assert book(row(1, "a", JAN, value="5", status=status)).rate("a", FEB).warnings == warnings


def test_a_ceiling_is_its_own_value():
    found = book(row(1, "a", JAN, form=Form.CEILING, maximum="10")).rate("a", FEB)
    assert (found.value, found.minimum, found.maximum) == (Decimal(10), None, Decimal(10))


def test_a_frame_has_no_value():
    found = book(row(1, "a", JAN, form=Form.FRAME, minimum="1", maximum="3")).rate("a", FEB)
    assert (found.value, found.minimum, found.maximum) == (None, Decimal(1), Decimal(3))


def test_a_text_has_neither_value_nor_bounds():
    found = book(row(1, "a", JAN, form=Form.TEXT, text="Trưởng ban")).rate("a", FEB)
    assert (found.text, found.value, found.minimum, found.maximum) == ("Trưởng ban", None, None, None)


def test_a_closed_ceiling_is_no_bound_and_a_closed_frame_is_no_rate():
    rates = book(
        row(1, "ceiling/royalty/portal/news", JAN, form=Form.CEILING, maximum="10"),
        row(2, "ceiling/royalty/portal/news", MAR, form=Form.END),
        row(3, "royalty/portal/news", JAN, form=Form.FRAME, maximum="8", scope=Scope.PROVINCE),
        row(4, "royalty/portal/news", APR, form=Form.END, scope=Scope.PROVINCE),
    )
    assert rates.find("ceiling/royalty/portal/news", MAR) is None
    assert rates.rate("royalty/portal/news", MAR).maximum == Decimal(8)
    with pytest.raises(NoRateInForce):
        rates.rate("royalty/portal/news", APR)


def test_a_derived_value_multiplies_and_takes_the_latest_start_and_the_earliest_end():
    rates = book(
        row(1, "salary", JAN, value="2340000", status=Status.TO_VERIFY),
        row(2, "salary", MAR, value="2530000"),
        row(3, "unit", FEB, form=Form.TIMES, value="0.10", of_key="salary"),
    )
    early, late = rates.rate("unit", LAST_OF_FEB), rates.rate("unit", MAR)
    assert (early.value, early.since, early.until) == (Decimal(234000), FEB, LAST_OF_FEB)
    assert (early.status, early.warnings) == (Status.TO_VERIFY, ("unverified",))
    assert (late.value, late.since, late.until, late.warnings) == (Decimal(253000), MAR, None, ())
    assert late.citations == (cited(3), cited(2))
    assert late.row_ids == (3, 2)
    assert (late.share, late.base.value) == (Decimal("0.10"), Decimal(2530000))


def test_a_derived_value_needs_its_base():
    rates = book(
        row(1, "salary", FEB, value="100"), row(2, "unit", JAN, form=Form.TIMES, value="0.10", of_key="salary")
    )
    assert rates.find("unit", LAST_OF_JAN) is None
    assert rates.rate("unit", FEB).value == Decimal(10)


def test_the_same_as_another_key_takes_its_value():
    rates = book(row(1, "a", JAN, value="5"), row(2, "b", FEB, form=Form.SAME_AS, of_key="a", scope=Scope.PROVINCE))
    found = rates.rate("b", FEB)
    assert (found.value, found.scope, found.citations) == (Decimal(5), Scope.PROVINCE, (cited(2), cited(1)))


def test_within_a_ceiling_takes_its_bounds_without_a_value():
    rates = book(
        row(1, "ceiling", JAN, form=Form.CEILING, maximum="10"),
        row(2, "frame", FEB, form=Form.WITHIN, of_key="ceiling", scope=Scope.PROVINCE, status=Status.NOT_ENTERED),
    )
    found = rates.rate("frame", FEB)
    assert (found.value, found.minimum, found.maximum) == (None, None, Decimal(10))
    assert (found.status, found.warnings) == (Status.NOT_ENTERED, ("schedule_not_entered",))
    assert found.citations == (cited(2), cited(1))


def test_what_rests_on_a_parent_in_force_does_not_warn():
    found = book(row(1, "a", JAN, value="5", rests_on=PARENT), *parent(goes_on=True)).rate("a", LAST_OF_FEB)
    assert (found.warnings, found.scope, found.until) == ((), Scope.NATIONAL, LAST_OF_FEB)


def test_what_rests_on_a_parent_starts_no_earlier_than_the_parent():
    rates = book(row(1, "a", date(2024, 1, 1), value="5", rests_on=PARENT), *parent(goes_on=True))
    assert rates.find("a", date(2024, 12, 31)) is None
    assert rates.rate("a", JAN).since == JAN


def test_after_its_parent_a_row_goes_on_as_the_province_says_with_a_warning():
    found = book(row(1, "a", JAN, value="5", rests_on=PARENT), *parent(goes_on=True)).rate("a", MAR)
    assert (found.value, found.scope, found.since, found.until) == (Decimal(5), Scope.PROVINCE, MAR, None)
    assert found.warnings == ("unverified", "parent_decree_ended")
    assert (found.citations, found.row_ids) == ((cited(1), cited(92), cited(91)), (1, 92, 91))


def test_after_its_parent_a_row_stops_where_the_province_says_nothing():
    rates = book(row(1, "a", JAN, value="5", rests_on=PARENT), *parent(goes_on=False))
    assert rates.rate("a", LAST_OF_FEB).value == Decimal(5)
    with pytest.raises(NoRateInForce):
        rates.rate("a", MAR)


def test_a_frame_within_a_closed_ceiling_goes_on_with_the_bounds_of_the_parents_last_day():
    rates = book(
        row(1, "ceiling", JAN, form=Form.CEILING, maximum="8"),
        row(2, "ceiling", FEB, form=Form.CEILING, maximum="10"),
        row(3, "ceiling", MAR, form=Form.END),
        row(4, "frame", JAN, form=Form.WITHIN, of_key="ceiling", scope=Scope.PROVINCE, rests_on=PARENT),
        *parent(goes_on=True),
    )
    assert rates.rate("frame", LAST_OF_JAN).maximum == Decimal(8)
    gone_on = rates.rate("frame", APR)
    assert (gone_on.maximum, gone_on.since, gone_on.until) == (Decimal(10), MAR, None)
    assert gone_on.citations == (cited(4), cited(92), cited(91), cited(2))


def test_a_parent_that_is_in_force_again_bounds_by_todays_ceiling():
    rates = book(
        row(1, "ceiling", JAN, form=Form.CEILING, maximum="8"),
        row(2, "ceiling", APR, form=Form.CEILING, maximum="10"),
        row(3, "frame", JAN, form=Form.WITHIN, of_key="ceiling", rests_on=PARENT),
        *parent(goes_on=False),
        row(93, PARENT, APR, form=Form.TEXT, text="có hiệu lực lại"),
    )
    assert rates.find("frame", LAST_OF_MAR) is None
    assert rates.rate("frame", APR).maximum == Decimal(10)


def test_a_correction_takes_the_place_of_the_row_from_the_day_it_is_recorded():
    wrong = row(1, "a", JAN, value="5")
    right = row(2, "a", JAN, value="6", recorded=MAR)
    assert book(wrong, right).rate("a", FEB).value == Decimal(6)
    assert book(wrong, right, as_known_on=MAR).rate("a", FEB).value == Decimal(6)
    assert book(wrong, right, as_known_on=LAST_OF_FEB).rate("a", FEB).value == Decimal(5)


def test_what_was_recorded_later_was_not_known_before():
    rates = book(row(1, "a", JAN, value="5", recorded=FEB), as_known_on=LAST_OF_JAN)
    assert rates.find("a", JAN) is None


def test_an_end_that_was_not_known_yet_closed_nothing():
    rows = (row(1, "a", JAN, value="5"), row(2, "a", MAR, form=Form.END, recorded=FEB))
    assert book(*rows, as_known_on=LAST_OF_JAN).rate("a", MAR).value == Decimal(5)
    assert book(*rows, as_known_on=FEB).find("a", MAR) is None


def test_the_answer_is_the_same_when_it_is_asked_again():
    rates = book(row(1, "a", JAN, value="5"))
    assert rates.rate("a", FEB) is rates.rate("a", FEB)


def test_the_keys_are_listed_in_order():
    assert book(row(1, "b", JAN, value="5"), row(2, "a", JAN, value="6")).keys() == ["a", "b"]
