"""Proves payouts again: columns and papers as they were sent, each tax from its inputs alone, each transfer's fate."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from cryptography.fernet import InvalidToken

from core.crypto import keyed_digest
from core.models import Unit
from royalties.compute.refusals import RefusedError
from royalties.models import EventKind, Payout, PayoutCounter, ProofEvent, Transfer
from royalties.proof.findings import Finding, differences, paper_findings, read_back
from royalties.proof.payout_content import payout_content
from royalties.proof.recompute import recompute_payout
from royalties.states import PayoutStatus, TransferState

_NUMBER = re.compile(r"(MH-)?DC-(?P<year>\d{4})-(?P<place>\d+)")
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
_Fate = tuple[str, str | None, str]


def payout_findings(unit: Unit, events: Iterable[ProofEvent]) -> Iterator[Finding]:
    """This will prove all payouts of a unit that were sent by its events; it yields what does not hold."""
    by_payout: dict[int, list[ProofEvent]] = defaultdict(list)
    for event in events:
        if event.payout_id:
            by_payout[event.payout_id].append(event)
    sent = Payout.objects.filter(unit=unit, number__isnull=False).select_related("unit", "created_by", "sent_by")
    for payout in sent.order_by("pk"):
        yield from _of_payout(payout, by_payout.pop(payout.pk, []))
    for left in by_payout.values():
        yield Finding(unit, left[0].payout, "có bằng chứng mà đợt chi không còn ở trạng thái đã gửi")
    yield from _number_findings(unit)


def _of_payout(payout: Payout, events: list[ProofEvent]) -> Iterator[Finding]:
    try:
        told = [(event, json.loads(event.content)) for event in events]
        event, content = next(pair for pair in told if "payout" in pair[1])
        fates = _fates(content for _, content in told)
    except (*_UNREADABLE, StopIteration):
        yield Finding(payout.unit, payout, "không có bằng chứng đã gửi, hoặc bằng chứng không đọc được")
        return
    yield from _column_findings(payout, content["payout"])
    yield from paper_findings(payout, event, content.get("papers", {}))
    yield from _tax_findings(payout, content["payout"])
    yield from _transfer_findings(payout, fates)
    is_cancelled = any(event.kind == EventKind.CANCELLED for event in events)
    if is_cancelled != (payout.status == PayoutStatus.VOIDED):
        yield Finding(payout.unit, payout, f"trạng thái «{payout.get_status_display()}» không khớp với bằng chứng huỷ")


def _column_findings(payout: Payout, stored: dict) -> Iterator[Finding]:
    try:
        now = read_back(payout_content(payout))
    except InvalidToken:
        yield Finding(payout.unit, payout, "thông tin cá nhân đã in không giải mã được: đã bị sửa")
        return
    for place in differences(stored, now):
        yield Finding(payout.unit, payout, f"khác với bằng chứng: {place}")


def _tax_findings(payout: Payout, stored: dict) -> Iterator[Finding]:
    """Every tax is withheld again from the inputs that the proof keeps."""
    try:
        held = recompute_payout(stored["inputs"])
    except (RefusedError, ArithmeticError, LookupError, ValueError, TypeError) as error:
        yield Finding(payout.unit, payout, f"không tính lại được thuế từ đầu vào: {error}")
        return
    again = [(one.gross, one.tax, one.net) for one in held]
    if again != [(line["gross"], line["tax"], line["net"]) for line in stored["lines"]]:
        yield Finding(payout.unit, payout, f"tính lại ra {sum(tax for _, tax, _ in again)} đồng thuế")
    if [sum(column) for column in zip(*again, strict=True)] != [stored["gross"], stored["tax"], stored["net"]]:
        yield Finding(payout.unit, payout, "cộng các dòng không ra tổng của đợt chi")


def _fates(told: Iterable[dict]) -> dict[tuple[int, int], tuple[str, _Fate]]:
    """What the events say of each attempt to pay: where to, and what became of it."""
    facts: dict[tuple[int, int], str] = {}
    fates: dict[tuple[int, int], _Fate] = {}
    for content in told:
        for sent in [*content.get("payout", {}).get("transfers", ()), content.get("again")]:
            if sent:
                facts[sent["line"], sent["attempt"]] = sent["facts"]
        if paid := content.get("paid"):
            for line, attempt in paid["transfers"]:
                fates[line, attempt] = (TransferState.PAID, paid["on"], "")
        if returned := content.get("returned"):
            place = returned["line"], returned["attempt"]
            fates[place] = (TransferState.RETURNED, returned["on"], returned["reason"])
    on_its_way: _Fate = (TransferState.SENT, None, "")
    return {place: (where, fates.get(place, on_its_way)) for place, where in facts.items()}


def _transfer_findings(payout: Payout, fates: dict[tuple[int, int], tuple[str, _Fate]]) -> Iterator[Finding]:
    transfers = Transfer.objects.filter(line__payout=payout).select_related("line").order_by("line__order", "attempt")
    try:
        now = {(one.line.order, one.attempt): (keyed_digest(one.facts), _fate(one)) for one in transfers}
    except InvalidToken:
        yield Finding(payout.unit, payout, "nơi nhận tiền đã lưu không giải mã được: đã bị sửa")
        return
    for line, attempt in sorted(now.keys() | fates.keys()):
        if now.get((line, attempt)) != fates.get((line, attempt)):
            yield Finding(payout.unit, payout, f"dòng {line}, lần chuyển {attempt} khác với bằng chứng")


def _fate(transfer: Transfer) -> _Fate:
    return transfer.state, transfer.settled_on.isoformat() if transfer.settled_on else None, transfer.reason


def _number_findings(unit: Unit) -> Iterator[Finding]:
    """Numbers of a unit and year are 1 to the last one given, without a gap."""
    given = Payout.objects.filter(unit=unit, number__isnull=False).values_list("number", flat=True)
    by_year: dict[int, set[int]] = defaultdict(set)
    for number in given:
        if found := _NUMBER.fullmatch(number):
            by_year[int(found["year"])].add(int(found["place"]))
    for counter in PayoutCounter.objects.filter(unit=unit):
        if by_year.pop(counter.year, set()) != set(range(1, counter.last + 1)):
            yield Finding(unit, None, f"sổ số đợt chi năm {counter.year} không khớp với các số đã cấp")
    for year in sorted(by_year):
        yield Finding(unit, None, f"sổ số đợt chi năm {year} không còn")
