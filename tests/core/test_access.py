"""Who may do what: every role by every permission, every bound of a date, and the near misses."""

from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from core.access import Permission, Role, access_of, require
from core.models import Decision, Delegation, RoleAssignment, Unit, User
from core.services import system_actor
from tests.core.accounts import LONG_AGO, holder, person, unit

DAY = date(2026, 6, 15)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)

EVERYBODY = {"view_law", "view_units"}
HEADS = {"view_works", "view_payees", "view_sheets", "view_decisions", "narrow_schedules"}
# Kept by hand: what a role gives in its own unit, and everywhere.
IN_UNIT = {
    "recorder": {"view_works", "view_payees", "view_sheets", "record_works", "prepare_sheets", "edit_payees"},
    "board_head": HEADS | {"review_works", "score_works", "approve_as_board"},
    "board_deputy": HEADS | {"review_works", "score_works", "approve_as_deputy"},
    "accountant": {
        *{"view_works", "view_payees", "view_sheets", "prepare_sheets", "edit_payees"},
        *{"check_sheets", "pay"},
    },
    "unit_head": HEADS | {"approve_sheets"},
}
IN_PROVINCE = {
    "finance_reviewer": set(),
    "provincial_coordinator": {"view_works", "keep_schedules"},
    "auditor": {"view_works", "view_payees", "view_sheets", "view_decisions", "view_accounts"},
    "system_admin": {"view_accounts", "manage_accounts"},
}
SYSTEM = {"prepare_sheets", "manage_accounts", "manage_law"}
ALL = {
    *EVERYBODY,
    *{"view_works", "view_payees", "view_sheets", "view_decisions", "view_accounts"},
    *{"record_works", "review_works", "score_works"},
    *{"prepare_sheets", "edit_payees", "manage_accounts", "manage_law"},
    *{"keep_schedules", "narrow_schedules"},
    *{"approve_as_board", "approve_as_deputy", "check_sheets", "approve_sheets"},
    *{"pay"},
}


def allowed(user: User, place: Unit | None = None, on: date | None = None) -> set[str]:
    access = access_of(user, on=on)
    return {permission.value for permission in Permission if access.allows(permission, place.pk if place else None)}


def test_the_tables_above_name_every_role_and_every_permission():
    assert {*IN_UNIT, *IN_PROVINCE} == set(Role.values)
    assert {permission.value for permission in Permission} == ALL
    assert set(Role.unit_roles()) == set(IN_UNIT)
    assert set(Role.province_roles()) == set(IN_PROVINCE)


@pytest.mark.parametrize(("role", "given"), IN_UNIT.items())
def test_a_role_of_a_unit_gives_its_permissions_there_and_only_there(db, role, given):
    mine, other = unit("a"), unit("b")
    user = holder(role, mine)
    assert allowed(user, mine) == given | EVERYBODY
    assert allowed(user, other) == EVERYBODY
    assert allowed(user) == given | EVERYBODY


@pytest.mark.parametrize(("role", "given"), IN_PROVINCE.items())
def test_a_role_of_the_province_gives_its_permissions_everywhere(db, role, given):
    user = holder(role)
    assert allowed(user, unit("a")) == given | EVERYBODY
    assert allowed(user) == given | EVERYBODY


def test_who_holds_no_role_may_do_nothing(db):
    assert allowed(person("an")) == set()
    assert allowed(AnonymousUser()) == set()


def test_an_inactive_account_may_do_nothing(db):
    user = holder("accountant", unit("a"))
    user.is_active = False
    user.save()
    assert allowed(User.objects.get(pk=user.pk), Unit.objects.get()) == set()


def test_the_system_actor_loads_and_drafts_but_sees_and_signs_nothing(db):
    assert allowed(system_actor()) == SYSTEM
    assert not SYSTEM & {name for name in ALL if name.startswith(("view", "sign", "approve", "review"))}


def test_nobody_can_log_in_as_the_system_actor(db):
    assert not system_actor().has_usable_password()


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (DAY, None, True),
        (AFTER, None, False),
        (BEFORE, DAY, True),
        (BEFORE, BEFORE, False),
        (DAY, DAY, True),
    ],
)
def test_a_role_holds_from_its_first_to_its_last_day(db, start, end, holds):
    user = holder("accountant", unit("a"), start=start, end=end)
    assert (allowed(user, Unit.objects.get(), on=DAY) != set()) is holds


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (DAY, AFTER, True),
        (AFTER, AFTER, False),
        (BEFORE, DAY, True),
        (BEFORE, BEFORE, False),
    ],
)
def test_a_delegation_holds_from_its_first_to_its_last_day(db, start, end, holds):
    place = unit("a")
    receiver = person("an")
    lend(holder("board_head", place), receiver, place, start=start, end=end)
    assert (allowed(receiver, place, on=DAY) == IN_UNIT["board_head"] | EVERYBODY) is holds


