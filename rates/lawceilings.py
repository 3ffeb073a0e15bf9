"""Which rows of the shipped law say more than the ceiling of the nation allows on some day of their lives; pure."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from core.money import plain_number
from rates.book import by_key_and_scope
from rates.lawdata import Law, RateEntry
from rates.terms import CEILING, Scope

_Life = tuple[RateEntry, date]


def rows_over_ceilings(law: Law) -> Iterable[str]:
    """This will name by file and line each row whose numbers break the ceiling of its genre (NĐ 18/2014/NĐ-CP Điều 7).

    A row lives until the next start of its key and scope; a row that was corrected no longer counts.
    """
    lives = _lives(law.rates)
    genres = {f"royalty/{row.medium}/{row.code}": f"royalty/{row.medium}/{row.genre}" for row in law.schedule_rows}
    for (key, _), rows in lives.items():
        bound = CEILING + genres.get(key, key)
        for rate, until in rows:
            for ceiling, end in lives.get((bound, Scope.NATIONAL), ()):
                if rate.start < end and ceiling.start < until and _is_above(rate, ceiling):
                    most, since = plain_number(ceiling.maximum), max(rate.start, ceiling.start)
                    yield f"{rate.place}: «{key}» vượt trần {most} của «{bound}» từ ngày {since}"


def _lives(rates: list[RateEntry]) -> dict[tuple[str, str], list[_Life]]:
    """The rows by key and scope, each with the first day on which it no longer has the word."""
    return {
        place: [*((rate, after.start) for rate, after in pairwise(rows)), (rows[-1], date.max)]
        for place, rows in by_key_and_scope(rates).items()
    }


def _is_above(rate: RateEntry, ceiling: RateEntry) -> bool:
    numbers = [number for number in (rate.minimum, rate.maximum) if number is not None]
    return ceiling.maximum is not None and max(numbers, default=ceiling.maximum) > ceiling.maximum
