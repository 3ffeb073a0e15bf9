"""Verbs on a sheet's way to its signatures: submit, sign, return, withdraw (design.md, «Who may sign»).

The last signature, the unit head's, spends money: budgets.services.approve_sheet gives it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from core.access import Permission, require, roles_with
from core.audit import record
from core.models import Delegation, RoleAssignment, User
from core.money import format_number
from core.text import clean_text
from rates.terms import Form, Scope, Status
from royalties.beneficiaries import is_beneficiary
from royalties.models import DuplicatePair, Payee, PaymentSheet, SheetStep
from royalties.services.building import lock_changeable, plan_again
from royalties.services.steps import add_step
from royalties.services.writing import empty_sheet, write_sheet
from royalties.states import SIGNATURES, WITHDRAWAL, SheetAction, SheetMove, SheetStatus, next_signature

SUBMITTED, RETURNED, WITHDRAWN = "trình bảng", "trả lại bảng", "rút lại bảng"
SIGNED = {SheetAction.BOARD_APPROVE: "trưởng ban duyệt bảng", SheetAction.CHECK: "kế toán kiểm bảng"}
WORK_OF_PREPARING = (SheetAction.BUILD, SheetAction.CHANGE, SheetAction.SUBMIT)
_SCHEDULE, _LOCAL = "royalty/", (Scope.PROVINCE, Scope.UNIT)
_SIGNATURE_ACTIONS = [move.action for move in SIGNATURES]


@dataclass(frozen=True)
class Ground:
    """In what role an account signs: its own, or one that was lent by a delegation."""

    permission: Permission
    delegation: Delegation | None


@transaction.atomic
def submit_sheet(*, actor: User, sheet: PaymentSheet) -> PaymentSheet:
    """This will send a sheet to its signers, priced anew by the law and the facts of today.

    :raises PermissionDenied: the actor may not prepare sheets of its unit.
    :raises ValidationError: the sheet is signed already, something of it is incomplete, or its money has changed since
        it was made.
    """
    sheet = lock_changeable(actor, sheet)
    refuse_incomplete(sheet)
    if not sheet.counters_id:
        _freshen(sheet)
    sheet.status = SheetStatus.SUBMITTED
    sheet.save()
    add_step(sheet, SheetAction.SUBMIT, actor)
    record(actor=actor, action=SUBMITTED, target=sheet, unit=sheet.unit, after={"dấu vân": sheet.fingerprint})
    return sheet


@transaction.atomic
def sign_sheet(*, actor: User, sheet: PaymentSheet, action: SheetAction) -> PaymentSheet:
    """This will sign a sheet as the head of its board, or as its accountant.

    :raises PermissionDenied: the actor does not hold the role, or is a forbidden signer of this sheet.
    :raises ValidationError: the sheet does not wait for this signature, or something of it is incomplete.
    """
    if action not in SIGNED:
        raise ValidationError("Chữ ký của thủ trưởng đi cùng việc giữ kinh phí.")
    sheet, move, ground = lock_for_signature(actor, sheet, action)
    refuse_incomplete(sheet)
    sheet.status = move.after
    sheet.save(update_fields=["status", "changed_at"])
    add_step(sheet, action, actor, delegation=ground.delegation)
    record(actor=actor, action=SIGNED[action], target=sheet, unit=sheet.unit, after=told_ground(sheet, ground))
    return sheet


@transaction.atomic
def return_sheet(*, actor: User, sheet: PaymentSheet, reason: str, deadline: date) -> PaymentSheet:
    """This will send a sheet back to its preparer instead of signing it; all signatures on it lapse.

    :raises PermissionDenied: the actor could not sign it next.
    :raises ValidationError: no reason, a deadline that is over, or a sheet that waits for nobody.
    """
    waits_for = next_signature(_locked(sheet).status)
    if waits_for is None:
        raise ValidationError(f"Bảng đang ở trạng thái «{sheet.get_status_display()}»: không có gì để trả lại.")
    sheet, _, ground = lock_for_signature(actor, sheet, waits_for.action)
    faults = {"reason": "Hãy nêu lý do."} if not clean_text(reason) else {}
    if deadline < timezone.localdate():
        faults["deadline"] = "Hạn trình lại phải từ hôm nay."
    if faults:
        raise ValidationError(faults)
    return _back(actor, sheet, SheetAction.RETURN, RETURNED, ground.delegation, clean_text(reason), deadline)


@transaction.atomic
def withdraw_sheet(*, actor: User, sheet: PaymentSheet, reason: str) -> PaymentSheet:
    """This will let the preparer take back what nobody has signed yet.

    :raises PermissionDenied: the actor may not prepare sheets of its unit.
    :raises ValidationError: no reason, or somebody has signed.
    """
    require(actor, WITHDRAWAL.permission, unit=sheet.unit)
    sheet = _locked(sheet)
    if sheet.status not in WITHDRAWAL.before:
        raise ValidationError("Chỉ rút lại được bảng đã trình mà chưa ai ký.")
    if not clean_text(reason):
        raise ValidationError({"reason": "Hãy nêu lý do."})
    return _back(actor, sheet, SheetAction.WITHDRAW, WITHDRAWN, None, clean_text(reason), None)


def lock_for_signature(actor: User, sheet: PaymentSheet, action: SheetAction) -> tuple[PaymentSheet, SheetMove, Ground]:
    """This will lock a sheet for one signature of one person; the caller holds the transaction.

    :raises PermissionDenied: the actor does not hold the role, or is a forbidden signer of this sheet.
    :raises ValidationError: the sheet does not wait for this signature.
    """
    sheet = _locked(sheet)
    move = next(move for move in SIGNATURES if move.action == action)
    ground = ground_of(actor, sheet, move)
    if sheet.status not in move.before:
        raise ValidationError(f"Bảng đang ở trạng thái «{sheet.get_status_display()}», không chờ chữ ký này.")
    if why := forbidden(actor, sheet, ground):
        raise PermissionDenied(why)
    return sheet, move, ground


def ground_of(actor: User, sheet: PaymentSheet, move: SheetMove) -> Ground:
    """This will find in what role an account would sign, its own before a lent one.

    :raises PermissionDenied: in none.
    """
    permissions = [move.permission, *([move.of_separate] if sheet.is_separate and move.of_separate else [])]
    today = timezone.localdate()
    for permission in permissions:
        held = {"unit": sheet.unit, "role__in": roles_with(permission)}
        if actor.is_active and RoleAssignment.objects.in_force(today).filter(user=actor, **held).exists():
            return Ground(permission, None)
        lent = Delegation.objects.in_force(today).filter(receiver=actor, **held).select_related("giver").first()
        if actor.is_active and lent:
            return Ground(permission, lent)
    raise PermissionDenied(f"Tài khoản «{actor}» không có quyền ký bước này.")


def forbidden(actor: User, sheet: PaymentSheet, ground: Ground) -> str:
    """This will say why an account that holds the role may not sign this sheet; nothing where it may.

    Forbidden are who made or changed it, who gets money by it, and who signed it before; no administrator is exempt.
    Who signs an ordinary sheet for another does not sign for money of that other either.
    """
    steps = list(_steps_of_this_round(sheet))
    if actor.pk in {sheet.created_by_id, *(step.actor_id for step in steps if step.action in WORK_OF_PREPARING)}:
        return "Người lập hoặc sửa bảng không ký bảng đó."
    if actor.pk in {step.actor_id for step in _current(steps) if step.action in _SIGNATURE_ACTIONS}:
        return "Mỗi người chỉ ký một bước của bảng."
    if is_beneficiary(actor, sheet):
        return "Bảng có tiền của chính người ký: cấp phó hoặc cấp trên ký thay."
    giver = ground.delegation.giver if ground.delegation else None
    if giver and not sheet.is_separate and is_beneficiary(giver, sheet):
        return f"Bảng có tiền của «{giver}», người uỷ quyền ký: lập bảng ký riêng."
    return ""


def refuse_incomplete(sheet: PaymentSheet) -> None:
    """This will refuse to go on with a sheet of which something is missing or undecided.

    :raises ValidationError: every fault, in sentences.
    """
    if faults := list(incomplete(sheet)):
        raise ValidationError(faults)


def incomplete(sheet: PaymentSheet) -> Iterable[str]:
    """This will say what of a sheet is missing or undecided, each in a sentence."""
    if sheet.counters_id:
        return
    if not (sheet.source_code and sheet.chapter and sheet.content):
        yield "Chưa chọn nguồn kinh phí, chương và tiểu mục."
    lacking = Payee.objects.filter(totals__sheet=sheet, to_complete=True).order_by("name_key")
    if names := list(lacking.values_list("name", flat=True)):
        yield f"Hồ sơ người nhận cần bổ sung: {', '.join(names)}."
    if labels := unverified_schedules(sheet):
        yield f"Biểu mức chưa được người thứ hai đối chiếu với bản ký: {', '.join(labels)}."
    for pair in DuplicatePair.objects.waiting_on(sheet).select_related("first", "second"):
        yield f"Cặp nghi trùng chưa quyết định: {pair}."


def unverified_schedules(sheet: PaymentSheet) -> list[str]:
    """This will name the rows of schedules that a sheet rests on and that nobody has verified; samples are let be."""
    if sheet.is_illustrative:
        return []
    frames = [rate for rate in sheet.inputs["rates"] if rate["key"].startswith(_SCHEDULE) and rate["scope"] in _LOCAL]
    return sorted({rate["label"] for rate in frames if rate["status"] != Status.VERIFIED and rate["form"] != Form.END})


def told_ground(sheet: PaymentSheet, ground: Ground) -> dict[str, str]:
    """This will write for the decision book over which figures somebody signed, and in whose name."""
    lent = {"theo giấy uỷ quyền": ground.delegation.document_number} if ground.delegation else {}
    return {"dấu vân": sheet.fingerprint, **lent}


def signatures_on(sheet: PaymentSheet) -> list[SheetStep]:
    """This will list the signatures that stand on a sheet: those since it was submitted last."""
    return [step for step in _current(list(_steps_of_this_round(sheet))) if step.action in _SIGNATURE_ACTIONS]


def _steps_of_this_round(sheet: PaymentSheet) -> Iterable[SheetStep]:
    return sheet.steps.select_related("actor", "delegation__giver").order_by("pk")


def _current(steps: list[SheetStep]) -> list[SheetStep]:
    """The steps since the last submission: a return makes the signatures before it lapse."""
    last = max((place for place, step in enumerate(steps) if step.action == SheetAction.SUBMIT), default=0)
    return steps[last:]


def _locked(sheet: PaymentSheet) -> PaymentSheet:
    return PaymentSheet.objects.select_for_update(of=("self",)).select_related("unit", "counters").get(pk=sheet.pk)


def _freshen(sheet: PaymentSheet) -> None:
    """What is signed is priced today; where that is other money than was looked at, somebody must look again."""
    plan = plan_again(sheet)
    if plan.gross != sheet.gross:
        raise ValidationError(
            f"Tổng của bảng đã đổi từ khi lập: trước {format_number(sheet.gross)} đồng, nay "
            f"{format_number(plan.gross)} đồng. Hãy lập lại bảng và xem lại."
        )
    empty_sheet(sheet)
    write_sheet(plan, sheet)


def _back(
    actor: User,
    sheet: PaymentSheet,
    action: SheetAction,
    said: str,
    delegation: Delegation | None,
    reason: str,
    deadline: date | None,
) -> PaymentSheet:
    before = sheet.get_status_display()
    sheet.status = SheetStatus.RETURNED
    sheet.save(update_fields=["status", "changed_at"])
    add_step(sheet, action, actor, delegation=delegation, reason=reason, deadline=deadline)
    after = {"hạn trình lại": deadline.isoformat()} if deadline else None
    record(
        actor=actor,
        action=said,
        target=sheet,
        unit=sheet.unit,
        before={"trạng thái": before},
        after=after,
        reason=reason,
    )
    return sheet
