"""What a draft pays each payee, taken anew from its lines after people turned out to be one."""

from core.audit import record
from core.models import User
from core.money import format_number, must_add_up
from rates.book import RateBook
from royalties.earnings import Earnings, earnings_on
from royalties.models import Contribution, Payee, PaymentSheet, SheetLine
from royalties.services.inputs import PEOPLE, VERSION, with_other_tax
from royalties.services.plan import PlannedTotal, fingerprint_of, payees_as_data, withheld_totals
from royalties.services.saving import save_totals
from royalties.states import SheetKind


def total_again(draft: PaymentSheet, book: RateBook, *, actor: User, changes: Earnings | None = None) -> None:
    """This will withhold tax anew from what each payee of a draft earns by its lines, with its decision row.

    changes say, by payee, as what income they are taxed from now on.

    Works and their amounts stay; totals, tax, net, inputs and fingerprint follow. The caller holds the transaction.

    :raises RefusedError: no tax law is in force on the value date.
    :raises ArithmeticError: the lines are not the whole sheet.
    """
    before = _told(draft)
    shares = _shares(draft)
    totals = withheld_totals(book, _earned(shares), draft.paid_on, earnings_on(draft) | (changes or {}))
    must_add_up([total.gross for total in totals], draft.gross)
    draft.payee_totals.all().delete()
    save_totals(draft, totals)
    if draft.paid_on:
        draft.tax = sum(total.held.tax for total in totals if total.held)
        draft.net = draft.gross - draft.tax
    draft.inputs |= {
        "works": _works(draft, shares, totals),
        "payees": payees_as_data(totals),
        "rates": _rates(draft, book, totals),
    }
    draft.fingerprint = fingerprint_of(draft.formula, draft.inputs, _amounts(draft, shares), totals)
    draft.save()
    record(actor=actor, action="tính lại bảng nháp", target=draft, unit=draft.unit, before=before, after=_told(draft))


def _told(draft: PaymentSheet) -> dict[str, str]:
    tax = {} if draft.tax is None else {"thuế TNCN": format_number(draft.tax)}
    return {"tổng": format_number(draft.gross), **tax, "dấu vân": draft.fingerprint}


def _shares(draft: PaymentSheet) -> dict[Contribution, int]:
    """What each author gets of each work in đồng, work by work and author by author."""
    lines = SheetLine.objects.filter(sheet_work__sheet=draft).select_related("contribution__payee")
    shares: dict[Contribution, int] = {}
    for line in lines.order_by("sheet_work__order", "contribution__order", "part__order"):
        shares[line.contribution] = shares.get(line.contribution, 0) + line.gross
    return shares


def _earned(shares: dict[Contribution, int]) -> list[tuple[Payee, int]]:
    sums: dict[Payee, int] = {}
    for contribution, amount in shares.items():
        sums[contribution.payee] = sums.get(contribution.payee, 0) + amount
    return list(sums.items())


def _amounts(draft: PaymentSheet, shares: dict[Contribution, int]) -> list[list[int]]:
    by_work: dict[int, list[int]] = {}
    for contribution, amount in shares.items():
        by_work.setdefault(contribution.work_id, []).append(amount)
    placed = draft.works.order_by("order").values_list("work_id", "gross")
    return [[gross, *must_add_up(by_work[work], gross)] for work, gross in placed]


def _works(draft: PaymentSheet, shares: dict[Contribution, int], totals: list[PlannedTotal]) -> list[dict]:
    """The works as the draft keeps them, their people led to the totals of today; data of before leads nowhere."""
    works = draft.inputs["works"]
    if draft.inputs.get("version", 1) < VERSION:
        return works
    people = PEOPLE[SheetKind(draft.kind)]
    places = {total.payee: place for place, total in enumerate(totals)}
    led: dict[int, list[int]] = {}
    for contribution in shares:
        led.setdefault(contribution.work_id, []).append(places[contribution.payee])
    return [
        work | {people: [one | {"payee": place} for one, place in zip(work[people], led_to, strict=True)]}
        for work, led_to in zip(works, led.values(), strict=True)
    ]


def _rates(draft: PaymentSheet, book: RateBook, totals: list[PlannedTotal]) -> list[dict]:
    """The rates of the works as the draft keeps them, and those that the tax rests on now."""
    of_tax = {row_id for total in totals if total.held for row_id in total.held.row_ids}
    return with_other_tax(draft.inputs["rates"], [row for row in book.consulted if row.id in of_tax])
