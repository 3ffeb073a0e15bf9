"""Why an amount is refused: codes for machines, sentences for people."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from rates.book import RateBook
from rates.terms import InForce, NoRateInForce


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


def require_rate(book: RateBook, key: str, on, *, field: str) -> InForce:
    """This will look a key up on a day.

    :raises RefusedError: no_rate_in_force, blaming the field that asked for it.
    """
    try:
        return book.rate(key, on)
    except NoRateInForce as error:
        raise RefusedError(Refusal.NO_RATE_IN_FORCE, str(error), field=field) from error


def refuse_negative(**numbers: Decimal) -> None:
    """This will refuse what is not a finite number of at least zero.

    :raises RefusedError: bad_input, blaming the first such number by its name.
    """
    for field, number in numbers.items():
        if not number.is_finite() or number < 0:
            raise RefusedError(Refusal.BAD_INPUT, "không được âm và phải là số hữu hạn", field=field)


def merged(found: Iterable[InForce], name: str) -> tuple:
    """This will gather warnings, citations or row_ids of several answers, each once, in order."""
    return tuple(dict.fromkeys(item for answer in found for item in getattr(answer, name)))
