"""Building a payment sheet of a month: what would be on it, what stays off and why, and one button."""

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from budgets.mending import Mend, mends
from budgets.sheet_forms import ChoiceForm, FundingForm, typed_funding, usual_funding
from core.access import Permission, access_of, require
from core.forms import accepted
from core.models import User
from core.money import format_number
from core.pages import BesidePage
from rates.queries import read_book
from royalties.building import LeftOut, Proposal, propose
from royalties.building.proposal import latest_period
from royalties.fund_caps import FundCap, remuneration_caps
from royalties.models import PaymentSheet
from royalties.services.building import build_sheets
from royalties.states import SheetKind


@dataclass(frozen=True)
class StaysOff:
    """A work that stays off, why, and where that is mended."""

    left_out: LeftOut
    mends: tuple[Mend, ...]


@dataclass(frozen=True)
class Preview:
    """What a sheet would hold, as the page shows it; drafts are those that stand in its way."""

    proposal: Proposal
    drafts: list[PaymentSheet]
    stays_off: list[StaysOff]
    caps: list[FundCap]

    @property
    def sums(self) -> list[tuple[bool, int, int]]:
        """Of the ordinary sheet and of the separate one, where there is such: its works and its gross in đồng."""
        counted = Counter(one.is_separate for one in self.proposal.ready)
        return [
            (is_separate, counted[is_separate], self.proposal.gross(is_separate=is_separate))
            for is_separate in (False, True)
            if counted[is_separate]
        ]


class SheetPrepare(BesidePage):
    """Choosing the month, seeing what is on the sheet, and building it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will show what the sheet would hold; nothing is written."""
        require(request.user, Permission.PREPARE_SHEETS)
        choice = ChoiceForm(request.user, _asked(request))
        return self._page(request, choice)

    def post(self, request: HttpRequest) -> HttpResponse:
        """This will build the draft, or show the page again with what was typed and what is wrong."""
        require(request.user, Permission.PREPARE_SHEETS)
        choice, funding = ChoiceForm(request.user, request.POST), FundingForm(request.POST, may_wait=True)
        left = {int(key) for key in request.POST.getlist("leave_off") if key.isdecimal()}
        sheets: list[PaymentSheet] = []
        if choice.is_valid() and accepted(funding, lambda: sheets.extend(_build(request.user, choice, funding, left))):
            messages.success(request, f"Đã lập: {', '.join(map(_told, sheets))}. Xem lại rồi trình.")
            return redirect("reports:payment-sheet", sheets[0].pk)
        return self._page(request, choice, funding, left, status=422)

    def _page(self, request, choice, funding=None, left=frozenset(), status: int = 200) -> HttpResponse:
        context = {"choice": choice, "left": left}
        if choice.is_valid():
            unit, _, kind = choice.chosen
            funding = funding or FundingForm(initial=usual_funding(unit, kind), may_wait=True)
            context |= {"preview": _preview(request.user, choice), "funding": funding}
        template = "budgets/_prepare.html" if request.htmx else "budgets/prepare.html"
        return render(request, template, context, status=status)


def _asked(request: HttpRequest) -> dict[str, str] | None:
    """What the address asks for; the account's only unit and the last month with works where it says nothing."""
    unit = request.GET.get("unit") or access_of(request.user).sole_unit_id
    if not unit:
        return None
    asked = {"unit": unit, "kind": request.GET.get("kind") or SheetKind.ROYALTY.value}
    return asked | {"period": request.GET.get("period") or _usual_period(request.user, asked)}


def _usual_period(user: User, asked: dict) -> str:
    form = ChoiceForm(user, asked | {"period": "01/2000"})
    if not form.is_valid():
        return ""
    unit, _, kind = form.chosen
    return f"{latest_period(unit, kind) or timezone.localdate():%m/%Y}"


def _build(user: User, choice: ChoiceForm, funding: FundingForm, left: set[int]) -> list[PaymentSheet]:
    unit, period, kind = choice.chosen
    told = {"unit": unit, "period": period, "kind": kind, "funding": typed_funding(funding.cleaned_data)}
    return build_sheets(actor=user, leave_off=frozenset(left), **told)


def _told(sheet: PaymentSheet) -> str:
    return f"«{sheet}», {format_number(sheet.gross)} đồng"


def _preview(user: User, choice: ChoiceForm) -> Preview:
    unit, period, kind = choice.chosen
    proposal = propose(unit=unit, period=period, kind=kind)
    drafts = PaymentSheet.objects.drafts().filter(unit=unit, period=period, kind=kind, counters=None)
    stays_off = [StaysOff(one, tuple(mends(user, unit.pk, one.about))) for one in proposal.left_out]
    caps = remuneration_caps(read_book(unit=unit), unit, period, _by_medium(proposal)) if _is_beside(kind) else []
    return Preview(proposal, list(drafts.defer("inputs")), stays_off, caps)


def _is_beside(kind: SheetKind) -> bool:
    return kind == SheetKind.REMUNERATION


def _by_medium(proposal: Proposal) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for one in proposal.ready:
        sums[one.work.outlet.medium] += one.planned.gross
    return sums
