"""Stored works as the terms of their price, and what they are worth by the law of their days; no query of its own.

The works come with their outlet, their parts and the schedule row of each part.
"""

from dataclasses import replace
from decimal import Decimal

from rates.book import RateBook
from royalties.compute.refusals import Refusal, RefusedError
from royalties.compute.royalty import PartTerms, WorkPrice, WorkTerms, price_work
from royalties.models import Work, WorkPart


def terms_of(work: Work) -> WorkTerms:
    """This will return the terms of a stored work: its parts that are scored, its days and its adjustments."""
    return WorkTerms(
        medium=work.outlet.medium,
        published_on=work.published_on,
        ordered_on=work.ordered_on,
        parts=tuple(_part(part) for part in work.parts.all() if part.coefficient is not None),
        adjustments=adjustments_of(work),
    )


def adjustments_of(work: Work) -> dict[str, object]:
    """This will return a work's adjustments as fractions of 1; what was stored and is no number is refused as none."""
    return {name: _fraction(stored) for name, stored in work.adjustments.items()}


def price_of(book: RateBook, work: Work) -> WorkPrice | None:
    """This will price a stored work; none while a part of it is not scored.

    :raises RefusedError: the law of its days refuses it.
    """
    if not is_whole(work):
        return None
    return price_work(book, terms_of(work))


def is_whole(work: Work) -> bool:
    """This will tell whether every part of a work is scored, and there is one."""
    coefficients = [part.coefficient for part in work.parts.all()]
    return bool(coefficients) and None not in coefficients


def price_part(book: RateBook, work: Work, part: WorkPart, coefficient: Decimal) -> WorkPrice:
    """This will price one part of a work alone, with a coefficient that it may not have yet.

    :raises RefusedError: the law refuses it; which of the work's parts it is makes no difference to the message.
    """
    alone = PartTerms(part.schedule_row.code, part.schedule_row.genre, part.quantity, coefficient)
    return price_work(book, replace(terms_of(work), parts=(alone,)))


def _part(part: WorkPart) -> PartTerms:
    return PartTerms(part.schedule_row.code, part.schedule_row.genre, part.quantity, part.coefficient)


def _fraction(stored: object) -> object:
    if not isinstance(stored, str):
        return stored
    try:
        return Decimal(stored)
    except ArithmeticError as error:
        raise RefusedError(
            Refusal.BAD_INPUT, f"mức điều chỉnh «{stored}» không phải là số", field="adjustments"
        ) from error
