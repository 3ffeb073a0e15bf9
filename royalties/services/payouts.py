"""Verbs on payouts while they may change: group approved sheets under a value date, note what is lacking, give up."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Min
from django.utils import timezone

from core.access import Permission, require
from core.audit import record
from core.models import Unit, User
from core.money import format_number, must_add_up
from core.text import clean_text
from royalties.compute.refusals import RefusedError
from royalties.models import EventKind, PaymentSheet, Payout, PayoutLine, PayoutSheet, Transfer
from royalties.paying.plan import PayoutPlan, plan_payout
from royalties.services.chain import add_event, lock_chain
from royalties.states import PayoutStatus, SheetStatus, TransferState

DRAFTED, CHANGED, COMPUTED = "lập đợt chi", "sửa đợt chi", "tính lại đợt chi"
NOTED, VOIDED = "ghi hoá đơn của tổ chức", "huỷ đợt chi"
_BATCH = 500
_ONE_PAPER = ("chapter", "source_code", "source_name")


@transaction.atomic
def draft_payout(*, actor: User, unit: Unit, sheets: Collection[int], value_date: date) -> Payout:
    """This will group approved sheets of a unit under a value date, and withhold tax over all of them together.

    :raises PermissionDenied: the actor does not pay for this unit.
    :raises ValidationError: no sheet, one that cannot be paid now or is in another payout, sheets of different sources
        or chapters, or a value date without tax law.
    """
    require(actor, Permission.PAY, unit=unit)
    found = _lock_sheets(unit, sheets)
    payout = Payout(unit=unit, value_date=value_date, created_by=actor, is_illustrative=unit.is_demo)
    _refuse_sheets(payout, found)
    plan = plan_for(unit, value_date, found)
    payout.save()
    _place(payout, found)
    _write(plan, payout)
    record(actor=actor, action=DRAFTED, target=payout, unit=unit, after=_told(payout))
    return payout


@transaction.atomic
def change_payout(
    *, actor: User, payout: Payout, sheets: Collection[int], value_date: date, treasury_number: str = ""
) -> Payout:
    """This will change the sheets, the value date or the Treasury's paper of a draft, and withhold tax anew.

    :raises PermissionDenied: the actor does not pay for its unit.
    :raises ValidationError: it was sent or given up, or as draft_payout says.
    """
    payout = lock_draft(actor, payout)
    found = _lock_sheets(payout.unit, sheets)
    before = _told(payout)
    gone = payout.placed.exclude(sheet__in=found)
    new = [sheet for sheet in found if sheet.pk not in set(payout.placed.values_list("sheet_id", flat=True))]
    payout.value_date, payout.treasury_number = value_date, clean_text(treasury_number)
    _refuse_sheets(payout, found)
    plan = plan_for(payout.unit, value_date, found)
    _clean(payout, "value_date", "treasury_number")
    gone.delete()
    _place(payout, new)
    _write(plan, payout)
    record(actor=actor, action=CHANGED, target=payout, unit=payout.unit, before=before, after=_told(payout))
    return payout


@transaction.atomic
def compute_again(*, actor: User, payout: Payout) -> Payout:
    """This will withhold tax anew by the law and the facts of today.

    :raises PermissionDenied: the actor does not pay for its unit.
    :raises ValidationError: it was sent or given up, or no tax law is in force on its value date.
    """
    payout = lock_draft(actor, payout)
    before = _told(payout)
    _write(plan_for(payout.unit, payout.value_date, sheets_in(payout)), payout)
    record(actor=actor, action=COMPUTED, target=payout, unit=payout.unit, before=before, after=_told(payout))
    return payout


@transaction.atomic
def note_invoice(*, actor: User, line: PayoutLine, invoice: str) -> PayoutLine:
    """This will note on which invoice or contract an organisation is paid.

    :raises PermissionDenied: the actor does not pay for its unit.
    :raises ValidationError: the payout was sent or given up, or nothing was noted.
    """
    payout = lock_draft(actor, line.payout)
    line = payout.lines.select_related("payee").get(pk=line.pk)
    before, line.invoice = line.invoice, clean_text(invoice)
    if not line.invoice:
        raise ValidationError({"invoice": "Hãy ghi số hoá đơn hoặc hợp đồng."})
    _clean(line, "invoice")
    line.save(update_fields=["invoice"])
    after = {"người nhận": line.payee.name, "hoá đơn, hợp đồng": line.invoice}
    was = {"hoá đơn, hợp đồng": before}
    record(actor=actor, action=NOTED, target=payout, unit=payout.unit, before=was, after=after)
    return line


@transaction.atomic
def void_payout(*, actor: User, payout: Payout, reason: str) -> Payout:
    """This will give a payout up, be it a draft or sent: its sheets are free for the next one.

    :raises PermissionDenied: the actor does not pay for its unit.
    :raises ValidationError: no reason, given up already, somebody is paid, or a later payout counts its contracts.
    """
    payout = lock_payout(actor, payout)
    if not clean_text(reason):
        raise ValidationError({"reason": "Hãy nêu lý do."})
    _refuse_void(payout)
    was_sent = not payout.is_draft
    before = _told(payout) | {"trạng thái": payout.get_status_display()}
    now = timezone.now()
    payout.placed.update(released_at=now)
    payout.status, payout.void_reason, payout.voided_at = PayoutStatus.VOIDED, clean_text(reason), now
    payout.save()
    if was_sent:
        lock_chain(payout.unit)
        content = {"cancelled": {"payout": payout.number, "reason": payout.void_reason}}
        add_event(unit=payout.unit, kind=EventKind.CANCELLED, content=content, papers={}, payout=payout)
    record(actor=actor, action=VOIDED, target=payout, unit=payout.unit, before=before, reason=payout.void_reason)
    return payout


def lock_payout(actor: User, payout: Payout) -> Payout:
    """This will lock a payout for whoever pays for its unit; the caller holds the transaction.

    :raises PermissionDenied: the actor does not.
    """
    require(actor, Permission.PAY, unit=payout.unit)
    return Payout.objects.select_for_update(of=("self",)).select_related("unit").get(pk=payout.pk)


def lock_draft(actor: User, payout: Payout) -> Payout:
    """This will lock a payout that may still change; the caller holds the transaction.

    :raises PermissionDenied: the actor does not pay for its unit.
    :raises ValidationError: it was sent or given up.
    """
    payout = lock_payout(actor, payout)
    if not payout.is_draft:
        raise ValidationError(f"Đợt chi đang ở trạng thái «{payout.get_status_display()}»: không sửa được.")
    return payout


def sheets_in(payout: Payout) -> list[PaymentSheet]:
    """This will list the sheets of a payout, without their long inputs."""
    return list(PaymentSheet.objects.filter(in_payouts__payout=payout).defer("inputs").order_by("pk"))


def plan_for(unit: Unit, value_date: date, sheets: Iterable[PaymentSheet]) -> PayoutPlan:
    """This will plan a payout by the law and the facts of today.

    :raises ValidationError: no tax law is in force on the value date, or the law cannot tell somebody's tax.
    """
    try:
        return plan_payout(unit, value_date, sheets)
    except RefusedError as error:
        raise ValidationError({"value_date": f"Không tính được thuế: {error}"}) from error


def _lock_sheets(unit: Unit, sheets: Collection[int]) -> list[PaymentSheet]:
    """In the order of their keys, so that two people never wait for each other."""
    locked = PaymentSheet.objects.select_for_update(of=("self",)).defer("inputs").order_by("pk")
    found = list(locked.filter(unit=unit, pk__in=set(sheets)))
    if len(found) != len(set(sheets)):
        raise ValidationError({"sheets": "Có bảng không thuộc đơn vị này."})
    return found


def _refuse_sheets(payout: Payout, sheets: list[PaymentSheet]) -> None:
    if not sheets:
        raise ValidationError({"sheets": "Hãy chọn ít nhất một bảng đã duyệt."})
    cancelling = PaymentSheet.objects.open().filter(counters__in=sheets)
    being_cancelled = set(cancelling.values_list("counters_id", flat=True))
    taken = PayoutSheet.objects.filter(sheet__in=sheets, released_at=None).exclude(payout=payout.pk)
    elsewhere = {one.sheet_id: one.payout for one in taken.select_related("payout")}
    faults = []
    for sheet in sheets:
        if sheet.status != SheetStatus.APPROVED or sheet.counters_id:
            faults.append(f"«{sheet}» không phải bảng đã duyệt chờ chi.")
        if sheet.is_illustrative != payout.is_illustrative:
            faults.append(f"«{sheet}»: không chi chung bảng minh hoạ với bảng thật.")
        if sheet.pk in being_cancelled:
            faults.append(f"«{sheet}» đang được lập bảng huỷ.")
        if sheet.pk in elsewhere:
            faults.append(f"«{sheet}» đã ở trong «{elsewhere[sheet.pk]}».")
    if len({tuple(getattr(sheet, name) for name in _ONE_PAPER) for sheet in sheets}) > 1:
        faults.append("Các bảng khác nguồn kinh phí hoặc chương: mỗi giấy rút dự toán một nguồn, một chương.")
    if faults:
        raise ValidationError({"sheets": faults})


def _place(payout: Payout, sheets: list[PaymentSheet]) -> None:
    try:
        with transaction.atomic():
            PayoutSheet.objects.bulk_create(PayoutSheet(payout=payout, sheet=sheet) for sheet in sheets)
    except IntegrityError as error:
        raise ValidationError({"sheets": "Có bảng vừa được đưa vào một đợt chi khác."}) from error


def _write(plan: PayoutPlan, payout: Payout) -> None:
    """The lines anew; what was noted of a person's invoice stays."""
    invoices = {_place_of(line): line.invoice for line in payout.lines.exclude(invoice="")}
    payout.gross, payout.tax, payout.net = plan.gross, plan.tax, plan.net
    payout.inputs, payout.fingerprint = plan.inputs, plan.fingerprint
    payout.save()
    payout.lines.all().delete()
    lines = [
        PayoutLine(
            payout=payout,
            order=order,
            payee=line.payee,
            income=line.earning.income.value,
            contract_number=line.earning.contract_number,
            gross=line.held.gross,
            tax=line.held.tax,
            net=line.held.net,
            flags=list(line.held.flags),
            explanation=line.held.explanation,
            shares=line.shares,
        )
        for order, line in enumerate(plan.lines, start=1)
    ]
    for line in lines:
        line.invoice = invoices.get(_place_of(line), "")
    must_add_up([line.net for line in lines], payout.net)
    PayoutLine.objects.bulk_create(lines, batch_size=_BATCH)


