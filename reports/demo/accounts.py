"""The demo log-ins: one for each role, their neighbours in other units, a role that has ended, a dated delegation."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from core.access import Role
from core.models import Board, BoardMember, Delegation, RoleAssignment, Unit, User
from core.models.boards import Position
from core.services import assign_role, create_account, delegate, seat_member
from reports.demo.units import COMMUNE, DEPARTMENT, PORTAL, SINCE

PASSWORD = "Minh-hoa-2026!"  # noqa: S105  printed on purpose: demo accounts exist only under DEBUG
DELEGATION_NUMBER = "12/GUQ-MH (minh hoạ)"
DELEGATED = (date(2026, 7, 1), date(2027, 6, 30))


@dataclass(frozen=True)
class DemoAccount:
    """An invented person with one role, in one unit or (no unit) in the whole province."""

    username: str
    full_name: str
    role: Role
    unit: str | None = None
    end_on: date | None = None


_CONG, _SO, _XA = PORTAL.code, DEPARTMENT.code, COMMUNE.code
DEMO_ACCOUNTS = (
    DemoAccount("thuky", "Lê Thị Mẫu Thư", Role.RECORDER, _CONG),
    DemoAccount("truongban", "Phan Mẫu Trí", Role.BOARD_HEAD, _CONG),
    DemoAccount("phoban", "Hà Mẫu Phú", Role.BOARD_DEPUTY, _CONG),
    DemoAccount("ketoan", "Lý Thị Mẫu Kế", Role.ACCOUNTANT, _CONG),
    DemoAccount("thutruong", "Ngô Mẫu Thủ", Role.UNIT_HEAD, _CONG),
    DemoAccount("ketoan.cu", "Tạ Thị Mẫu Cúc", Role.ACCOUNTANT, _CONG, end_on=date(2026, 6, 30)),
    DemoAccount("thamdinh", "Đoàn Mẫu Thẩm", Role.FINANCE_REVIEWER),
    DemoAccount("dieuphoi", "Mai Thị Mẫu Điều", Role.PROVINCIAL_COORDINATOR),
    DemoAccount("kiemtra", "Tô Mẫu Kiểm", Role.AUDITOR),
    DemoAccount("quantri", "Cao Mẫu Quản", Role.SYSTEM_ADMIN),
    DemoAccount("thuky.so", "Trương Thị Mẫu Thi", Role.RECORDER, _SO),
    DemoAccount("truongban.so", "Châu Mẫu Trọng", Role.BOARD_HEAD, _SO),
    DemoAccount("ketoan.so", "Kiều Thị Mẫu Khanh", Role.ACCOUNTANT, _SO),
    DemoAccount("thutruong.so", "Lưu Mẫu Thuận", Role.UNIT_HEAD, _SO),
    DemoAccount("thuky.xa", "H’Mẫu Êban", Role.RECORDER, _XA),
    DemoAccount("truongban.xa", "Y Mẫu Mlô", Role.BOARD_HEAD, _XA),
    DemoAccount("ketoan.xa", "Quách Thị Mẫu Kiều", Role.ACCOUNTANT, _XA),
    DemoAccount("thutruong.xa", "Tống Mẫu Thành", Role.UNIT_HEAD, _XA),
)
_POSITIONS = {
    Role.BOARD_HEAD: Position.HEAD,
    Role.BOARD_DEPUTY: Position.DEPUTY,
    Role.RECORDER: Position.MEMBER,
}


@transaction.atomic
def ensure_accounts(*, actor: User, units: dict[str, Unit], boards: dict[str, Board]) -> dict[str, User]:
    """This will open the accounts that are missing, each with its role and its seat, and return all by user name."""
    users = {
        user.username: user for user in User.objects.filter(username__in=[plan.username for plan in DEMO_ACCOUNTS])
    }
    for plan in DEMO_ACCOUNTS:
        if plan.username not in users:
            users[plan.username] = create_account(
                actor=actor, username=plan.username, full_name=plan.full_name, password=PASSWORD
            )
    _ensure_roles(actor, units, users)
    _ensure_seats(actor, boards, users)
    _ensure_delegation(actor, units[PORTAL.code], users)
    return users


def _ensure_roles(actor: User, units: dict[str, Unit], users: dict[str, User]) -> None:
    held = set(RoleAssignment.objects.filter(start_on=SINCE).values_list("user_id", "role", "unit_id"))
    for plan in DEMO_ACCOUNTS:
        user, unit = users[plan.username], units[plan.unit] if plan.unit else None
        if (user.pk, plan.role.value, unit.pk if unit else None) not in held:
            assign_role(actor=actor, user=user, role=plan.role, unit=unit, start_on=SINCE, end_on=plan.end_on)


def _ensure_seats(actor: User, boards: dict[str, Board], users: dict[str, User]) -> None:
    seated = set(BoardMember.objects.values_list("board_id", "user_id"))
    for plan in DEMO_ACCOUNTS:
        position, user = _POSITIONS.get(plan.role), users[plan.username]
        if position and (boards[plan.unit].pk, user.pk) not in seated:
            seat_member(actor=actor, board=boards[plan.unit], user=user, position=position, start_on=SINCE)


def _ensure_delegation(actor: User, unit: Unit, users: dict[str, User]) -> None:
    if not Delegation.objects.filter(unit=unit, document_number=DELEGATION_NUMBER).exists():
        delegate(
            actor=actor,
            giver=users["truongban"],
            receiver=users["phoban"],
            role=Role.BOARD_HEAD,
            unit=unit,
            document_number=DELEGATION_NUMBER,
            days=DELEGATED,
        )
