"""What stands under the tables of a payment sheet: the legend of citations, the warnings, the unit values."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from core.money import format_number
from rates.models import Instrument
from rates.terms import WARNING_TEXTS

# The first three factors of a part are its quantity, its coefficient and the unit value: the table shows these itself.
_SHOWN_FACTORS = 3


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of the legend: its short mark, and the instrument and clause in full."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Concern:
    """A warning in Vietnamese and how many works of the sheet it concerns."""

    text: str
    works: int


class Legend:
    """Gives each citation one short mark, in the order in which the papers meet it."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str | None], int] = {}

    def mark(self, citations: Iterable[dict]) -> str:
        """This will return the marks of stored citations: «[1]–[4], [6]»."""
        numbers = sorted({self._number(citation) for citation in citations})
        runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda at: at[1] - at[0])]
        return ", ".join(_run_mark(run) for run in runs)

    def entries(self) -> tuple[Cited, ...]:
        """This will return the whole legend, in one query for the kinds of the instruments."""
        names = {number for number, _, _ in self._numbers}
        known = {found.number: str(found) for found in Instrument.objects.filter(number__in=names)}
        return tuple(
            Cited(f"[{mark}]", f"{known.get(number, number)}, {clause} ({_since(effective)})")
            for (number, clause, effective), mark in self._numbers.items()
        )

    def _number(self, citation: dict) -> int:
        key = (citation["instrument"], citation["clause"], citation["effective"])
        return self._numbers.setdefault(key, len(self._numbers) + 1)


def _run_mark(run: list[int]) -> str:
    return f"[{run[0]}]–[{run[-1]}]" if len(run) > 2 else ", ".join(f"[{number}]" for number in run)


def _since(effective: str | None) -> str:
    if effective is None:
        return "ngày hiệu lực: chưa nhập"
    return f"hiệu lực từ {date.fromisoformat(effective):%d/%m/%Y}"


def concerns(warnings: Iterable[list[str]]) -> tuple[Concern, ...]:
    """This will count the works that each warning concerns, the widest first."""
    counted = Counter(code for codes in warnings for code in set(codes))
    widest_first = sorted(counted.items(), key=lambda found: (-found[1], found[0]))
    return tuple(Concern(WARNING_TEXTS.get(code, code), works) for code, works in widest_first)


def unit_value_notes(lines: Iterable[tuple[Decimal, date]]) -> tuple[str, ...]:
    """This will say each unit value in đồng with the publication days that it was used for."""
    days: dict[Decimal, list[date]] = {}
    for unit_value, published_on in lines:
        days.setdefault(unit_value, []).append(published_on)
    return tuple(
        f"{format_number(unit_value)} đồng (tác phẩm đăng {_span(min(used), max(used))})"
        for unit_value, used in sorted(days.items())
    )


def _span(first: date, last: date) -> str:
    if first == last:
        return f"ngày {first:%d/%m/%Y}"
    return f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"


def further_factors(explanation: dict) -> tuple[str, ...]:
    """This will say what a work was multiplied by besides quantity, coefficient and unit value: «Nguy hiểm: 50 %»."""
    products = [node for node in _nodes(explanation) if node.get("op") == "product"]
    factors = products[0]["of"][_SHOWN_FACTORS:] if products else []
    return tuple(said for factor in factors for said in _say(factor))


def _say(factor: dict) -> list[str]:
    if factor["op"] == "value":
        return [f"{factor['label']}: {_percent(factor['value'])}"]
    return [f"{added['label']}: +{_percent(added['value'])}" for added in factor["of"][1:]]


def _percent(fraction: str) -> str:
    return f"{format_number(Decimal(fraction) * 100)} %"


def citations_in(explanation: dict | None) -> list[dict]:
    """This will gather every citation of an explanation tree, in reading order."""
    return [cited for node in _nodes(explanation or {}) for cited in node.get("citations", [])]


def _nodes(node: dict) -> list[dict]:
    inner = [*node.get("of", []), *([node["amount"]] if "amount" in node else [])]
    return [node, *(found for part in inner for found in _nodes(part))]
