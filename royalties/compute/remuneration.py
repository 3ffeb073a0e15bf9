"""Remuneration of the people beside the author: a fraction of the work's royalty, or a coefficient × the unit value.

Legal sources: NĐ 18/2014/NĐ-CP Điều 10 khoản 4 to 6 (frames of radio and television, by genre and role), Điều 7 khoản 2
and Điều 10 khoản 2 (unit value); never above the author's (Điều 4 khoản 1). Where a frame is in force it bounds what is
paid, whichever way it was computed; print and portals have none.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from core.money import format_number, round_dong
from rates.book import RateBook
from rates.terms import Citation, InForce
from royalties.compute import explain
from royalties.compute.refusals import (
    EXACT_DIGITS,
    Refusal,
    RefusedError,
    merged,
    refuse_bad_numbers,
    refuse_fraction,
    require_rate,
)
from royalties.genres import GENRES_OF

FORMULA = "remuneration/1"
_WHOLE = Decimal(1)


@dataclass(frozen=True)
class _Work:
    """What is known of the work and of who is paid beside its author; royalty in whole đồng."""

    on: date
    medium: str
    genre: str
    role: str
    royalty: Decimal


@dataclass(frozen=True)
class RemunerationTerms(_Work):
    """What remuneration is computed from; percent of the royalty as 25 for 25 %."""

    percent: Decimal


@dataclass(frozen=True)
class CoefficientTerms(_Work):
    """What remuneration is computed from where the role has a coefficient, without unit."""

    coefficient: Decimal


@dataclass(frozen=True)
class Remuneration:
    """Remuneration in whole đồng."""

    amount: int
    warnings: tuple[str, ...]
    citations: tuple[Citation, ...]
    row_ids: tuple[int, ...]
    explanation: explain.Node


def price_remuneration(book: RateBook, terms: RemunerationTerms) -> Remuneration:
    """This will price one person's remuneration for one work as a percentage of its royalty.

    :raises RefusedError: bad_input, no_rate_in_force, under_floor or over_ceiling, looked for in this order.
    """
    _refuse_bad_input(terms)
    refuse_bad_numbers(percent=terms.percent)
    frame = _frame(book, terms) or require_rate(book, _key(terms), terms.on, field="genre")
    with localcontext(prec=EXACT_DIGITS):
        fraction = terms.percent.scaleb(-2)
        amount = round_dong(terms.royalty * fraction)
    _check(frame, frame.minimum, frame.maximum, fraction, f"{format_number(terms.percent)} %", field="percent")
    _check_author(_WHOLE, fraction, f"{format_number(terms.percent)} %", field="percent")
    factors = [
        explain.value("Nhuận bút của tác phẩm", terms.royalty, measure="đồng"),
        explain.value("Tỷ lệ thù lao", fraction, measure=frame.measure, citations=frame.citations),
    ]
    return _remuneration(amount, [frame], explain.product(f"Thù lao: {frame.label}", factors))


def price_by_coefficient(book: RateBook, terms: CoefficientTerms) -> Remuneration:
    """This will price one person's remuneration for one work by a coefficient × the unit value of the day.

    :raises RefusedError: bad_input, no_rate_in_force, under_floor or over_ceiling, looked for in this order.
    """
    _refuse_bad_input(terms)
    refuse_bad_numbers(coefficient=terms.coefficient)
    unit_value = require_rate(book, "unit_value", terms.on, field="on")
    frame = _frame(book, terms)
    with localcontext(prec=EXACT_DIGITS):
        exact = terms.coefficient * unit_value.value
    amount = round_dong(exact)
    # Whole đồng on both sides: the author's own coefficient × the same unit value was rounded too.
    if frame:
        low, high = _in_dong(frame.minimum, terms.royalty), _in_dong(frame.maximum, terms.royalty)
        _check(frame, low, high, Decimal(amount), f"{format_number(amount)} đồng", field="coefficient")
    _check_author(terms.royalty, Decimal(amount), f"{format_number(amount)} đồng", field="coefficient")
    factors = [explain.value("Hệ số thù lao", terms.coefficient), explain.rate(unit_value)]
    used = [unit_value, frame] if frame else [unit_value]
    return _remuneration(amount, used, explain.product("Thù lao theo hệ số", factors))


def _refuse_bad_input(work: _Work) -> None:
    if work.genre not in GENRES_OF.get(work.medium, ()):
        raise RefusedError(Refusal.BAD_INPUT, "thể loại không có trong loại hình này", field="genre")
    refuse_bad_numbers(royalty=work.royalty)
    refuse_fraction(royalty=work.royalty)


def _key(work: _Work) -> str:
    return f"remuneration/{work.medium}/{work.genre}"


def _frame(book: RateBook, work: _Work) -> InForce | None:
    """A role with a frame of its own (sân khấu) stands before the frame of the genre."""
    own = book.find(f"{_key(work)}/{work.role}", work.on) if work.role else None
    return own or book.find(_key(work), work.on)


def _in_dong(fraction: Decimal | None, royalty: Decimal) -> Decimal | None:
    """What a bound of a frame comes to in whole đồng of a royalty."""
    if fraction is None:
        return None
    with localcontext(prec=EXACT_DIGITS):
        return Decimal(round_dong(fraction * royalty))


def _check(frame: InForce, low: Decimal | None, high: Decimal | None, part: Decimal, said: str, *, field: str) -> None:
    """The frame's bounds, as fractions where a fraction is asked, in đồng where an amount is."""
    if low is not None and part < low:
        message = f"{said} dưới mức tối thiểu {format_number(frame.minimum * 100)} % nhuận bút"
        raise RefusedError(Refusal.UNDER_FLOOR, message, field=field)
    if high is not None and part > high:
        message = f"{said} vượt mức tối đa {format_number(frame.maximum * 100)} % nhuận bút"
        raise RefusedError(Refusal.OVER_CEILING, message, field=field)


def _check_author(whole: Decimal, part: Decimal, said: str, *, field: str) -> None:
    if part > whole:
        raise RefusedError(Refusal.OVER_CEILING, f"{said}: thù lao cao hơn nhuận bút của tác giả", field=field)


def _remuneration(amount: int, used: list[InForce], node: explain.Node) -> Remuneration:
    return Remuneration(
        amount=amount,
        warnings=merged(used, "warnings"),
        citations=merged(used, "citations"),
        row_ids=merged(used, "row_ids"),
        explanation=explain.rounded("Thù lao, làm tròn đến đồng", node),
    )
