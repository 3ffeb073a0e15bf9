"""What became of the money of a payout that was sent: paid on a day, returned by the bank, sent again."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.audit import record
from core.models import User
from core.money import format_number
from core.text import clean_text
from rates.book import RateBook
from rates.queries import read_book
from royalties.compute.tax import COMMITTED
from royalties.models import EventKind, PaymentSheet, Payout, PayoutLine, SheetStep, Transfer, Work
from royalties.proof.content import facts_of
from royalties.proof.payout_content import transfer_content
from royalties.services.chain import add_event, lock_chain
from royalties.services.payouts import lock_payout
from royalties.states import PayoutStatus, SheetAction, SheetKind, TransferState, WorkState

PAID, RETURNED, SENT_AGAIN = "xác nhận đã chi", "ghi ngân hàng trả lại", "chi lại"
_TAX = "tax/"


@transaction.atomic
def confirm_paid(*, actor: User, payout: Payout, paid_on: date, lines: Collection[int] | None = None) -> list[Transfer]:
    """This will note that the money of some lines, or of all that wait, was paid on a day.

    Works of royalty sheets of which everybody is paid are paid works then.

    :raises PermissionDenied: the actor does not pay for its unit.
    :raises ValidationError: the payout was not sent, a line does not wait, or the day is impossible or falls under
        another tax law than the value date: then the payout is given up and made anew.
    """
    payout = _lock_sent(actor, payout)
    waiting = Transfer.objects.filter(line__payout=payout, state=TransferState.SENT).select_related("line")
    transfers = list((waiting if lines is None else waiting.filter(line__in=lines)).order_by("line__order"))
    if not transfers or (lines is not None and len(transfers) != len(set(lines))):
        raise ValidationError("Không có khoản nào đang chờ xác nhận, hoặc có khoản đã xác nhận trước đó.")
    _refuse_day(payout, paid_on)
    _refuse_other_law(payout, transfers, paid_on)
    for transfer in transfers:
        transfer.state, transfer.settled_on = TransferState.PAID, paid_on
    Transfer.objects.bulk_update(transfers, ["state", "settled_on"], batch_size=500)
    told = {"ngày chi thật": paid_on.isoformat(), "số khoản": len(transfers)}
    told |= {"số tiền": format_number(sum(transfer.line.net for transfer in transfers))}
    record(actor=actor, action=PAID, target=payout, unit=payout.unit, after=told)
    _prove_paid(payout, transfers, paid_on)
    return transfers


@transaction.atomic
def mark_returned(*, actor: User, transfer: Transfer, returned_on: date, reason: str) -> Transfer:
    """This will note that the bank has sent a payee's money back, and why.

    :raises PermissionDenied: the actor does not pay for its unit.
    :raises ValidationError: no reason, an impossible day, or money that is not on its way.
    """
    payout = _lock_sent(actor, transfer.line.payout)
    transfer = Transfer.objects.select_for_update(of=("self",)).select_related("line").get(pk=transfer.pk)
    if transfer.state != TransferState.SENT:
        raise ValidationError(f"Khoản này đang ở trạng thái «{transfer.get_state_display()}».")
    if not clean_text(reason):
        raise ValidationError({"reason": "Hãy ghi lý do của ngân hàng."})
    _refuse_day(payout, returned_on, field="returned_on")
    transfer.state, transfer.settled_on = TransferState.RETURNED, returned_on
    transfer.reason = clean_text(reason)
    transfer.save(update_fields=["state", "settled_on", "reason"])
    told = {"người nhận": str(transfer.line), "lần": transfer.attempt, "ngày trả lại": returned_on.isoformat()}
    record(actor=actor, action=RETURNED, target=payout, unit=payout.unit, after=told, reason=transfer.reason)
    content = {"returned": _settled(transfer) | {"reason": transfer.reason}}
    _prove(payout, EventKind.RETURNED, content)
    return transfer


@transaction.atomic
def pay_again(*, actor: User, line: PayoutLine) -> Transfer:
    """This will send returned money again, to where the payee's record says now; the tax stays as it was withheld.

    :raises PermissionDenied: the actor does not pay for its unit.
    :raises ValidationError: the money was not returned, or the record lacks the account or the bank.
    """
    payout = _lock_sent(actor, line.payout)
    line = payout.lines.select_related("payee__merged_into").get(pk=line.pk)
    last = line.transfers.order_by("-attempt").first()
    if last.state != TransferState.RETURNED:
        raise ValidationError("Chỉ chi lại được khoản mà ngân hàng đã trả lại.")
    payee = line.payee.merged_into or line.payee
    if payee.to_complete or not (payee.account_number and payee.bank):
        raise ValidationError(f"Hồ sơ của «{payee}» chưa đủ số tài khoản, ngân hàng.")
    transfer = Transfer(line=line, attempt=last.attempt + 1, facts=facts_of(payee))
    transfer.save(force_insert=True)
    told = {"người nhận": str(line), "lần": transfer.attempt, "số tài khoản": payee.masked_account}
    record(actor=actor, action=SENT_AGAIN, target=payout, unit=payout.unit, after=told | {"ngân hàng": payee.bank})
    _prove(payout, EventKind.SENT, {"again": {"payout": payout.number} | transfer_content(transfer)})
    return transfer


def _lock_sent(actor: User, payout: Payout) -> Payout:
    payout = lock_payout(actor, payout)
    if payout.status != PayoutStatus.SENT:
        raise ValidationError(f"Đợt chi đang ở trạng thái «{payout.get_status_display()}», không phải đã gửi.")
    return payout


def _refuse_day(payout: Payout, day: date, *, field: str = "paid_on") -> None:
    """Money moves neither in days to come nor before its sheets were approved."""
    steps = SheetStep.objects.filter(sheet__in_payouts__payout=payout, action=SheetAction.APPROVE)
    approved = timezone.localdate(steps.aggregate(last=Max("at"))["last"])
    if not approved <= day <= timezone.localdate():
        raise ValidationError({field: f"Ngày phải từ ngày duyệt bảng ({approved:%d/%m/%Y}) đến hôm nay."})


def _refuse_other_law(payout: Payout, transfers: list[Transfer], paid_on: date) -> None:
    """The first payment is taxed by its day; what the bank returned was taxed then, and is only sent again."""
    first = [transfer for transfer in transfers if transfer.attempt == 1]
    if not first or paid_on == payout.value_date:
        return
    by_year = paid_on.year != payout.value_date.year and any(COMMITTED in one.line.flags for one in first)
    if by_year or not _same_tax_law(read_book(unit=payout.unit), payout.value_date, paid_on):
        raise ValidationError(
            {
                "paid_on": f"Ngày chi thật {paid_on:%d/%m/%Y} theo luật thuế (hoặc năm cam kết) khác với ngày chi "
                f"{payout.value_date:%d/%m/%Y}: phải huỷ đợt chi này và lập lại."
            }
        )


def _same_tax_law(book: RateBook, one: date, other: date) -> bool:
    keys = [key for key in book.keys() if key.startswith(_TAX)]  # noqa: SIM118  a book is no mapping
    return all(_rows(book, key, one) == _rows(book, key, other) for key in keys)


def _rows(book: RateBook, key: str, on: date) -> tuple[int, ...]:
    found = book.find(key, on)
    return found.row_ids if found else ()


def _prove_paid(payout: Payout, transfers: list[Transfer], paid_on: date) -> None:
    """The transfers in one event; each sheet that is paid whole now in one of its own."""
    settled = [[transfer.line.order, transfer.attempt] for transfer in transfers]
    paid = {"payout": payout.number, "on": paid_on.isoformat(), "transfers": settled}
    _prove(payout, EventKind.PAID, {"paid": paid})
    touched = {share["sheet"] for transfer in transfers for share in transfer.line.shares}
    for sheet in _paid_whole(payout, touched):
        if sheet.kind == SheetKind.ROYALTY:
            Work.objects.filter(on_sheets__sheet=sheet, state=WorkState.ON_SHEET).move_to(WorkState.PAID)
        content = {"paid_whole": {"sheet": sheet.number, "payout": payout.number}}
        add_event(unit=payout.unit, kind=EventKind.PAID, content=content, papers={}, sheet=sheet, payout=payout)


def _paid_whole(payout: Payout, touched: set[int]) -> list[PaymentSheet]:
    unpaid = payout.lines.exclude(transfers__state=TransferState.PAID).values_list("shares", flat=True)
    waiting = {share["sheet"] for shares in unpaid for share in shares}
    return list(PaymentSheet.objects.filter(pk__in=touched - waiting).defer("inputs").order_by("pk"))


def _prove(payout: Payout, kind: EventKind, content: dict) -> None:
    lock_chain(payout.unit)
    add_event(unit=payout.unit, kind=kind, content=content, papers={}, payout=payout)


def _settled(transfer: Transfer) -> dict:
    return {
        "payout": transfer.line.payout.number,
        "line": transfer.line.order,
        "attempt": transfer.attempt,
        "on": transfer.settled_on.isoformat(),
    }
