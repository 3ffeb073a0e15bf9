"""Explanations made ready to read: every step with its formula in figures, its result and its clauses; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.money import format_number
from royalties.compute.evaluator import evaluate

_SHOWN_DECIMALS = 6
_SIGNS = {"sum": " + ", "product": " × "}


@dataclass(frozen=True)
class Step:
    """One step of an explanation: what it is, how it comes about in figures, its result, its clauses, its own steps."""

    label: str
    formula: str
    result: str
    measure: str
    citations: tuple[str, ...]
    steps: tuple["Step", ...]


def shown(node: dict) -> Step:
    """This will make an explanation readable; results come from the evaluator, not from the code that paid.

    :raises BadExplanationError: the data is no explanation.
    """
    inner = tuple(_inner(node))
    return Step(
        label=node.get("label", ""),
        formula=_formula(node, [figure(evaluate(one)) for one in inner]),
        result=figure(evaluate(node)),
        measure=node.get("measure", ""),
        citations=tuple(f"{cited['clause']}, {cited['instrument']}" for cited in node.get("citations", ())),
        steps=tuple(shown(one) for one in inner),
    )


def figure(number: Fraction) -> str:
    """This will write an exact number as Vietnamese papers do, with at most six decimals."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return format_number(round(exact, _SHOWN_DECIMALS))


def _inner(node: dict) -> Iterator[dict]:
    yield from node.get("of", ())
    if node["op"] == "part":
        yield node["amount"]
        yield from node["weights"]


def _formula(node: dict, figures: list[str]) -> str:
    match node["op"]:
        case "sum" | "product":
            return _SIGNS[node["op"]].join(figures)
        case "round":
            return f"làm tròn {figures[0]}"
        case "part":
            weights = " : ".join(figures[1:])
            return f"phần thứ {node['index'] + 1} của {figures[0]} chia theo {weights}, đồng lẻ về phần dư lớn nhất"
        case "excess":
            return f"{figures[0]} − {figures[1]}, không dưới 0"
        case "from":
            return f"{figures[0]} so với ngưỡng {figures[1]}: đạt ngưỡng thì {figures[2]}, không thì {figures[3]}"
    return ""
