"""Verbs of core: what they do, the decision row they leave, whom they refuse."""

import csv
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError

from core.access import Permission, access_of
from core.models import Board, BoardMember, Decision, Delegation, RoleAssignment, Unit, User
from core.services import (
    UNITS_CSV,
    assign_role,
    create_account,
    create_board,
    delegate,
    load_units,
    seat_member,
    system_actor,
)
from tests.core.accounts import holder, person, unit

START, END = date(2026, 1, 1), date(2026, 12, 31)
PASSWORD = "mật khẩu đủ dài"


@pytest.fixture
def admin(db) -> User:
    return holder("system_admin")


def the_decision() -> tuple:
    row = Decision.objects.get()
    return row.action, row.target_label, row.unit.code if row.unit else None


def test_an_account_is_opened_with_nothing_to_do_yet(admin):
    user = create_account(actor=admin, username="An.Le", full_name="Lê An", password=PASSWORD)
    assert User.objects.get(username="an.le") == user
    assert user.check_password(PASSWORD)
    assert not access_of(user).allows(Permission.VIEW_UNITS)
    assert the_decision() == ("mở tài khoản", "Lê An", None)
    assert Decision.objects.get().after is None


@pytest.mark.parametrize(
    ("username", "password", "message"),
    [
        ("an", "ngắn", "Mật khẩu quá ngắn: cần ít nhất 12 ký tự"),
        ("an", "123456789012", "hoàn toàn là số"),
        ("an", "password1234", "quá phổ biến"),
        ("nguyenvanan", "nguyenvanan1", "quá giống với tên đăng nhập"),
        ("SYSTEM_ADMIN", PASSWORD, "Tên đăng nhập đã tồn tại"),
        ("", PASSWORD, "không được để trắng"),
    ],
)
def test_a_weak_password_or_a_taken_name_is_refused(admin, username, password, message):
    with pytest.raises(ValidationError, match=message):
        create_account(actor=admin, username=username, full_name="Lê An", password=password)
    assert not Decision.objects.exists()


def test_a_user_name_is_found_whatever_its_case(admin):
    user = create_account(actor=admin, username="Đức", full_name="Lê Đức", password=PASSWORD)
    assert User.objects.get_by_natural_key("ĐỨC") == user


def test_a_role_is_given_between_two_days(admin):
    place, user = unit("a"), person("an")
    given = assign_role(actor=admin, user=user, role="accountant", unit=place, start_on=START, end_on=END)
    assert RoleAssignment.objects.filter(user=user).get() == given
    assert the_decision() == ("giao vai trò", "Người an", "a")
    assert Decision.objects.get().after == {"vai trò": "Kế toán", "từ": "01/01/2026", "đến": "31/12/2026"}


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"role": "accountant"}, "phải có đơn vị"),
        ({"role": "accountant", "end_on": date(2025, 12, 31)}, "sau ngày bắt đầu"),
        ({"role": "vua"}, "vua"),
    ],
)
def test_a_role_that_cannot_be_is_refused(admin, columns, message):
    with pytest.raises(ValidationError, match=message):
        assign_role(actor=admin, user=person("an"), start_on=START, **columns)


def test_a_role_is_lent_by_paper(admin):
    place = unit("a")
    giver, receiver = holder("board_head", place), person("an")
    lent = delegate(
        actor=admin,
        giver=giver,
        receiver=receiver,
        role="board_head",
        unit=place,
        document_number="07/GUQ",
        days=(START, END),
    )
    assert Delegation.objects.get() == lent
    assert the_decision() == ("ghi giấy uỷ quyền", "Người board_head → Người an: Trưởng ban biên tập", "a")
    assert Decision.objects.get().after == {"số": "07/GUQ", "từ": "01/01/2026", "đến": "31/12/2026"}


@pytest.mark.parametrize(
    ("role", "code", "days", "message"),
    [
        ("unit_head", "a", (START, END), "không giữ vai trò này"),
        ("board_head", "b", (START, END), "không giữ vai trò này"),
        ("board_head", "a", (date(2019, 12, 31), END), "không giữ vai trò này"),
        ("auditor", "a", (START, END), "Chỉ uỷ quyền vai trò trong đơn vị"),
        ("board_head", "a", (END, START), "sau ngày bắt đầu"),
    ],
)
def test_nobody_lends_what_is_not_his_to_lend(admin, role, code, days, message):
    places = {"a": unit("a"), "b": unit("b")}
    giver = holder("board_head", places["a"])
    with pytest.raises(ValidationError, match=message):
        delegate(
            actor=admin,
            giver=giver,
            receiver=person("an"),
            role=role,
            unit=places[code],
            document_number="07/GUQ",
            days=days,
        )
    assert not Delegation.objects.exists()


def test_a_board_is_set_up_and_seated(admin):
    board = create_board(actor=admin, unit=unit("a"), name="Ban biên tập", decision_number="9/QĐ", decided_on=START)
    assert the_decision() == ("lập ban biên tập", "Ban biên tập", "a")
    seat = seat_member(actor=admin, board=board, user=person("an"), position="head", start_on=START)
    assert (Board.objects.get(), BoardMember.objects.get()) == (board, seat)
    assert Decision.objects.first().after == {"người": "an", "chức danh": "Trưởng ban", "từ": "01/01/2026"}


