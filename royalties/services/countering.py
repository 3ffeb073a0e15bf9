"""Cancelling a frozen sheet: a counter-sheet goes through the same signatures, and cancels it whole when it freezes."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.access import Permission, require
from core.audit import record
from core.models import User
from core.money import format_number
from core.text import clean_text
from royalties.models import EventKind, PaymentSheet, Work
from royalties.services.chain import add_event, lock_chain
from royalties.services.month_totals import add_totals
from royalties.services.steps import add_step
from royalties.states import SheetAction, SheetKind, SheetStatus, WorkState

COUNTERED, CANCELLED = "lập bảng huỷ", "huỷ bảng"
_TAKEN_OVER = (
    "unit",
    "period",
    "kind",
    "is_illustrative",
    "is_separate",
    "source_code",
    "source_name",
    "nsnn_source",
    "chapter",
    "industry",
    "content",
    "gross",
    "formula",
    "inputs",
)


@transaction.atomic
def counter_sheet(*, actor: User, sheet: PaymentSheet, reason: str) -> PaymentSheet:
    """This will make the sheet that cancels a frozen one whole, once it is signed; its reason stands on it.

    :raises PermissionDenied: the actor may not prepare sheets of its unit.
    :raises ValidationError: no reason, a sheet that is not approved, is in a payout, or is being cancelled already.
    """
    require(actor, Permission.PREPARE_SHEETS, unit=sheet.unit)
    sheet = PaymentSheet.objects.select_for_update(of=("self",)).select_related("unit").get(pk=sheet.pk)
    if not clean_text(reason):
        raise ValidationError({"reason": "Hãy nêu lý do."})
    _refuse_unapproved(sheet)
    _refuse_in_payout(sheet)
    if sheet.counters_id:
        raise ValidationError("Bảng huỷ thì không huỷ được: hãy lập lại bảng cũ từ các tác phẩm của nó.")
    if hasattr(sheet, "countered_by"):
        raise ValidationError(f"Đã có «{sheet.countered_by}» để huỷ bảng này.")
    counter = PaymentSheet(counters=sheet, created_by=actor, **{name: getattr(sheet, name) for name in _TAKEN_OVER})
    counter.fingerprint = hashlib.sha256(f"counters {sheet.number} {sheet.fingerprint}".encode()).hexdigest()
    counter.save()
    add_step(counter, SheetAction.BUILD, actor, reason=clean_text(reason))
    record(
        actor=actor,
        action=COUNTERED,
        target=counter,
        unit=sheet.unit,
        before={"số": sheet.number, "tổng": format_number(sheet.gross)},
        reason=clean_text(reason),
    )
    return counter


def cancel_countered(counter: PaymentSheet, *, actor: User) -> PaymentSheet:
    """This will cancel what a counter-sheet counters: its claims are released, its works may be paid again.

    The caller freezes the counter-sheet in the same transaction.

    :raises ValidationError: the sheet is not approved any more, or is in a payout.
    """
    sheets = PaymentSheet.objects.select_for_update(of=("self",)).select_related("unit")
    sheet = sheets.get(pk=counter.counters_id)
    _refuse_unapproved(sheet)
    _refuse_in_payout(sheet)
    sheet.status = SheetStatus.CANCELLED
    sheet.save(update_fields=["status"])
    sheet.claims.filter(released_at=None).update(released_at=timezone.now())
    if sheet.kind == SheetKind.ROYALTY:
        Work.objects.filter(on_sheets__sheet=sheet).move_to(WorkState.SCORED)
    add_totals(sheet, sign=-1)
    add_step(sheet, SheetAction.CANCEL, actor)
    lock_chain(sheet.unit)
    content = {"cancelled": sheet.number, "fingerprint": sheet.fingerprint}
    add_event(unit=sheet.unit, kind=EventKind.CANCELLED, content=content, papers={}, sheet=sheet)
    record(actor=actor, action=CANCELLED, target=sheet, unit=sheet.unit, before={"số": sheet.number})
    return sheet


def _refuse_unapproved(sheet: PaymentSheet) -> None:
    if sheet.status != SheetStatus.APPROVED:
        raise ValidationError(f"«{sheet}» đang ở trạng thái «{sheet.get_status_display()}»: không huỷ được.")


def _refuse_in_payout(sheet: PaymentSheet) -> None:
    if placed := sheet.in_payouts.filter(released_at=None).select_related("payout").first():
        raise ValidationError(f"«{sheet}» đang ở trong «{placed.payout}»: huỷ đợt chi đó trước, khi chưa ai được chi.")
