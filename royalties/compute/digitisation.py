"""One line of digitisation: quantity × agreed unit price, the price never above the ceiling.

Legal source: TT 194/2012/TT-BTC Điều 4 and Điều 2 khoản 2:
ceiling = price × (1 + foreign or minority language) × one factor × ½ for the agency's own staff.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from core.money import format_number, round_dong
from rates.book import RateBook
from rates.terms import Citation, InForce
from royalties.compute import explain
from royalties.compute.modifiers import Modifiers, check_modifier, refuse_bad_fractions, refuse_unknown
from royalties.compute.refusals import (
    EXACT_DIGITS,
    Refusal,
    RefusedError,
    merged,
    refuse_bad_numbers,
    require_rate,
)

ITEMS = (
    "structured_le_15",
    "structured_16_50",
    "structured_gt_50",
    "page_text",
    "page_table",
    "page_special",
    "web_simple",
    "web_complex",
)
_MODIFIER = "digitisation/modifier/"
_LANGUAGE = "foreign_or_minority"
_STAFF = "staff"
_PAGES = tuple(item for item in ITEMS if item.startswith("page_"))
_WEB = tuple(item for item in ITEMS if item.startswith("web_"))
_FITS = {"from_electronic": ITEMS, "conversion": _PAGES, "photo": _WEB}
_ONE = Decimal(1)


@dataclass(frozen=True)
class DigitisationTerms:
    """What a line is computed from; unit price in đồng.

    A modifier is a fraction of 1; True takes the most that the rate allows, False is as if it were not there.
    """

    done_on: date
    item: str
    quantity: Decimal
    unit_price: Decimal
    modifiers: Modifiers


@dataclass(frozen=True)
class DigitisationPrice:
    """A line in whole đồng, and the ceiling of its unit price in đồng with fractions."""

    amount: int
    ceiling: Decimal
    warnings: tuple[str, ...]
    citations: tuple[Citation, ...]
    row_ids: tuple[int, ...]
    explanation: explain.Node
    ceiling_explanation: explain.Node


def price_digitisation(book: RateBook, terms: DigitisationTerms) -> DigitisationPrice:
    """This will price a line of digitisation.

    :raises RefusedError: bad_input, no_rate_in_force, bad_modifier or over_ceiling, looked for in this order.
    """
    if terms.item not in ITEMS:
        raise RefusedError(Refusal.BAD_INPUT, f"không có loại việc «{terms.item}»", field="item")
    refuse_bad_fractions(terms.modifiers, field="modifiers")
    refuse_bad_numbers(quantity=terms.quantity, unit_price=terms.unit_price)
    price = require_rate(book, f"digitisation/{terms.item}", terms.done_on, field="item")
    modifiers = _modifiers(book, terms)
    used = [price, *(rate for _, rate, _ in modifiers)]
    with localcontext(prec=EXACT_DIGITS):
        ceiling = price.value
        for name, _, fraction in modifiers:
            ceiling *= _ONE + fraction if name == _LANGUAGE else fraction
        amount = round_dong(terms.quantity * terms.unit_price)
    if terms.unit_price > ceiling:
        message = f"đơn giá {format_number(terms.unit_price)} vượt mức tối đa {format_number(ceiling)} đồng"
        raise RefusedError(Refusal.OVER_CEILING, message, field="unit_price")
    line = [explain.value("Số lượng", terms.quantity), explain.value("Đơn giá", terms.unit_price, measure="đồng")]
    return DigitisationPrice(
        amount=amount,
        ceiling=ceiling,
        warnings=merged(used, "warnings"),
        citations=merged(used, "citations"),
        row_ids=merged(used, "row_ids"),
        explanation=explain.rounded("Thành tiền, làm tròn đến đồng", explain.product(price.label, line)),
        ceiling_explanation=explain.product(
            "Đơn giá tối đa", [explain.rate(price), *(_explain(*modifier) for modifier in modifiers)]
        ),
    )


def _modifiers(book: RateBook, terms: DigitisationTerms) -> list[tuple[str, InForce, Decimal]]:
    refuse_unknown(terms.modifiers, (_LANGUAGE, _STAFF, *_FITS), field="modifiers")
    given = {name: number for name, number in terms.modifiers.items() if number is not False}
    for name in given:
        if name in _FITS and terms.item not in _FITS[name]:
            raise RefusedError(Refusal.BAD_MODIFIER, f"«{name}» không dùng cho «{terms.item}»", field="modifiers")
    if len(given.keys() & _FITS.keys()) > 1:
        raise RefusedError(Refusal.BAD_MODIFIER, "chỉ được dùng một hệ số giảm", field="modifiers")
    return [(name, *_fraction(book, terms, name, number)) for name, number in given.items()]


def _fraction(book: RateBook, terms: DigitisationTerms, name: str, number: object) -> tuple[InForce, Decimal]:
    rate = require_rate(book, _MODIFIER + name, terms.done_on, field="modifiers")
    if name == _STAFF and number is not True:
        raise RefusedError(Refusal.BAD_MODIFIER, f"«{rate.label}» chỉ nhận có hoặc không", field="modifiers")
    if name == _LANGUAGE and number is True:
        raise RefusedError(Refusal.BAD_MODIFIER, f"«{rate.label}» phải nêu tỷ lệ", field="modifiers")
    if number is True:
        return rate, rate.value
    return rate, check_modifier(rate, number, field="modifiers", adds=name == _LANGUAGE)


def _explain(name: str, rate: InForce, fraction: Decimal) -> explain.Node:
    leaf = explain.value(rate.label, fraction, measure=rate.measure, citations=rate.citations)
    return explain.total("Một cộng mức tăng", [explain.value("Nguyên mức", 1), leaf]) if name == _LANGUAGE else leaf