def lend(giver: User, receiver: User, place: Unit, *, start=LONG_AGO, end=AFTER, role="board_head") -> None:
    Delegation.objects.create(
        giver=giver, receiver=receiver, role=role, unit=place, document_number="1/GUQ", start_on=start, end_on=end
    )


def test_a_delegation_is_for_one_unit(db):
    mine, other = unit("a"), unit("b")
    receiver = person("an")
    lend(holder("board_head", mine), receiver, mine)
    assert allowed(receiver, other, on=DAY) == EVERYBODY


@pytest.mark.parametrize("role_ends", [BEFORE, None])
def test_a_delegation_lapses_with_the_role_that_was_lent(db, role_ends):
    place = unit("a")
    receiver = person("an")
    lend(holder("board_head", place, end=role_ends), receiver, place)
    assert bool(allowed(receiver, place, on=DAY)) is (role_ends is None)


def test_a_role_held_elsewhere_or_another_role_is_not_lent(db):
    mine, other = unit("a"), unit("b")
    receiver = person("an")
    lend(holder("board_head", other), receiver, mine)
    lend(holder("accountant", mine), receiver, mine)
    assert allowed(receiver, mine, on=DAY) == set()


def test_a_closed_account_lends_nothing(db):
    place = unit("a")
    receiver, giver = person("an"), holder("board_head", place)
    lend(giver, receiver, place)
    User.objects.filter(pk=giver.pk).update(is_active=False)
    assert allowed(receiver, place, on=DAY) == set()


def test_what_was_lent_cannot_be_lent_on(db):
    place = unit("a")
    first, second = person("an"), person("binh")
    lend(holder("board_head", place), first, place)
    lend(first, second, place)
    assert allowed(second, place, on=DAY) == set()


@time_machine.travel("2026-06-15T16:59:59Z", tick=False)
def test_a_role_begins_at_midnight_in_viet_nam(db):
    user = holder("accountant", unit("a"), start=date(2026, 6, 16))
    assert allowed(user) == set()
    with time_machine.travel("2026-06-15T17:00:00Z", tick=False):
        assert allowed(user) == IN_UNIT["accountant"] | EVERYBODY


def test_access_is_read_once_a_request(db, django_assert_num_queries):
    user = holder("accountant", unit("a"))
    with django_assert_num_queries(2):
        access_of(user)
        access_of(user)


def test_require_lets_the_right_person_pass_and_names_the_other(db):
    mine, other = unit("a"), unit("b")
    user = holder("accountant", mine)
    require(user, Permission.PREPARE_SHEETS, unit=mine)
    with pytest.raises(PermissionDenied, match="Người accountant"):
        require(user, Permission.PREPARE_SHEETS, unit=other)
    with pytest.raises(PermissionDenied, match="Người accountant"):
        require(user, Permission.MANAGE_ACCOUNTS)


@pytest.fixture
def book(system) -> dict[str, int]:
    """One decision in each of two units, one of the province."""
    places = {"a": unit("a"), "b": unit("b"), "province": None}
    return {
        name: Decision.objects.create(
            actor=system, action="thử", target_type="đơn vị", target_label=name, unit=place
        ).pk
        for name, place in places.items()
    }


@pytest.mark.parametrize(
    ("role", "place", "seen"),
    [
        ("board_head", "a", {"a"}),
        ("unit_head", "b", {"b"}),
        ("accountant", "a", set()),
        ("auditor", None, {"a", "b", "province"}),
        ("system_admin", None, set()),
    ],
)
def test_rows_are_visible_in_the_units_of_the_permission_only(book, role, place, seen):
    user = holder(role, Unit.objects.get(code=place) if place else None)
    assert {row.target_label for row in Decision.objects.visible_to(user)} == seen


def test_rows_of_no_unit_are_for_those_who_see_everything(db):
    place = unit("a")
    assert not RoleAssignment.objects.visible_to(holder("unit_head", place)).exists()
    assert RoleAssignment.objects.visible_to(holder("system_admin")).count() == 2
    assert not User.objects.visible_to(AnonymousUser()).exists()
