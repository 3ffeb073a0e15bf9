"""Runs a case through the code that pays, and says what differs."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from ruamel.yaml.scalarbool import ScalarBoolean

from core.money import plain_number
from core.words import in_words
from rates.book import RateBook
from rates.terms import Citation
from royalties.cases.reading import BY_VALUE, Case
from royalties.compute.digitisation import DigitisationTerms, price_digitisation
from royalties.compute.refusals import Refusal, RefusedError, refuse_bad_numbers, refuse_fraction
from royalties.compute.remuneration import RemunerationTerms, price_remuneration
from royalties.compute.royalty import PartTerms, WorkTerms, price_work
from royalties.compute.shares import split_or_refuse
from royalties.compute.tax import Contract, Income, TaxTerms, withhold

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")


@dataclass(frozen=True)
class Given:
    """What the code gave for a case: figures as text, or a refusal."""

    figures: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    warnings: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    flags: tuple[str, ...] = ()
    refused: str = ""
    message: str = ""


def run_case(book: RateBook, case: Case) -> list[str]:
    """This will run a case and return what differs from its expectation, a sentence each; none means passed."""
    try:
        given = _RUNNERS[case.kind](book, case.given)
    except RefusedError as error:
        given = Given(refused=error.code.value, message=str(error))
    if given.refused != case.refused:
        said = f"bị từ chối {given.refused} ({given.message})" if given.refused else "không bị từ chối"
        return [f"mong {case.refused or 'tính được'}, nhưng {said}"]
    return [*_wrong_figures(case, given), *_wrong_sets(case, given)]


def _wrong_figures(case: Case, given: Given) -> list[str]:
    wrong = []
    for name, expected in case.figures.items():
        found = given.figures.get(name)
        if found is None or not _same(name, expected, found):
            wrong.append(f"{name}: mong {expected}, được {found}")
    if case.parts is not None and case.parts != given.parts:
        wrong.append(f"parts: mong {case.parts}, được {given.parts}")
    return wrong


def _same(name: str, expected: str, found: str) -> bool:
    return Decimal(expected) == Decimal(found) if name in BY_VALUE else expected == found


def _wrong_sets(case: Case, given: Given) -> list[str]:
    cited = [citation.instrument for citation in given.citations]
    wrong = [
        f"cites: không nêu {number}"
        for number in case.sets.get("cites", [])
        if not any(instrument.startswith(number) for instrument in cited)
    ]
    wrong += [f"warns: thiếu {name}" for name in case.sets.get("warns", []) if name not in given.warnings]
    wrong += [f"warns_not: có {name}" for name in case.sets.get("warns_not", []) if name in given.warnings]
    return wrong + [f"flags: thiếu {name}" for name in case.sets.get("flags", []) if name not in given.flags]


def number(text: Any, field_name: str) -> Decimal:
    """This will read a number of a case.

    :raises RefusedError: bad_input where it is none.
    """
    if isinstance(text, int):
        return Decimal(text)
    written = repr(text) if isinstance(text, float) else str(text)
    try:
        return Decimal(written if _NUMBER.fullmatch(written) else "")
    except InvalidOperation as error:
        raise RefusedError(Refusal.BAD_INPUT, f"«{text}» không phải là số", field=field_name) from error


def _dong(text: str, field_name: str) -> int:
    amount = number(text, field_name)
    refuse_bad_numbers(**{field_name: amount})
    refuse_fraction(**{field_name: amount})
    return int(amount)


def _fractions(given: dict[str, Any], name: str) -> dict[str, Any]:
    """Numbers are read, quoted or bare; what is none in form goes on as it stands, to be refused in its turn."""
    return {key: number(item, name) if _is_written_as_number(item) else item for key, item in given.items()}


def _is_written_as_number(item: Any) -> bool:
    return isinstance(item, str | int | float) and not isinstance(item, bool | ScalarBoolean)


def _royalty(book: RateBook, given: dict[str, Any]) -> Given:
    part = PartTerms(
        row=given["genre"],
        genre=given["genre"],
        quantity=number(given["quantity"] or "1", "quantity"),
        coefficient=number(given["coefficient"], "coefficient"),
    )
    terms = WorkTerms(
        medium=given["medium"],
        published_on=given["published_on"],
        ordered_on=given["ordered_on"],
        parts=(part,),
        adjustments=_fractions(given["adjustments"], "adjustments"),
    )
    price = price_work(book, terms)
    figures = {"amount": str(price.amount), "unit_value": plain_number(price.parts[0].unit_value)}
    return Given(figures, warnings=price.warnings, citations=price.citations)


def _remuneration(book: RateBook, given: dict[str, Any]) -> Given:
    terms = RemunerationTerms(
        on=given["on"],
        medium=given["medium"],
        genre=given["genre"],
        role=given["role"],
        royalty=number(given["royalty"], "royalty"),
        percent=number(given["percent"], "percent"),
    )
    paid = price_remuneration(book, terms)
    return Given({"amount": str(paid.amount)}, warnings=paid.warnings, citations=paid.citations)


def _digitisation(book: RateBook, given: dict[str, Any]) -> Given:
    terms = DigitisationTerms(
        done_on=given["done_on"],
        item=given["item"],
        quantity=number(given["quantity"], "quantity"),
        unit_price=number(given["unit_price"], "unit_price"),
        modifiers=_fractions(given["modifiers"], "modifiers"),
    )
    line = price_digitisation(book, terms)
    figures = {"amount": str(line.amount), "ceiling": plain_number(line.ceiling)}
    return Given(figures, warnings=line.warnings, citations=line.citations)


def _tax(book: RateBook, given: dict[str, Any]) -> Given:
    payee = given["payee"]
    terms = TaxTerms(
        resident=payee["resident"],
        contract=_choice(Contract, payee["contract"], "contract"),
        commitment=payee["commitment"],
        asks_withholding=given["asks_withholding"],
    )
    income = _choice(Income, given["income"] or Income.WAGE_LIKE, "income")
    held = withhold(book, given["paid_on"], number(given["gross"], "gross"), terms, income)
    figures = {"tax": str(held.tax), "net": str(held.net)}
    return Given(figures, warnings=held.warnings, citations=held.citations, flags=held.flags)


def _choice(choices, text: str, field_name: str):
    try:
        return choices(text)
    except ValueError as error:
        raise RefusedError(Refusal.BAD_INPUT, f"không có «{text}»", field=field_name) from error


def _split(book: RateBook, given: dict[str, Any]) -> Given:
    weights = [number(weight, "weights") for weight in given["weights"]]
    parts = split_or_refuse(_dong(given["amount"], "amount"), weights)
    return Given(parts=[str(part) for part in parts])


def _words(book: RateBook, given: dict[str, Any]) -> Given:
    return Given({"text": in_words(_dong(given["amount"], "amount"))})


_RUNNERS = {
    "royalty": _royalty,
    "remuneration": _remuneration,
    "digitisation": _digitisation,
    "tax": _tax,
    "split": _split,
    "words": _words,
}
