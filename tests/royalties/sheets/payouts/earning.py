"""Works of given worth: what people of the demo unit earn, to the đồng."""

from datetime import date
from decimal import Decimal
from itertools import count

from django.utils import timezone

from core.models import Unit, User
from royalties.models import Contribution, ContributionRole, Payee, RemunerationShare
from tests.royalties.sheets.people import scored

JUNE = date(2026, 6, 1)
IN_JUNE = date(2026, 6, 10)
_numbers = count(1000)
# Coefficients of literary works; the unit value is 234.000 to 30/06/2026 and 253.000 from 01/07/2026.
OF_JUNE = {
    1_999_999: ["8.547005"],
    2_000_000: ["8.547009"],
    4_999_999: ["10", "10", "1.367517"],
    5_000_000: ["10", "10", "1.367521"],
}
OF_JULY = {
    1_000_000: ["3.952569"],
    3_000_000: ["10", "1.857708"],
    5_000_000: ["9.881423", "9.881423"],
    # Eleven times 2.530.000, and 2.170.000.
    30_000_000: ["10"] * 11 + ["8.577075"],
}


def earn(unit: Unit, scorer: User, author: Payee, amount: int) -> None:
    """This will let an author earn an amount of OF_JULY by works of July."""
    for coefficient in OF_JULY[amount]:
        scored(unit, scorer, next(_numbers), author, genre="literary", coefficient=coefficient)


def earn_in_june(unit: Unit, scorer: User, author: Payee, amount: int) -> None:
    """This will let an author earn an amount of OF_JUNE by works of June."""
    for coefficient in OF_JUNE[amount]:
        scored(unit, scorer, next(_numbers), author, genre="literary", coefficient=coefficient, published_on=IN_JUNE)


def edit_for_three_million(unit: Unit, scorer: User, author: Payee, editor: Payee) -> None:
    """This will let an editor earn 3.000.000 đồng: 30 % of a reportage on air of 4 × 9,881423 × 253.000 đồng."""
    work = scored(unit, scorer, next(_numbers), author, genre="reportage", medium="radio", coefficient="9.881423")
    work.parts.update(quantity=4)
    edited = Contribution.objects.create(
        work=work, payee=editor, role=ContributionRole.EDITOR, share=Decimal(1), order=9
    )
    RemunerationShare.objects.create(contribution=edited, percent=Decimal(30), set_by=scorer, set_at=timezone.now())
