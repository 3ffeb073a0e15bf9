"""Who may see and do what: dated roles give permissions, deny by default."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404
from django.utils import timezone


class Permission(StrEnum):
    """What an account can be allowed; nothing else is ever asked."""

    VIEW_LAW = auto()
    VIEW_UNITS = auto()
    VIEW_WORKS = auto()
    VIEW_PAYEES = auto()
    VIEW_SHEETS = auto()
    VIEW_DECISIONS = auto()
    VIEW_ACCOUNTS = auto()
    EDIT_PAYEES = auto()
    RECORD_WORKS = auto()
    REVIEW_WORKS = auto()
    SCORE_WORKS = auto()
    PREPARE_SHEETS = auto()
    APPROVE_AS_BOARD = auto()
    APPROVE_AS_DEPUTY = auto()
    CHECK_SHEETS = auto()
    APPROVE_SHEETS = auto()
    PAY = auto()
    MANAGE_ACCOUNTS = auto()
    MANAGE_LAW = auto()
    KEEP_SCHEDULES = auto()
    NARROW_SCHEDULES = auto()


class Role(models.TextChoices):
    """Roles of design.md; the first five are held in a unit, the others in the province."""

    RECORDER = "recorder", "Thư ký biên tập"
    BOARD_HEAD = "board_head", "Trưởng ban biên tập"
    BOARD_DEPUTY = "board_deputy", "Phó Trưởng ban biên tập"
    ACCOUNTANT = "accountant", "Kế toán"
    UNIT_HEAD = "unit_head", "Thủ trưởng đơn vị"
    FINANCE_REVIEWER = "finance_reviewer", "Chuyên viên thẩm định Sở Tài chính"
    PROVINCIAL_COORDINATOR = "provincial_coordinator", "Điều phối cấp tỉnh"
    AUDITOR = "auditor", "Kiểm tra, kiểm toán"
    SYSTEM_ADMIN = "system_admin", "Quản trị tài khoản"

    @classmethod
    def unit_roles(cls) -> list[str]:
        """This will list the roles that are held in one unit."""
        return [role.value for role in _IN_UNIT]

    @classmethod
    def province_roles(cls) -> list[str]:
        """This will list the roles that are held for the whole province."""
        return [role.value for role in _IN_PROVINCE]


_VIEW_MONEY = {Permission.VIEW_WORKS, Permission.VIEW_PAYEES, Permission.VIEW_SHEETS}
# The board checks a work before it is published, and decides what it is worth (QĐ 10/2024/QĐ-UBND Điều 15, 20).
_JUDGE_WORKS = {Permission.REVIEW_WORKS, Permission.SCORE_WORKS}
_KEEP_ACCOUNTS = {
    *{Permission.PREPARE_SHEETS, Permission.EDIT_PAYEES, Permission.CHECK_SHEETS},
    Permission.PAY,
}
_HEAD_A_UNIT = {Permission.VIEW_DECISIONS, Permission.NARROW_SCHEDULES}
_EVERYBODY = {Permission.VIEW_LAW, Permission.VIEW_UNITS}
_IN_UNIT: dict[Role, set[Permission]] = {
    Role.RECORDER: _VIEW_MONEY | {Permission.RECORD_WORKS, Permission.PREPARE_SHEETS, Permission.EDIT_PAYEES},
    Role.BOARD_HEAD: _VIEW_MONEY | _JUDGE_WORKS | _HEAD_A_UNIT | {Permission.APPROVE_AS_BOARD},
    Role.BOARD_DEPUTY: _VIEW_MONEY | _JUDGE_WORKS | _HEAD_A_UNIT | {Permission.APPROVE_AS_DEPUTY},
    Role.ACCOUNTANT: _VIEW_MONEY | _KEEP_ACCOUNTS,
    Role.UNIT_HEAD: _VIEW_MONEY | _HEAD_A_UNIT | {Permission.APPROVE_SHEETS},
}
_IN_PROVINCE: dict[Role, set[Permission]] = {
    Role.FINANCE_REVIEWER: set(),
    Role.PROVINCIAL_COORDINATOR: {Permission.VIEW_WORKS, Permission.KEEP_SCHEDULES},
    Role.AUDITOR: _VIEW_MONEY | {Permission.VIEW_DECISIONS, Permission.VIEW_ACCOUNTS},
    Role.SYSTEM_ADMIN: {Permission.VIEW_ACCOUNTS, Permission.MANAGE_ACCOUNTS},
}
_BY_SYSTEM = {Permission.PREPARE_SHEETS, Permission.MANAGE_ACCOUNTS, Permission.MANAGE_LAW}


@dataclass(frozen=True)
class Access:
    """What one account may do on one day: everywhere, and in which units."""

    everywhere: frozenset[Permission]
    in_units: dict[Permission, frozenset[int]]

    def allows(self, permission: Permission, unit_id: int | None = None) -> bool:
        """This will tell whether the permission holds: in this unit, or anywhere when no unit is named."""
        if permission in self.everywhere:
            return True
        units = self.in_units.get(permission, frozenset())
        return bool(units) if unit_id is None else unit_id in units

    @property
    def sole_unit_id(self) -> int | None:
        """The unit of an account that works in exactly one; none of one that works in several or in the province."""
        units = frozenset().union(*self.in_units.values())
        return next(iter(units)) if len(units) == 1 else None


NOTHING = Access(frozenset(), {})


def access_of(user, *, on: date | None = None) -> Access:
    """This will read an account's access on a day (today unless told) in two queries, once a request."""
    if not getattr(user, "is_active", False):
        return NOTHING
    if user.is_system:
        return Access(frozenset(_BY_SYSTEM), {})
    day = on or timezone.localdate()
    if (kept := getattr(user, "_access", None)) and kept[0] == day:
        return kept[1]
    held = [*user.roles.in_force(day).values_list("role", "unit_id")]
    held += [*user.delegations.in_force(day).values_list("role", "unit_id")]
    user._access = (day, _grant(held))
    return user._access[1]


