"""As what kind of income people earn what a sheet pays them; like a wage unless somebody said otherwise."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q, Sum

from royalties.compute.tax import Income
from royalties.models import IncomeKind, PayeeTotal, PaymentSheet, PayoutLine
from royalties.states import PayoutStatus


@dataclass(frozen=True)
class Earning:
    """A kind of income; of copyright the contract too, by which it is taxed (NĐ 253/2026/NĐ-CP Điều 59)."""

    income: Income = Income.WAGE_LIKE
    contract_number: str = ""


WAGE_LIKE = Earning()
# By payee; who is not in it earns it like a wage (NĐ 253/2026/NĐ-CP Điều 50 khoản 2).
Earnings = Mapping[int, Earning]


def earnings_on(sheet: PaymentSheet | None) -> dict[int, Earning]:
    """This will read, by payee, what a stored sheet says; of merged records what the kept one's says, if there."""
    if sheet is None or sheet.pk is None:
        return {}
    totals = PayeeTotal.objects.filter(sheet=sheet).values_list(
        "payee_id", "payee__merged_into_id", "income", "contract_number"
    )
    # The merged ones first, so that what is said of the kept one has the last word.
    rows = sorted(totals, key=lambda row: row[1] is None)
    return {merged or payee: Earning(Income(income), number) for payee, merged, income, number in rows}


def paid_under_contracts(payees: Collection[int]) -> dict[tuple[int, str], int]:
    """This will sum in đồng, by payee and copyright contract, what payouts that were sent have paid before."""
    lines = PayoutLine.objects.filter(payout__status=PayoutStatus.SENT, income=IncomeKind.COPYRIGHT)
    lines = lines.filter(Q(payee__in=payees) | Q(payee__merged_into__in=payees))
    sums: dict[tuple[int, str], int] = {}
    places = lines.order_by().values_list("payee_id", "payee__merged_into_id", "contract_number")
    for payee, merged, number, gross in places.annotate(Sum("gross")):
        place = (merged or payee, number)
        sums[place] = sums.get(place, 0) + gross
    return sums
