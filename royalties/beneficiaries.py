"""Which accounts are the people whom sheets pay: nobody signs for his own money (design.md, «Who may sign»)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.access import Permission, roles_with
from core.models import Delegation, RoleAssignment, Unit, User
from core.text import person_sort_key
from royalties.models import Payee, PayeeAccount, PaymentSheet

_SIGN = (Permission.APPROVE_AS_BOARD, Permission.CHECK_SHEETS, Permission.APPROVE_SHEETS)


@dataclass(frozen=True)
class Same:
    """A payee and an account that are one person: because somebody decided so, or by the name alone."""

    payee: Payee
    user: User
    is_decided: bool


def signers_of(unit: Unit, on: date) -> list[User]:
    """This will list who could sign ordinary sheets of a unit on a day, by their own role or a lent one."""
    roles = {role for permission in _SIGN for role in roles_with(permission)}
    held = RoleAssignment.objects.in_force(on).filter(unit=unit, role__in=roles, user__is_active=True)
    lent = Delegation.objects.in_force(on).filter(unit=unit, role__in=roles, receiver__is_active=True)
    return list(User.objects.filter(Q(pk__in=held.values("user")) | Q(pk__in=lent.values("receiver"))))


def accounts_in(unit: Unit) -> QuerySet[User]:
    """This will list the accounts that hold a role in a unit today, their own or a lent one."""
    today = timezone.localdate()
    held = RoleAssignment.objects.in_force(today).filter(unit=unit).values("user")
    lent = Delegation.objects.in_force(today).filter(unit=unit).values("receiver")
    return User.objects.filter(Q(pk__in=held) | Q(pk__in=lent), is_active=True).order_by("full_name", "pk")


def own_payees(users: Collection[User], payees: Iterable[Payee]) -> dict[int, set[int]]:
    """This will name, by account, the payees that are the account's own person, in one query."""
    own: dict[int, set[int]] = defaultdict(set)
    for same in same_people(users, payees):
        own[same.user.pk].add(same.payee.pk)
    return dict(own)


def same_people(users: Collection[User], payees: Iterable[Payee]) -> list[Same]:
    """This will find which payees and accounts are one person, in one query, in the order of the payees.

    What a person decided of a payee and an account stands; else the same name, as names are compared, is the same
    person: rather one sheet too many signed by a deputy than money approved by whoever gets it.
    """
    payees = list(payees)
    decided = _decided(users, payees)
    names = {user.pk: person_sort_key(user.full_name) for user in users}
    return [
        Same(payee, user, is_decided=(payee.pk, user.pk) in decided)
        for payee in payees
        for user in users
        if decided.get((payee.pk, user.pk), payee.name_key == names[user.pk])
    ]


def is_beneficiary(user: User, sheet: PaymentSheet) -> bool:
    """This will tell whether a sheet pays an account's own person, be it by one line."""
    paid = sheet.counters or sheet
    payees = Payee.objects.filter(totals__sheet=paid).defer("id_number", "account_number")
    return bool(own_payees([user], payees))


def _decided(users: Collection[User], payees: list[Payee]) -> dict[tuple[int, int], bool]:
    rows = PayeeAccount.objects.filter(user__in=[user.pk for user in users], payee__in=[payee.pk for payee in payees])
    return {(payee, user): is_same for payee, user, is_same in rows.values_list("payee_id", "user_id", "is_same")}
