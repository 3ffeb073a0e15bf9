"""Strict reading of what stands in a YAML file: unknown keys, bad dates and numbers are refused with file and line."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from core.text import nfc

# As many digits as the database keeps: what it would cut off must not be accepted.
_NUMBER = re.compile(r"[0-9]{1,14}(\.[0-9]{1,6})?")
_MOST = 32767
_UNWRITABLE = re.compile("[\ud800-\udfff]")


class LawFileError(ValueError):
    """What is wrong in a file of the law, a line each: file:line: message."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__("\n".join(faults))


class Entry:
    """A mapping of a YAML file, read key by key; whatever was not asked for is an unknown key."""

    def __init__(self, node: CommentedMap, path: Path, faults: list[str]):
        self._node, self._path, self._faults = node, path, faults
        self._asked: set[str] = set()

    @property
    def place(self) -> str:
        """Where the entry begins: file:line."""
        return f"{self._path.name}:{self._node.lc.line + 1}"

    def fault(self, key: str, message: str) -> None:
        """This will note a fault at the line of a key, or of the whole entry."""
        self._faults.append(f"{self.place_of(key)}: {message}")

    def place_of(self, key: str) -> str:
        """This will say where a key stands, or where the entry begins that lacks it: file:line."""
        position = self._node.lc.key(key) if key in self._node else (self._node.lc.line, 0)
        return f"{self._path.name}:{position[0] + 1}"

    def has(self, key: str) -> bool:
        """This will tell whether a key stands in the entry."""
        return key in self._node

    def is_given(self, key: str) -> bool:
        """This will tell whether a key stands in the entry and is not null."""
        return self._node.get(key) is not None

    def is_text(self, key: str) -> bool:
        """This will tell whether a key holds a text, as against a bare date, number or nothing."""
        return isinstance(self._node.get(key), str)

    def text(
        self, key: str, *, required: bool = True, choices: list[str] | None = None, longest: int | None = None
    ) -> str:
        """This will read a text of at most so many letters, "" where an optional one is missing or null."""
        value = self._take(key, required=required)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(key, f"«{key}» phải là chữ, để trong dấu nháy nếu là số")
            return ""
        if _UNWRITABLE.search(value):
            self.fault(key, f"«{key}» có ký tự không viết ra được")
        if required and not value.strip():
            self.fault(key, f"thiếu «{key}»")
        if choices and value not in choices:
            self.fault(key, f"«{key}» chỉ nhận: {', '.join(choices)}")
        if longest and len(nfc(value)) > longest:
            self.fault(key, f"«{key}» dài quá {longest} ký tự")
        return nfc(str(value))

    def day(self, key: str, *, required: bool = True) -> date | None:
        """This will read a bare ISO date; null is «chưa nhập» where the date is optional."""
        value = self._take(key, required=required)
        if value is None:
            return None
        if type(value) is not date:
            self.fault(key, f"«{key}» phải là ngày dạng 2026-07-01")
            return None
        return value

    def number(self, key: str, *, required: bool = True) -> Decimal | None:
        """This will read a number written as quoted text, never negative; null where it is optional."""
        value = self._take(key, required=required)
        if value is None:
            return None
        if not isinstance(value, str) or not _NUMBER.fullmatch(value):
            self.fault(key, f'«{key}» phải là số viết trong dấu nháy, ví dụ "0.10", không quá 6 chữ số thập phân')
            return None
        return Decimal(value)

    def whole(self, key: str) -> int:
        """This will read a bare whole number, as far as the database counts."""
        value = self._take(key, required=True)
        if type(value) is not int or not 0 <= value <= _MOST:
            self.fault(key, f"«{key}» phải là số nguyên từ 0 đến {_MOST}")
            return 0
        return value

    def truth(self, key: str, *, default: bool = False) -> bool:
        """This will read a true or a false, the default where it is missing or null; 1 and "1" are neither."""
        value = self._take(key, required=False)
        if value is None:
            return default
        if value is not True and value is not False:
            self.fault(key, f"«{key}» phải là true hoặc false")
        return value is True

    def texts(self, key: str) -> list[str]:
        """This will read a list of at least one text."""
        value = self._take(key, required=True)
        if value is None:
            return []
        listed = value if isinstance(value, CommentedSeq) else ()
        if not listed or not all(isinstance(item, str) and item.strip() for item in listed):
            self.fault(key, f"«{key}» phải là danh sách chữ, ít nhất một")
            return []
        return [nfc(str(item)) for item in listed]

    def listed(self, key: str) -> list[str]:
        """This will read a list of texts that may be empty, [] where it is missing."""
        value = self._take(key, required=False)
        if value is None:
            return []
        if not isinstance(value, CommentedSeq) or not all(isinstance(item, str) for item in value):
            self.fault(key, f"«{key}» phải là danh sách chữ, số để trong dấu nháy")
            return []
        return [nfc(str(item)) for item in value]

    def entry(self, key: str, *, required: bool = True) -> "Entry | None":
        """This will read a mapping inside the entry."""
        value = self._take(key, required=required)
        if value is None:
            return None
        if not isinstance(value, CommentedMap):
            self.fault(key, f"«{key}» phải là các cặp khoá: giá trị")
            return None
        return Entry(value, self._path, self._faults)

    def entries(self, key: str, *, required: bool = True) -> "list[Entry]":
        """This will read a list of mappings inside the entry; a required one must not be empty."""
        value = self._take(key, required=required)
        if value is None:
            return []
        good = isinstance(value, CommentedSeq) and all(isinstance(item, CommentedMap) for item in value)
        if not good or (required and not value):
            self.fault(key, f"«{key}» phải là danh sách, ít nhất một mục")
            return []
        return [Entry(item, self._path, self._faults) for item in value]

    def mapping(self, key: str) -> dict[str, Any]:
        """This will read a flat mapping as it stands, {} where it is missing."""
        value = self._take(key, required=False)
        if value is not None and not isinstance(value, CommentedMap):
            self.fault(key, f"«{key}» phải là các cặp khoá: giá trị")
            return {}
        return dict(value or {})

    def done(self) -> None:
        """This will note every key that nothing asked for."""
        for key in self._node:
            if key not in self._asked:
                self.fault(key, f"khoá lạ «{key}»")

    def _take(self, key: str, *, required: bool) -> Any:
        self._asked.add(key)
        value = self._node.get(key)
        if required and value is None:
            self.fault(key, f"thiếu «{key}»")
        return value
