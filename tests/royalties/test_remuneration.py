"""Remuneration by a coefficient: amounts by hand, bounded by the frame where there is one and by the author always."""

from datetime import date
from decimal import Decimal

import pytest

from rates.terms import Form
from royalties.compute.evaluator import evaluate
from royalties.compute.refusals import RefusedError
from royalties.compute.remuneration import CoefficientTerms, RemunerationTerms, price_by_coefficient, price_remuneration
from tests.royalties import law

JUNE, JULY = date(2026, 6, 30), date(2026, 7, 1)
FRAMES = [
    law.row(60, "remuneration/radio/news", date(2020, 1, 1), form=Form.FRAME, minimum="0.20", maximum="0.30"),
    law.row(61, "remuneration/radio/literary", date(2020, 1, 1), form=Form.FRAME, minimum="0.50", maximum="1.50"),
    law.row(62, "remuneration/radio/literary/stage", date(2020, 1, 1), form=Form.FRAME, minimum="0.5", maximum="0.7"),
]


def terms(**changed) -> CoefficientTerms:
    given = {"on": JULY, "medium": "portal", "genre": "news", "role": "editor", "royalty": Decimal(2_024_000)}
    return CoefficientTerms(**(given | {"coefficient": Decimal("0.5")} | changed))


@pytest.mark.parametrize(
    ("changed", "amount"),
    [
        ({}, 126_500),
        ({"on": JUNE}, 117_000),
        ({"coefficient": Decimal(0)}, 0),
        ({"coefficient": Decimal("0.00001")}, 3),
        ({"coefficient": Decimal(8)}, 2_024_000),
        # 20 % of 999.999 đồng is 199.999,8, and 0,790513 × 253.000 is 199.999,789: in whole đồng both are 200.000.
        ({"medium": "radio", "royalty": Decimal(999_999), "coefficient": Decimal("0.790513")}, 200_000),
        # 30 % of 1.000.001 đồng is 300.000,3, and 1,185772 × 253.000 is 300.000,316: both are 300.000.
        ({"medium": "radio", "royalty": Decimal(1_000_001), "coefficient": Decimal("1.185772")}, 300_000),
        # 8,000001 × 253.000 = 2.024.000,253: what is paid is not above the author's.
        ({"coefficient": Decimal("8.000001")}, 2_024_000),
        ({"medium": "radio", "coefficient": Decimal("1.6")}, 404_800),
        ({"medium": "radio", "coefficient": Decimal("2.4")}, 607_200),
        ({"medium": "radio", "genre": "literary", "coefficient": Decimal(8)}, 2_024_000),
    ],
)
def test_a_coefficient_is_paid_by_the_unit_value_of_the_day(changed, amount):
    paid = price_by_coefficient(law.book(*FRAMES), terms(**changed))
    assert paid.amount == amount
    assert evaluate(paid.explanation) == amount


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"coefficient": Decimal("8.00001")}, "over_ceiling", "coefficient"),
        ({"royalty": Decimal(0)}, "over_ceiling", "coefficient"),
        ({"medium": "radio", "coefficient": Decimal("1.59999")}, "under_floor", "coefficient"),
        ({"medium": "radio", "coefficient": Decimal("2.40001")}, "over_ceiling", "coefficient"),
        ({"medium": "radio", "genre": "literary", "coefficient": Decimal("8.1")}, "over_ceiling", "coefficient"),
        (
            {"medium": "radio", "genre": "literary", "role": "stage", "coefficient": Decimal(6)},
            "over_ceiling",
            "coefficient",
        ),
        ({"coefficient": Decimal(-1)}, "bad_input", "coefficient"),
        ({"coefficient": Decimal("NaN")}, "bad_input", "coefficient"),
        ({"coefficient": Decimal("1e30")}, "bad_input", "coefficient"),
        ({"royalty": Decimal("2024000.5")}, "bad_input", "royalty"),
        ({"genre": "talk"}, "bad_input", "genre"),
        ({"medium": "newspaper"}, "bad_input", "genre"),
        ({"on": date(2019, 12, 31)}, "no_rate_in_force", "on"),
    ],
)
def test_a_refusal_names_its_code_and_the_input_to_blame(changed, code, field):
    with pytest.raises(RefusedError) as refused:
        price_by_coefficient(law.book(*FRAMES), terms(**changed))
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_coefficient_cites_the_unit_value_and_the_frame_that_bounds_it():
    print_cited = price_by_coefficient(law.book(*FRAMES), terms()).citations
    radio = price_by_coefficient(law.book(*FRAMES), terms(medium="radio", coefficient=Decimal(2)))
    assert [cited.instrument for cited in print_cited] == ["3/2000/QĐ", "2/2000/QĐ"]
    assert [cited.instrument for cited in radio.citations] == ["3/2000/QĐ", "2/2000/QĐ", "60/2000/QĐ"]
    assert {2, 3, 60} <= set(radio.row_ids)


@pytest.mark.parametrize(("percent", "royalty"), [("19.99", 0), ("30.01", 0), ("30.00001", 1)])
def test_a_percentage_is_held_to_its_frame_however_small_the_royalty(percent, royalty):
    given = {"on": JULY, "medium": "radio", "genre": "news", "role": "editor", "royalty": Decimal(royalty)}
    with pytest.raises(RefusedError):
        price_remuneration(law.book(*FRAMES), RemunerationTerms(**given, percent=Decimal(percent)))
