"""Which payment sheets wait for an account's signature, and which wait for long."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.access import access_of
from core.models import User
from core.text import person_sort_key
from royalties.models import PayeeAccount, PayeeTotal, SheetStep, SheetWork
from royalties.services.signing import WORK_OF_PREPARING
from royalties.states import SIGNATURES, SheetAction

# A rule of the house: whoever has not signed for so long is reminded.
SLOW = timedelta(days=7)
_ROLES = [move.permission for move in SIGNATURES] + [move.of_separate for move in SIGNATURES if move.of_separate]
_SIGNED = [move.action for move in SIGNATURES]


def signs_anywhere(user: User) -> bool:
    """This will tell whether an account holds a role in which sheets are signed."""
    return any(access_of(user).in_units.get(permission) for permission in _ROLES)


def waiting_for_signature(sheets: QuerySet, user: User) -> QuerySet:
    """This will keep the sheets that an account may sign today, with since when they wait and how many works they hold.

    Left out are those that it made or changed, signed before, or is paid by; a return makes signatures lapse.
    """
    in_units = access_of(user).in_units
    turn = Q(pk__in=[])
    for move in SIGNATURES:
        turn |= Q(status__in=move.before, unit__in=in_units.get(move.permission, ()))
        if move.of_separate:
            turn |= Q(status__in=move.before, unit__in=in_units.get(move.of_separate, ()), is_separate=True)
    own = SheetStep.objects.filter(sheet=OuterRef("pk"), actor=user)
    works = SheetWork.objects.filter(sheet=OuterRef("pk")).order_by().values("sheet").annotate(number=Count("pk"))
    submissions = SheetStep.objects.filter(sheet=OuterRef("pk"), action=SheetAction.SUBMIT).order_by("-pk")
    return (
        sheets.filter(turn)
        .exclude(created_by=user)
        .annotate(
            submitted_at=Subquery(submissions.values("at")[:1]),
            submission=Subquery(submissions.values("pk")[:1]),
            number_of_works=Coalesce(Subquery(works.values("number")), 0),
        )
        .exclude(Exists(own.filter(action__in=WORK_OF_PREPARING)))
        .exclude(Exists(own.filter(action__in=_SIGNED, pk__gt=OuterRef("submission"))))
        .exclude(Exists(_paid_to(user)))
    )


def slow_sheets(sheets: QuerySet, on: date) -> QuerySet:
    """This will keep those of the waiting sheets that were submitted more than a week before a day."""
    return sheets.filter(submitted_at__lt=_morning(on) - SLOW)


def is_slow(submitted_at: datetime) -> bool:
    """This will tell whether what was submitted then waits for long today."""
    return submitted_at < _morning(timezone.localdate()) - SLOW


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _paid_to(user: User) -> QuerySet:
    """The totals of a sheet, or of the one that it cancels, that are the account's own money."""
    ruled = PayeeAccount.objects.filter(payee=OuterRef("payee"), user=user)
    own = Q(Exists(ruled.filter(is_same=True)))
    named = Q(payee__name_key=person_sort_key(user.full_name)) & ~Q(Exists(ruled.filter(is_same=False)))
    of_sheet = Q(sheet=OuterRef("pk")) | Q(sheet__countered_by=OuterRef("pk"))
    return PayeeTotal.objects.filter(of_sheet).filter(own | named)
