"""«Vì sao ra số này?»: an amount as a tree of plain data, built beside the calculation and kept with it.

A node is one of
    {"op": "value", "label", "value", "measure"?, "citations"?}                a leaf: a number as text
    {"op": "sum" | "product", "label", "of": [nodes], "measure"?, "citations"?}
    {"op": "round", "label", "of": [node]}                                     half-up to a whole đồng
    {"op": "part", "label", "amount": node, "weights": [nodes], "index"}       one part of a largest-remainder split
    {"op": "excess", "label", "of": [node, node]}                              the first above the second, else 0
    {"op": "from", "label", "of": [amount, threshold, then, otherwise]}        then, where amount >= threshold
"""

from collections.abc import Sequence
from decimal import Decimal

from core.money import plain_number
from rates.terms import Citation, InForce
from rates.wording import RATIO

Node = dict


def value(label: str, number: Decimal | int, *, measure: str = "", citations: Sequence[Citation] = ()) -> Node:
    """This will make a leaf."""
    return _with({"op": "value", "label": label, "value": plain_number(number)}, measure, citations)


def dong(label: str, amount: int) -> Node:
    """This will make a leaf of whole đồng."""
    return value(label, amount, measure="đồng")


def total(label: str, nodes: list[Node]) -> Node:
    """This will make a sum."""
    return {"op": "sum", "label": label, "of": nodes}


def product(label: str, nodes: list[Node], *, measure: str = "", citations: Sequence[Citation] = ()) -> Node:
    """This will make a product."""
    return _with({"op": "product", "label": label, "of": nodes}, measure, citations)


def rounded(label: str, node: Node) -> Node:
    """This will make a rounding, half-up to a whole đồng."""
    return {"op": "round", "label": label, "of": [node]}


def part(label: str, amount: Node, weights: list[Node], index: int) -> Node:
    """This will make one part of a split by largest remainder, ties by order."""
    return {"op": "part", "label": label, "amount": amount, "weights": weights, "index": index}


def excess(label: str, amount: Node, threshold: Node) -> Node:
    """This will make the part of an amount above a threshold."""
    return {"op": "excess", "label": label, "of": [amount, threshold]}


def from_threshold(label: str, amount: Node, threshold: Node, then: Node, otherwise: Node) -> Node:
    """This will make a choice: then, where the amount reaches the threshold."""
    return {"op": "from", "label": label, "of": [amount, threshold, then, otherwise]}


def rate(found: InForce) -> Node:
    """This will explain a rate by its value, or by the percentage and the rate that it derives from."""
    if found.base is None:
        return value(found.label, found.value, measure=found.measure, citations=found.citations)
    share = value(f"Tỷ lệ của «{found.base.label}»", found.share, measure=RATIO)
    return product(found.label, [share, rate(found.base)], measure=found.measure, citations=found.citations)


def citations_as_data(citations: Sequence[Citation]) -> list[dict]:
    """This will write citations as plain data: instrument, clause, effective and published days as ISO text."""
    return [
        {
            "instrument": citation.instrument,
            "clause": citation.clause,
            "effective": citation.effective.isoformat() if citation.effective else None,
            "published": citation.published.isoformat() if citation.published else None,
        }
        for citation in citations
    ]


def _with(node: Node, measure: str, citations: Sequence[Citation]) -> Node:
    if measure:
        node["measure"] = measure
    if citations:
        node["citations"] = citations_as_data(citations)
    return node
