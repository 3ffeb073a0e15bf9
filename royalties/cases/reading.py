"""Strict reading of case files: an unknown key makes the file invalid, named by file and line."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from rates.lawfile import Entry, LawFileError
from rates.lawyaml import read_yaml
from royalties.compute.refusals import Refusal

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAYS = {"published_on", "ordered_on", "on", "done_on", "paid_on"}
_MAPPINGS = {"adjustments", "modifiers"}
_LISTS = {"weights"}
_TRUTHS = {"asks_withholding"}
# By kind: the keys that must stand in a case, then those that may.
KINDS = {
    "royalty": (["published_on", "medium", "genre", "coefficient"], ["ordered_on", "quantity", "adjustments"]),
    "remuneration": (["on", "medium", "genre", "royalty", "percent"], ["role"]),
    "digitisation": (["done_on", "item", "quantity", "unit_price"], ["modifiers"]),
    "tax": (["paid_on", "gross", "payee"], ["income", "asks_withholding"]),
    "split": (["amount", "weights"], []),
    "words": (["amount"], []),
}
FIGURES = ["amount", "unit_value", "ceiling", "tax", "net", "text"]
BY_VALUE = {"unit_value", "ceiling"}
SETS = ["warns", "warns_not", "cites", "flags"]


@dataclass(frozen=True)
class Case:
    """One worked case as its file says it; numbers are still text, since a wrong one may be the point."""

    name: str
    kind: str
    given: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)
    parts: list[str] | None = None
    sets: dict[str, list[str]] = field(default_factory=dict)
    refused: str = ""


def read_cases(path: Path) -> list[Case]:
    """This will read a file of cases.

    :raises LawFileError: each unknown or missing key and each bad date, by file and line.
    """
    node = read_yaml(path)
    if not isinstance(node, CommentedSeq) or not node or not all(isinstance(item, CommentedMap) for item in node):
        raise LawFileError([f"{path.name}:1: tệp phải là danh sách các trường hợp, ít nhất một"])
    faults: list[str] = []
    cases = [_case(Entry(item, path, faults)) for item in node]
    if faults:
        raise LawFileError(faults)
    return cases


def _case(entry: Entry) -> Case:
    name, kind = entry.text("name"), entry.text("kind", choices=list(KINDS))
    required, optional = KINDS.get(kind, ([], []))
    given = {key: _read(entry, key, required=key in required) for key in required + optional}
    expect = entry.entry("expect")
    if expect and kind != "split" and expect.has("parts"):
        expect.fault("parts", "chỉ trường hợp split mới có «parts»")
    case = Case(name, kind, given, **(_expected(expect) if expect else {}))
    entry.done()
    return case


def _read(entry: Entry, key: str, *, required: bool) -> Any:
    if key in _DAYS:
        return _day(entry, key, required=required)
    if key in _MAPPINGS:
        return entry.mapping(key)
    if key in _LISTS:
        return entry.listed(key)
    if key in _TRUTHS:
        return entry.truth(key)
    if key == "payee":
        return _payee(entry)
    return entry.text(key, required=required)


def _day(entry: Entry, key: str, *, required: bool) -> date | None:
    """Days stand quoted or bare."""
    if not entry.is_text(key):
        return entry.day(key, required=required)
    text = entry.text(key)
    try:
        # The parser of dates alone would take weeks and days without dashes.
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        entry.fault(key, f"«{key}» phải là ngày dạng 2026-07-01")
        return None


def _payee(entry: Entry) -> dict[str, Any]:
    payee = entry.entry("payee")
    if payee is None:
        return {}
    # Whoever is not said to be otherwise is what a new payee is: resident, without a commitment.
    said = {
        "resident": payee.truth("resident", default=True),
        "contract": payee.text("contract"),
        "commitment": payee.truth("commitment"),
    }
    payee.done()
    return said


def _expected(entry: Entry) -> dict[str, Any]:
    expected = {
        "figures": {key: _figure(entry, key) for key in FIGURES if entry.has(key)},
        "parts": entry.listed("parts") if entry.has("parts") else None,
        "sets": {key: _names(entry, key) for key in SETS if entry.has(key)},
        "refused": entry.text("refused", required=False, choices=[code.value for code in Refusal]),
    }
    if not (
        expected["figures"] or expected["parts"] is not None or any(expected["sets"].values()) or expected["refused"]
    ):
        entry.fault("amount", "trường hợp phải nêu kết quả mong đợi")
    entry.done()
    return expected


def _names(entry: Entry, key: str) -> list[str]:
    names = entry.listed(key)
    if not all(name.strip() for name in names):
        entry.fault(key, f"«{key}» có mục trống, mà mục trống thì khớp với mọi thứ")
    return names


def _figure(entry: Entry, key: str) -> str:
    text = entry.text(key)
    if text and key in BY_VALUE and not _is_number(text):
        entry.fault(key, f"«{key}» phải là số viết trong dấu nháy")
    return text


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
