"""A payout in memory: what each person gets of its sheets as which income, and the tax on it, once for all of them."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from core.models import Unit
from core.money import must_add_up, split
from rates.book import RateBook
from rates.queries import read_book
from rates.terms import Row
from royalties.compute import tax
from royalties.compute.tax import Income, TaxTerms, Withholding, withhold
from royalties.earnings import Earning, paid_under_contracts
from royalties.models import Payee, PayeeTotal, PaymentSheet
from royalties.proof.canonical import canonical
from royalties.services.inputs import payee_as_data, rates_as_data
from royalties.services.plan import committed_in, tax_terms

VERSION = 1
_ONE_PAYEE = tuple[int, Earning]


@dataclass(frozen=True)
class PlannedLine:
    """What one person gets as one kind of income in đồng, from which totals of which sheets, and the tax on it."""

    payee: Payee
    earning: Earning
    terms: TaxTerms
    earlier: int
    totals: tuple[PayeeTotal, ...]
    held: Withholding

    @property
    def shares(self) -> list[dict]:
        """How gross and tax come from the sheets: the tax is split by what each of them pays."""
        parts = [total.gross for total in self.totals]
        taxes = split(self.held.tax, [Decimal(part) for part in parts])
        return [
            {"sheet": total.sheet_id, "payee": total.payee_id, "gross": total.gross, "tax": of_it}
            for total, of_it in zip(self.totals, taxes, strict=True)
        ]


@dataclass(frozen=True)
class PayoutPlan:
    """A payout before it is saved: the money of whole sheets, neither less nor more."""

    unit: Unit
    value_date: date
    sheets: tuple[PaymentSheet, ...]
    lines: tuple[PlannedLine, ...]
    rates: tuple[Row, ...]

    @cached_property
    def gross(self) -> int:
        """The payout's gross in đồng: of its sheets, which its lines must equal."""
        whole = sum(sheet.gross for sheet in self.sheets)
        must_add_up([line.held.gross for line in self.lines], whole)
        return whole

    @property
    def tax(self) -> int:
        """The payout's tax in đồng."""
        return sum(line.held.tax for line in self.lines)

    @property
    def net(self) -> int:
        """What is transferred in đồng: of the lines, which must be the gross less the tax."""
        nets = [line.held.net for line in self.lines]
        return sum(must_add_up(nets, self.gross - self.tax))

    @cached_property
    def inputs(self) -> dict:
        """What the tax is computed from, as plain data: people only as keyed hashes, exactly the rates used."""
        return {
            "version": VERSION,
            "formulas": [tax.FORMULA],
            "unit": self.unit.code,
            "illustrative": self.unit.is_demo,
            "value_date": self.value_date.isoformat(),
            "sheets": [[sheet.number, sheet.fingerprint] for sheet in self.sheets],
            "lines": [
                payee_as_data(line.payee, line.terms, line.earning, earlier=line.earlier)
                | {"gross": line.held.gross, "group": line.payee.group}
                for line in self.lines
            ],
            "rates": rates_as_data(self.rates),
        }

    @cached_property
    def fingerprint(self) -> str:
        """64 hex digits over the inputs and what comes out of them."""
        withheld = [[line.held.gross, line.held.tax, list(line.held.flags), line.shares] for line in self.lines]
        return hashlib.sha256(canonical({"inputs": self.inputs, "withheld": withheld}).encode()).hexdigest()


def plan_payout(unit: Unit, value_date: date, sheets: Iterable[PaymentSheet]) -> PayoutPlan:
    """This will withhold tax once from what each person gets of all the sheets together, by the law of the value date.

    Records that were merged are one person, with the facts of the kept one; six queries, however many there are.

    :raises RefusedError: no tax law is in force on the value date.
    :raises ArithmeticError: the payees of a sheet are not the whole of it.
    """
    sheets = tuple(sorted(sheets, key=lambda sheet: sheet.pk))
    book = read_book(unit=unit)
    earned = _earned(sheets)
    payees = {payee.pk: payee for payee, _, _ in earned}
    committed = committed_in(payees.values(), value_date)
    of_contracts = [payee.pk for payee, earning, _ in earned if earning.contract_number]
    earlier = paid_under_contracts(of_contracts) if of_contracts else {}
    lines = [
        _line(book, value_date, one, tax_terms(one[0], committed), earlier.get((one[0].pk, one[1].contract_number), 0))
        for one in earned
    ]
    return PayoutPlan(unit, value_date, sheets, tuple(lines), book.consulted)


def _earned(sheets: Sequence[PaymentSheet]) -> list[tuple[Payee, Earning, list[PayeeTotal]]]:
    """What the sheets pay, person by person and kind by kind of income, in the order of the papers."""
    totals = PayeeTotal.objects.filter(sheet__in=sheets).select_related("payee__merged_into").order_by("sheet_id", "pk")
    secret = ("id_number", "account_number")
    deferred = [f"{path}__{name}" for path in ("payee", "payee__merged_into") for name in secret]
    found: dict[_ONE_PAYEE, list[PayeeTotal]] = defaultdict(list)
    by_sheet: dict[int, list[int]] = defaultdict(list)
    people: dict[int, Payee] = {}
    for total in totals.defer("printed_facts", *deferred):
        payee = total.payee.merged_into or total.payee
        people.setdefault(payee.pk, payee)
        by_sheet[total.sheet_id].append(total.gross)
        if total.gross:
            found[payee.pk, Earning(Income(total.income), total.contract_number)].append(total)
    for sheet in sheets:
        must_add_up(by_sheet[sheet.pk], sheet.gross)
    earned = [(people[pk], earning, of_it) for (pk, earning), of_it in found.items()]
    return sorted(earned, key=lambda one: (one[0].name_key, one[0].pk, one[1].income, one[1].contract_number))


def _line(
    book: RateBook,
    value_date: date,
    earned: tuple[Payee, Earning, list[PayeeTotal]],
    terms: TaxTerms,
    earlier: int,
) -> PlannedLine:
    payee, earning, totals = earned
    gross = Decimal(sum(total.gross for total in totals))
    held = withhold(book, value_date, gross, terms, earning.income, earlier=Decimal(earlier))
    return PlannedLine(payee, earning, terms, earlier, tuple(totals), held)
