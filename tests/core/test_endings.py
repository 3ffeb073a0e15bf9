"""Roles, seats and accounts come to an end by a verb, never by oneself, and the past stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.access import Permission, access_of
from core.models import Board, BoardMember, Decision, RoleAssignment, User
from core.services import assign_role, close_account, delegate, end_role, seat_member, vacate_seat
from tests.core.accounts import holder, person, unit

START = date(2026, 1, 1)
WHY = "nghỉ hưu"
PASSWORD = "mật khẩu đủ dài"


@pytest.fixture
def admin(db) -> User:
    return holder("system_admin")


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def the_role(user: User) -> RoleAssignment:
    return RoleAssignment.objects.get(user=user)


def test_a_role_ends_after_its_last_day(admin, today):
    place = unit("a")
    user = holder("accountant", place)
    end_role(actor=admin, assignment=the_role(user), last_on=today, reason=WHY)
    assert access_of(user, on=today).allows(Permission.PREPARE_SHEETS, place.pk)
    assert not access_of(user, on=today + timedelta(days=1)).allows(Permission.PREPARE_SHEETS, place.pk)
    row = Decision.objects.get()
    assert (row.action, row.unit, row.reason) == ("kết thúc vai trò", place, WHY)
    assert (row.before, row.after) == ({"vai trò": "Kế toán", "đến": None}, {"đến": f"{today:%d/%m/%Y}"})


def test_yesterday_is_the_earliest_last_day(admin, today):
    user = holder("accountant", unit("a"))
    with pytest.raises(ValidationError, match="sớm nhất là"):
        end_role(actor=admin, assignment=the_role(user), last_on=today - timedelta(days=2), reason=WHY)
    end_role(actor=admin, assignment=the_role(user), last_on=today - timedelta(days=1), reason=WHY)
    assert not access_of(user, on=today).allows(Permission.VIEW_WORKS)


def test_a_role_ends_neither_before_it_began_nor_later_than_it_did(admin, today):
    later, past = today + timedelta(days=30), today - timedelta(days=90)
    coming = holder("accountant", unit("a"), start=later, username="sau")
    over = holder("accountant", unit("b"), end=past, username="trước")
    with pytest.raises(ValidationError, match="ngày bắt đầu"):
        end_role(actor=admin, assignment=the_role(coming), last_on=today, reason=WHY)
    with pytest.raises(ValidationError, match="muốn kéo dài thì giao lại"):
        end_role(actor=admin, assignment=the_role(over), last_on=today, reason=WHY)
    assert the_role(over).end_on == past
    assert not Decision.objects.exists()


def test_an_account_that_is_shut_can_do_nothing(admin, client):
    user = holder("accountant", unit("a"))
    client.force_login(user)
    assert client.get("/").status_code == 200
    close_account(actor=admin, user=user, reason=WHY)
    assert client.get("/").status_code == 302
    assert not access_of(User.objects.get(pk=user.pk)).allows(Permission.VIEW_LAW)
    assert (Decision.objects.get().action, Decision.objects.get().target_label) == ("khoá tài khoản", str(user))
    with pytest.raises(ValidationError, match="đã khoá từ trước"):
        close_account(actor=admin, user=user, reason=WHY)


def test_the_system_actor_is_not_shut(admin, system):
    with pytest.raises(ValidationError, match="Tác nhân hệ thống"):
        close_account(actor=admin, user=system, reason=WHY)


def test_a_head_who_leaves_makes_room_for_the_next(admin):
    board = Board.objects.create(unit=unit("a"), name="Ban", decision_number="1", decided_on=START)
    seat = BoardMember.objects.create(board=board, user=person("an"), position="head", start_on=START)
    vacate_seat(actor=admin, seat=seat, last_on=date(2026, 6, 30), reason=WHY)
    seat_member(actor=admin, board=board, user=person("binh"), position="head", start_on=date(2026, 7, 1))
    ended = Decision.objects.get(action="thôi chức danh ban biên tập")
    assert (ended.before, ended.after) == ({"người": "an", "chức danh": "Trưởng ban"}, {"đến": "30/06/2026"})
    with pytest.raises(ValidationError, match="đã thôi chức danh từ 30/06/2026"):
        vacate_seat(actor=admin, seat=seat, last_on=date(2026, 6, 1), reason=WHY)


def test_a_seat_does_not_end_before_it_began(admin):
    board = Board.objects.create(unit=unit("a"), name="Ban", decision_number="1", decided_on=START)
    seat = BoardMember.objects.create(board=board, user=person("an"), position="head", start_on=START)
    with pytest.raises(ValidationError, match="phải sau ngày bắt đầu"):
        vacate_seat(actor=admin, seat=seat, last_on=date(2025, 12, 31), reason=WHY)


def test_nothing_ends_without_a_reason(admin, today):
    user = holder("accountant", unit("a"))
    board = Board.objects.create(unit=unit("b"), name="Ban", decision_number="1", decided_on=START)
    seat = BoardMember.objects.create(board=board, user=user, position="member", start_on=START)
    for act in (
        lambda: end_role(actor=admin, assignment=the_role(user), last_on=today, reason=" "),
        lambda: close_account(actor=admin, user=user, reason=""),
        lambda: vacate_seat(actor=admin, seat=seat, last_on=today, reason="\t"),
    ):
        with pytest.raises(ValidationError, match="lý do"):
            act()
    assert not Decision.objects.exists()


def test_an_administrator_does_nothing_to_himself(admin, today):
    place = unit("a")
    giver = holder("board_head", place)
    for act in (
        lambda: assign_role(actor=admin, user=admin, role="auditor", start_on=today),
        lambda: assign_role(actor=admin, user=admin, role="accountant", unit=place, start_on=today),
        lambda: delegate(
            actor=admin,
            giver=giver,
            receiver=admin,
            role="board_head",
            unit=place,
            document_number="1",
            days=(today, today),
        ),
        lambda: end_role(actor=admin, assignment=the_role(admin), last_on=today, reason=WHY),
        lambda: close_account(actor=admin, user=admin, reason=WHY),
    ):
        with pytest.raises(ValidationError, match="cho chính mình"):
            act()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("role", ["board_head", "unit_head", "accountant", "auditor", "provincial_coordinator"])
def test_only_who_manages_accounts_ends_anything(db, today, role):
    place = unit("a")
    actor = holder(role, None if role in ("auditor", "provincial_coordinator") else place)
    user = holder("recorder", place)
    board = Board.objects.create(unit=place, name="Ban", decision_number="1", decided_on=START)
    seat = BoardMember.objects.create(board=board, user=user, position="member", start_on=START)
    for act in (
        lambda: end_role(actor=actor, assignment=the_role(user), last_on=today, reason=WHY),
        lambda: close_account(actor=actor, user=user, reason=WHY),
        lambda: vacate_seat(actor=actor, seat=seat, last_on=today, reason=WHY),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Decision.objects.exists()


def type_passwords(monkeypatch, *typed: str) -> None:
    answers = iter(typed)
    monkeypatch.setattr("core.management.commands.first_account.getpass", lambda prompt: next(answers))


def test_a_new_installation_gets_its_first_account(system, monkeypatch, capsys):
    type_passwords(monkeypatch, PASSWORD, PASSWORD)
    call_command("first_account", "Quan.Tri", name="Lê Quản")
    user = User.objects.get(username="quan.tri")
    assert user.check_password(PASSWORD)
    assert access_of(user).allows(Permission.MANAGE_ACCOUNTS)
    assert not access_of(user).allows(Permission.VIEW_WORKS)
    assert "Đã mở tài khoản «quan.tri»" in capsys.readouterr().out


def test_the_first_account_is_opened_once(admin, monkeypatch):
    type_passwords(monkeypatch, PASSWORD, PASSWORD)
    with pytest.raises(CommandError, match="Đã có người quản trị"):
        call_command("first_account", "hai", name="Lê Hai")
    assert not User.objects.filter(username="hai").exists()


def test_an_administrator_who_left_does_not_bar_the_next(system, monkeypatch, today):
    holder("system_admin", end=today - timedelta(days=1))
    type_passwords(monkeypatch, PASSWORD, PASSWORD)
    call_command("first_account", "hai", name="Lê Hai")
    assert access_of(User.objects.get(username="hai")).allows(Permission.MANAGE_ACCOUNTS)


@pytest.mark.parametrize(
    ("typed", "message"),
    [(("ngắn", "ngắn"), "ít nhất 12 ký tự"), ((PASSWORD, "khác hẳn đấy nhé"), "không giống nhau")],
)
def test_a_first_account_with_a_bad_password_is_not_opened(system, monkeypatch, typed, message):
    type_passwords(monkeypatch, *typed)
    with pytest.raises(CommandError, match=message):
        call_command("first_account", "quantri", name="Lê Quản")
    assert not User.objects.filter(username="quantri").exists()
