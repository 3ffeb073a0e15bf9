"""Verbs that spend: approving a payment sheet sets its money aside and freezes it, or does neither."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from budgets.models import Reservation, SpendingPolicy, WithoutEstimate
from core.models import Unit, User
from royalties.models import PaymentSheet
from royalties.services.freezing import Render, freeze_sheet
from royalties.services.signing import lock_for_signature, sign_sheet
from royalties.states import SheetAction, next_signature

NO_ESTIMATE = "Đơn vị chưa có dự toán được giao trong phần mềm: hãy tự đối chiếu với dự toán trước khi chi."
CHANGED_MEANWHILE = "Bảng đã đổi từ khi bạn mở trang: hãy xem lại rồi ký."


@dataclass(frozen=True)
class Signed:
    """What became of one sheet of several: signed, or the reason why not."""

    sheet: PaymentSheet
    is_done: bool
    said: str


@transaction.atomic
def approve_sheet(*, actor: User, sheet: PaymentSheet, render: Render) -> PaymentSheet:
    """This will set a sheet's money aside and give it the unit head's signature, which freezes it.

    render makes the papers of the sheet as it is then, by name.

    :raises PermissionDenied: the actor is not the unit's head, or is a forbidden signer.
    :raises ValidationError: the sheet does not wait for this signature, something of it is incomplete or has changed,
        or the unit wants an estimate first.
    """
    # Asked before any money is set aside, so that whoever may not sign is told just that.
    sheet, _, _ = lock_for_signature(actor, sheet, SheetAction.APPROVE)
    warning = "" if sheet.counters_id else _without_estimate(sheet.unit)
    reservation = Reservation.objects.create(
        sheet=sheet,
        gross=sheet.gross,
        fingerprint=sheet.fingerprint,
        warning=warning,
        reserved_by=actor,
        released_at=timezone.now() if sheet.counters_id else None,
    )
    if sheet.counters_id:
        Reservation.objects.filter(sheet=sheet.counters_id).update(released_at=timezone.now())
    return freeze_sheet(actor=actor, sheet=sheet, reservation=reservation, render=render)


def sign_many(*, actor: User, sheets: Iterable[PaymentSheet], seen: Mapping[int, str], render: Render) -> list[Signed]:
    """This will give each sheet the signature that it waits for, each in a transaction of its own, and tell of each.

    seen: by sheet, the fingerprint of the figures that the actor has looked at.
    """
    return [_sign_one(actor, sheet, seen[sheet.pk], render) for sheet in sheets]


def _sign_one(actor: User, sheet: PaymentSheet, seen: str, render: Render) -> Signed:
    try:
        if sheet.fingerprint != seen:
            raise ValidationError(CHANGED_MEANWHILE)
        signed = _sign_next(actor, sheet, render)
    except ValidationError as error:
        return Signed(sheet, is_done=False, said=" ".join(error.messages))
    except PermissionDenied as error:
        return Signed(sheet, is_done=False, said=str(error))
    said = f"số {signed.number}" if signed.number else signed.get_status_display()
    return Signed(signed, is_done=True, said=said)


def _sign_next(actor: User, sheet: PaymentSheet, render: Render) -> PaymentSheet:
    move = next_signature(sheet.status)
    if move is None:
        raise ValidationError(f"Bảng đang ở trạng thái «{sheet.get_status_display()}», không chờ chữ ký.")
    if move.action == SheetAction.APPROVE:
        return approve_sheet(actor=actor, sheet=sheet, render=render)
    return sign_sheet(actor=actor, sheet=sheet, action=move.action)


def _without_estimate(unit: Unit) -> str:
    policy = SpendingPolicy.objects.filter(unit=unit).first()
    if policy and policy.without_estimate == WithoutEstimate.STOP:
        raise ValidationError("Đơn vị chỉ duyệt chi khi có dự toán được giao; hiện chưa có dự toán.")
    return NO_ESTIMATE
