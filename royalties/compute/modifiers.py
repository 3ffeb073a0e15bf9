"""What the name and the value of an adjustment or a modifier may be.

In the order of refusals: a number that is none (a text such as «abc» or «NaN») is bad_input like any other number and
comes before everything that the law is asked; an unknown name, a value that is no number in form (true, a list,
nothing) and a number outside its bounds are bad_modifier and come after it.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from core.money import format_number
from rates.terms import InForce
from rates.wording import say_citations
from royalties.compute.refusals import Refusal, RefusedError, refuse_inexact

# Fractions of 1 by name, as they were given: what is no Decimal may be anything, and is refused as such.
Modifiers = Mapping[str, object]


def refuse_bad_fractions(given: Modifiers, *, field: str) -> None:
    """This will refuse fractions that are numbers by type but not by value.

    :raises RefusedError: bad_input.
    """
    for number in given.values():
        if isinstance(number, Decimal):
            refuse_inexact(number, field=field)


def refuse_unknown(given: Modifiers, known: Iterable[str], *, field: str) -> None:
    """This will refuse a name that is not known, whatever its value.

    :raises RefusedError: bad_modifier.
    """
    for name in given:
        if name not in known:
            raise RefusedError(Refusal.BAD_MODIFIER, f"không có hệ số hay mức điều chỉnh «{name}»", field=field)


def check_modifier(bounds: InForce, number: object, *, field: str, adds: bool = False) -> Decimal:
    """This will return a fraction that stands within its bounds; nought may be added, but not multiplied by.

    :raises RefusedError: bad_modifier.
    """
    if not isinstance(number, Decimal):
        raise RefusedError(Refusal.BAD_MODIFIER, f"«{bounds.label}» phải nêu tỷ lệ bằng số", field=field)
    low, high = bounds.minimum, bounds.maximum
    is_enough = number >= low if low is not None else number > 0 or (adds and number == 0)
    if number >= 0 and is_enough and (high is None or number <= high):
        return number
    least = f"từ {format_number(low * 100)} %" if low is not None else "từ 0 %" if adds else "trên 0 %"
    most = f" đến {format_number(high * 100)} %" if high is not None else ""
    message = f"«{bounds.label}» phải {least}{most} ({say_citations(bounds.citations)})"
    raise RefusedError(Refusal.BAD_MODIFIER, message, field=field)
