"""What a proof found not to hold, and how two contents, papers and MACs are compared."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.fernet import InvalidToken

from core.models import Unit
from royalties.models import PaymentSheet, Payout, ProofEvent, StoredPaper
from royalties.proof.canonical import digest, fits, mac

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
    "sheets": "bảng",
    "transfers": "lần chuyển tiền",
    "shares": "phần của từng bảng",
    "value_date": "ngày chi",
    "net": "thực nhận",
    "tax": "thuế",
    "invoice": "hoá đơn, hợp đồng",
    "treasury_number": "số giấy rút dự toán",
}
# Of a difference so many places are named; the rest would say nothing new.
_NAMED = 5


@dataclass(frozen=True)
class Finding:
    """What does not hold: of which unit, of which sheet or payout where it is one's, and what, in Vietnamese."""

    unit: Unit
    of: PaymentSheet | Payout | None
    said: str

    def __str__(self) -> str:
        return f"{self.unit.code}: {self.of}: {self.said}" if self.of else f"{self.unit.code}: {self.said}"


def fits_chain(event: ProofEvent, previous: str) -> bool:
    """This will tell whether an event stands under its MAC, after the one before it."""
    computed = mac(unit_code=event.unit.code, sequence=event.sequence, previous=previous, text=event.content)
    return event.previous_mac == previous and fits(event.mac, computed)


def read_back(content: dict) -> dict:
    """This will return data as a database or a text gives it back: keys of mappings as text, sequences as lists."""
    return json.loads(json.dumps(content, ensure_ascii=False))


def differences(before, now) -> list[str]:
    """This will name the places where two contents differ, and what each says there."""
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
        yield f"{' › '.join(path)} (đã ghi: {_say(before)}; nay: {_say(now)})"


def _say(value) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"


def paper_findings(of: PaymentSheet | Payout, event: ProofEvent, digests: dict[str, str]) -> Iterator[Finding]:
    """This will compare the stored papers of an event with the digests that its content keeps."""
    stored = set(StoredPaper.objects.filter(event=event).values_list("name", flat=True))
    for name, known in digests.items():
        if name not in stored:
            yield Finding(of.unit, of, f"thiếu giấy tờ đã lưu «{name}»")
        elif _digest_of(event, name) != known:
            yield Finding(of.unit, of, f"giấy tờ đã lưu «{name}» đã bị thay")
    for name in sorted(stored - digests.keys()):
        yield Finding(of.unit, of, f"giấy tờ «{name}» không có trong bằng chứng")


def _digest_of(event: ProofEvent, name: str) -> str:
    try:
        return digest(StoredPaper.objects.get(event=event, name=name).content)
    except InvalidToken:
        return ""
