"""What one work is worth and why: its explanation, the law behind it, and who set what when."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.access import Permission, access_of, require, visible_or_404
from core.models import Decision
from core.money import format_number
from core.pages import BesidePage
from rates.book import RateBook
from rates.queries import read_law
from royalties.compute.adjustments import adjustment_key
from royalties.compute.refusals import RefusedError
from royalties.explaining import Step, shown
from royalties.genres import ON_AIR
from royalties.models import Contribution, SheetWork, Work
from royalties.queries import law_behind
from royalties.scoring_rows import for_scoring, rows_by_books
from royalties.services.adjusting import ADJUSTED, REMUNERATED, people_on_air, remuneration_of
from royalties.services.quotas import COUNTED, EXCEPTED
from royalties.services.scoring import SCORED, TAKEN_BACK
from royalties.states import WorkState
from royalties.worth import price_of, terms_of

PRICE_ACTIONS = (SCORED, TAKEN_BACK, ADJUSTED, REMUNERATED, EXCEPTED, COUNTED)
_HISTORY = 50
_FROZEN = (WorkState.ON_SHEET, WorkState.PAID)


@dataclass(frozen=True)
class Why:
    """Why a work is worth what it is: an amount in đồng with its steps, or the reason why there is none yet."""

    amount: int | None
    steps: Step | None
    said: str
    on_sheet: SheetWork | None = None

    @property
    def is_proved(self) -> bool:
        """Whether the steps, computed anew, come to the amount."""
        return self.steps is not None and self.steps.result == format_number(self.amount)


@dataclass(frozen=True)
class Paid:
    """What a person on air gets besides the authors: an amount in đồng with its steps, or why there is none."""

    person: Contribution
    percent: Decimal | None
    amount: int | None
    steps: Step | None
    said: str


class WorkPriceWhy(BesidePage):
    """«Vì sao ra số này?» for one work, wherever its amount is shown."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will explain the work's royalty: of a work on a sheet the stored one, else by the law of its days."""
        return price_page(request, visible_work(request, pk))


def visible_work(request: HttpRequest, pk: int) -> Work:
    """This will return a work whose money the account may see, or refuse as visible_or_404 does.

    :raises PermissionDenied: the account sees works of its unit, but no sheets.
    """
    work = visible_or_404(request.user, for_scoring(Work.objects.all()), pk)
    require(request.user, Permission.VIEW_SHEETS, unit=work.outlet.unit)
    return work


def price_page(request: HttpRequest, work: Work) -> HttpResponse:
    """This will show what a work is worth and why, with its history."""
    reading = read_law(unit=work.outlet.unit)
    book = reading.book
    history = Decision.objects.about(work).filter(action__in=PRICE_ACTIONS)
    context = {
        "work": work,
        "rows": rows_by_books([work], {work.outlet.unit: book}),
        "why": why_of(book, work),
        "law": law_behind(work, reading),
        "paid": [_paid(book, work, person) for person in people_on_air(work)],
        "adjusted": _adjusted(book, work),
        "history": history[:_HISTORY],
        "acts": _acts(work),
        "may_score": access_of(request.user).allows(Permission.SCORE_WORKS, work.outlet.unit_id)
        and work.state not in (*_FROZEN, WorkState.RECORDED),
    }
    return render(request, "royalties/work_price_why.html", context)


def why_of(book: RateBook, work: Work) -> Why:
    """This will explain a work's royalty; what a sheet has stored is never computed anew."""
    if work.state in _FROZEN and (on_sheet := work.on_sheets.select_related("sheet").order_by("-pk").first()):
        return Why(on_sheet.gross, shown(on_sheet.explanation), "", on_sheet)
    try:
        price = price_of(book, work)
    except RefusedError as error:
        return Why(None, None, f"Chưa tính được: {error}.")
    if price is None:
        return Why(None, None, _say_unscored(work))
    return Why(price.amount, shown(price.explanation), "")


def _paid(book: RateBook, work: Work, person: Contribution) -> Paid:
    percent = getattr(getattr(person, "remuneration", None), "percent", None)
    try:
        found = remuneration_of(book, work, person, percent)
    except RefusedError as error:
        return Paid(person, percent, None, None, str(error))
    return (
        Paid(person, percent, found.amount, shown(found.explanation), "")
        if found
        else Paid(person, None, None, None, "")
    )


def _acts(work: Work) -> list[dict[str, str]]:
    named = [("work-adjust", "Điều chỉnh")]
    named += [("work-remunerate", "Thù lao theo vai trò")] if work.outlet.medium in ON_AIR else []
    has_exception = hasattr(work, "quota_exception")
    named += [("quota-count", "Tính lại vào định mức") if has_exception else ("quota-except", "Chi ngoài định mức")]
    return [{"url": reverse(f"royalties:{name}", args=[work.pk]), "text": text} for name, text in named]


def _adjusted(book: RateBook, work: Work) -> list[tuple[str, str]]:
    on = work.ordered_on or work.published_on
    bounds = {name: book.find(adjustment_key(name), on) for name in work.adjustments}
    return [
        (found.label if (found := bounds[name]) else name, f"{format_number(Decimal(str(stored)) * 100)} %")
        for name, stored in work.adjustments.items()
    ]


def _say_unscored(work: Work) -> str:
    done, whole = len(terms_of(work).parts), len(work.parts.all())
    return f"Chưa chấm đủ: {done} trên {whole} phần có hệ số."
