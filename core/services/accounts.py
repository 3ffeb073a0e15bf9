"""Verbs on accounts, roles and delegations: each one transaction, each with its decision row."""

from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.access import Permission, Role, require
from core.audit import record
from core.models import Delegation, RoleAssignment, Unit, User


def system_actor() -> User:
    """This will return the actor of the commands, which a migration made and which can sign nothing."""
    return User.objects.get(is_system=True)


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

    :raises ValidationError: the actor's own account, a unit role without unit, a province role with one, or dates
        out of order.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    _refuse_oneself(actor, user)
    assignment = RoleAssignment(user=user, role=role, unit=unit, start_on=start_on, end_on=end_on)
    assignment.full_clean()
    assignment.save()
    record(
        actor=actor,
        action="giao vai trò",
        target=user,
        unit=unit,
        after={"vai trò": Role(role).label, "từ": f"{start_on:%d/%m/%Y}", "đến": end_on and f"{end_on:%d/%m/%Y}"},
    )
    return assignment


@transaction.atomic
def delegate(
    *, actor: User, giver: User, receiver: User, role: str, unit: Unit, document_number: str, days: tuple[date, date]
) -> Delegation:
    """This will let a receiver act in the giver's role in a unit between two days, both included.

    :raises ValidationError: the actor as receiver, the giver does not hold the role in the unit on the first day,
        a role that cannot be delegated, or dates out of order.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    _refuse_oneself(actor, receiver)
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
        after={"số": document_number, "từ": f"{start_on:%d/%m/%Y}", "đến": f"{end_on:%d/%m/%Y}"},
    )
    return delegation


@transaction.atomic
def end_role(*, actor: User, assignment: RoleAssignment, last_on: date, reason: str) -> RoleAssignment:
    """This will let a role end after a day, the last on which it is held; what the person lent of it ends with it.

    :raises ValidationError: no reason, the actor's own role, a day before the role began or after it had ended
        already, or a day so long past that acts done since would lose their ground.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    held = RoleAssignment.objects.select_for_update(of=("self",)).select_related("user", "unit").get(pk=assignment.pk)
    _refuse_oneself(actor, held.user)
    _refuse_day(last_on, held.start_on, held.end_on)
    _refuse_silence(reason)
    before, held.end_on = held.end_on, last_on
    held.full_clean()
    held.save(update_fields=["end_on"])
    record(
        actor=actor,
        action="kết thúc vai trò",
        target=held.user,
        unit=held.unit,
        before={"vai trò": held.get_role_display(), "đến": before and f"{before:%d/%m/%Y}"},
        after={"đến": f"{last_on:%d/%m/%Y}"},
        reason=reason,
    )
    return held


@transaction.atomic
def close_account(*, actor: User, user: User, reason: str) -> User:
    """This will shut an account from this moment on: it logs in no more, and what stands open in its name ends.

    :raises ValidationError: no reason, the actor's own account, the system actor, or an account that is shut already.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    shut = User.objects.select_for_update().get(pk=user.pk)
    _refuse_oneself(actor, shut)
    _refuse_silence(reason)
    if shut.is_system:
        raise ValidationError("Tác nhân hệ thống không đăng nhập, nên cũng không khoá.")
    if not shut.is_active:
        raise ValidationError(f"Tài khoản «{shut}» đã khoá từ trước.")
    shut.is_active = False
    shut.save(update_fields=["is_active"])
    record(actor=actor, action="khoá tài khoản", target=shut, reason=reason)
    return shut


@transaction.atomic
def open_first_account(*, actor: User, username: str, full_name: str, password: str) -> User:
    """This will open the first administrator of accounts, who opens all others.

    :raises ValidationError: there is an administrator today, or the account cannot be as create_account says.
    """
    require(actor, Permission.MANAGE_ACCOUNTS)
    User.objects.select_for_update().get(pk=actor.pk)
    today = timezone.localdate()
    if RoleAssignment.objects.in_force(today).filter(role=Role.SYSTEM_ADMIN, user__is_active=True).exists():
        raise ValidationError("Đã có người quản trị tài khoản; hãy nhờ người ấy mở tài khoản.")
    user = create_account(actor=actor, username=username, full_name=full_name, password=password)
    assign_role(actor=actor, user=user, role=Role.SYSTEM_ADMIN, start_on=today)
    return user


def _refuse_oneself(actor: User, user: User) -> None:
    if actor == user:
        raise ValidationError("Không tự giao, tự kết thúc hay tự khoá cho chính mình; hãy nhờ người quản trị khác.")


def _refuse_day(last_on: date, start_on: date, end_on: date | None) -> None:
    """The past stays: a day that is over may have seen acts in the role."""
    if last_on < start_on:
        raise ValidationError(f"Ngày cuối phải từ {start_on:%d/%m/%Y}, ngày bắt đầu.")
    if end_on and last_on > end_on:
        raise ValidationError(f"Đã kết thúc từ {end_on:%d/%m/%Y}; muốn kéo dài thì giao lại.")
    yesterday = timezone.localdate() - timedelta(days=1)
    if last_on < yesterday:
        raise ValidationError(f"Ngày cuối sớm nhất là {yesterday:%d/%m/%Y}: việc đã làm trước đó giữ nguyên.")


def _refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do.")
