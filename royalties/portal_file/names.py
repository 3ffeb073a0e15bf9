"""A cell of authors taken apart: «Tin, ảnh: A», «A, B», «A - B», «Bài: A - Ảnh: B»; organisations stay whole."""

import re
from dataclasses import dataclass

from core.text import fold, same_name

# What stands before a colon says what somebody did, not who.
_DID = r"(?:tin|bài|bai|ảnh|anh|hình|clip|video|bài viết|hình ảnh|thực hiện|tác giả|người viết|cộng tác viên|ctv)"
_LABEL = re.compile(rf"(?:^|[\s,;.–-])\s*{_DID}(?:\s*(?:,|;|/|&|-|–|\+|và)?\s*{_DID})*\s*:\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;/&+\n]\s*|\s+[-–]\s+|\s+và\s+")
_SOURCE = re.compile(r"(?:nguồn(?: tin)?|theo)\s*[: ].*", re.IGNORECASE)
_ORGANISATIONS = (
    *("phong", "ban", "so", "ubnd", "uy ban", "trung tam", "dai", "hoi", "cong an", "truong", "vien", "chi cuc", "cuc"),
    *("bao", "cong ty", "van phong", "nhom", "doan thanh nien", "huyen doan", "tinh doan", "xa", "phuong", "bo", "to"),
)
_ORGANISATION = re.compile(rf"(?:{'|'.join(_ORGANISATIONS)})\b.*")
# Family names that are also words for organisations, as they are written with their accents.
_FAMILIES = re.compile(r"(?:Tô|Bảo|Đài|Xa|Viên|Bố)\b.*")
_MOST_WORDS = 6


@dataclass(frozen=True)
class Names:
    """A cell of authors: its text without what they did, its names if they are several, and whether they seem so."""

    text: str
    parts: tuple[str, ...]
    seem_several: bool


def take_apart(text: str) -> Names:
    """This will take a cell of authors apart; every name once, in the order of the cell."""
    pieces = [piece.strip(" ,;.-–") for piece in _LABEL.split(text)]
    whole = ", ".join(piece for piece in pieces if piece)
    parts: list[str] = []
    for part in (part.strip(" .") for piece in pieces for part in _BETWEEN.split(piece)):
        if part and not any(same_name(part, known) for known in parts):
            parts.append(part)
    if len(parts) == 1:
        whole = parts[0]
    return Names(whole, tuple(parts), len(parts) > 1 and all(_is_person(part) for part in parts))


def is_source(text: str) -> bool:
    """This will tell whether a cell names where a text was taken from instead of who made it."""
    return bool(_SOURCE.fullmatch(text))


def _is_person(name: str) -> bool:
    words = name.split()
    if len(words) > _MOST_WORDS or not all(word[0].isupper() for word in words):
        return False
    return bool(_FAMILIES.fullmatch(name)) or not _ORGANISATION.fullmatch(fold(name))
