"""Quotas (định mức): which works of a month a member of staff makes as part of the job, and so is not paid for.

Per person and month, filled in the order of publication, then of the work's id; inside it nothing is paid, and what is
not paid goes to nobody else.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

FORMULA = "quota/1"


@dataclass(frozen=True)
class QuotaTerms:
    """How many works a month, between two days, both included; no end means until further notice."""

    works_per_month: int
    start_on: date
    end_on: date | None = None

    def covers(self, day: date) -> bool:
        """This will tell whether the quota is in force on a day."""
        return self.start_on <= day and (self.end_on is None or day <= self.end_on)


@dataclass(frozen=True)
class QuotaWork:
    """One work of the person; an excepted one counts for no quota."""

    id: int
    published_on: date
    is_excepted: bool = False


def inside_quota(quotas: Sequence[QuotaTerms], works: Iterable[QuotaWork]) -> frozenset[int]:
    """This will name the works of one person that fill the quota of their months.

    A work is inside where fewer works of its month are inside already than the quota of its own day asks for.
    """
    filled: dict[tuple[int, int], int] = defaultdict(int)
    inside = set()
    for work in sorted(works, key=lambda work: (work.published_on, work.id)):
        month = (work.published_on.year, work.published_on.month)
        asked = max((quota.works_per_month for quota in quotas if quota.covers(work.published_on)), default=0)
        if not work.is_excepted and filled[month] < asked:
            filled[month] += 1
            inside.add(work.id)
    return frozenset(inside)


def pay_outside(shares: Sequence[int], is_inside: Sequence[bool]) -> list[int]:
    """This will return what each author of a work is paid, in đồng: nothing inside the quota, else the share unchanged.

    :raises ValueError: not one answer for each share.
    """
    return [0 if inside else share for share, inside in zip(shares, is_inside, strict=True)]
