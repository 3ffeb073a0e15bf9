"""A line of a schedule as plain data, and the words of its fields on screen and in Excel; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Protocol

from core.money import format_number
from core.text import fold
from rates.terms import Medium

COLUMNS = {
    "medium": "Loại hình",
    "code": "Mã dòng",
    "genre": "Thể loại (NĐ 18)",
    "label": "Tên trong văn bản",
    "measure": "Đơn vị tính",
    "level": "Cấp",
    "quality_class": "Loại chất lượng",
    "minimum": "Hệ số tối thiểu",
    "maximum": "Hệ số tối đa",
    "fixed": "Mức cố định (đồng)",
    "level_share": "Tỷ lệ theo cấp",
    "clause": "Điều khoản",
}
MEDIA = {medium.value: medium.label for medium in Medium}
LEVELS = {"province": "tỉnh", "department": "sở", "commune": "xã"}
LONGEST_CODE = 40
_RATIOS = {"level_share"}


class Line(Protocol):
    """What a line says, whether typed, read from a file or stored."""

    medium: str
    code: str
    genre: str
    label: str
    measure: str
    level: str
    quality_class: str
    minimum: Decimal | None
    maximum: Decimal | None
    fixed: int | None
    level_share: Decimal | None
    clause: str


@dataclass(frozen=True)
class LineTerms:
    """One line: bounds are coefficients, fixed is whole đồng, level_share a fraction of 1."""

    medium: str
    code: str
    genre: str
    label: str
    measure: str
    level: str = ""
    quality_class: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    fixed: int | None = None
    level_share: Decimal | None = None
    clause: str = ""


FIELDS = tuple(field.name for field in fields(LineTerms))


def terms_of(line: Line) -> LineTerms:
    """This will take what a line says, without where it is kept."""
    return LineTerms(**{name: getattr(line, name) for name in FIELDS})


def has_amount(line: Line) -> bool:
    """This will tell whether a line says any amount."""
    return any(amount is not None for amount in (line.minimum, line.maximum, line.fixed))


def say_field(name: str, value: object) -> str:
    """This will write one field of a line as people read it; an empty one as a dash."""
    if value is None or value == "":
        return "–"
    if name in _RATIOS:
        return f"{format_number(value * 100)} %"
    if name == "level":
        return LEVELS.get(value, value)
    return format_number(value) if isinstance(value, int | Decimal) else str(value)


def make_code(named: dict[str, str], genre_label: str, taken: Iterable[str]) -> str:
    """This will make the code of a line from its fields: that of its genre where it bears the genre's name alone.

    Else from its own name, class and level, so that lines that differ in one of these differ in their code.
    """
    parts = [named[name] for name in ("label", "quality_class", "level") if named.get(name)]
    if [fold(part) for part in parts] == [fold(genre_label)] and named["genre"] not in set(taken):
        return named["genre"]
    letters = "".join(char if char.isascii() and char.isalnum() else "_" for char in fold(" ".join(parts)))
    return "_".join(part for part in letters.split("_") if part)[:LONGEST_CODE].strip("_") or named["genre"]
