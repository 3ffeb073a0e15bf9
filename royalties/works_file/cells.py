"""Single cells: what python-calamine gives, made into text, dates, numbers, shares and codes.

Every reader takes a cell that is not blank and raises WrongCell, with a Vietnamese reason, where it cannot be read.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from core.money import parse_number, plain_number
from core.text import clean_text, nfc
from royalties.genres import GENRE_NAMES, MEDIUM_NAMES
from royalties.works_file.labels import ADJUSTMENTS, GENRES, MEDIA, label_key

LARGEST_NUMBER = Decimal(10**9)
# Excel keeps 15 significant digits; those after are already lost when the file is saved.
LARGEST_EXACT_ID = 10**15
_QUOTED_LENGTH = 40
_MINUS_SIGNS = ("-", "\u2212", "\u2013")
_DATE_TEXT = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
# 0.200 could be read as 0,2 or as 200: neither is taken.
_AMBIGUOUS_ZERO = re.compile(r"0+(\.[0-9]{3})+(,[0-9]+)?")
_DOT_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")


class WrongCell(ValueError):
    """A cell cannot be read; the message says why in Vietnamese."""


@dataclass(frozen=True)
class Share:
    """An author's share as typed: with a percent sign a fraction of 1, else a bare number."""

    value: Decimal
    is_percent: bool


def is_blank(cell: object) -> bool:
    """This will tell whether a cell holds nothing but white space."""
    return cell is None or (isinstance(cell, str) and not clean_text(cell))


def read_text(cell: object) -> str:
    """This will read a title, an address or a remark; a number becomes its digits."""
    if isinstance(cell, str):
        return clean_text(cell)
    _refuse_other_types(cell, "chữ")
    return plain_number(Decimal(str(cell)))


def read_digits(cell: object) -> str:
    """This will read an id or an account: text of any length, or a whole number that Excel still keeps exactly."""
    if isinstance(cell, str):
        return clean_text(cell)
    _refuse_other_types(cell, "chữ")
    number = Decimal(str(cell))
    if not number.is_finite() or number < 0 or number != number.to_integral_value():
        raise WrongCell("không phải là dãy chữ số: hãy định dạng cột là Văn bản (Text) rồi gõ lại")
    if number >= LARGEST_EXACT_ID:
        raise WrongCell("Excel đã làm tròn số dài hơn 15 chữ số: hãy định dạng cột là Văn bản (Text) rồi gõ lại")
    return plain_number(number)


