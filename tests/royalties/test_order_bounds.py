"""Works ordered before a law ended stay under it (NĐ 287/2026/NĐ-CP Điều 19.1); the base salary is of publication."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rates.book import RateBook
from rates.models import Rate, ScheduleRow
from rates.queries import read_book, read_law
from rates.terms import Form, Scope
from royalties.compute.refusals import RefusedError
from royalties.compute.royalty import PartTerms, WorkTerms, price_work
from royalties.models import Outlet, Work, WorkPart
from royalties.queries import law_behind
from royalties.services import open_outlets
from tests.royalties import law

AUGUST, LAST, ENDED, PUBLISHED = date(2026, 8, 20), date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 5)
NEWS = PartTerms("news", "news", Decimal(1), Decimal(8))


def work(ordered_on: date | None, *, published_on: date = PUBLISHED, coefficient: str = "8") -> WorkTerms:
    part = replace(NEWS, coefficient=Decimal(coefficient))
    return WorkTerms(medium="portal", published_on=published_on, ordered_on=ordered_on, parts=(part,))


@pytest.fixture
def stopped(province):
    """The shipped law without the row of the province that lets its schedule go on after NĐ 18/2014/NĐ-CP."""
    Rate.objects.get(key="validity/18-2014", scope="province").delete()
    return read_book()


@pytest.mark.parametrize("ordered_on", [AUGUST, LAST])
def test_what_was_ordered_before_the_end_is_still_paid_where_the_province_does_not_go_on(stopped, ordered_on):
    price = price_work(stopped, work(ordered_on))
    assert (price.amount, price.parts[0].unit_value) == (2_024_000, Decimal(253_000))
    assert "parent_decree_ended" not in price.warnings


@pytest.mark.parametrize("ordered_on", [None, ENDED])
def test_what_was_ordered_after_it_or_on_no_known_day_is_not(stopped, ordered_on):
    with pytest.raises(RefusedError) as refused:
        price_work(stopped, work(ordered_on))
    assert refused.value.code == "no_rate_in_force"


def test_where_the_province_goes_on_an_order_of_august_neither_warns_nor_cites_that(province):
    rates = read_book()
    before, after = price_work(rates, work(AUGUST)), price_work(rates, work(ENDED))
    assert before.amount == after.amount == 2_024_000
    assert before.warnings == ("schedule_not_entered",)
    assert set(after.warnings) == {"schedule_not_entered", "unverified", "parent_decree_ended"}
    goes_on = Rate.objects.get(key="validity/18-2014", scope="province").pk
    assert (goes_on in before.row_ids, goes_on in after.row_ids) == (False, True)
    assert "287/2026/NĐ-CP" not in {citation.instrument for citation in before.citations}


def test_the_rule_of_the_unit_value_follows_the_order_and_the_base_salary_the_publication():
    twelfth = law.row(31, "unit_value", ENDED, form=Form.TIMES, value="0.12", of_key="base_salary")
    raised = law.row(32, "base_salary", ENDED, value="3000000")
    rates = law.book(twelfth, raised)
    assert price_work(rates, work(AUGUST)).parts[0].unit_value == Decimal(300_000)
    assert price_work(rates, work(ENDED)).parts[0].unit_value == Decimal(360_000)
    assert price_work(rates, work(None, published_on=LAST)).parts[0].unit_value == Decimal(253_000)
    price = price_work(rates, work(AUGUST))
    assert {3, 32} <= set(price.row_ids)
    assert not {2, 31} & set(price.row_ids)


def test_an_unknown_rule_is_refused_by_the_day_that_bounds():
    late = law.row(3, "unit_value", ENDED, form=Form.TIMES, value="0.10", of_key="base_salary")
    rates = RateBook([late, *(row for row in law.rows() if row.key != "unit_value")])
    with pytest.raises(RefusedError, match=r"unit_value.* ngày 20/08/2026"):
        price_work(rates, work(AUGUST))


@pytest.mark.parametrize(("ordered_on", "refused"), [(AUGUST, True), (ENDED, False), (None, False)])
def test_the_ceiling_of_the_day_that_bounds_is_the_one_that_holds(ordered_on, refused):
    frame = law.row(10, "royalty/portal/news", date(2020, 1, 1), form=Form.FRAME, scope=Scope.PROVINCE, maximum="12")
    ceiling = law.row(40, "ceiling/royalty/portal/news", date(2020, 1, 1), form=Form.CEILING, maximum="10")
    end = law.row(41, "ceiling/royalty/portal/news", ENDED, form=Form.END)
    rates, terms = law.book(frame, ceiling, end), work(ordered_on, coefficient="11")
    if refused:
        with pytest.raises(RefusedError, match="hệ số 11 vượt mức tối đa 10") as caught:
            price_work(rates, terms)
        assert caught.value.code == "over_ceiling"
    else:
        assert price_work(rates, terms).amount == 2_783_000


def test_the_law_behind_a_work_is_that_of_its_price(office, system, stopped):
    open_outlets(actor=system)
    placed = Work.objects.create(
        outlet=Outlet.objects.get(unit=office, medium="portal"), title="Tin", published_on=PUBLISHED, ordered_on=AUGUST
    )
    row = ScheduleRow.objects.get(medium="portal", code="news")
    WorkPart.objects.create(work=placed, order=1, schedule_row=row, quantity=1, coefficient=8)
    behind = {one.found.key: one.found for one in law_behind(placed, read_law())}
    assert behind["unit_value"].value == Decimal(253_000)
    assert behind["royalty/portal/news"].maximum == Decimal(10)
    follows = {one.found.key: one.follows for one in law_behind(placed, read_law())}
    assert follows["unit_value"].day == ENDED
    assert follows["unit_value"].said == "hết hiệu lực, chưa ghi nhận mức thay."
