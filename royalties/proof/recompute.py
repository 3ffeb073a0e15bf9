"""A sheet computed again from its stored inputs alone: no database, no law of today; pure.

Formulas are never edited, only followed by the next version: whoever adds one keeps the earlier one here.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rates.book import RateBook
from rates.terms import Citation, Form, Row, Scope, Status
from royalties.compute.quota import pay_outside
from royalties.compute.remuneration import Remuneration, RemunerationTerms, price_remuneration
from royalties.compute.royalty import PartTerms, WorkPrice, WorkTerms, price_work
from royalties.compute.shares import AuthorShare, share_work
from royalties.compute.tax import Contract, Income, TaxTerms, Withholding, withhold

_NUMBERS = ("value", "minimum", "maximum", "level_share")
_REMUNERATION = "remuneration"


@dataclass(frozen=True)
class ProvenWork:
    """A work's price, and what each of its people gets in đồng: authors by shares, others by remuneration."""

    price: WorkPrice
    shares: list[AuthorShare]
    remuneration: list[Remuneration]
    paid: list[int]

    @property
    def lines(self) -> list[int]:
        """What each line gets in đồng: of a royalty author by author and part by part, else person by person."""
        if not self.shares:
            return self.paid
        kept = zip(self.shares, self.paid, strict=True)
        return [part if paid else 0 for share, paid in kept for part in share.of_parts]


@dataclass(frozen=True)
class Proven:
    """What the inputs give: each work, what each payee gets, and the tax on it where a value date was known."""

    works: list[ProvenWork]
    sums: list[int]
    held: list[Withholding | None]


def recompute(inputs: dict) -> Proven:
    """This will compute everything again from the data of versions 2 and 3.

    :raises RefusedError: the data contradicts its own law, so it was tampered with.
    :raises KeyError: the data is not whole.
    """
    book = RateBook(_rows(inputs["rates"]), demo=inputs["illustrative"])
    people = "beside" if inputs.get("kind") == _REMUNERATION else "authors"
    works = [_work(book, work, people) for work in inputs["works"]]
    sums = [0] * len(inputs["payees"])
    for told, work in zip(inputs["works"], works, strict=True):
        for one, amount in zip(told[people], work.paid, strict=True):
            sums[one["payee"]] += amount
    paid_on = _day(inputs["paid_on"])
    held = [_held(book, paid_on, gross, payee) for gross, payee in zip(sums, inputs["payees"], strict=True)]
    return Proven(works, sums, held)


def recompute_payout(inputs: dict) -> list[Withholding]:
    """This will withhold again what a payout withheld, line by line, from its stored inputs.

    :raises RefusedError: the data contradicts its own law, so it was tampered with.
    :raises KeyError: the data is not whole.
    """
    book = RateBook(_rows(inputs["rates"]), demo=inputs["illustrative"])
    on = _day(inputs["value_date"])
    return [held for line in inputs["lines"] if (held := _held(book, on, line["gross"], line))]


def _work(book: RateBook, told: dict, people: str) -> ProvenWork:
    price = price_work(book, _terms(told))
    if people == "beside":
        remuneration = [_remuneration(book, told, one, price) for one in told["beside"]]
        return ProvenWork(price, [], remuneration, [one.amount for one in remuneration])
    weights = [Decimal(author["share"]) for author in told["authors"]]
    shares = share_work(price.amount, [(part.amount, part.explanation) for part in price.parts], weights)
    is_inside = [author.get("inside_quota", False) for author in told["authors"]]
    return ProvenWork(price, shares, [], pay_outside([share.amount for share in shares], is_inside))


def _terms(told: dict) -> WorkTerms:
    return WorkTerms(
        medium=told["medium"],
        published_on=_day(told["published_on"]),
        ordered_on=_day(told["ordered_on"]),
        parts=tuple(
            PartTerms(part["row"], part["genre"], Decimal(part["quantity"]), Decimal(part["coefficient"]))
            for part in told["parts"]
        ),
        adjustments={name: Decimal(number) for name, number in told["adjustments"]},
    )


def _remuneration(book: RateBook, told: dict, one: dict, price: WorkPrice) -> Remuneration:
    terms = RemunerationTerms(
        on=_day(told["ordered_on"]) or _day(told["published_on"]),
        medium=told["medium"],
        genre=told["parts"][0]["genre"],
        role=one["role"],
        royalty=Decimal(price.amount),
        percent=Decimal(one["percent"]),
    )
    return price_remuneration(book, terms)


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
    earlier = Decimal(payee.get("earlier", 0))
    return withhold(book, paid_on, Decimal(gross), terms, Income(payee["income"]), earlier=earlier)


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
        ceiling=rate.get("ceiling", ""),
        **{name: Decimal(rate[name]) if rate[name] is not None else None for name in _NUMBERS},
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
