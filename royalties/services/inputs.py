"""What a sheet was computed from, as plain data: enough to compute every amount again without today's database.

Lists stand where order matters, since a database may reorder the keys of a mapping; numbers are text; a rate is known
by its key, scope, start and recorded day, a payee by its place in the list, so that the same file under the same law
gives the same data in any database.
"""

from collections.abc import Iterable

from core.crypto import keyed_digest
from core.money import plain_number
from rates.terms import Row
from royalties.compute import royalty, shares, tax
from royalties.compute.explain import citations_as_data
from royalties.earnings import Earning
from royalties.models import Payee
from royalties.services.pricing import PricedWork
from royalties.states import SheetKind

VERSION = 2
FORMULAS = [royalty.FORMULA, shares.FORMULA, tax.FORMULA]
# Where the people whom a sheet pays stand in the data of a work.
PEOPLE = {SheetKind.ROYALTY: "authors", SheetKind.REMUNERATION: "beside"}
_NUMBERS = ("value", "minimum", "maximum", "level_share")
_IDENTITY = ("key", "scope", "start", "recorded")
_OF_TAX = "tax/"


def rates_as_data(rows: Iterable[Row]) -> list[dict]:
    """This will write rate rows with all that they say, in one order."""
    by_id = {row.id: row for row in rows}
    return sorted((_rate(row, by_id) for row in by_id.values()), key=_identity)


def with_other_tax(rates: list[dict], rows: Iterable[Row]) -> list[dict]:
    """This will leave written rates as they are but for those of tax, whose place the rows take."""
    kept = {_identity(rate): rate for rate in rates if not rate["key"].startswith(_OF_TAX)}
    of_tax = {_identity(rate): rate for rate in rates_as_data(rows)}
    return sorted((of_tax | kept).values(), key=_identity)


def work_as_data(item: PricedWork, payees: list[int]) -> dict:
    """This will write a work; payees are the places, from 0, of its authors' payees in the list of payees."""
    work, terms = item.work, item.terms
    return {
        "title": work.title,
        "url": work.url,
        "note": work.note,
        "medium": terms.medium,
        "published_on": terms.published_on.isoformat(),
        "ordered_on": terms.ordered_on.isoformat() if terms.ordered_on else None,
        "parts": [
            {
                "row": part.row,
                "genre": part.genre,
                "quantity": plain_number(part.quantity),
                "coefficient": plain_number(part.coefficient),
            }
            for part in terms.parts
        ],
        "adjustments": [[name, plain_number(number)] for name, number in work.adjustments.items()],
        "authors": [
            {
                "payee": payee,
                "share": plain_number(share),
                "named": keyed_digest(f"{author.author}|{author.id_number}|{author.account}"),
            }
            for author, payee, share in zip(work.authors, payees, work.shares, strict=True)
        ],
    }


def payee_as_data(payee: Payee, terms: tax.TaxTerms, earning: Earning, *, earlier: int = 0) -> dict:
    """This will write what tax asks of a payee; who it is stands in a keyed hash only.

    Of copyright also the contract, and what was paid under it before in đồng.
    """
    number = earning.contract_number
    return {
        "person": keyed_digest(f"{payee.name}|{payee.id_hash}|{payee.account_hash}|{payee.bank}"),
        "income": earning.income.value,
        "resident": terms.resident,
        "contract": terms.contract.value,
        "commitment": terms.commitment,
        "organisation": terms.organisation,
        "asks_withholding": terms.asks_withholding,
        # Only of copyright: what was stored before it was told apart stays as it is.
        **({"contract_number": number, "earlier": str(earlier)} if number else {}),
    }


def _identity(rate: dict) -> tuple[str, ...]:
    return tuple(rate[name] for name in _IDENTITY)


def _narrowed(row: Row, by_id: dict[int, Row]) -> list[str] | None:
    """The row of the same key that a row narrows, by scope, start and recorded day; [] where that decided nothing."""
    if row.narrows_id is None:
        return None
    narrowed = by_id.get(row.narrows_id)
    return [narrowed.scope.value, narrowed.start.isoformat(), narrowed.recorded.isoformat()] if narrowed else []


def _rate(row: Row, by_id: dict[int, Row]) -> dict:
    numbers = {name: getattr(row, name) for name in _NUMBERS}
    return {
        "key": row.key,
        "label": row.label,
        "measure": row.measure,
        "scope": row.scope.value,
        "start": row.start.isoformat(),
        "recorded": row.recorded.isoformat(),
        "form": row.form.value,
        "status": row.status.value,
        "of_key": row.of_key,
        "rests_on": row.rests_on,
        "text": row.text,
        "narrows": _narrowed(row, by_id),
        "citations": citations_as_data(row.citations),
        **{name: plain_number(number) if number is not None else None for name, number in numbers.items()},
        # Only where it is another than the key's own: what was stored before it was kept stays as it is.
        **({"ceiling": row.ceiling} if row.ceiling else {}),
    }
