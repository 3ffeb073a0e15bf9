"""Explanations made ready to read: every step with its formula in figures, its result and its clauses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rates.wording import say_measure, say_number
from royalties.compute.evaluator import evaluate
from royalties.models import SheetLine

_SHOWN_DECIMALS = 6
_SIGNS = {"sum": " + ", "product": " × "}
_PLUS_LESS, _LESS = " + −", " − "


@dataclass(frozen=True)
class Step:
    """One step of an explanation: what it is, how it comes about in figures, its result, its clauses, its own steps."""

    label: str
    formula: str
    result: str
    measure: str
    citations: tuple[str, ...]
    steps: tuple["Step", ...]


@dataclass(frozen=True)
class Cut:
    """One line of a work: whom it pays for which part, in đồng, and why; nothing where that was not kept."""

    author: str
    part: str
    gross: int
    why: Step | None


def cuts(lines: Iterable[SheetLine]) -> list[Cut]:
    """This will make the lines of a work readable.

    :raises BadExplanationError: the data of a line is no explanation.
    """
    return [
        Cut(
            author=line.contribution.payee.name,
            part=line.part.schedule_row.label,
            gross=line.gross,
            why=shown(line.explanation) if line.explanation else None,
        )
        for line in lines
    ]


def shown(node: dict) -> Step:
    """This will make an explanation readable; results come from the evaluator, not from the code that paid.

    :raises BadExplanationError: the data is no explanation.
    """
    inner = tuple(_inner(node))
    return Step(
        label=node.get("label", ""),
        formula=_formula(node, [_result(one) for one in inner]),
        result=_result(node),
        measure=say_measure(node.get("measure", "")),
        citations=tuple(f"{cited['clause']}, {cited['instrument']}" for cited in node.get("citations", ())),
        steps=tuple(shown(one) for one in inner),
    )


def figure(number: Fraction, measure: str = "") -> str:
    """This will write an exact number as Vietnamese papers do, with at most six decimals; a share of one in percent."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return say_number(round(exact, _SHOWN_DECIMALS), measure).replace("-", "−")


def _result(node: dict) -> str:
    return figure(evaluate(node), node.get("measure", ""))


def _inner(node: dict) -> Iterator[dict]:
    yield from node.get("of", ())
    if node["op"] == "part":
        yield node["amount"]
        yield from node["weights"]


def _formula(node: dict, figures: list[str]) -> str:
    match node["op"]:
        case "sum" | "product":
            return _SIGNS[node["op"]].join(figures).replace(_PLUS_LESS, _LESS)
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
