"""Freezing a payment sheet with its last signature, and what that takes: a number, claims, totals, proof, papers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit import record
from core.models import User
from core.money import format_number
from royalties.models import EventKind, PaidClaim, PaymentSheet, SheetCounter, SheetLine, Work
from royalties.proof.content import facts_of, sheet_content
from royalties.services.building import plan_again
from royalties.services.chain import add_event, lock_chain
from royalties.services.countering import cancel_countered
from royalties.services.month_totals import add_totals
from royalties.services.signing import Ground, lock_for_signature, refuse_incomplete, signatures_on, told_ground
from royalties.services.steps import add_step
from royalties.states import KIND_CODES, SheetAction, SheetKind, SheetStatus

APPROVED = "thủ trưởng duyệt bảng"
_FEWEST_SIGNERS = 3
_ILLUSTRATIVE = "MH-"


class Reservation(Protocol):
    """Money that was set aside for a sheet: a stored row of the estimates, made in the same transaction."""

    pk: int
    sheet_id: int
    gross: int
    fingerprint: str

    def refresh_from_db(self) -> None:
        """Read the row again; it raises where there is none."""


@dataclass(frozen=True)
class Freezing:
    """A sheet that was just locked for its last signature."""

    sheet: PaymentSheet
    ground: Ground
    actor: User


Render = Callable[[PaymentSheet], Mapping[str, bytes]]


def freeze_sheet(*, actor: User, sheet: PaymentSheet, reservation: Reservation, render: Render) -> PaymentSheet:
    """This will give a sheet the unit head's signature and freeze it, its papers rendered and stored with its proof.

    Only budgets.services.approve_sheet has a reservation to give; the caller holds the transaction.

    :raises PermissionDenied: no reservation of this sheet as it stands, or a forbidden signer.
    :raises ValidationError: the sheet does not wait for this signature, something of it is incomplete, the law or the
        facts have changed since it was submitted, or a contribution of it is paid elsewhere.
    """
    sheet, _, ground = lock_for_signature(actor, sheet, SheetAction.APPROVE)
    _refuse_without(reservation, sheet)
    refuse_incomplete(sheet)
    _refuse_stale(sheet)
    _refuse_too_few(actor, sheet)
    freezing = Freezing(sheet, ground, actor)
    if sheet.counters_id:
        cancel_countered(sheet, actor=actor)
    else:
        _print_facts(sheet)
        _claim(sheet)
        add_totals(sheet, sign=1)
    _give_number(sheet)
    _freeze(freezing)
    _prove(sheet, EventKind.APPROVED, render(sheet))
    return sheet


def _refuse_without(reservation: Reservation, sheet: PaymentSheet) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("Giữ kinh phí và duyệt bảng phải trong một giao dịch.")
    reservation.refresh_from_db()
    kept = (reservation.sheet_id, reservation.gross, reservation.fingerprint)
    if kept != (sheet.pk, sheet.gross, sheet.fingerprint):
        raise PermissionDenied("Chưa giữ kinh phí cho đúng bảng này.")


def _refuse_stale(sheet: PaymentSheet) -> None:
    if sheet.counters_id:
        return
    if plan_again(sheet).fingerprint != sheet.fingerprint:
        raise ValidationError(
            "Luật, hồ sơ người nhận hoặc tác phẩm đã đổi từ khi trình: hãy trả lại để lập lại và xem lại bảng."
        )


def _refuse_too_few(actor: User, sheet: PaymentSheet) -> None:
    signed = {step.actor_id for step in signatures_on(sheet)} | {actor.pk}
    if len(signed) < _FEWEST_SIGNERS:
        raise ValidationError(f"Bảng cần ít nhất {_FEWEST_SIGNERS} người ký khác nhau.")


def _print_facts(sheet: PaymentSheet) -> None:
    """What the papers say of people and works is kept as it is now, whatever becomes of their records."""
    totals = list(sheet.payee_totals.select_related("payee").prefetch_related("payee__pen_names"))
    for total in totals:
        total.printed_name, total.printed_facts = total.pen_named, facts_of(total.payee)
    sheet.payee_totals.bulk_update(totals, ["printed_name", "printed_facts"], batch_size=200)
    works = list(sheet.works.select_related("work__outlet").prefetch_related("work__parts__schedule_row"))
    for one in works:
        one.printed = _printed(one.work)
    sheet.works.bulk_update(works, ["printed"], batch_size=200)


def _printed(work: Work) -> dict:
    return {
        "title": work.title,
        "url": work.url,
        "published_on": work.published_on.isoformat(),
        "outlet": work.outlet.name,
        "genres": [part.schedule_row.label for part in work.parts.all()],
    }


def _claim(sheet: PaymentSheet) -> None:
    paid = SheetLine.objects.filter(sheet_work__sheet=sheet).order_by("contribution_id")
    contributions = paid.values_list("contribution_id", flat=True).distinct()
    try:
        with transaction.atomic():
            PaidClaim.objects.bulk_create(PaidClaim(contribution_id=pk, sheet=sheet) for pk in contributions)
    except IntegrityError as error:
        claims = PaidClaim.objects.filter(contribution__in=contributions, released_at=None).select_related("sheet")
        taken = ", ".join(sorted({str(claim.sheet) for claim in claims}))
        raise ValidationError(f"Có đóng góp đã được tính để chi ở {taken}.") from error


def _give_number(sheet: PaymentSheet) -> None:
    """Gap-free per unit, kind and year of approval: the counter stays locked until all is frozen or nothing is."""
    year = timezone.localdate().year
    place = {"unit": sheet.unit, "kind": sheet.kind, "year": year}
    SheetCounter.objects.get_or_create(**place)
    counter = SheetCounter.objects.select_for_update().get(**place)
    counter.last += 1
    counter.save(update_fields=["last"])
    sheet.number = number_of(sheet, year, counter.last)


def number_of(sheet: PaymentSheet, year: int, place: int) -> str:
    """This will write a sheet's number: its kind, the year of approval, its place; MH- where it is worth nothing."""
    mark = _ILLUSTRATIVE if sheet.is_illustrative else ""
    return f"{mark}{KIND_CODES[SheetKind(sheet.kind)]}-{year}-{place:04d}"


def _freeze(freezing: Freezing) -> None:
    sheet = freezing.sheet
    sheet.status = SheetStatus.APPROVED
    add_step(sheet, SheetAction.APPROVE, freezing.actor, delegation=freezing.ground.delegation)
    sheet.save()
    told = {"số": sheet.number, "tổng": format_number(sheet.gross), **told_ground(sheet, freezing.ground)}
    record(actor=freezing.actor, action=APPROVED, target=sheet, unit=sheet.unit, after=told)


def _prove(sheet: PaymentSheet, kind: EventKind, papers: Mapping[str, bytes]) -> None:
    lock_chain(sheet.unit)
    add_event(unit=sheet.unit, kind=kind, content={"sheet": sheet_content(sheet)}, papers=papers, sheet=sheet)
