"""What a draft sheet will hold, all in memory: nothing is written until every part of it stands."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from core.models import Unit, User
from core.money import must_add_up
from rates.book import RateBook
from rates.terms import Row
from royalties.compute.refusals import RefusedError
from royalties.compute.royalty import FORMULA
from royalties.compute.tax import Contract, TaxTerms, Withholding, withhold
from royalties.earnings import WAGE_LIKE, Earning, Earnings, paid_under_contracts
from royalties.models import Commitment, Outlet, Payee, PayeeKind
from royalties.services.inputs import FORMULAS, VERSION, payee_as_data, rates_as_data, work_as_data
from royalties.services.payees import PayeeBook
from royalties.services.pricing import PricedWork
from royalties.works_file import Fault


@dataclass(frozen=True)
class PlannedTotal:
    """What one payee gets from the sheet in đồng, and the tax on it where the value date is known."""

    payee: Payee
    gross: int
    terms: TaxTerms
    held: Withholding | None
    earning: Earning = WAGE_LIKE
    earlier: int = 0


@dataclass(frozen=True)
class DraftPlan:
    """A draft sheet before it is saved."""

    actor: User
    unit: Unit
    period: date
    paid_on: date | None
    works: tuple[PricedWork, ...]
    met: dict[int, Payee]
    totals: tuple[PlannedTotal, ...]
    outlets: dict[str, Outlet]
    payees: PayeeBook
    rates: tuple[Row, ...]

    @property
    def gross(self) -> int:
        """The sheet's gross in đồng: of the works, which the payees' totals must equal."""
        whole = sum(item.price.amount for item in self.works)
        must_add_up([total.gross for total in self.totals], whole)
        return whole

    @property
    def tax(self) -> int | None:
        """The sheet's tax in đồng, None without a value date."""
        return None if self.paid_on is None else sum(total.held.tax for total in self.totals if total.held)

    @cached_property
    def inputs(self) -> dict:
        """What the amounts are computed from, as plain data: people only as keyed hashes, exactly the rates used."""
        places = {id(total.payee): place for place, total in enumerate(self.totals)}
        return {
            "version": VERSION,
            "formulas": FORMULAS,
            "unit": self.unit.code,
            "illustrative": self.unit.is_demo,
            "period": self.period.isoformat(),
            "paid_on": self.paid_on.isoformat() if self.paid_on else None,
            "works": [
                work_as_data(item, [places[id(self.met[author.row])] for author in item.work.authors])
                for item in self.works
            ],
            "payees": payees_as_data(self.totals),
            "rates": rates_as_data(self.rates),
        }

    @cached_property
    def fingerprint(self) -> str:
        """64 hex digits over the inputs, the formula and the amounts."""
        amounts = [[item.price.amount, *(share.amount for share in item.shares)] for item in self.works]
        return fingerprint_of(FORMULA, self.inputs, amounts, self.totals)


def fingerprint_of(formula: str, inputs: dict, amounts: list[list[int]], totals: Sequence[PlannedTotal]) -> str:
    """This will return 64 hex digits over a sheet's inputs, formula and amounts in đồng.

    amounts has a list for each work: its royalty, then what each of its authors gets of it.
    """
    content = {"formula": formula, "inputs": inputs, "amounts": amounts, "withheld": [_withheld(one) for one in totals]}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def payees_as_data(totals: Sequence[PlannedTotal]) -> list[dict]:
    """This will return what the amounts of payees are computed from, the people only as keyed hashes."""
    return [payee_as_data(total.payee, total.terms, total.earning, earlier=total.earlier) for total in totals]


def _withheld(total: PlannedTotal) -> list:
    return [total.gross, total.held.tax, total.held.flags] if total.held else [total.gross]


def total_payees(
    book: RateBook,
    works: list[PricedWork],
    met: dict[int, Payee],
    paid_on: date | None,
    earnings: Earnings,
) -> tuple[list[PlannedTotal], list[Fault]]:
    """This will sum what each payee gets and withhold tax once from the sum (NĐ 253/2026/NĐ-CP Điều 50 khoản 2).

    A value date without tax law in force is a fault of the whole file.
    """
    sums: dict[int, int] = {}
    payees: dict[int, Payee] = {}
    for item in works:
        for author, share in zip(item.work.authors, item.shares, strict=True):
            payee = met[author.row]
            payees[id(payee)] = payee
            sums[id(payee)] = sums.get(id(payee), 0) + share.amount
    try:
        return withheld_totals(book, [(payees[key], gross) for key, gross in sums.items()], paid_on, earnings), []
    except RefusedError as error:
        return [], [Fault(0, "", f"Ngày chi: {error}")]


def withheld_totals(
    book: RateBook, earned: list[tuple[Payee, int]], paid_on: date | None, earnings: Earnings
) -> list[PlannedTotal]:
    """This will withhold tax from what each payee earned in đồng, the payees in the order of the papers.

    earnings tells as what people earn who do not earn it like a wage.

    :raises RefusedError: no tax law is in force on the value date.
    """
    committed = committed_in([payee for payee, _ in earned], paid_on)
    earlier = paid_under_contracts(of_contracts) if paid_on and (of_contracts := _of_contracts(earnings)) else {}
    totals = []
    for payee, gross in earned:
        earning = earnings.get(payee.pk, WAGE_LIKE)
        before = earlier.get((payee.pk, earning.contract_number), 0)
        totals.append(
            _total(book, paid_on, PlannedTotal(payee, gross, tax_terms(payee, committed), None, earning, before))
        )
    return sorted(totals, key=lambda total: (total.payee.name_key, total.payee.account_hash))


def _of_contracts(earnings: Earnings) -> list[int]:
    return [payee for payee, earning in earnings.items() if earning.contract_number]


def _total(book: RateBook, paid_on: date | None, total: PlannedTotal) -> PlannedTotal:
    if paid_on is None:
        return total
    gross, earlier = Decimal(total.gross), Decimal(total.earlier)
    held = withhold(book, paid_on, gross, total.terms, total.earning.income, earlier=earlier)
    return replace(total, held=held)


def committed_in(payees: Iterable[Payee], paid_on: date | None) -> set[int]:
    """This will name the payees whose commitment of the year of a value date is there, in one query."""
    if paid_on is None:
        return set()
    known = [payee.pk for payee in payees if payee.pk]
    return set(Commitment.objects.filter(payee__in=known, year=paid_on.year).values_list("payee_id", flat=True))


def tax_terms(payee: Payee, committed: set[int]) -> TaxTerms:
    """This will say of a payee what tax asks."""
    return TaxTerms(
        resident=payee.is_resident,
        contract=Contract(payee.contract),
        commitment=payee.pk in committed,
        organisation=payee.kind == PayeeKind.ORGANISATION,
    )
