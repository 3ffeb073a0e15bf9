"""Explanations made ready to read: every step with its formula in figures, its result and its clauses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rates.wording import RATIO, say_measure, say_number
from royalties.compute.evaluator import evaluate
from royalties.models import SheetLine

_SHOWN_DECIMALS = 6
_SIGNS = {"sum": " + ", "product": " × "}
_WHOLE_DONG = ("round", "part")
_ROUNDING = ", làm tròn đến đồng"
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
            part=line.part.schedule_row.label if line.part_id else line.contribution.get_role_display(),
            gross=line.gross,
            why=shown(line.explanation) if line.explanation else None,
        )
        for line in lines
    ]


def shown(node: dict) -> Step:
    """This will make an explanation readable; results come from the evaluator, not from the code that paid.

    A rounding that changes nothing and a sum of one are left out; of a threshold only what applies is told.

    :raises BadExplanationError: the data is no explanation.
    """
    node = _plainer(node)
    inner = tuple(_inner(node))
    return Step(
        label=node.get("label", ""),
        formula=_formula(node),
        result=_result(node),
        measure=say_measure(node.get("measure", "đồng" if node["op"] in _WHOLE_DONG else "")),
        citations=tuple(f"{cited['clause']}, {cited['instrument']}" for cited in node.get("citations", ())),
        steps=tuple(shown(one) for one in inner),
    )


def figure(number: Fraction, measure: str = "") -> str:
    """This will write an exact number as Vietnamese papers do, with at most six decimals; a share of one in percent."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return say_number(round(exact, _SHOWN_DECIMALS), measure).replace("-", "−")


def _result(node: dict) -> str:
    return figure(evaluate(node), node.get("measure", ""))


def _plainer(node: dict) -> dict:
    if node["op"] == "sum" and len(node["of"]) == 1:
        return _plainer(node["of"][0])
    if node["op"] == "round" and evaluate(node) == evaluate(node["of"][0]):
        return _plainer(node["of"][0]) | {"label": node["label"].removesuffix(_ROUNDING), "measure": "đồng"}
    return node


def _inner(node: dict) -> Iterator[dict]:
    if node["op"] == "part":
        yield node["amount"]
        yield from _weights(node)
    elif node["op"] == "from":
        amount, threshold, *_ = node["of"]
        yield from (amount, threshold)
        yield from (one for one in _applied(node).get("of", ()) if one != amount)
    else:
        yield from node.get("of", ())


def _weights(node: dict) -> list[dict]:
    """The weights of a split; those that make up one are shares, told in percent."""
    are_shares = sum(evaluate(weight) for weight in node["weights"]) == 1
    return [weight | {"measure": RATIO} if are_shares else weight for weight in node["weights"]]


def _is_reached(node: dict) -> bool:
    amount, threshold, *_ = node["of"]
    return evaluate(amount) >= evaluate(threshold)


def _applied(node: dict) -> dict:
    _, _, then, otherwise = node["of"]
    return then if _is_reached(node) else otherwise


def _formula(node: dict) -> str:
    figures = [_result(one) for one in _inner(node)]
    match node["op"]:
        case "sum" | "product":
            return _SIGNS[node["op"]].join(figures).replace(_PLUS_LESS, _LESS)
        case "round":
            return f"{figures[0]}, làm tròn đến đồng"
        case "part":
            weights = " : ".join(figures[1:])
            return f"phần thứ {node['index'] + 1} của {figures[0]} chia theo {weights}{_odd_dong(node)}"
        case "excess":
            return f"{figures[0]} − {figures[1]}, không dưới 0"
        case "from":
            return _threshold_said(node, *figures[:2])
    return ""


def _odd_dong(node: dict) -> str:
    """How a split comes to whole đồng, where it does not come out even."""
    weights = [evaluate(weight) for weight in node["weights"]]
    exact = evaluate(node["amount"]) * weights[node["index"]] / sum(weights)
    return "" if exact.denominator == 1 else ", làm tròn đến đồng sao cho các phần cộng lại đúng tổng"


def _threshold_said(node: dict, amount: str, threshold: str) -> str:
    applied = _formula(_applied(node)) or "không khấu trừ"
    if _is_reached(node):
        return f"{amount} ≥ {threshold}, đạt ngưỡng: {applied}"
    return f"{amount} < {threshold}, dưới ngưỡng: {applied}"
