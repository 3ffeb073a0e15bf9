"""Adjustments of a royalty: additions, which are summed, and at most one factor that replaces the whole.

Legal source: NĐ 18/2014/NĐ-CP Điều 7 khoản 4.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rates.book import RateBook
from rates.terms import InForce
from royalties.compute import explain
from royalties.compute.modifiers import Modifiers, check_modifier, refuse_unknown
from royalties.compute.refusals import Refusal, RefusedError, require_rate

ADDITIONS = ("minority_or_children", "written_in_other_language", "hardship")
REPLACING_FACTORS = ("translation", "lyrics_comic_subtitle")
_KNOWN = ADDITIONS + REPLACING_FACTORS
_FIELD = "adjustments"
_ONE = Decimal(1)


@dataclass(frozen=True)
class Adjustment:
    """One adjustment: its bounds in the law and its fraction of 1."""

    bounds: InForce
    fraction: Decimal

    @property
    def node(self) -> explain.Node:
        """The fraction as a leaf with its clauses."""
        return explain.value(
            self.bounds.label, self.fraction, measure=self.bounds.measure, citations=self.bounds.citations
        )


@dataclass(frozen=True)
class Adjustments:
    """What a work's royalty is multiplied by besides the factors of its parts."""

    bounds: tuple[InForce, ...]
    replacing: tuple[Adjustment, ...]
    additions: tuple[Adjustment, ...]

    @property
    def factor(self) -> Decimal:
        """The replacing factor (or 1) × (1 + the sum of the additions)."""
        replacing = self.replacing[0].fraction if self.replacing else _ONE
        return replacing * (_ONE + sum((added.fraction for added in self.additions), Decimal(0)))

    @property
    def nodes(self) -> list[explain.Node]:
        """The factor as explanations to multiply by."""
        nodes = [factor.node for factor in self.replacing]
        if self.additions:
            whole = explain.value("Nguyên mức", 1)
            nodes.append(
                explain.total("Một cộng các mức cộng thêm", [whole, *(added.node for added in self.additions)])
            )
        return nodes


def adjustment_key(name: str) -> str:
    """This will name the bounds of an adjustment."""
    return f"adjustment/{'addition' if name in ADDITIONS else 'replacing'}/{name}"


def find_adjustments(book: RateBook, given: Modifiers, on: date) -> Adjustments:
    """This will look the adjustments up on a day and hold them to their bounds.

    :raises RefusedError: no_rate_in_force, then bad_modifier.
    """
    bounds = {name: require_rate(book, adjustment_key(name), on, field=_FIELD) for name in given if name in _KNOWN}
    refuse_unknown(given, _KNOWN, field=_FIELD)
    checked = {
        name: Adjustment(bounds[name], check_modifier(bounds[name], number, field=_FIELD, adds=name in ADDITIONS))
        for name, number in given.items()
    }
    replacing = tuple(adjustment for name, adjustment in checked.items() if name in REPLACING_FACTORS)
    if len(replacing) > 1:
        raise RefusedError(Refusal.BAD_MODIFIER, "chỉ được dùng một hệ số thay thế", field=_FIELD)
    additions = tuple(adjustment for name, adjustment in checked.items() if name in ADDITIONS)
    return Adjustments(tuple(bounds.values()), replacing, additions)
