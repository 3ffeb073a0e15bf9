"""What one account may do with one payment sheet now, and what it may not although it holds the role."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from budgets.mending import Mend, mends
from core.access import Permission, access_of
from core.models import User
from royalties.models import DuplicatePair, Payee, PaymentSheet, SheetStep
from royalties.services.signing import Ground, forbidden, ground_of, incomplete
from royalties.sheet_concerns import SheetConcern, sheet_concerns
from royalties.states import FROZEN, WITHDRAWAL, SheetAction, SheetMove, SheetStatus, next_signature

_SIGNED = {
    SheetAction.BOARD_APPROVE: ("Duyệt", "budgets:sheet-board-approve"),
    SheetAction.CHECK: ("Ký: đã kiểm", "budgets:sheet-check"),
    SheetAction.APPROVE: ("Duyệt chi", "signing:approve"),
}
# What a sheet waits for, in the order of its way.
_WAITS_FOR = {
    SheetStatus.DRAFT: "Người lập trình",
    SheetStatus.RETURNED: "Người lập sửa rồi trình lại",
    SheetStatus.SUBMITTED: "Trưởng ban biên tập duyệt",
    SheetStatus.BOARD_APPROVED: "Kế toán kiểm",
    SheetStatus.ACCOUNTANT_CHECKED: "Thủ trưởng đơn vị duyệt",
}
_WAY = tuple(status for status in _WAITS_FOR if status != SheetStatus.RETURNED)


@dataclass(frozen=True)
class Act:
    """One thing that the account may do: a button that does it at once, or a link to a page that asks first.

    :ivar sent: what a button sends besides.
    """

    text: str
    url: str
    tone: str = "outline-primary"
    is_button: bool = False
    sent: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetDesk:
    """All about a sheet's way: what was done, what comes, what the account may do and why not, what to look at.

    :ivar siblings: the other sheets of the same month and kind, the cancelled one, the one that cancels.
    """

    steps: list[SheetStep]
    ahead: list[str]
    acts: list[Act]
    why_not: str
    missing: list[str]
    mends: list[Mend]
    concerns: list[SheetConcern]
    siblings: list[PaymentSheet]


def sheet_desk(user: User, sheet: PaymentSheet) -> SheetDesk:
    """This will look at a sheet as one account; it writes nothing."""
    is_open = sheet.status not in (*FROZEN, SheetStatus.DISCARDED)
    missing = list(incomplete(sheet)) if is_open else []
    signing, why_not = _signing(user, sheet, is_whole=not missing)
    return SheetDesk(
        steps=list(sheet.steps.select_related("actor", "delegation__giver").order_by("pk")),
        ahead=_ahead(sheet),
        acts=[*signing, *_preparing(user, sheet, is_whole=not missing)],
        why_not=why_not,
        missing=missing,
        mends=list(mends(user, sheet.unit_id, _to_mend(sheet))) if missing else [],
        concerns=sheet_concerns(sheet) if is_open and not sheet.counters_id else [],
        siblings=_siblings(sheet),
    )


def _to_mend(sheet: PaymentSheet) -> list[Payee | DuplicatePair]:
    lacking = Payee.objects.filter(totals__sheet=sheet, to_complete=True).order_by("name_key", "pk")
    pairs = DuplicatePair.objects.waiting_on(sheet).select_related("first", "second")
    return [*lacking.defer("id_number", "account_number"), *pairs]


def _ahead(sheet: PaymentSheet) -> list[str]:
    """What is still to be done, the next first; nothing once it is frozen or given up."""
    if sheet.status not in _WAITS_FOR:
        return []
    later = _WAY[_WAY.index(SheetStatus.SUBMITTED if sheet.is_changeable else sheet.status) :]
    said = [_WAITS_FOR[status] for status in later]
    return [_WAITS_FOR[SheetStatus(sheet.status)], *said] if sheet.is_changeable else said


def _signing(user: User, sheet: PaymentSheet, *, is_whole: bool) -> tuple[list[Act], str]:
    move = next_signature(sheet.status)
    if move is None:
        return [], ""
    try:
        ground = ground_of(user, sheet, move)
    except PermissionDenied:
        return [], ""
    if why := forbidden(user, sheet, ground):
        return [], f"Bạn giữ vai trò ký bước này nhưng không ký được bảng này. {why}"
    returning = Act("Trả lại", _where("sheet-return", sheet))
    return [_sign_act(sheet, move, ground), returning] if is_whole else [returning], ""


def _sign_act(sheet: PaymentSheet, move: SheetMove, ground: Ground) -> Act:
    lent = f" theo giấy uỷ quyền số {ground.delegation.document_number}" if ground.delegation else ""
    said, name = _SIGNED[SheetAction(move.action)]
    sent = {"seen": sheet.fingerprint}
    return Act(f"{said}{lent}", reverse(name, args=[sheet.pk]), "primary", is_button=True, sent=sent)


def _preparing(user: User, sheet: PaymentSheet, *, is_whole: bool) -> Iterable[Act]:
    if not access_of(user).allows(Permission.PREPARE_SHEETS, sheet.unit_id):
        return
    if sheet.is_changeable:
        if is_whole:
            yield Act("Trình", _where("sheet-submit", sheet), "primary", is_button=True)
        if not sheet.counters_id:
            yield from _changing(sheet)
        yield Act("Bỏ bảng", _where("sheet-discard", sheet), "outline-danger")
    if sheet.status in WITHDRAWAL.before:
        yield Act("Rút lại", _where("sheet-withdraw", sheet))
    if sheet.status == SheetStatus.APPROVED and not sheet.counters_id and not hasattr(sheet, "countered_by"):
        yield Act("Lập bảng huỷ", _where("sheet-counter", sheet), "outline-danger")


def _changing(sheet: PaymentSheet) -> Iterable[Act]:
    again = _where("sheet-rebuild", sheet)
    yield Act("Sửa nguồn kinh phí", _where("sheet-fund", sheet))
    yield Act("Bổ sung tác phẩm mới đủ điều kiện", again, is_button=True, sent={"add": "1"})
    yield Act("Lấy tác phẩm ra", _where("sheet-take-off", sheet))
    yield Act("Tính lại theo luật và hồ sơ hôm nay", again, is_button=True)


def _siblings(sheet: PaymentSheet) -> list[PaymentSheet]:
    same = PaymentSheet.objects.filter(unit=sheet.unit_id, period=sheet.period, kind=sheet.kind)
    others = same.exclude(pk=sheet.pk).exclude(status=SheetStatus.DISCARDED)
    return list(others.defer("inputs").order_by("pk"))


def _where(name: str, sheet: PaymentSheet) -> str:
    return reverse(f"budgets:{name}", args=[sheet.pk])