def _place_of(line: PayoutLine) -> tuple[int, str, str]:
    return line.payee_id, line.income, line.contract_number


def _clean(row: Payout | PayoutLine, *names: str) -> None:
    row.clean_fields(exclude={field.name for field in row._meta.fields} - {*names})


def _refuse_void(payout: Payout) -> None:
    if payout.status == PayoutStatus.VOIDED:
        raise ValidationError("Đợt chi này đã huỷ.")
    if Transfer.objects.filter(line__payout=payout, state=TransferState.PAID).exists():
        raise ValidationError("Đã có người được chi: không huỷ được cả đợt.")
    if later := _later_of_contracts(payout):
        raise ValidationError(f"«{later}» đã tính thuế bản quyền sau đợt này, cùng hợp đồng: hãy huỷ đợt đó trước.")


def _later_of_contracts(payout: Payout) -> Payout | None:
    """A payout that was sent later and whose tax counts what this one paid under a copyright contract."""
    if payout.is_draft:
        return None
    own = list(payout.lines.exclude(contract_number="").values_list("contract_number", flat=True))
    payees = list(payout.lines.values_list("payee_id", flat=True))
    # A payout begins its place in the unit's chain by being sent.
    began = payout.events.aggregate(first=Min("sequence"))["first"]
    sent = Payout.objects.filter(unit=payout.unit, status=PayoutStatus.SENT).annotate(began=Min("events__sequence"))
    return sent.filter(began__gt=began, lines__contract_number__in=own, lines__payee__in=payees).first()


def _told(payout: Payout) -> dict[str, object]:
    return {
        "ngày chi": payout.value_date.isoformat(),
        "giấy rút dự toán": payout.treasury_number,
        "bảng": [str(sheet) for sheet in sheets_in(payout)],
        "tổng": format_number(payout.gross),
        "thuế TNCN": format_number(payout.tax),
        "dấu vân": payout.fingerprint,
    }
