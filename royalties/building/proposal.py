"""Which works a sheet of a month would hold, and why each other work of the unit stays off it; nothing is written."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from core.models import Unit
from rates.book import RateBook
from rates.queries import read_book
from royalties.beneficiaries import Same, same_people, signers_of
from royalties.building.plan import inside_of, with_parts
from royalties.building.priced import PlannedWork, remuneration_of, royalty_of
from royalties.compute.refusals import RefusedError
from royalties.models import ContributionRole, DuplicatePair, PaidClaim, RemunerationShare, Verdict, Work
from royalties.paid_elsewhere import paid_elsewhere, say_paid_elsewhere
from royalties.queries import late_before, without_set_aside
from royalties.services.checking import last_day
from royalties.states import SheetKind, WorkState

# So many works that are not ready are named; the rest is counted.
NAMED = 100


@dataclass(frozen=True)
class Ready:
    """A work that would be on the sheet, in đồng; late where it is past the days in which the law wants it paid.

    :ivar due_on: the last day on which the law wants it paid; None where no law says.
    :ivar signers: those who sign ordinary sheets and get a part of it, so that it stands on the separate one.
    """

    work: Work
    planned: PlannedWork
    is_late: bool
    due_on: date | None
    signers: tuple[Same, ...]

    @property
    def is_separate(self) -> bool:
        """Whether a deputy or a superior signs the sheet that it stands on."""
        return bool(self.signers)


@dataclass(frozen=True)
class LeftOut:
    """A work that stays off the sheet, every reason for it, and what to open besides the work to mend that."""

    work: Work
    reasons: tuple[str, ...]
    about: tuple[Model, ...] = ()


@dataclass(frozen=True)
class _Reason:
    """Why a work stays off, in words, and the payee, the pair or the sheet that it is about."""

    text: str
    about: tuple[Model, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """What a sheet of one month and kind would hold.

    :ivar unready: how many works of the month and before are not reviewed, or not scored, beyond those named.
    """

    unit: Unit
    period: date
    kind: SheetKind
    ready: tuple[Ready, ...]
    left_out: tuple[LeftOut, ...]
    unready: int

    def works(self, *, is_separate: bool) -> list[Work]:
        """This will list the works of the ordinary sheet, or of the one that a deputy or a superior signs."""
        return [one.work for one in self.ready if one.is_separate == is_separate]

    def signers(self) -> list[Same]:
        """This will list, each once, those who sign ordinary sheets and get a part of the works."""
        return list(dict.fromkeys(same for one in self.ready for same in one.signers))

    def gross(self, *, is_separate: bool) -> int:
        """This will sum what the ordinary, or the separate, sheet would pay in đồng."""
        return sum(one.planned.gross for one in self.ready if one.is_separate == is_separate)


def propose(*, unit: Unit, period: date, kind: SheetKind) -> Proposal:
    """This will look through the unit's works to the end of the month, late ones first, in as many queries always."""
    book = read_book(unit=unit)
    scored = list(with_parts(_candidates(unit, period, kind)).order_by("published_on", "pk"))
    reasons = _reasons(unit, kind, scored)
    planned = _price(book, kind, scored, reasons)
    signers = _paid_signers(unit, planned)
    days = _days_to_pay(book)
    ready = [_ready(planned[work.pk], days, signers) for work in scored if work.pk in planned]
    left_out = [_left_out(work, reasons[work.pk]) for work in scored if work.pk not in planned]
    unready, more = _unready(unit, period, kind)
    ready.sort(key=lambda one: not one.is_late)
    return Proposal(unit, period, kind, tuple(ready), (*left_out, *unready), more)


def latest_period(unit: Unit, kind: SheetKind) -> date | None:
    """This will name the last month in which works wait for a sheet of the kind, or None."""
    last = _candidates(unit, None, kind).aggregate(last=Max("published_on"))["last"]
    return last.replace(day=1) if last else None


def _ready(planned: PlannedWork, days: timedelta | None, signers: dict[int, Same]) -> Ready:
    due_on = planned.work.published_on + days if days is not None else None
    paid = dict.fromkeys(one.payee_id for one in planned.people)
    named = tuple(signers[payee_id] for payee_id in paid if payee_id in signers)
    return Ready(planned.work, planned, bool(due_on and due_on < timezone.localdate()), due_on, named)


def _days_to_pay(book: RateBook) -> timedelta | None:
    today = timezone.localdate()
    late = late_before(book, today)
    return today - late if late else None


def _left_out(work: Work, reasons: Sequence[_Reason]) -> LeftOut:
    about = tuple(dict.fromkeys(thing for reason in reasons for thing in reason.about))
    return LeftOut(work, tuple(reason.text for reason in reasons), about)


def _candidates(unit: Unit, period: date | None, kind: SheetKind) -> QuerySet:
    works = Work.objects.filter(outlet__unit=unit)
    works = works.filter(published_on__lte=last_day(period)) if period else works
    if kind == SheetKind.ROYALTY:
        return works.filter(state=WorkState.SCORED)
    # Remuneration is a part of a royalty that stands: its work is on a sheet already, or paid.
    claimed = PaidClaim.objects.filter(contribution=OuterRef("contribution"), released_at=None)
    unpaid = RemunerationShare.objects.filter(~Exists(claimed), contribution__work=OuterRef("pk"))
    standing = works.filter(Exists(unpaid), state__in=[WorkState.ON_SHEET, WorkState.PAID])
    return standing.exclude(on_sheets__sheet__in=unit.sheets.open().filter(kind=kind))


