"""Income tax withheld from one payee in one payment, by its value date.

Legal sources: NĐ 253/2026/NĐ-CP Điều 50 khoản 2, Điều 59, Điều 64 khoản 1 from 01/07/2026; TT 111/2013/TT-BTC before.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.money import must_add_up, round_dong
from rates.book import RateBook
from rates.terms import Citation, InForce
from royalties.compute import explain
from royalties.compute.refusals import merged, refuse_bad_numbers, refuse_fraction, require_rate

FORMULA = "tax/1"
PROGRESSIVE = "progressive"
COMMITTED = "commitment"
ORGANISATION = "organisation"
FLAG_TEXTS = {
    PROGRESSIVE: "Hợp đồng từ 3 tháng: cộng vào lương, khấu trừ theo biểu luỹ tiến",
    COMMITTED: "Có cam kết: tạm thời chưa khấu trừ",
    ORGANISATION: "Tổ chức: thanh toán theo hợp đồng và hoá đơn, không khấu trừ thuế TNCN",
}
_WITHHOLDING = "tax/withholding/"
_COPYRIGHT = "tax/copyright/"
_NOTHING = Decimal(0)


class Income(StrEnum):
    """Kinds of income that tax law tells apart."""

    WAGE_LIKE = "wage_like"
    COPYRIGHT = "copyright"


class Contract(StrEnum):
    """The labour contract with the payer."""

    NONE = "none"
    UNDER_3_MONTHS = "under_3_months"
    OVER_3_MONTHS = "over_3_months"


@dataclass(frozen=True)
class TaxTerms:
    """What tax asks of a payee."""

    resident: bool = True
    contract: Contract = Contract.NONE
    commitment: bool = False
    organisation: bool = False
    asks_withholding: bool = False


@dataclass(frozen=True)
class Withholding:
    """Tax and net in whole đồng; together they are the gross."""

    gross: int
    tax: int
    net: int
    flags: tuple[str, ...]
    warnings: tuple[str, ...]
    citations: tuple[Citation, ...]
    row_ids: tuple[int, ...]
    explanation: explain.Node


def withhold(
    book: RateBook,
    paid_on: date,
    gross: Decimal,
    terms: TaxTerms,
    income: Income = Income.WAGE_LIKE,
    *,
    earlier: Decimal = _NOTHING,
) -> Withholding:
    """This will withhold tax from one payee's gross of one payment, in whole đồng.

    earlier is what was paid under the same copyright contract before: the threshold is one for the contract
    (NĐ 253/2026/NĐ-CP Điều 59).

    :raises RefusedError: bad_input (negative, or a fraction of a đồng) or no_rate_in_force.
    """
    refuse_bad_numbers(gross=gross, earlier=earlier)
    refuse_fraction(gross=gross, earlier=earlier)
    if terms.organisation:
        return _nothing(int(gross), ORGANISATION)
    if income == Income.COPYRIGHT:
        return _on_copyright(book, paid_on, gross, terms, earlier)
    if not terms.resident:
        return _flat(book, paid_on, gross)
    if terms.contract == Contract.OVER_3_MONTHS:
        return _nothing(int(gross), PROGRESSIVE)
    if terms.commitment:
        return _nothing(int(gross), COMMITTED)
    return _from_threshold(book, paid_on, gross, asks=terms.asks_withholding)


def _nothing(gross: int, flag: str) -> Withholding:
    return Withholding(gross, 0, gross, (flag,), (), (), (), explain.value(FLAG_TEXTS[flag], 0))


def _flat(book: RateBook, paid_on: date, gross: Decimal) -> Withholding:
    rate = require_rate(book, _WITHHOLDING + "non_resident", paid_on, field="paid_on")
    return _withholding(gross, gross * rate.value, [rate], _rate_on(_gross(gross), rate))


def _from_threshold(book: RateBook, paid_on: date, gross: Decimal, *, asks: bool) -> Withholding:
    threshold = require_rate(book, _WITHHOLDING + "threshold", paid_on, field="paid_on")
    rate = require_rate(book, _WITHHOLDING + "rate", paid_on, field="paid_on")
    on_request = book.find(_WITHHOLDING + "on_request", paid_on) if asks else None
    below = on_request.value if on_request else Decimal(0)
    owed = gross * (rate.value if gross >= threshold.value else below)
    used = [found for found in (threshold, rate, on_request) if found]
    node = explain.from_threshold(
        "Khấu trừ trên cả khoản chi",
        _gross(gross),
        explain.rate(threshold),
        _rate_on(_gross(gross), rate),
        _rate_on(_gross(gross), on_request) if on_request else explain.value("Dưới ngưỡng: không khấu trừ", 0),
    )
    return _withholding(gross, owed, used, node)


def _on_copyright(book: RateBook, paid_on: date, gross: Decimal, terms: TaxTerms, earlier: Decimal) -> Withholding:
    if not terms.resident:
        require_rate(book, _COPYRIGHT + "non_resident", paid_on, field="paid_on")
    threshold = require_rate(book, _COPYRIGHT + "threshold", paid_on, field="paid_on")
    rate = require_rate(book, _COPYRIGHT + "rate", paid_on, field="paid_on")
    left = max(threshold.value - earlier, _NOTHING)
    above = max(gross - left, _NOTHING)
    node = explain.excess("Phần vượt ngưỡng của hợp đồng", _gross(gross), _left_of(explain.rate(threshold), earlier))
    return _withholding(gross, above * rate.value, [threshold, rate], _rate_on(node, rate))


def _left_of(threshold: explain.Node, earlier: Decimal) -> explain.Node:
    """The threshold, less what earlier payments of the contract have used up of it."""
    if not earlier:
        return threshold
    paid = explain.value("Đã chi của hợp đồng trong các đợt trước", earlier, measure="đồng")
    return explain.excess("Phần ngưỡng còn lại của hợp đồng", threshold, paid)


def _gross(gross: Decimal) -> explain.Node:
    return explain.value("Tổng chi trả trong lần này", gross, measure="đồng")


def _rate_on(base: explain.Node, rate: InForce) -> explain.Node:
    return explain.product(rate.label, [base, explain.rate(rate)])


def _withholding(gross: Decimal, owed: Decimal, used: list[InForce], node: explain.Node) -> Withholding:
    tax = round_dong(owed)
    net = int(gross) - tax
    must_add_up([tax, net], int(gross))
    return Withholding(
        gross=int(gross),
        tax=tax,
        net=net,
        flags=(),
        warnings=merged(used, "warnings"),
        citations=merged(used, "citations"),
        row_ids=merged(used, "row_ids"),
        explanation=explain.rounded("Thuế TNCN khấu trừ, làm tròn đến đồng", node),
    )