def require(actor, permission: Permission, *, unit=None) -> None:
    """This will refuse an actor who does not hold the permission (in the unit, where one is named).

    :raises PermissionDenied: with a message for the screen.
    """
    access = access_of(actor)
    if not access.allows(permission, unit.pk if unit else None):
        raise PermissionDenied(f"Tài khoản «{actor}» không có quyền làm việc này.")


def roles_with(permission: Permission) -> list[Role]:
    """This will list the roles of a unit that open a permission."""
    return [role for role, permissions in _IN_UNIT.items() if permission in permissions]


def visible_or_404(user, queryset: "VisibleQuerySet", pk: int) -> models.Model:
    """This will return one row that a user may see.

    :raises PermissionDenied: the user may see no such rows at all.
    :raises Http404: this row does not exist, or belongs to a unit that the user does not see.
    """
    require(user, queryset.view_permission)
    return get_object_or_404(queryset.visible_to(user), pk=pk)


def _grant(held: Iterable[tuple[str, int | None]]) -> Access:
    everywhere: set[Permission] = set()
    in_units: dict[Permission, set[int]] = defaultdict(set)
    for role, unit_id in held:
        everywhere |= _EVERYBODY
        if unit_id is None:
            everywhere |= _IN_PROVINCE.get(Role(role), set())
        else:
            for permission in _IN_UNIT.get(Role(role), ()):
                in_units[permission].add(unit_id)
    return Access(frozenset(everywhere), {key: frozenset(ids) for key, ids in in_units.items()})


class VisibleQuerySet(models.QuerySet):
    """Rows of which a user sees only some; pages, totals and exports all start at visible_to."""

    view_permission: Permission
    unit_path: str | None = "unit_id"

    def visible_to(self, user) -> "VisibleQuerySet":
        """This will keep the rows that a user may see today: all, those of some units, or none."""
        access = access_of(user)
        if self.view_permission in access.everywhere:
            return self
        units = access.in_units.get(self.view_permission, frozenset())
        if not units or self.unit_path is None:
            return self.none()
        return self.filter(**{f"{self.unit_path}__in": units})
