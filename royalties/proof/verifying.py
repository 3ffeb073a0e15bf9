"""Proves frozen sheets again: the chain of MACs, every column, every paper, every amount from its inputs alone."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cryptography.fernet import InvalidToken

from core.models import Unit
from royalties.compute.refusals import RefusedError
from royalties.models import EventKind, PaymentSheet, ProofEvent, SheetCounter, StoredPaper
from royalties.proof.canonical import digest, fits, mac
from royalties.proof.content import sheet_content
from royalties.proof.recompute import recompute
from royalties.states import FROZEN, KIND_CODES, SheetKind, SheetStatus

_NAMES = {
    "works": "tác phẩm",
    "lines": "dòng",
    "payees": "người nhận",
    "steps": "bước ký",
    "inputs": "đầu vào",
    "gross": "số tiền",
    "royalty": "nhuận bút",
    "coefficient": "hệ số",
    "quantity": "số lượng",
    "unit_value": "giá trị đơn vị hệ số",
    "printed": "thông tin đã in",
    "printed_name": "tên đã in",
    "printed_facts": "số định danh, tài khoản, ngân hàng đã in",
    "number": "số",
    "fingerprint": "dấu vân",
    "explanation": "phần giải thích",
    "citations": "căn cứ",
}
# Of a difference so many places are named; the rest would say nothing new.
_NAMED = 5


@dataclass(frozen=True)
class Finding:
    """What does not hold: of which unit, of which sheet where it is one's, and what, in Vietnamese."""

    unit: Unit
    sheet: PaymentSheet | None
    said: str

    def __str__(self) -> str:
        return f"{self.unit.code}: {self.sheet}: {self.said}" if self.sheet else f"{self.unit.code}: {self.said}"


def verify_unit(unit: Unit) -> Iterator[Finding]:
    """This will prove all frozen sheets of a unit; it yields what does not hold, and writes nothing."""
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


def verify_sheet(sheet: PaymentSheet, event: ProofEvent) -> Iterator[Finding]:
    """This will compare one frozen sheet with its proof, its papers with their digests, its amounts with its inputs."""
    try:
        content = json.loads(event.content)
        stored = content["sheet"]
    except (ValueError, KeyError, TypeError):
        yield Finding(sheet.unit, sheet, "nội dung bằng chứng không đọc được")
        return
    try:
        now = _read_back(sheet_content(sheet))
    except InvalidToken:
        yield Finding(sheet.unit, sheet, "thông tin cá nhân đã in không giải mã được: đã bị sửa")
    else:
        for place in _differences(stored, now):
            yield Finding(sheet.unit, sheet, f"khác với bằng chứng: {place}")
    yield from _paper_findings(sheet, event, content.get("papers", {}))
    if not sheet.counters_id:
        yield from _amount_findings(sheet, stored)


def holds(sheet: PaymentSheet) -> bool:
    """This will tell whether one sheet's own event fits its MAC and its columns."""
    event = ProofEvent.objects.filter(sheet=sheet, kind=EventKind.APPROVED).select_related("unit").first()
    return bool(event) and _fits(event, event.previous_mac) and not any(verify_sheet(sheet, event))


def _events(unit: Unit) -> Iterable[ProofEvent]:
    return ProofEvent.objects.filter(unit=unit).select_related("sheet__unit", "unit").order_by("sequence")


def _fits(event: ProofEvent, previous: str) -> bool:
    computed = mac(unit_code=event.unit.code, sequence=event.sequence, previous=previous, text=event.content)
    return event.previous_mac == previous and fits(event.mac, computed)


def _chain_findings(unit: Unit) -> Iterator[Finding]:
    previous = ""
    for place, event in enumerate(_events(unit), start=1):
        if event.sequence != place:
            yield Finding(unit, event.sheet, f"chuỗi bằng chứng thiếu sự kiện thứ {place}")
            return
        if not _fits(event, previous):
            yield Finding(unit, event.sheet, f"mã xác thực của sự kiện thứ {place} không khớp: nội dung đã bị sửa")
        previous = event.mac


def _read_back(content: dict) -> dict:
    """The same data as a database or a text gives it back: keys of mappings as text, sequences as lists."""
    return json.loads(json.dumps(content, ensure_ascii=False))


def _differences(before, now) -> list[str]:
    found = list(_walk(before, now, ()))
    more = [f"và {len(found) - _NAMED} chỗ nữa"] if len(found) > _NAMED else []
    return [*found[:_NAMED], *more]


def _walk(before, now, path: tuple) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(now, dict):
        for key in sorted({*before, *now}):
            yield from _walk(before.get(key), now.get(key), (*path, _NAMES.get(key, key)))
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for place, (one, other) in enumerate(zip(before, now, strict=True), start=1):
            yield from _walk(one, other, (*path, str(place)))
    elif before != now:
        yield f"{' › '.join(path)} (đã duyệt: {_say(before)}; nay: {_say(now)})"


def _say(value) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _paper_findings(sheet: PaymentSheet, event: ProofEvent, digests: dict[str, str]) -> Iterator[Finding]:
    stored = set(StoredPaper.objects.filter(event=event).values_list("name", flat=True))
    for name, known in digests.items():
        if name not in stored:
            yield Finding(sheet.unit, sheet, f"thiếu giấy tờ đã lưu «{name}»")
        elif _digest_of(event, name) != known:
            yield Finding(sheet.unit, sheet, f"giấy tờ đã lưu «{name}» đã bị thay")
    for name in sorted(stored - digests.keys()):
        yield Finding(sheet.unit, sheet, f"giấy tờ «{name}» không có trong bằng chứng")


def _digest_of(event: ProofEvent, name: str) -> str:
    try:
        return digest(StoredPaper.objects.get(event=event, name=name).content)
    except InvalidToken:
        return ""


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
