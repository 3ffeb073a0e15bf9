"""What a draft sheet will hold, all in memory: nothing is written until every part of it stands."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from core.crypto import keyed_hash
from core.models import Unit, User
from core.money import must_add_up, plain_number
from rates.book import RateBook
from rates.models import Rate
from royalties.compute.explain import citations_as_data
from royalties.compute.refusals import RefusedError
from royalties.compute.royalty import FORMULA
from royalties.compute.tax import Contract, TaxTerms, Withholding, withhold
from royalties.models import Commitment, Outlet, Payee, PayeeKind
from royalties.services.payees import PayeeBook
from royalties.services.pricing import PricedWork
from royalties.works_file import Fault


@dataclass(frozen=True)
class PlannedTotal:
    """What one payee gets from the sheet in đồng, and the tax on it where the value date is known."""

    payee: Payee
    gross: int
    held: Withholding | None


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
    rates: tuple[Rate, ...]

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
        return {
            "unit": self.unit.code,
            "period": self.period.isoformat(),
            "paid_on": self.paid_on.isoformat() if self.paid_on else None,
            "works": [_work_inputs(item) for item in self.works],
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
    content = {
        "formula": formula,
        "inputs": inputs,
        "amounts": amounts,
        "withheld": [[total.gross, total.held.tax if total.held else None] for total in totals],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def rates_used(works: list[PricedWork], totals: list[PlannedTotal]) -> tuple[Rate, ...]:
    """This will read the rate rows that any amount rests on, in one query."""
    used = {row_id for item in works for row_id in item.price.row_ids}
    used |= {row_id for total in totals if total.held for row_id in total.held.row_ids}
    return tuple(Rate.objects.filter(pk__in=used).order_by("key", "scope", "start", "recorded"))


def total_payees(
    book: RateBook, works: list[PricedWork], met: dict[int, Payee], paid_on: date | None
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
        return withheld_totals(book, [(payees[key], gross) for key, gross in sums.items()], paid_on), []
    except RefusedError as error:
        return [], [Fault(0, "", f"Ngày chi: {error}")]


def withheld_totals(book: RateBook, earned: list[tuple[Payee, int]], paid_on: date | None) -> list[PlannedTotal]:
    """This will withhold tax from what each payee earned in đồng, the payees in the order of the papers.

    :raises RefusedError: no tax law is in force on the value date.
    """
    committed = _committed([payee for payee, _ in earned], paid_on)
    totals = [PlannedTotal(payee, gross, _withhold(book, paid_on, gross, payee, committed)) for payee, gross in earned]
    return sorted(totals, key=lambda total: (total.payee.name_key, total.payee.account_hash))


def _committed(payees, paid_on: date | None) -> set[int]:
    if paid_on is None:
        return set()
    known = [payee.pk for payee in payees if payee.pk]
    return set(Commitment.objects.filter(payee__in=known, year=paid_on.year).values_list("payee_id", flat=True))


def _withhold(
    book: RateBook, paid_on: date | None, gross: int, payee: Payee, committed: set[int]
) -> Withholding | None:
    if paid_on is None:
        return None
    terms = TaxTerms(
        resident=payee.is_resident,
        contract=Contract(payee.contract),
        commitment=payee.pk in committed,
        organisation=payee.kind == PayeeKind.ORGANISATION,
    )
    return withhold(book, paid_on, Decimal(gross), terms)


def _work_inputs(item: PricedWork) -> dict:
    work = item.work
    return {
        "title": work.title,
        "url": work.url,
        "medium": work.medium,
        "published_on": work.published_on.isoformat(),
        "note": work.note,
        "parts": [
            {"row": part.row, "quantity": plain_number(part.quantity), "coefficient": plain_number(part.coefficient)}
            for part in item.terms.parts
        ],
        "adjustments": {name: plain_number(number) for name, number in sorted(work.adjustments.items())},
        "shares": [plain_number(share) for share in work.shares],
        "authors": [keyed_hash(f"{author.author}|{author.id_number}|{author.account}") for author in work.authors],
        "citations": citations_as_data(item.price.citations),
    }


def payees_as_data(totals: Sequence[PlannedTotal]) -> list[dict]:
    """This will return what the amounts of payees are computed from, the people only as keyed hashes."""
    return [_payee_inputs(total) for total in totals]


def rates_as_data(rates: Iterable[Rate]) -> list[dict]:
    """This will return rate rows as a sheet keeps them."""
    return [_rate_inputs(rate) for rate in rates]


def _payee_inputs(total: PlannedTotal) -> dict:
    payee = total.payee
    return {
        "name": payee.name,
        "person": keyed_hash(f"{payee.name_key}|{payee.id_hash}|{payee.account_hash}|{payee.bank}"),
        "resident": payee.is_resident,
        "contract": payee.contract,
        "kind": payee.kind,
        "flags": list(total.held.flags) if total.held else [],
    }


def _rate_inputs(rate: Rate) -> dict:
    numbers = {name: getattr(rate, name) for name in ("value", "minimum", "maximum", "level_share")}
    return {
        "key": rate.key,
        "scope": rate.scope,
        "start": rate.start.isoformat(),
        "recorded": rate.recorded.isoformat(),
        "form": rate.form,
        "status": rate.status,
        **{name: plain_number(number) if number is not None else None for name, number in numbers.items()},
    }
