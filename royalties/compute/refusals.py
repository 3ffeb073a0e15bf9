"""Why an amount is refused: codes for machines, sentences for people."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.money import LARGEST_DONG
from rates.book import RateBook
from rates.terms import InForce, NoRateInForce

# Enough for every product of numbers that are accepted; Python's 28 digits could round before the one rounding.
EXACT_DIGITS = 250
_DECIMALS = 20


class Refusal(StrEnum):
    """The codes of design.md, in the order in which they are looked for."""

    BAD_INPUT = "bad_input"
    NO_RATE_IN_FORCE = "no_rate_in_force"
    BAD_MODIFIER = "bad_modifier"
    UNDER_FLOOR = "under_floor"
    OVER_CEILING = "over_ceiling"
    BAD_SPLIT = "bad_split"


class RefusedError(ValueError):
    """An amount cannot be computed; field names the input that is to blame, such as coefficient."""

    def __init__(self, code: Refusal, message: str, *, field: str = ""):
        self.code, self.field = code, field
        super().__init__(message)


def refuse_fraction(**amounts: Decimal) -> None:
    """This will refuse amounts of money that are not whole đồng.

    :raises RefusedError: bad_input, blaming the first such amount by its name.
    """
    for field, amount in amounts.items():
        if amount != amount.to_integral_value():
            raise RefusedError(Refusal.BAD_INPUT, "số tiền phải là đồng chẵn", field=field)


def require_rate(book: RateBook, key: str, on: date, *, bound_on: date | None = None, field: str) -> InForce:
    """This will look a key up on a day; bound_on is the day whose rules bound, where it is another.

    :raises RefusedError: no_rate_in_force, blaming the field that asked for it.
    """
    try:
        return book.rate(key, on, bound_on=bound_on)
    except NoRateInForce as error:
        raise RefusedError(Refusal.NO_RATE_IN_FORCE, str(error), field=field) from error


def refuse_bad_numbers(**numbers: Decimal) -> None:
    """This will refuse what is not a finite number from zero to a million billion, of at most 20 decimals.

    :raises RefusedError: bad_input, blaming the first such number by its name.
    """
    for field, number in numbers.items():
        refuse_inexact(number, field=field)
        if not 0 <= number <= LARGEST_DONG:
            raise RefusedError(Refusal.BAD_INPUT, "không được âm và không được quá lớn", field=field)


def refuse_inexact(number: Decimal, *, field: str, code: Refusal = Refusal.BAD_INPUT) -> None:
    """This will refuse what is not a finite number of at most 20 decimals.

    :raises RefusedError: with the code.
    """
    if not number.is_finite() or number.as_tuple().exponent < -_DECIMALS:
        raise RefusedError(code, f"phải là số hữu hạn, không quá {_DECIMALS} chữ số sau dấu phẩy", field=field)


def merged(found: Iterable[InForce], name: str) -> tuple:
    """This will gather warnings, citations or row_ids of several answers, each once, in order."""
    return tuple(dict.fromkeys(item for answer in found for item in getattr(answer, name)))
