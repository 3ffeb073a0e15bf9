"""Money: rounding, splits and numbers as papers print them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import BadSplitError, format_number, must_add_up, parse_number, plain_number, round_dong, split

amounts = st.integers(min_value=0, max_value=10**15)
weights = st.lists(
    st.decimals(min_value=0, max_value=10**12, allow_nan=False, places=6), min_size=1, max_size=12
).filter(any)


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        ("0", 0),
        ("0.49", 0),
        ("0.5", 1),
        ("1.5", 2),
        ("2.5", 3),
        ("2.4999999999999999999", 2),
        ("1871999.5", 1872000),
        ("234000.50000001", 234001),
        ("999999999999999.5", 1000000000000000),
    ],
)
def test_halves_round_up_to_a_whole_dong(exact, rounded):
    assert round_dong(Decimal(exact)) == rounded


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        (10_000_000, ["1", "1", "1"], [3_333_334, 3_333_333, 3_333_333]),
        (100, ["60", "40"], [60, 40]),
        (101, ["50", "50"], [51, 50]),
        (5, ["1", "1", "1"], [2, 2, 1]),
        (100, ["0", "1"], [0, 100]),
        (1, ["0.2", "0.3", "0.5"], [0, 0, 1]),
        (10, ["0.15", "0.15", "0.7"], [2, 1, 7]),
        (0, ["1", "2"], [0, 0]),
        (7, ["3"], [7]),
    ],
)
def test_shares_go_by_largest_remainder_and_ties_by_order(amount, shares, parts):
    assert split(amount, [Decimal(share) for share in shares]) == parts


@pytest.mark.parametrize(
    ("amount", "shares"), [(100, []), (100, ["0", "0"]), (100, ["2", "-1"]), (100, ["0"]), (-1, ["1", "1"])]
)
def test_what_cannot_be_shared_out_is_refused(amount, shares):
    with pytest.raises(BadSplitError, match="Không chia được"):
        split(amount, [Decimal(share) for share in shares])


@given(amounts, weights)
def test_parts_add_up_to_the_whole(amount, shares):
    assert sum(split(amount, shares)) == amount


@given(amounts, weights)
def test_no_part_is_a_dong_away_from_its_exact_share(amount, shares):
    total = sum(Fraction(share) for share in shares)
    for part, share in zip(split(amount, shares), shares, strict=True):
        assert abs(part - amount * Fraction(share) / total) < 1


@given(amounts, weights)
def test_who_has_the_larger_weight_never_gets_less(amount, shares):
    parts = split(amount, shares)
    by_weight = [part for _, part in sorted(zip(shares, parts, strict=True))]
    assert by_weight == sorted(parts)


@given(amounts, st.integers(min_value=1, max_value=40))
def test_among_equals_the_first_get_the_odd_dong(amount, people):
    assert split(amount, [Decimal(1)] * people) == sorted(split(amount, [Decimal(1)] * people), reverse=True)


def test_weights_far_apart_are_summed_exactly():
    assert split(10**15, [Decimal(10) ** 30, Decimal(1)]) == [10**15, 0]


def test_parts_that_are_not_the_whole_raise():
    with pytest.raises(ArithmeticError):
        must_add_up([1, 2], 4)


@pytest.mark.parametrize(
    ("number", "written", "plain"),
    [
        (0, "0", "0"),
        (100, "100", "100"),
        (1234567, "1.234.567", "1234567"),
        (Decimal("1234567.5"), "1.234.567,5", "1234567.5"),
        (Decimal("8.50"), "8,5", "8.5"),
        (Decimal("1E+3"), "1.000", "1000"),
        (Decimal("0.05"), "0,05", "0.05"),
        (-1500, "-1.500", "-1500"),
        (10**15, "1.000.000.000.000.000", "1000000000000000"),
    ],
)
def test_numbers_are_written_for_people_and_for_machines(number, written, plain):
    assert format_number(number) == written
    assert plain_number(number) == plain


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.234.567,5", "1234567.5"),
        ("1234567,5", "1234567.5"),
        (" 8,5 ", "8.5"),
        ("0,125", "0.125"),
        ("8.500", "8500"),
        ("007", "7"),
    ],
)
def test_numbers_are_read_as_vietnamese_people_type_them(typed, number):
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["8.5", "0.125", "1.23,4", "1,2,3", "-5", "", "12a", "1.2345", "٣", "1 000", "1e3"])
def test_what_is_no_vietnamese_number_is_refused(typed):
    with pytest.raises(ValueError, match="không phải là số"):
        parse_number(typed)
