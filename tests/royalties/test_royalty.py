"""The royalty of one work: amounts by hand, refusals by cell, and properties of every amount."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rates.terms import Form, Scope
from royalties.compute.evaluator import evaluate
from royalties.compute.refusals import RefusedError
from royalties.compute.royalty import PartTerms, WorkTerms, price_work, refusals
from royalties.compute.shares import share_work
from tests.royalties import law

JUNE, JULY = date(2026, 6, 30), date(2026, 7, 1)
NEWS = PartTerms("news", "news", Decimal(1), Decimal(8))
PHOTOS = PartTerms("photo", "photo", Decimal(3), Decimal("0.5"))


def leaf(amount: int) -> dict:
    return {"op": "value", "label": "x", "value": str(amount)}


TWO_PARTS = [(1_000_001, leaf(1_000_001)), (500_001, leaf(500_001))]


def work(*parts: PartTerms, on: date = JULY, **terms) -> WorkTerms:
    return WorkTerms(medium="portal", published_on=on, parts=parts or (NEWS,), **terms)


def test_a_row_that_is_paid_by_a_fixed_sum_is_not_priced_by_a_coefficient():
    fixed = law.row(90, "royalty/portal/news", JUNE, scope=Scope.PROVINCE, value="500000")
    with pytest.raises(RefusedError, match=r"mức cố định 500\.000 đồng") as raised:
        price_work(law.book(fixed), work())
    assert (raised.value.code, raised.value.field) == ("bad_input", "genre")


@pytest.mark.parametrize(
    ("on", "amount"),
    [(JUNE, 1_872_000), (JULY, 2_024_000)],
)
def test_the_unit_value_is_that_of_the_publication_day(on, amount):
    assert price_work(law.book(), work(on=on)).amount == amount


def test_text_and_photos_are_parts_of_their_own_that_add_up():
    price = price_work(law.book(), work(NEWS, PHOTOS))
    assert price.amount == 2_403_500
    assert [part.amount for part in price.parts] == [2_024_000, 379_500]


def test_a_work_is_rounded_once_and_its_parts_make_up_the_whole():
    half = law.book(
        law.row(2, "base_salary", law.NEW_SALARY_ON, value="10"),
        law.row(10, "royalty/portal/news", date(2020, 1, 1), form=Form.FRAME, scope=Scope.PROVINCE, maximum="10"),
    )
    part = PartTerms("news", "news", Decimal(1), Decimal("0.5"))
    price = price_work(half, work(part, part, part))
    assert price.amount == 2, "three halves are one and a half, rounded once; each half alone would make three"
    assert [piece.amount for piece in price.parts] == [1, 1, 0]


def test_a_level_share_takes_its_part_of_the_unit():
    start = date(2020, 1, 1)
    shared = law.row(10, "royalty/portal/news", start, form=Form.FRAME, scope=Scope.PROVINCE, maximum="10")
    price = price_work(law.book(replace(shared, level_share=Decimal("0.5"))), work())
    assert price.amount == 1_012_000


def test_additions_add_up_and_a_replacing_factor_multiplies():
    terms = work(
        adjustments={
            "translation": Decimal("0.50"),
            "hardship": Decimal("0.25"),
            "minority_or_children": Decimal("0.15"),
        }
    )
    assert price_work(law.book(), terms).amount == 1_416_800


@pytest.mark.parametrize(
    ("terms", "code", "field"),
    [
        (work(replace(NEWS, coefficient=Decimal("10.01"))), "over_ceiling", "coefficient"),
        (work(replace(NEWS, coefficient=Decimal("0.49"))), "under_floor", "coefficient"),
        (work(NEWS, replace(PHOTOS, coefficient=Decimal("3.01"))), "over_ceiling", "coefficient_2"),
        (work(NEWS, replace(PHOTOS, quantity=Decimal(-1))), "bad_input", "quantity_2"),
        (work(replace(NEWS, coefficient=Decimal("NaN"))), "bad_input", "coefficient"),
        (work(PartTerms("talk", "talk", Decimal(1), Decimal(1))), "bad_input", "genre"),
        (work(PartTerms("drawing", "drawing", Decimal(1), Decimal(1))), "no_rate_in_force", "genre"),
        (work(on=date(2019, 12, 31)), "no_rate_in_force", "genre"),
        (work(ordered_on=date(2026, 7, 2)), "bad_input", "ordered_on"),
        (work(adjustments={"overtime": Decimal("0.1")}), "bad_modifier", "adjustments"),
        (work(adjustments={"hardship": Decimal(0)}), "bad_modifier", "adjustments"),
        (
            work(adjustments={"translation": Decimal("0.5"), "lyrics_comic_subtitle": Decimal("0.5")}),
            "bad_modifier",
            "adjustments",
        ),
        (replace(work(), medium="newspaper"), "bad_input", "medium"),
        (replace(work(), parts=()), "bad_input", "parts"),
    ],
)
def test_a_refusal_names_its_code_and_the_cell_to_blame(terms, code, field):
    with pytest.raises(RefusedError) as refused:
        price_work(law.book(), terms)
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize("coefficient", ["0.5", "10"])
def test_both_ends_of_the_frame_are_inside(coefficient):
    assert price_work(law.book(), work(replace(NEWS, coefficient=Decimal(coefficient)))).amount > 0


def test_every_wrong_cell_of_a_work_is_found_at_once():
    terms = work(
        replace(NEWS, coefficient=Decimal(11)),
        replace(PHOTOS, coefficient=Decimal(4)),
        adjustments={"hardship": Decimal(2), "overtime": Decimal(1)},
    )
    found = [(error.code.value, error.field) for error in refusals(law.book(), terms)]
    assert found == [
        ("over_ceiling", "coefficient"),
        ("over_ceiling", "coefficient_2"),
        ("bad_modifier", "adjustments"),
        ("bad_modifier", "adjustments"),
    ]


def test_two_good_replacing_factors_are_still_refused_together():
    terms = work(adjustments={"translation": Decimal("0.5"), "lyrics_comic_subtitle": Decimal("0.3")})
    assert [error.code.value for error in refusals(law.book(), terms)] == ["bad_modifier"]


def test_a_good_work_has_no_refusals():
    assert refusals(law.book(), work(NEWS, PHOTOS, adjustments={"hardship": Decimal("0.5")})) == []


coefficients = st.decimals("0.5", "10", places=3)
part_terms = st.one_of(
    st.builds(PartTerms, st.just("news"), st.just("news"), st.decimals("0", "40", places=2), coefficients),
    st.builds(
        PartTerms,
        st.just("photo"),
        st.just("photo"),
        st.decimals("0", "40", places=2),
        st.decimals("0.5", "3", places=3),
    ),
)
adjustments = st.fixed_dictionaries(
    {},
    optional={
        "minority_or_children": st.decimals("0.10", "0.20", places=3),
        "written_in_other_language": st.decimals("0.30", "0.50", places=3),
        "hardship": st.decimals("0.01", "1.00", places=3),
        "translation": st.decimals("0.40", "0.65", places=3),
    },
)
works = st.builds(
    work,
    part_terms,
    part_terms,
    on=st.dates(date(2026, 6, 1), date(2026, 7, 31)),
    adjustments=adjustments,
)


@given(works)
def test_the_explanation_evaluates_to_the_same_dong(terms):
    price = price_work(law.book(), terms)
    assert evaluate(price.explanation) == price.amount
    assert sum(part.amount for part in price.parts) == price.amount


@given(works, st.lists(st.decimals("0.01", "1", places=2), min_size=1, max_size=6))
def test_shares_add_up_over_authors_and_over_parts_and_stay_within_a_dong_of_the_exact(terms, weights):
    price = price_work(law.book(), terms)
    part_amounts = [part.amount for part in price.parts]
    shares = share_work(price.amount, [(part.amount, part.explanation) for part in price.parts], weights)
    assert [evaluate(part.explanation) for part in price.parts] == part_amounts
    assert sum(share.amount for share in shares) == price.amount
    assert [sum(column) for column in zip(*(share.of_parts for share in shares), strict=True)] == part_amounts
    for share, weight in zip(shares, weights, strict=True):
        assert sum(share.of_parts) == share.amount
        assert min(share.of_parts) >= 0
        exact = Fraction(price.amount) * Fraction(weight) / Fraction(sum(weights))
        assert abs(share.amount - exact) < 1
        assert [evaluate(node) for node in share.explanations] == list(share.of_parts)


def test_one_odd_dong_goes_to_the_first_author_and_columns_still_add_up():
    shares = share_work(1_500_002, TWO_PARTS, [Decimal(1), Decimal(1)])
    assert [share.of_parts for share in shares] == [(500_001, 250_000), (500_000, 250_001)]


def test_each_cut_of_each_author_is_explained_from_what_the_ones_before_have_left():
    shares = share_work(1_500_002, TWO_PARTS, [Decimal(1), Decimal(1)])
    assert [[evaluate(node) for node in share.explanations] for share in shares] == [
        [500_001, 250_000],
        [500_000, 250_001],
    ]
    last = shares[1].explanations[1]
    assert [evaluate(rest) for rest in last["weights"]] == [500_000, 250_001]
    assert [leaf["value"] for leaf in last["weights"][1]["of"]] == ["500001", "-250000"]
    assert evaluate(last["amount"]) == 750_001


@pytest.mark.parametrize(("amount", "parts"), [(0, [0, 0]), (1, [1, 0])])
def test_an_author_who_gets_nothing_is_explained_too(amount, parts):
    shares = share_work(amount, [(part, leaf(part)) for part in parts], [Decimal(1), Decimal(1)])
    for share in shares:
        assert [evaluate(node) for node in share.explanations] == list(share.of_parts)
    assert [sum(share.of_parts) for share in shares] == [amount, 0]


@pytest.mark.parametrize(
    "weights",
    [[], [Decimal(0), Decimal(0)], [Decimal(2), Decimal(-1)], [Decimal(1), Decimal("NaN")], [Decimal("1e30")]],
)
def test_a_bad_split_is_refused(weights):
    with pytest.raises(RefusedError) as refused:
        share_work(10, [(10, leaf(10))], weights)
    assert refused.value.code == "bad_split"


@pytest.mark.parametrize(
    ("ordered_on", "cited"),
    [(None, "31/2000/QĐ"), (date(2026, 6, 30), "10/2000/QĐ"), (date(2026, 7, 1), "31/2000/QĐ")],
)
def test_the_order_fixes_which_frame_bounds(ordered_on, cited):
    narrower = law.row(
        31, "royalty/portal/news", JULY, form=Form.FRAME, scope=Scope.PROVINCE, minimum="0.5", maximum="9"
    )
    price = price_work(law.book(narrower), work(ordered_on=ordered_on))
    assert cited in {citation.instrument for citation in price.citations}
    assert {"10/2000/QĐ", "31/2000/QĐ"} & {c.instrument for c in price.citations} == {cited}
