"""An independent evaluator of explanations: exact fractions, its own rounding, its own split.

It shares no line with the code that pays: what it finds equal was computed twice.
"""

from fractions import Fraction
from math import floor


class BadExplanationError(ValueError):
    """The data is no explanation that can be evaluated."""


def evaluate(node: dict) -> Fraction:
    """This will evaluate an explanation to đồng (a fraction where the tree ends before its rounding).

    :raises BadExplanationError: an unknown operation, a missing part, or a number that is none.
    """
    try:
        return _OPERATIONS[node["op"]](node)
    except (KeyError, TypeError, IndexError, ValueError, ZeroDivisionError) as error:
        raise BadExplanationError(f"Không tính lại được phần giải thích: {error!r}") from error


def _value(node: dict) -> Fraction:
    return Fraction(node["value"])


def _sum(node: dict) -> Fraction:
    return sum((evaluate(inner) for inner in node["of"]), Fraction(0))


def _product(node: dict) -> Fraction:
    result = Fraction(1)
    for inner in node["of"]:
        result *= evaluate(inner)
    return result


def _round(node: dict) -> Fraction:
    (inner,) = node["of"]
    return Fraction(floor(evaluate(inner) + Fraction(1, 2)))


def _part(node: dict) -> Fraction:
    whole = evaluate(node["amount"])
    weights = [evaluate(weight) for weight in node["weights"]]
    exact = [whole * weight / sum(weights) for weight in weights]
    floors = [floor(share) for share in exact]
    left = int(whole) - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda place: exact[place] - floors[place], reverse=True)
    return Fraction(floors[node["index"]] + (node["index"] in by_remainder[:left]))


def _excess(node: dict) -> Fraction:
    amount, threshold = (evaluate(inner) for inner in node["of"])
    return max(amount - threshold, Fraction(0))


def _from(node: dict) -> Fraction:
    amount, threshold, then, otherwise = node["of"]
    return evaluate(then if evaluate(amount) >= evaluate(threshold) else otherwise)


_OPERATIONS = {
    "value": _value,
    "sum": _sum,
    "product": _product,
    "round": _round,
    "part": _part,
    "excess": _excess,
    "from": _from,
}
