"""Verbs that spend: approving a payment sheet sets its money aside and freezes it, or does neither."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from budgets.models import Reservation, SpendingPolicy, WithoutEstimate
from core.models import Unit, User
from royalties.models import PaymentSheet
from royalties.services.freezing import Render, freeze_sheet
from royalties.services.signing import lock_for_signature
from royalties.states import SheetAction

NO_ESTIMATE = "Đơn vị chưa có dự toán được giao trong phần mềm: hãy tự đối chiếu với dự toán trước khi chi."


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


def _without_estimate(unit: Unit) -> str:
    policy = SpendingPolicy.objects.filter(unit=unit).first()
    if policy and policy.without_estimate == WithoutEstimate.STOP:
        raise ValidationError("Đơn vị chỉ duyệt chi khi có dự toán được giao; hiện chưa có dự toán.")
    return NO_ESTIMATE
