"""How a year's remuneration stands against the law's share of its royalties, medium by medium (NĐ 18/2014/NĐ-CP).

The law bounds the fund, not one sheet: it warns with figures and refuses nothing.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from core.models import Unit
from core.money import format_number, round_dong
from rates.book import RateBook
from rates.terms import InForce, Medium
from rates.wording import say_citations
from royalties.models import MonthTotal, SheetWork
from royalties.services.checking import last_day
from royalties.states import CHANGEABLE, IN_SIGNING, SheetKind

_COUNTED = (SheetKind.ROYALTY, SheetKind.REMUNERATION)


@dataclass(frozen=True)
class FundCap:
    """Remuneration and royalties in đồng of one medium in one year, on signed sheets and on those under way."""

    medium: str
    year: int
    royalties: int
    remuneration: int
    found: InForce

    @property
    def limit(self) -> int:
        """The most that the year's royalties allow, in đồng."""
        return round_dong(self.royalties * self.found.maximum)

    @property
    def is_over(self) -> bool:
        """Whether the remuneration is above it."""
        return self.remuneration > self.limit

    def __str__(self) -> str:
        return (
            f"{Medium(self.medium).label}, năm {self.year}: thù lao {format_number(self.remuneration)} đồng, tổng "
            f"nhuận bút {format_number(self.royalties)} đồng; tối đa {format_number(self.found.maximum * 100)} % là "
            f"{format_number(self.limit)} đồng ({say_citations(self.found.citations)})"
        )


def remuneration_caps(
    book: RateBook, unit: Unit, period: date, planned: Mapping[str, int] | None = None
) -> list[FundCap]:
    """This will tell how each medium of a unit stands in the year of a month, in two queries.

    planned: by medium, remuneration in đồng that is on no sheet yet.
    """
    sums = _sums(unit, period.year)
    for medium, amount in (planned or {}).items():
        sums[SheetKind.REMUNERATION, medium] += amount
    media = [medium for medium in Medium if sums.get((SheetKind.REMUNERATION, medium))]
    found = {medium: book.find(f"fund/remuneration/{medium}", last_day(period)) for medium in media}
    return [
        FundCap(
            medium,
            period.year,
            sums[SheetKind.ROYALTY, medium],
            sums[SheetKind.REMUNERATION, medium],
            found[medium],
        )
        for medium in media
        if found[medium] and found[medium].maximum is not None
    ]


def _sums(unit: Unit, year: int) -> dict[tuple[str, str], int]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    frozen = MonthTotal.objects.filter(unit=unit, month__year=year, kind__in=_COUNTED).order_by()
    under_way = SheetWork.objects.filter(
        sheet__unit=unit,
        sheet__period__year=year,
        sheet__kind__in=_COUNTED,
        sheet__status__in=(*CHANGEABLE, *IN_SIGNING),
    ).order_by()
    rows = [
        *frozen.values_list("kind", "outlet__medium").annotate(Sum("gross")),
        *under_way.values_list("sheet__kind", "work__outlet__medium").annotate(Sum("gross")),
    ]
    for kind, medium, gross in rows:
        sums[kind, medium] += gross
    return sums
