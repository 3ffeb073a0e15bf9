"""Proves frozen sheets and payouts again: the chain of MACs, all columns, all papers, each amount from inputs."""

import json
from collections.abc import Iterable, Iterator

from cryptography.fernet import InvalidToken

from core.models import Unit
from royalties.compute.refusals import RefusedError
from royalties.models import EventKind, PaymentSheet, ProofEvent, SheetCounter
from royalties.proof.content import sheet_content
from royalties.proof.findings import Finding, differences, fits_chain, paper_findings, read_back
from royalties.proof.payout_verifying import payout_findings
from royalties.proof.recompute import recompute
from royalties.states import FROZEN, KIND_CODES, SheetKind, SheetStatus


def verify_unit(unit: Unit) -> Iterator[Finding]:
    """This will prove all frozen sheets and sent payouts of a unit; it yields what does not hold, writes nothing."""
    yield from _chain_findings(unit)
    events = list(_events(unit))
    approvals = {event.sheet_id: event for event in events if event.kind == EventKind.APPROVED}
    cancelled = {event.sheet_id for event in events if event.kind == EventKind.CANCELLED}
    sheets = PaymentSheet.objects.filter(unit=unit, status__in=FROZEN).select_related("unit", "created_by", "counters")
    for sheet in sheets.order_by("pk"):
        event = approvals.pop(sheet.pk, None)
        if event is None:
            yield Finding(unit, sheet, "không có bằng chứng đã duyệt")
        else:
            yield from verify_sheet(sheet, event)
        if (sheet.status == SheetStatus.CANCELLED) != (sheet.pk in cancelled):
            yield Finding(unit, sheet, f"trạng thái «{sheet.get_status_display()}» không khớp với bằng chứng huỷ")
    for event in approvals.values():
        yield Finding(unit, event.sheet, "có bằng chứng đã duyệt mà bảng không còn ở trạng thái đã duyệt")
    yield from _number_findings(unit)
    yield from payout_findings(unit, events)


def verify_sheet(sheet: PaymentSheet, event: ProofEvent) -> Iterator[Finding]:
    """This will compare one frozen sheet with its proof, its papers with their digests, its amounts with its inputs."""
    try:
        content = json.loads(event.content)
        stored = content["sheet"]
    except (ValueError, KeyError, TypeError):
        yield Finding(sheet.unit, sheet, "nội dung bằng chứng không đọc được")
        return
    try:
        now = read_back(sheet_content(sheet))
    except InvalidToken:
        yield Finding(sheet.unit, sheet, "thông tin cá nhân đã in không giải mã được: đã bị sửa")
    else:
        for place in differences(stored, now):
            yield Finding(sheet.unit, sheet, f"khác với bằng chứng: {place}")
    yield from paper_findings(sheet, event, content.get("papers", {}))
    if not sheet.counters_id:
        yield from _amount_findings(sheet, stored)


def holds(sheet: PaymentSheet) -> bool:
    """This will tell whether one sheet's own event fits its MAC and its columns."""
    event = ProofEvent.objects.filter(sheet=sheet, kind=EventKind.APPROVED).select_related("unit").first()
    return bool(event) and fits_chain(event, event.previous_mac) and not any(verify_sheet(sheet, event))


def _events(unit: Unit) -> Iterable[ProofEvent]:
    return ProofEvent.objects.filter(unit=unit).select_related("sheet__unit", "payout", "unit").order_by("sequence")


def _chain_findings(unit: Unit) -> Iterator[Finding]:
    previous = ""
    for place, event in enumerate(_events(unit), start=1):
        if event.sequence != place:
            yield Finding(unit, event.sheet, f"chuỗi bằng chứng thiếu sự kiện thứ {place}")
            return
        if not fits_chain(event, previous):
            yield Finding(
                unit, event.sheet or event.payout, f"mã xác thực của sự kiện thứ {place} không khớp: nội dung đã bị sửa"
            )
        previous = event.mac


def _amount_findings(sheet: PaymentSheet, stored: dict) -> Iterator[Finding]:
    """Every amount is computed again from the inputs that the proof keeps, by the formulas that it names."""
    try:
        proven = recompute(stored["inputs"])
    except (RefusedError, ArithmeticError, LookupError, ValueError, TypeError) as error:
        yield Finding(sheet.unit, sheet, f"không tính lại được từ đầu vào: {error}")
        return
    for work, told in zip(proven.works, stored["works"], strict=False):
        lines = [line["gross"] for line in told["lines"]]
        if (work.price.amount, sum(work.paid), work.lines) != (told["royalty"], told["gross"], lines):
            yield Finding(sheet.unit, sheet, f"tác phẩm {told['order']} tính lại ra {sum(work.paid)} đồng")
    if len(proven.works) != len(stored["works"]) or sum(proven.sums) != stored["gross"]:
        yield Finding(sheet.unit, sheet, f"tính lại cả bảng ra {sum(proven.sums)} đồng")


def _number_findings(unit: Unit) -> Iterator[Finding]:
    """Numbers of a unit, kind and year are 1 to the last one given, without a gap."""
    given = set(PaymentSheet.objects.filter(unit=unit, status__in=FROZEN).values_list("number", flat=True))
    for counter in SheetCounter.objects.filter(unit=unit):
        ending = f"{KIND_CODES[SheetKind(counter.kind)]}-{counter.year}-"
        places = {int(number.rsplit("-", 1)[1]) for number in given if ending in number}
        if missing := sorted(set(range(1, counter.last + 1)) - places):
            yield Finding(unit, None, f"thiếu bảng số {ending}{missing[0]:04d}")
        if places and max(places) > counter.last:
            yield Finding(unit, None, f"sổ số {ending} lùi sau số đã cấp")
