"""The shares of a work's authors: all blank, or exactly the whole, decided by the whole group."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from royalties.works_file import cells
from royalties.works_file.checks import shares_of
from royalties.works_file.grouping import Group
from royalties.works_file.rows import Row
from tests.royalties.works_file.builder import addresses, news, only, read, said


def _group(*shares: object) -> Group:
    rows = [Row(number, frozenset()) for number, _ in enumerate(shares, start=2)]
    for row, share in zip(rows, shares, strict=True):
        if share is not None:
            row.values["Tỷ lệ"] = cells.read_share(share)
    return Group(rows)


def _messages(group: Group) -> list[tuple[int, str]]:
    return [(fault.row, fault.message) for row in group.rows for fault in row.faults]


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        (["60%", "40%"], ["0.6", "0.4"]),
        (["60", "40"], ["0.6", "0.4"]),
        ([60.0, 40.0], ["0.6", "0.4"]),
        ([0.6, 0.4], ["0.6", "0.4"]),
        (["0,6", 0.4], ["0.6", "0.4"]),
        (["60%", 0.4], ["0.6", "0.4"]),
        (["60%", 40.0], ["0.6", "0.4"]),
        (["62,5%", "37,5%"], ["0.625", "0.375"]),
        ([99.5, 0.5], ["0.995", "0.005"]),
        ([0.1 + 0.2, 0.7], ["0.3", "0.7"]),
        (["33,333333%", "33,333333%", "33,333334%"], ["0.33333333", "0.33333333", "0.33333334"]),
        (["100%"], ["1"]),
        ([100.0], ["1"]),
        ([1.0], ["1"]),
        (["1"], ["1"]),
    ],
)
def test_shares_that_are_the_whole_are_fractions_of_one(shares, expected):
    group = _group(*shares)

    assert shares_of(group) == tuple(Decimal(share) for share in expected)
    assert _messages(group) == []


def test_blank_shares_are_equal_weights():
    assert shares_of(_group(None)) == (Decimal(1),)
    assert shares_of(_group(None, None, None)) == (Decimal(1), Decimal(1), Decimal(1))


@pytest.mark.parametrize(
    ("shares", "total"),
    [
        (["60%", "30%"], "90"),
        (["60", "50"], "110"),
        ([0.6, 0.3], "90"),
        ([1.0, 1.0], "200"),
        (["99,999999%"], "99,999999"),
        ([0.6, 40.0], "40,6"),
        (["60%", 0.3], "90"),
        (["60%", 30.0], "90"),
        ([0.5], "50"),
    ],
)
def test_shares_that_are_not_the_whole_are_refused_on_every_row_with_their_sum(shares, total):
    group = _group(*shares)

    assert shares_of(group) == ()
    assert _messages(group) == [
        (row.number, f"tổng tỷ lệ của tác phẩm là {total} %, phải đúng 100 %") for row in group.rows
    ]


def test_one_decimal_comma_is_never_lost():
    group = _group("1,5%", "98,5%")

    assert shares_of(group) == (Decimal("0.015"), Decimal("0.985"))
    assert _messages(group) == []


def test_percents_finer_than_can_be_kept_are_refused():
    group = _group("33,3333333%", "66,6666667%")

    assert shares_of(group) == ()
    assert {row for row, _ in _messages(group)} == {2, 3}
    assert {message[:40] for _, message in _messages(group)} == {"có quá 6 chữ số sau dấu phẩy của phần tr"}


def test_a_share_missing_beside_given_ones_is_named_alone(tmp_path):
    file = read(tmp_path, news(J="60%"), only(A="Khai mạc hội nghị", D="05/06/2026", I="Trần Bình"))

    assert said(file) == ["J3 (Tỷ lệ): để trống trong khi dòng 2 của cùng tác phẩm có tỷ lệ"]


def test_a_wrong_share_is_named_alone(tmp_path):
    file = read(tmp_path, news(J="nửa"), only(A="Khai mạc hội nghị", D="05/06/2026", I="Trần Bình", J="40%"))

    assert addresses(file) == ["J2"]


def test_percent_cells_come_as_fractions(tmp_path):
    file = read(tmp_path, news(J=0.6), only(A="Khai mạc hội nghị", D="05/06/2026", I="Trần Bình", J=0.4))

    assert file.faults == ()
    assert file.works[0].shares == (Decimal("0.6"), Decimal("0.4"))


def test_blank_shares_are_equal(tmp_path):
    file = read(tmp_path, news(), only(A="Khai mạc hội nghị", D="05/06/2026", I="Trần Bình"))

    assert file.works[0].shares == (Decimal(1), Decimal(1))


@st.composite
def _hundredths(draw) -> list[int]:
    """Whole hundredths of a percent, each at least one, that add up to 10 000."""
    cuts = draw(st.lists(st.integers(1, 9_999), max_size=8, unique=True))
    places = [0, *sorted(cuts), 10_000]
    return [after - before for before, after in pairwise(places)]


def _percent_text(hundredths: int) -> str:
    return f"{hundredths // 100},{hundredths % 100:02d}"


@given(_hundredths())
def test_the_same_shares_are_the_same_however_they_are_written(hundredths):
    expected = tuple(Decimal(part).scaleb(-4) for part in hundredths)

    assert shares_of(_group(*(f"{_percent_text(part)}%" for part in hundredths))) == expected
    assert shares_of(_group(*(_percent_text(part) for part in hundredths))) == expected
    assert shares_of(_group(*(part / 100 for part in hundredths))) == expected
    assert shares_of(_group(*(part / 10_000 for part in hundredths))) == expected


@given(_hundredths(), st.data())
def test_a_hundredth_of_a_percent_too_much_or_too_little_is_refused(hundredths, data):
    place = data.draw(st.integers(0, len(hundredths) - 1))
    step = data.draw(st.sampled_from([-1, 1] if hundredths[place] > 1 else [1]))
    wrong = [part + step * (index == place) for index, part in enumerate(hundredths)]
    group = _group(*(f"{_percent_text(part)}%" for part in wrong))

    assert shares_of(group) == ()
    assert len(_messages(group)) == len(wrong)