def read_date(cell: object) -> date:
    """This will read a real Excel date, or text as dd/mm/yyyy."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DATE_TEXT.fullmatch(clean_text(cell)) if isinstance(cell, str) else None
    if match:
        day, month, year = (int(part) for part in match.groups())
        try:
            return date(year, month, day)
        except ValueError as error:
            raise WrongCell(f"ngày {quoted(cell)} không có trên lịch") from error
    raise WrongCell(f"{quoted(cell)} không phải là ngày: ghi theo kiểu 31/12/2026 hoặc dùng ô ngày tháng của Excel")


def read_number(cell: object) -> Decimal:
    """This will read a number that is not negative: a number cell, or text as 1.234.567,5."""
    if isinstance(cell, str):
        number = _number_in_text(clean_text(cell))
    else:
        _refuse_other_types(cell, "số")
        number = Decimal(str(cell))
    if not number.is_finite() or number > LARGEST_NUMBER:
        raise WrongCell("số quá lớn")
    if number < 0:
        raise WrongCell("không được âm")
    return number


def read_whole_number(cell: object) -> int:
    """This will read a count: a number without a fraction that is not negative."""
    number = read_number(cell)
    if number != number.to_integral_value():
        raise WrongCell(f"{quoted(cell)} không phải là số nguyên")
    return int(number)


def read_share(cell: object) -> Share:
    """This will read a share: 60%, 60, or 0,6 as a percent cell holds it."""
    text = clean_text(cell) if isinstance(cell, str) else ""
    is_percent = text.endswith("%")
    value = _percent(text) if is_percent else read_number(cell)
    if not value:
        raise WrongCell("tỷ lệ phải lớn hơn 0")
    return Share(value, is_percent)


def read_medium(cell: object) -> str:
    """This will read a medium by its label."""
    return _code(cell, MEDIA, MEDIUM_NAMES)


def read_genre(cell: object) -> str:
    """This will read a genre by its label, short or long."""
    return _code(cell, GENRES, GENRE_NAMES)


def read_adjustments(cell: object) -> dict[str, Decimal]:
    """This will read «name: value» pairs, separated by semicolons or line breaks, as fractions of 1 by code."""
    if not isinstance(cell, str):
        raise WrongCell(f"{quoted(cell)} không phải là điều chỉnh: ghi theo kiểu «Thiếu nhi: 20%»")
    adjustments: dict[str, Decimal] = {}
    reasons = []
    for pair in re.split(r"[;\r\n]", nfc(cell)):
        if is_blank(pair):
            continue
        try:
            code, value = _adjustment(clean_text(pair))
            if code in adjustments:
                raise WrongCell(f"{quoted(pair)} ghi hai lần một loại điều chỉnh")
            adjustments[code] = value
        except WrongCell as error:
            reasons.append(str(error))
    if reasons:
        raise WrongCell("; ".join(reasons))
    return adjustments


def quoted(cell: object) -> str:
    """This will quote what a cell holds, cut short where it is long."""
    if isinstance(cell, datetime | date):
        text = cell.strftime("%d/%m/%Y")
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        text = plain_number(Decimal(str(cell))).replace(".", ",")
    else:
        text = clean_text(str(cell))
    return f"«{text[:_QUOTED_LENGTH]}…»" if len(text) > _QUOTED_LENGTH else f"«{text}»"


def _refuse_other_types(cell: object, wanted: str) -> None:
    if isinstance(cell, bool):
        raise WrongCell(f"là ô đúng/sai (TRUE/FALSE), không phải {wanted}")
    if isinstance(cell, date | time | timedelta):
        raise WrongCell(f"là ô ngày giờ, không phải {wanted}: hãy đổi định dạng ô rồi gõ lại")


def _number_in_text(text: str) -> Decimal:
    if text.startswith(_MINUS_SIGNS):
        raise WrongCell("không được âm")
    if _AMBIGUOUS_ZERO.fullmatch(text):
        raise WrongCell(f"{quoted(text)} không rõ là số nào: ghi phần thập phân sau dấu phẩy")
    try:
        return parse_number(text)
    except ValueError as error:
        raise WrongCell(f"{quoted(text)} không phải là số viết theo kiểu 1.234.567,5") from error


def _percent(text: str) -> Decimal:
    return read_number(text.removesuffix("%")) / 100


def _code(cell: object, codes: dict[str, str], names: dict[str, str]) -> str:
    code = codes.get(label_key(cell)) if isinstance(cell, str) else None
    if code is None:
        raise WrongCell(f"{quoted(cell)} không có trong danh mục: {', '.join(names.values())}")
    return code


def _adjustment(pair: str) -> tuple[str, Decimal]:
    parts = re.split(r"[:=]", pair, maxsplit=1)
    if len(parts) != 2 or is_blank(parts[1]):
        raise WrongCell(f"{quoted(pair)} thiếu giá trị: ghi theo kiểu «Thiếu nhi: 20%»")
    code = ADJUSTMENTS.get(label_key(parts[0]))
    if code is None:
        raise WrongCell(f"không có loại điều chỉnh {quoted(parts[0])}")
    return code, _adjustment_value(parts[1].strip())


def _adjustment_value(text: str) -> Decimal:
    number = text.removesuffix("%").strip()
    # 0.2 can only be a decimal; 1.500 is a grouping and stays one.
    if _DOT_DECIMAL.fullmatch(number) and len(number.split(".")[1]) != 3:
        number = number.replace(".", ",")
    return _percent(number) if text.endswith("%") else read_number(number)