def _reasons(unit: Unit, kind: SheetKind, works: Sequence[Work]) -> dict[int, list[_Reason]]:
    """By work, everything that keeps it off a sheet but for its price."""
    found: dict[int, list[_Reason]] = defaultdict(list)
    for work, paid in zip(works, paid_elsewhere(unit.pk, works), strict=True):
        if paid:
            found[work.pk].append(_Reason(say_paid_elsewhere(paid)))
    for work_id, reason in (*_pair_reasons(works), *_claim_reasons(kind, works)):
        found[work_id].append(reason)
    for work in works:
        found[work.pk] += _people_reasons(kind, work)
    return found


def _people_reasons(kind: SheetKind, work: Work) -> list[_Reason]:
    people = _paid_people(kind, work)
    if not people:
        return [_Reason("chưa có tác giả" if kind == SheetKind.ROYALTY else "chưa đặt tỷ lệ thù lao")]
    lacking = tuple(one.payee for one in people if one.payee.to_complete)
    names = ", ".join(payee.name for payee in lacking)
    return [_Reason(f"hồ sơ người nhận cần bổ sung: {names}", lacking)] if lacking else []


def _paid_people(kind: SheetKind, work: Work) -> list:
    if kind == SheetKind.ROYALTY:
        return [one for one in work.contributions.all() if one.role == ContributionRole.AUTHOR]
    return [one for one in work.contributions.all() if hasattr(one, "remuneration")]


def _pair_reasons(works: Sequence[Work]) -> Iterable[tuple[int, _Reason]]:
    ids = {work.pk for work in works}
    pairs = DuplicatePair.objects.filter(Q(first__in=ids) | Q(second__in=ids)).exclude(verdict=Verdict.DIFFERENT)
    for pair in pairs.select_related("first", "second"):
        if pair.verdict == Verdict.WAITING:
            for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
                yield one.pk, _Reason(f"nghi trùng với «{other}», chưa quyết định", (pair,))
        else:
            yield pair.set_aside.pk, _Reason(f"là một với «{pair.kept}», tác phẩm được giữ để chi", (pair,))


def _claim_reasons(kind: SheetKind, works: Sequence[Work]) -> Iterable[tuple[int, _Reason]]:
    people = {one.pk: work.pk for work in works for one in _paid_people(kind, work)}
    claims = PaidClaim.objects.filter(contribution__in=people, released_at=None).select_related("sheet")
    for claim in claims.defer("sheet__inputs"):
        yield people[claim.contribution_id], _Reason(f"đã tính để chi ở «{claim.sheet}»", (claim.sheet,))


def _price(
    book: RateBook, kind: SheetKind, works: Sequence[Work], reasons: dict[int, list[_Reason]]
) -> dict[int, PlannedWork]:
    """What can be on the sheet, priced; what the law refuses, or a quota covers whole, gets its reason."""
    inside = inside_of(works) if kind == SheetKind.ROYALTY else {}
    planned = {}
    for work in works:
        try:
            one = _priced(book, kind, work, inside.get(work.pk, frozenset())) if not reasons[work.pk] else None
        except RefusedError as error:
            reasons[work.pk].append(_Reason(str(error)))
            continue
        if one and one.lines and all(line.is_inside_quota for line in one.lines):
            reasons[work.pk].append(_Reason("trong định mức của tác giả: không chi"))
        elif one:
            planned[work.pk] = one
    return planned


def _priced(book: RateBook, kind: SheetKind, work: Work, inside: frozenset[int]) -> PlannedWork:
    return remuneration_of(book, work) if kind == SheetKind.REMUNERATION else royalty_of(book, work, inside)


def _paid_signers(unit: Unit, planned: dict[int, PlannedWork]) -> dict[int, Same]:
    """By payee, those who sign ordinary sheets of the unit."""
    people = {one.payee_id: one.payee for work in planned.values() for one in work.people}
    same = same_people(signers_of(unit, timezone.localdate()), people.values())
    return {one.payee.pk: one for one in same}


def _unready(unit: Unit, period: date, kind: SheetKind) -> tuple[list[LeftOut], int]:
    if kind != SheetKind.ROYALTY:
        return [], 0
    states = (WorkState.RECORDED, WorkState.REVIEWED)
    works = without_set_aside(Work.objects.filter(outlet__unit=unit, published_on__lte=last_day(period)))
    works = works.filter(state__in=states)
    said = {WorkState.RECORDED: "chưa kiểm duyệt", WorkState.REVIEWED: "chưa chấm"}
    shown = list(works.select_related("outlet").order_by("published_on", "pk")[: NAMED + 1])
    more = works.count() - NAMED if len(shown) > NAMED else 0
    return [LeftOut(work, (said[WorkState(work.state)],)) for work in shown[:NAMED]], more
