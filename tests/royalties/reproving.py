"""Computes a sheet again from its stored JSON alone, as whoever proves it would: no database, no law of today."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rates.book import RateBook
from rates.terms import Citation, Form, Row, Scope, Status
from royalties.compute.royalty import PartTerms, WorkPrice, WorkTerms, price_work
from royalties.compute.shares import AuthorShare, share_work
from royalties.compute.tax import Contract, Income, TaxTerms, Withholding, withhold

_NUMBERS = ("value", "minimum", "maximum", "level_share")


@dataclass(frozen=True)
class Proven:
    """What the JSON gives: each work with its authors' shares, what each payee gets, and the tax on it."""

    works: list[tuple[WorkPrice, list[AuthorShare]]]
    sums: list[int]
    held: list[Withholding | None]


def as_another_database_gives_it(inputs: dict) -> dict:
    """This will write the data out and read it back with the keys of every mapping in another order."""

    def turned(data):
        if isinstance(data, dict):
            return {key: turned(data[key]) for key in sorted(data, key=lambda key: (len(key), key), reverse=True)}
        return [turned(item) for item in data] if isinstance(data, list) else data

    return json.loads(json.dumps(turned(inputs)))


def prove(inputs: dict) -> Proven:
    """This will compute everything again from the data."""
    book = RateBook(_rows(inputs["rates"]), demo=inputs["illustrative"])
    works = [_work(book, work) for work in inputs["works"]]
    sums = [0] * len(inputs["payees"])
    for work, (_, shares) in zip(inputs["works"], works, strict=True):
        for author, share in zip(work["authors"], shares, strict=True):
            sums[author["payee"]] += share.amount
    paid_on = _day(inputs["paid_on"])
    held = [_held(book, paid_on, gross, payee) for gross, payee in zip(sums, inputs["payees"], strict=True)]
    return Proven(works, sums, held)


def _work(book: RateBook, work: dict) -> tuple[WorkPrice, list[AuthorShare]]:
    terms = WorkTerms(
        medium=work["medium"],
        published_on=_day(work["published_on"]),
        ordered_on=_day(work["ordered_on"]),
        parts=tuple(
            PartTerms(part["row"], part["genre"], Decimal(part["quantity"]), Decimal(part["coefficient"]))
            for part in work["parts"]
        ),
        adjustments={name: Decimal(number) for name, number in work["adjustments"]},
    )
    price = price_work(book, terms)
    weights = [Decimal(author["share"]) for author in work["authors"]]
    return price, share_work(price.amount, [(part.amount, part.explanation) for part in price.parts], weights)


def _held(book: RateBook, paid_on: date | None, gross: int, payee: dict) -> Withholding | None:
    if paid_on is None:
        return None
    terms = TaxTerms(
        resident=payee["resident"],
        contract=Contract(payee["contract"]),
        commitment=payee["commitment"],
        organisation=payee["organisation"],
        asks_withholding=payee["asks_withholding"],
    )
    return withhold(book, paid_on, Decimal(gross), terms, Income(payee["income"]))


def _rows(rates: list[dict]) -> list[Row]:
    numbers = {
        (rate["key"], rate["scope"], rate["start"], rate["recorded"]): number for number, rate in enumerate(rates)
    }
    return [_row(rate, number, numbers) for number, rate in enumerate(rates)]


def _row(rate: dict, number: int, numbers: dict[tuple, int]) -> Row:
    return Row(
        id=number,
        key=rate["key"],
        label=rate["label"],
        measure=rate["measure"],
        scope=Scope(rate["scope"]),
        start=_day(rate["start"]),
        recorded=_day(rate["recorded"]),
        form=Form(rate["form"]),
        status=Status(rate["status"]),
        citations=tuple(
            Citation(cited["instrument"], cited["clause"], _day(cited["effective"]), _day(cited["published"]))
            for cited in rate["citations"]
        ),
        of_key=rate["of_key"],
        text=rate["text"],
        rests_on=rate["rests_on"],
        narrows_id=None if rate["narrows"] is None else numbers.get((rate["key"], *rate["narrows"]), -1),
        **{name: Decimal(rate[name]) if rate[name] is not None else None for name in _NUMBERS},
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
