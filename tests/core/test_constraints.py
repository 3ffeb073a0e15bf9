"""Every rule that the database keeps for core: its message on the screen, its refusal of raw rows."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.models import Board, BoardMember, Delegation, RoleAssignment, Unit, User
from tests.core.accounts import person, unit

MONDAY, TUESDAY = date(2026, 6, 1), date(2026, 6, 2)


def seat(position: str, **columns) -> BoardMember:
    board = Board.objects.first() or Board.objects.create(
        unit=unit("a"), name="Ban biên tập", decision_number="1/QĐ", decided_on=MONDAY
    )
    return BoardMember(
        **{"board": board, "user": person(f"u{User.objects.count()}"), "start_on": MONDAY} | columns, position=position
    )


def role(name: str = "accountant", **columns) -> RoleAssignment:
    given = {"user": User.objects.first(), "role": name, "unit": None, "start_on": MONDAY}
    return RoleAssignment(**given | columns)


def delegation(**columns) -> Delegation:
    given = {
        "giver": person("giver"),
        "receiver": person("receiver"),
        "role": "board_head",
        "unit": unit("a"),
        "document_number": "1/GUQ",
        "start_on": MONDAY,
        "end_on": TUESDAY,
    }
    return Delegation(**given | columns)


def board(**columns) -> Board:
    return Board(**{"name": "Ban", "decision_number": "1/QĐ", "decided_on": MONDAY} | columns)


def user(username: str, **columns) -> User:
    return User(username=username, full_name="Người", password="!", **columns)


def commune(**columns) -> Unit:
    return Unit(**{"code": "x", "name": "Xã X", "level": "commune", "source_label": "QUOTED"} | columns)


# By the constraint's name: its message, and a function that makes the row it refuses (after one that it accepts).
CASES = {
    "user_username_once": (
        "Tên đăng nhập này đã có người dùng.",
        lambda: (person("AN"), user("an")),
    ),
    "one_system_actor": (
        "Chỉ có một tác nhân hệ thống.",
        lambda: (None, user("khac", is_system=True)),
    ),
    "unit_level_known": (
        "Giá trị 'làng' không phải là lựa chọn hợp lệ.",
        lambda: (None, commune(level="làng")),
    ),
    "unit_dates_in_order": (
        "Ngày kết thúc của đơn vị phải sau ngày bắt đầu.",
        lambda: (None, commune(existed_from=TUESDAY, existed_to=MONDAY)),
    ),
    "unit_qhns_once": (
        "Mã QHNS này đã thuộc một đơn vị khác.",
        lambda: (unit("a", qhns_code="1234567"), commune(qhns_code="1234567")),
    ),
    "role_where_it_belongs": (
        "Vai trò của đơn vị phải có đơn vị; vai trò toàn tỉnh thì không.",
        lambda: (None, role("accountant", unit=None)),
    ),
    "role_dates_in_order": (
        "Ngày kết thúc vai trò phải sau ngày bắt đầu.",
        lambda: (None, role("auditor", start_on=TUESDAY, end_on=MONDAY)),
    ),
    "unit_role_given_once": (
        "Vai trò này đã được giao từ ngày này.",
        lambda: (role(unit=unit("a")).save(), role(unit=Unit.objects.get())),
    ),
    "province_role_given_once": (
        "Vai trò này đã được giao từ ngày này.",
        lambda: (role("auditor").save(), role("auditor")),
    ),
    "delegation_of_a_unit_role": (
        "Chỉ uỷ quyền vai trò trong đơn vị.",
        lambda: (None, delegation(role="auditor")),
    ),
    "delegation_to_another": (
        "Không tự uỷ quyền cho chính mình.",
        lambda: (None, delegation(giver=(same := person("an")), receiver=same)),
    ),
    "delegation_dates_in_order": (
        "Ngày hết uỷ quyền phải sau ngày bắt đầu.",
        lambda: (None, delegation(start_on=TUESDAY, end_on=MONDAY)),
    ),
    "board_decision_once": (
        "Quyết định thành lập này đã được nhập cho đơn vị.",
        lambda: (board(unit=unit("a")).save(), board(unit=Unit.objects.get(), name="Ban khác")),
    ),
    "board_position_known": (
        "Giá trị 'chief' không phải là lựa chọn hợp lệ.",
        lambda: (None, seat("chief")),
    ),
    "board_seat_dates_in_order": (
        "Ngày thôi chức danh phải sau ngày bắt đầu.",
        lambda: (None, seat("member", start_on=TUESDAY, end_on=MONDAY)),
    ),
    "one_head_at_a_time": (
        "Ban biên tập đang có Trưởng ban.",
        lambda: (seat("head").save(), seat("head", start_on=TUESDAY)),
    ),
}


def test_every_constraint_of_core_is_tried_here():
    declared = {rule.name for model in apps.get_app_config("core").get_models() for rule in model._meta.constraints}
    assert declared == set(CASES)


@pytest.mark.parametrize(("message", "make"), CASES.values(), ids=CASES)
def test_a_wrong_row_gets_a_readable_message(db, message, make):
    _, wrong = make()
    with pytest.raises(ValidationError) as refusal:
        wrong.full_clean()
    assert message in refusal.value.messages


@pytest.mark.parametrize("make", [make for _, make in CASES.values()], ids=CASES)
def test_the_database_itself_refuses_a_wrong_row(db, make):
    _, wrong = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(wrong).objects.bulk_create([wrong])


@pytest.mark.parametrize(
    "make",
    [
        lambda: (seat("head", end_on=MONDAY).save(), seat("head", start_on=TUESDAY)),
        lambda: (seat("deputy").save(), seat("deputy")),
        lambda: (role("auditor").save(), role("auditor", start_on=TUESDAY)),
        lambda: (None, role("auditor", end_on=MONDAY)),
        lambda: (None, delegation(end_on=MONDAY)),
        lambda: (unit("a"), commune()),
        lambda: (board(unit=unit("a")).save(), board(unit=unit("b"))),
    ],
)
def test_rows_just_inside_the_rules_are_accepted(db, make):
    _, right = make()
    right.full_clean(exclude=["name_key"])
    right.save()
    assert right.pk
