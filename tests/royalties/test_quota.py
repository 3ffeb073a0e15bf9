"""Which works fill a quota: by day, then id, month by month; and that nothing of it goes to others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from royalties.compute.quota import QuotaTerms, QuotaWork, inside_quota, pay_outside

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
FIVE = QuotaTerms(5, date(2026, 1, 1))
DAYS = st.dates(date(2026, 6, 1), date(2026, 9, 30))
WORKS = st.lists(st.builds(QuotaWork, st.integers(1, 60), DAYS, st.booleans()), max_size=40, unique_by=lambda w: w.id)
QUOTAS = st.lists(st.builds(QuotaTerms, st.integers(1, 9), DAYS, st.none() | DAYS), max_size=2)


def works(*days: date) -> list[QuotaWork]:
    return [QuotaWork(number, day) for number, day in enumerate(days, start=1)]


def test_the_first_works_of_the_month_fill_it():
    days = [JULY + timedelta(days=number) for number in range(7)]
    assert inside_quota([FIVE], works(*days)) == {1, 2, 3, 4, 5}


def test_of_one_day_the_smaller_ids_fill_it_however_they_come():
    assert inside_quota([QuotaTerms(2, JULY)], reversed(works(JULY, JULY, JULY))) == {1, 2}


def test_an_earlier_day_stands_before_a_smaller_id():
    assert inside_quota([QuotaTerms(1, JULY)], works(date(2026, 7, 9), date(2026, 7, 8))) == {2}


def test_each_month_has_its_own_quota():
    assert inside_quota([QuotaTerms(1, JULY)], works(date(2026, 7, 31), AUGUST, date(2026, 8, 2))) == {1, 2}


def test_an_excepted_work_is_outside_and_the_next_one_fills_its_place():
    excepted = QuotaWork(1, JULY, is_excepted=True)
    assert inside_quota([QuotaTerms(1, JULY)], [excepted, QuotaWork(2, JULY), QuotaWork(3, JULY)]) == {2}


def test_both_sides_of_both_ends_of_a_quota():
    quota = QuotaTerms(9, date(2026, 7, 10), date(2026, 8, 31))
    days = [date(2026, 7, 9), date(2026, 7, 10), date(2026, 8, 31), date(2026, 9, 1)]
    assert inside_quota([quota], works(*days)) == {2, 3}


def test_a_quota_that_grows_within_a_month_counts_what_is_inside_already():
    quotas = [QuotaTerms(1, JULY, date(2026, 7, 14)), QuotaTerms(2, date(2026, 7, 15))]
    days = [date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 15), date(2026, 7, 16)]
    assert inside_quota(quotas, works(*days)) == {1, 3}


@pytest.mark.parametrize("quotas", [[], [QuotaTerms(5, AUGUST)]])
def test_without_a_quota_of_the_day_everything_is_paid(quotas):
    assert inside_quota(quotas, works(JULY)) == frozenset()


@given(QUOTAS, WORKS, st.randoms())
def test_the_order_in_which_works_are_given_makes_no_difference(quotas, given_works, random):
    shuffled = list(given_works)
    random.shuffle(shuffled)
    assert inside_quota(quotas, shuffled) == inside_quota(quotas, given_works)


@given(QUOTAS, WORKS)
def test_no_month_has_more_inside_than_its_largest_quota_and_never_an_excepted_work(quotas, given_works):
    inside = [work for work in given_works if work.id in inside_quota(quotas, given_works)]
    assert not any(work.is_excepted for work in inside)
    for month in {(work.published_on.year, work.published_on.month) for work in inside}:
        count = sum((work.published_on.year, work.published_on.month) == month for work in inside)
        assert count <= max(quota.works_per_month for quota in quotas)


@given(st.integers(1, 9), WORKS)
def test_one_quota_of_all_days_is_filled_by_the_first_of_each_month(most, given_works):
    inside = inside_quota([QuotaTerms(most, date(2026, 1, 1))], given_works)
    counted = sorted((one for one in given_works if not one.is_excepted), key=lambda one: (one.published_on, one.id))
    for month in range(6, 10):
        of_month = [work.id for work in counted if work.published_on.month == month]
        assert [pk for pk in of_month if pk in inside] == of_month[:most]


@given(st.lists(st.tuples(st.integers(0, 10**9), st.booleans()), max_size=8))
def test_what_is_inside_goes_to_nobody(rows):
    shares, inside = [share for share, _ in rows], [is_inside for _, is_inside in rows]
    paid = pay_outside(shares, inside)
    assert sum(paid) == sum(shares) - sum(share for share, is_inside in rows if is_inside)
    assert all(amount in (0, share) for amount, share in zip(paid, shares, strict=True))


def test_each_share_needs_an_answer():
    with pytest.raises(ValueError, match="zip"):
        pay_outside([1, 2], [True])
