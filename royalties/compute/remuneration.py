"""Remuneration of the people of radio and television: a fraction of the work's royalty by genre and role.

Legal sources: NĐ 18/2014/NĐ-CP Điều 10 khoản 4 to 6; never above the author's (Điều 4 khoản 1).
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
    refuse_bad_numbers,
    refuse_fraction,
    require_rate,
)
from royalties.genres import GENRES_OF

_WHOLE = Decimal(1)


@dataclass(frozen=True)
class RemunerationTerms:
    """What remuneration is computed from; royalty in đồng, percent of it as 25 for 25 %."""

    on: date
    medium: str
    genre: str
    role: str
    royalty: Decimal
    percent: Decimal


@dataclass(frozen=True)
class Remuneration:
    """Remuneration in whole đồng."""

    amount: int
    warnings: tuple[str, ...]
    citations: tuple[Citation, ...]
    row_ids: tuple[int, ...]
    explanation: explain.Node


def price_remuneration(book: RateBook, terms: RemunerationTerms) -> Remuneration:
    """This will price one person's remuneration for one work.

    :raises RefusedError: bad_input, no_rate_in_force, under_floor or over_ceiling.
    """
    if terms.genre not in GENRES_OF.get(terms.medium, ()):
        raise RefusedError(Refusal.BAD_INPUT, "thể loại không có trong loại hình này", field="genre")
    refuse_bad_numbers(royalty=terms.royalty, percent=terms.percent)
    refuse_fraction(royalty=terms.royalty)
    frame = _frame(book, terms)
    with localcontext(prec=EXACT_DIGITS):
        fraction = terms.percent.scaleb(-2)
        amount = round_dong(terms.royalty * fraction)
    _check(frame, fraction)
    node = explain.product(
        f"Thù lao: {frame.label}",
        [
            explain.value("Nhuận bút của tác phẩm", terms.royalty, measure="đồng"),
            explain.value("Tỷ lệ thù lao", fraction, measure=frame.measure, citations=frame.citations),
        ],
    )
    return Remuneration(
        amount=amount,
        warnings=frame.warnings,
        citations=frame.citations,
        row_ids=frame.row_ids,
        explanation=explain.rounded("Thù lao, làm tròn đến đồng", node),
    )


def _frame(book: RateBook, terms: RemunerationTerms) -> InForce:
    """A role with a frame of its own (sân khấu) stands before the frame of the genre."""
    key = f"remuneration/{terms.medium}/{terms.genre}"
    own = book.find(f"{key}/{terms.role}", terms.on) if terms.role else None
    return own or require_rate(book, key, terms.on, field="genre")


def _check(frame: InForce, fraction: Decimal) -> None:
    said = f"{format_number(fraction * 100)} %"
    if frame.minimum is not None and fraction < frame.minimum:
        message = f"{said} dưới mức tối thiểu {format_number(frame.minimum * 100)} %"
        raise RefusedError(Refusal.UNDER_FLOOR, message, field="percent")
    if frame.maximum is not None and fraction > frame.maximum:
        message = f"{said} vượt mức tối đa {format_number(frame.maximum * 100)} %"
        raise RefusedError(Refusal.OVER_CEILING, message, field="percent")
    if fraction > _WHOLE:
        raise RefusedError(Refusal.OVER_CEILING, f"{said}: thù lao cao hơn nhuận bút của tác giả", field="percent")