def test_a_second_head_is_refused(admin):
    board = create_board(actor=admin, unit=unit("a"), name="Ban biên tập", decision_number="9/QĐ", decided_on=START)
    seat_member(actor=admin, board=board, user=person("an"), position="head", start_on=START)
    with pytest.raises(ValidationError, match="đang có Trưởng ban"):
        seat_member(actor=admin, board=board, user=person("binh"), position="head", start_on=END)


def _lend(actor):
    place = unit("z")
    giver, receiver = holder("board_head", place, username="giver"), person("receiver")
    return delegate(
        actor=actor,
        giver=giver,
        receiver=receiver,
        role="board_head",
        unit=place,
        document_number="1",
        days=(START, END),
    )


def _seat(actor):
    board = Board.objects.create(unit=unit("z"), name="Ban", decision_number="1", decided_on=START)
    return seat_member(actor=actor, board=board, user=person("x"), position="member", start_on=START)


MANAGING = {
    "create_account": lambda actor: create_account(actor=actor, username="x", full_name="X", password=PASSWORD),
    "assign_role": lambda actor: assign_role(actor=actor, user=person("x"), role="auditor", start_on=START),
    "delegate": _lend,
    "create_board": lambda actor: create_board(
        actor=actor, unit=unit("z"), name="Ban", decision_number="1", decided_on=START
    ),
    "seat_member": _seat,
}


@pytest.mark.parametrize("act", MANAGING.values(), ids=MANAGING)
@pytest.mark.parametrize(
    "role", ["recorder", "board_head", "board_deputy", "accountant", "unit_head", "auditor", "provincial_coordinator"]
)
def test_only_who_manages_accounts_may(db, act, role):
    in_unit = role not in ("auditor", "provincial_coordinator")
    actor = holder(role, unit("a") if in_unit else None)
    with pytest.raises(PermissionDenied, match="không có quyền"):
        act(actor)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("act", MANAGING.values(), ids=MANAGING)
def test_who_manages_accounts_may(admin, act):
    act(admin)
    assert Decision.objects.get().actor == admin


def test_an_administrator_whose_role_has_ended_may_not(db):
    former = holder("system_admin", end=date(2020, 12, 31))
    with pytest.raises(PermissionDenied):
        create_account(actor=former, username="x", full_name="X", password=PASSWORD)


def test_the_units_of_the_province_are_brought_in(system):
    assert load_units(actor=system) == 141
    assert Unit.objects.filter(level="commune").count() == 102
    assert Unit.objects.filter(level="department").count() == 14
    assert Unit.objects.filter(level="district").count() == 24
    assert Unit.objects.get(code="stc").parent.code == "vp-ubnd"
    assert Unit.objects.get(code="cu-huyen-lak").existed_to == date(2025, 6, 30)
    assert the_decision() == ("nạp danh mục đơn vị", "Văn phòng Ủy ban nhân dân tỉnh", None)


def test_loading_units_again_changes_nothing(system):
    load_units(actor=system)
    assert load_units(actor=system) == 0
    assert Decision.objects.count() == 1


def test_loading_keeps_what_people_filled_in_and_mends_what_is_shipped(system):
    load_units(actor=system)
    Unit.objects.filter(code="stc").update(qhns_code="1234567", budget_chapter="999", name="Sở Tài chánh")
    assert load_units(actor=system) == 1
    kept = Unit.objects.get(code="stc")
    assert (kept.qhns_code, kept.budget_chapter, kept.name) == ("1234567", "999", "Sở Tài chính")


def test_only_who_manages_the_law_loads_units(admin):
    with pytest.raises(PermissionDenied):
        load_units(actor=admin)


def test_a_parent_that_stands_nowhere_above_is_refused(system, tmp_path):
    source = tmp_path / "units.csv"
    source.write_text(
        "code,name,level,parent,budget_chapter,existed_from,existed_to,label\na,Xã A,commune,khong-co,,,,QUOTED\n",
        encoding="utf-8",
    )
    with pytest.raises(ValidationError, match="không có cấp trên «khong-co»"):
        load_units(actor=system, source=source)


def test_the_shipped_list_names_each_unit_once():
    with UNITS_CSV.open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert len(codes) == len(set(codes)) == 141


def test_an_unknown_date_never_excludes_a_unit(system):
    load_units(actor=system)
    last, first = date(2025, 6, 30), date(2025, 7, 1)
    assert Unit.objects.existing_on(last).filter(code="cu-huyen-lak").exists()
    assert not Unit.objects.existing_on(first).filter(code="cu-huyen-lak").exists()
    assert not Unit.objects.existing_on(last).filter(code="24580").exists()
    assert Unit.objects.existing_on(first).filter(code="24580").exists()
    assert Unit.objects.existing_on(last).filter(code="stc").exists()


def test_who_acted_is_never_deleted(admin):
    create_account(actor=admin, username="x", full_name="X", password=PASSWORD)
    RoleAssignment.objects.all().delete()
    with pytest.raises(ProtectedError):
        admin.delete()
    assert system_actor().is_system
