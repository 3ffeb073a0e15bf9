"""A whole sheet of stored works in memory: its works, its payees' totals, its inputs and fingerprint."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from django.db.models import Prefetch, QuerySet

from core.models import Unit
from core.money import must_add_up
from rates.book import RateBook
from rates.terms import Row
from royalties.building.priced import PlannedWork, remuneration_of, royalty_of
from royalties.compute import quota, remuneration, royalty, shares
from royalties.earnings import Earnings
from royalties.models import Contribution, Payee, Work, WorkPart
from royalties.quota_reads import inside_quotas
from royalties.services.inputs import PEOPLE, rates_as_data
from royalties.services.plan import PlannedTotal, fingerprint_of, payees_as_data, withheld_totals
from royalties.states import SheetKind

VERSION = 3
_FORMULAS = {
    SheetKind.ROYALTY: [royalty.FORMULA, shares.FORMULA, quota.FORMULA],
    SheetKind.REMUNERATION: [royalty.FORMULA, remuneration.FORMULA],
}


@dataclass(frozen=True)
class SheetPlan:
    """A sheet before it is saved; totals are gross, since tax belongs to the payout."""

    unit: Unit
    period: date
    kind: SheetKind
    is_separate: bool
    works: tuple[PlannedWork, ...]
    totals: tuple[PlannedTotal, ...]
    rates: tuple[Row, ...]

    @property
    def formula(self) -> str:
        """The first of the formulas, by which the sheet is told."""
        return _FORMULAS[self.kind][0] if self.kind == SheetKind.ROYALTY else _FORMULAS[self.kind][-1]

    @cached_property
    def gross(self) -> int:
        """The sheet's gross in đồng: of the works, which the payees' totals must equal."""
        whole = sum(work.gross for work in self.works)
        must_add_up([total.gross for total in self.totals], whole)
        return whole

    @cached_property
    def inputs(self) -> dict:
        """What the amounts are computed from, as plain data: people only as keyed hashes, exactly the rates used."""
        places = {total.payee.pk: place for place, total in enumerate(self.totals)}
        return {
            "version": VERSION,
            "kind": str(self.kind),
            "formulas": _FORMULAS[self.kind],
            "unit": self.unit.code,
            "illustrative": self.unit.is_demo,
            "separate": self.is_separate,
            "period": self.period.isoformat(),
            "paid_on": None,
            "works": [_with_places(work, places, PEOPLE[self.kind]) for work in self.works],
            "payees": payees_as_data(self.totals),
            "rates": rates_as_data(self.rates),
        }

    @cached_property
    def fingerprint(self) -> str:
        """64 hex digits over the inputs, the formula and the amounts."""
        amounts = [[work.gross, *work.people.values()] for work in self.works]
        return fingerprint_of(self.formula, self.inputs, amounts, self.totals)


def with_parts(works: QuerySet) -> QuerySet:
    """This will read with works all that a plan asks of them, people's ids and accounts staying encrypted."""
    people = Contribution.objects.select_related("payee", "remuneration").order_by("order")
    people = people.defer("payee__id_number", "payee__account_number")
    parts = WorkPart.objects.select_related("schedule_row").order_by("order")
    return works.select_related("outlet").prefetch_related(
        Prefetch("parts", queryset=parts), Prefetch("contributions", queryset=people)
    )


def plan_sheet(
    book: RateBook,
    *,
    unit: Unit,
    period: date,
    kind: SheetKind,
    works: Sequence[Work],
    is_separate: bool = False,
    earnings: Earnings = MappingProxyType({}),
) -> SheetPlan:
    """This will price works for a sheet, in the order given; the book must be a fresh one of the unit.

    earnings tells as what people earn who do not earn it like a wage.

    :raises RefusedError: the law of its days refuses a work.
    """
    planned = price_all(book, kind, works)
    earned: dict[Payee, int] = {}
    for work in planned:
        for contribution, amount in work.people.items():
            earned[contribution.payee] = earned.get(contribution.payee, 0) + amount
    totals = withheld_totals(book, list(earned.items()), None, earnings)
    return SheetPlan(unit, period, kind, is_separate, tuple(planned), tuple(totals), book.consulted)


def price_all(book: RateBook, kind: SheetKind, works: Sequence[Work]) -> list[PlannedWork]:
    """This will price works for a kind of sheet.

    :raises RefusedError: the law of its days refuses a work.
    """
    if kind == SheetKind.REMUNERATION:
        return [remuneration_of(book, work) for work in works]
    inside = inside_of(works)
    return [royalty_of(book, work, inside.get(work.pk, frozenset())) for work in works]


def inside_of(works: Collection[Work]) -> dict[int, frozenset[int]]:
    """This will name, by work, the contributions inside a quota; nothing is asked where there is no work."""
    return inside_quotas(works) if works else {}


def _with_places(work: PlannedWork, places: dict[int, int], people: str) -> dict:
    led = [{**told, "payee": places[one.payee_id]} for told, one in zip(work.data[people], work.people, strict=True)]
    return {**work.data, people: led}
