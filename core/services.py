"""Verbs on units, accounts, roles and boards: each one transaction, each with its decision row."""

import csv
from datetime import date
from pathlib import Path

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from core.access import Permission, Role, require
from core.audit import record
from core.models import Board, BoardMember, Delegation, Position, RoleAssignment, Unit, User

UNITS_CSV = Path(__file__).parent / "data" / "units.csv"


def system_actor() -> User:
    """This will return the actor of the commands, which a migration made and which can sign nothing."""
    return User.objects.get(is_system=True)


@transaction.atomic
def load_units(*, actor: User, source: Path = UNITS_CSV) -> int:
    """This will bring in the units of the shipped list and return how many were new or changed.

    Harmless when repeated; what a person has filled in since (QHNS code, chapter) is kept. Of two loads at once
    the second waits for the first.

    :raises ValidationError: a row that is no unit, or whose parent stands in no row above it.
    """
    require(actor, Permission.MANAGE_LAW)
    User.objects.select_for_update().get(pk=actor.pk)
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {unit.code: unit for unit in Unit.objects.all()}
    changed = 0
    for row in rows:
        unit = known.setdefault(row["code"], Unit(code=row["code"]))
        changed += _update_unit(unit, row, parent=_parent(row, known))
    if changed:
        record(
            actor=actor,
            action="nạp danh mục đơn vị",
            target=known[rows[0]["code"]],
            after={"số đơn vị mới hoặc đổi": changed},
        )
    return changed


def _parent(row: dict[str, str], known: dict[str, Unit]) -> Unit | None:
    if row["parent"] and row["parent"] not in known:
        raise ValidationError(f"Đơn vị «{row['code']}»: không có cấp trên «{row['parent']}» ở dòng nào phía trên.")
    return known.get(row["parent"])


def _update_unit(unit: Unit, row: dict[str, str], *, parent: Unit | None) -> bool:
    shipped = {
        "name": row["name"],
        "level": row["level"],
        "parent_id": parent.pk if parent else None,
        "existed_from": _day(row["existed_from"]),
        "existed_to": _day(row["existed_to"]),
        "source_label": row["label"],
    }
    if unit.budget_chapter is None and row["budget_chapter"]:
        shipped["budget_chapter"] = row["budget_chapter"]
    if unit.pk and all(getattr(unit, name) == value for name, value in shipped.items()):
        return False
    for name, value in shipped.items():
        setattr(unit, name, value)
    unit.full_clean(exclude=["parent"])
    unit.save()
    return True


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def create_account(*, actor: User, username: str, full_name: str, password: str) -> User:
    """This will open an account that can do nothing until it is given a role.

    :raises ValidationError: the name is taken or the password too weak.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    user = User(username=username, full_name=full_name)
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    record(actor=actor, action="mở tài khoản", target=user)
    return user


@transaction.atomic
def assign_role(
    *, actor: User, user: User, role: str, start_on: date, unit: Unit | None = None, end_on: date | None = None
) -> RoleAssignment:
    """This will give a person a role between two days, both included.

    :raises ValidationError: a unit role without unit, a province role with one, or dates out of order.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    assignment = RoleAssignment(user=user, role=role, unit=unit, start_on=start_on, end_on=end_on)
    assignment.full_clean()
    assignment.save()
    record(
        actor=actor,
        action="giao vai trò",
        target=user,
        unit=unit,
        after={"vai trò": Role(role).label, "từ": str(start_on), "đến": str(end_on) if end_on else None},
    )
    return assignment


@transaction.atomic
def delegate(
    *, actor: User, giver: User, receiver: User, role: str, unit: Unit, document_number: str, days: tuple[date, date]
) -> Delegation:
    """This will let a receiver act in the giver's role in a unit between two days, both included.

    :raises ValidationError: the giver does not hold the role in the unit on the first day, a role that cannot be
        delegated, or dates out of order.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    start_on, end_on = days
    delegation = Delegation(
        giver=giver,
        receiver=receiver,
        role=role,
        unit=unit,
        document_number=document_number,
        start_on=start_on,
        end_on=end_on,
    )
    delegation.full_clean()
    if not giver.roles.in_force(start_on).filter(role=role, unit=unit).exists():
        raise ValidationError(f"Ngày {start_on:%d/%m/%Y} «{giver}» không giữ vai trò này ở đơn vị này.")
    delegation.save()
    record(
        actor=actor,
        action="ghi giấy uỷ quyền",
        target=delegation,
        unit=unit,
        after={"số": document_number, "từ": str(start_on), "đến": str(end_on)},
    )
    return delegation


@transaction.atomic
def create_board(*, actor: User, unit: Unit, name: str, decision_number: str, decided_on: date) -> Board:
    """This will record a board as its decision sets it up (QĐ 10/2024/QĐ-UBND Điều 10 khoản 1)."""
    require(actor, Permission.MANAGE_ACCOUNTS)
    board = Board(unit=unit, name=name, decision_number=decision_number, decided_on=decided_on)
    board.full_clean()
    board.save()
    record(actor=actor, action="lập ban biên tập", target=board, unit=unit, after={"quyết định": decision_number})
    return board


@transaction.atomic
def seat_member(*, actor: User, board: Board, user: User, position: str, start_on: date) -> BoardMember:
    """This will seat a person on a board from a day on (QĐ 10/2024/QĐ-UBND Điều 10 khoản 3).

    :raises ValidationError: the board has a head already.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    Board.objects.select_for_update().get(pk=board.pk)
    seat = BoardMember(board=board, user=user, position=position, start_on=start_on)
    seat.full_clean()
    seat.save()
    record(
        actor=actor,
        action="phân công ban biên tập",
        target=board,
        unit=board.unit,
        after={"người": user.username, "chức danh": Position(position).label, "từ": str(start_on)},
    )
    return seat
