"""The evaluator stands alone: hand-made trees, hand-kept results, and no factor that does not matter."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from royalties.compute.evaluator import BadExplanationError, evaluate
from royalties.compute.royalty import PartTerms, WorkTerms, price_work
from royalties.compute.shares import share_work
from royalties.compute.tax import Income, TaxTerms, withhold
from tests.royalties import law


def leaf(text: str) -> dict:
    return {"op": "value", "label": "x", "value": text}


@pytest.mark.parametrize(
    ("tree", "result"),
    [
        (leaf("1.5"), Fraction(3, 2)),
        ({"op": "sum", "of": [leaf("1"), leaf("0.25")]}, Fraction(5, 4)),
        ({"op": "product", "of": [leaf("8"), leaf("253000")]}, 2_024_000),
        ({"op": "round", "of": [leaf("0.5")]}, 1),
        ({"op": "round", "of": [leaf("0.49")]}, 0),
        ({"op": "round", "of": [leaf("1.5")]}, 2),
        ({"op": "part", "amount": leaf("10"), "weights": [leaf("1")] * 3, "index": 0}, 4),
        ({"op": "part", "amount": leaf("10"), "weights": [leaf("1")] * 3, "index": 2}, 3),
        ({"op": "excess", "of": [leaf("25"), leaf("20")]}, 5),
        ({"op": "excess", "of": [leaf("20"), leaf("20")]}, 0),
        ({"op": "excess", "of": [leaf("19"), leaf("20")]}, 0),
        ({"op": "from", "of": [leaf("5"), leaf("5"), leaf("1"), leaf("2")]}, 1),
        ({"op": "from", "of": [leaf("4"), leaf("5"), leaf("1"), leaf("2")]}, 2),
    ],
)
def test_the_evaluator_gives_the_hand_kept_result(tree, result):
    assert evaluate(tree) == result


@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"op": "power"},
        leaf("tám"),
        {"op": "round", "of": []},
        {"op": "part", "amount": leaf("1"), "weights": [], "index": 0},
    ],
)
def test_what_is_no_explanation_is_refused(tree):
    with pytest.raises(BadExplanationError):
        evaluate(tree)


def leaves(node, path=()):
    """The paths of all leaves of a tree."""
    if isinstance(node, dict) and node.get("op") == "value":
        yield path
    elif isinstance(node, dict | list):
        places = node.items() if isinstance(node, dict) else enumerate(node)
        for key, inner in places:
            yield from leaves(inner, (*path, key))


def perturbed(tree: dict, path: tuple, factor: Decimal) -> dict:
    changed = json.loads(json.dumps(tree))  # as it is stored: a leaf that stands twice is two leaves
    node = changed
    for key in path:
        node = node[key]
    node["value"] = str(Decimal(node["value"]) * factor + (1 if Decimal(node["value"]) == 0 else 0))
    return changed


@pytest.mark.parametrize("factor", [Decimal("1.01"), Decimal("0.99"), Decimal(2)])
def test_every_factor_of_a_work_matters(factor):
    terms = WorkTerms(
        medium="portal",
        published_on=date(2026, 7, 10),
        parts=(
            PartTerms("news", "news", Decimal(2), Decimal("7.5")),
            PartTerms("photo", "photo", Decimal(4), Decimal("0.5")),
        ),
        adjustments={"translation": Decimal("0.5"), "hardship": Decimal("0.3"), "minority_or_children": Decimal("0.1")},
    )
    price = price_work(law.book(), terms)
    paths = list(leaves(price.explanation))
    assert len(paths) == 16, "two parts of quantity, coefficient, two of the unit value, factor, 1 + two"
    for path in paths:
        assert evaluate(perturbed(price.explanation, path, factor)) != price.amount, path
    shares = share_work(
        price.amount, [(part.amount, part.explanation) for part in price.parts], [Decimal("0.6"), Decimal("0.4")]
    )
    for share, rest in zip(shares, (3, 4), strict=True):
        for amount, node in zip(share.of_parts, share.explanations, strict=True):
            paths = list(leaves(node))
            assert len(paths) == 3 + 2 * rest, "the royalty and two shares; of two parts the royalty and two products"
            for path in paths:
                assert evaluate(perturbed(node, path, factor)) != amount, path


def test_every_factor_of_a_withheld_tax_matters():
    rows = [
        law.row(50, "tax/withholding/threshold", date(2026, 1, 1), value="5000000"),
        law.row(51, "tax/withholding/rate", date(2026, 1, 1), value="0.10"),
        law.row(52, "tax/copyright/threshold", date(2026, 1, 1), value="20000000"),
        law.row(53, "tax/copyright/rate", date(2026, 1, 1), value="0.05"),
    ]
    book = law.book(*rows)
    wage = withhold(book, date(2026, 7, 1), Decimal(5_000_000), TaxTerms())
    paths = list(leaves(wage.explanation))
    assert evaluate(wage.explanation) == wage.tax == 500_000
    # Which leaf decides: the sum tested against the threshold, the threshold, then the taxed sum and its rate.
    changed = [evaluate(perturbed(wage.explanation, path, Decimal("0.99"))) for path in paths]
    assert changed[0] == 0
    assert changed[2:4] == [495_000, 495_000]
    assert evaluate(perturbed(wage.explanation, paths[1], Decimal("1.01"))) == 0
    copyright_tax = withhold(book, date(2026, 7, 1), Decimal(25_000_000), TaxTerms(), Income.COPYRIGHT)
    assert evaluate(copyright_tax.explanation) == copyright_tax.tax == 250_000
    for path in leaves(copyright_tax.explanation):
        assert evaluate(perturbed(copyright_tax.explanation, path, Decimal("1.1"))) != 250_000, path
