"""Single cells: what python-calamine gives, made into text, dates, numbers, shares and codes.

Every reader takes a cell that is not blank; where it cannot read it, it raises WrongCellError with a Vietnamese reason.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.money import plain_number
from core.text import bare
from core.workbook.cells import (
    LARGEST_EXACT,
    MOST_PLACES,
    WrongCellError,
    cell_text,
    decimal_of,
    is_blank,
    quoted,
    read_code,
    read_number,
)
from royalties.genres import GENRE_NAMES, MEDIUM_NAMES
from royalties.works_file.labels import ADJUSTMENTS, GENRES, MEDIA, label_key

# What the columns of a work's parts and of its contributions can hold.
PLACES_OF_A_COEFFICIENT = 6
PLACES_OF_A_SHARE = MOST_PLACES
# A number cell of any other length lost the zeros that most ids and many tax codes begin with.
_DIGITS_OF_AN_ID = (10, 12, 13)
_AS_TEXT = "hãy định dạng cột là Văn bản (Text) rồi gõ lại"
# Portals export the hour with the day.
_DATE_TEXT = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?")
_DOT_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")


@dataclass(frozen=True)
class Share:
    """An author's share as typed: with a percent sign a fraction of 1, else a bare number."""

    value: Decimal
    is_percent: bool


def read_account(cell: object) -> str:
    """This will read an account: text of any length, or a whole number that Excel still keeps exactly."""
    if isinstance(cell, str):
        text = cell_text(cell)
        if not bare(text):
            raise WrongCellError(f"{quoted(text)} không có chữ số nào: chưa có thì để trống")
        return text
    number = decimal_of(cell, "chữ")
    if not number.is_finite() or number < 0 or number != number.to_integral_value():
        raise WrongCellError(f"không phải là dãy chữ số: {_AS_TEXT}")
    if number >= LARGEST_EXACT:
        raise WrongCellError(f"Excel đã làm tròn số dài hơn 15 chữ số: {_AS_TEXT}")
    return plain_number(number)


def read_id_number(cell: object) -> str:
    """This will read a personal id or a tax code, refusing a number cell that must have lost the zero it began with."""
    digits = read_account(cell)
    if not isinstance(cell, str) and len(digits) not in _DIGITS_OF_AN_ID:
        raise WrongCellError(
            f"ô số chỉ có {len(digits)} chữ số, mà số định danh có 12, mã số thuế có 10 hoặc 13: có thể Excel đã bỏ "
            f"số 0 ở đầu, {_AS_TEXT}"
        )
    return digits


def read_date(cell: object) -> date:
    """This will read a real Excel date, or text as dd/mm/yyyy."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    match = _DATE_TEXT.fullmatch(cell_text(cell)) if isinstance(cell, str) else None
    if match:
        day, month, year = (int(part) for part in match.groups()[:3])
        try:
            return date(year, month, day)
        except ValueError as error:
            raise WrongCellError(f"ngày {quoted(cell)} không có trên lịch") from error
    raise WrongCellError(f"{quoted(cell)} không phải là ngày: ghi kiểu 31/12/2026 hoặc dùng ô ngày tháng của Excel")


def read_coefficient(cell: object) -> Decimal:
    """This will read a coefficient."""
    return read_number(cell, PLACES_OF_A_COEFFICIENT)


def read_whole_number(cell: object) -> int:
    """This will read a count: a number without a fraction that is not negative."""
    number = read_number(cell)
    if number != number.to_integral_value():
        raise WrongCellError(f"{quoted(cell)} không phải là số nguyên")
    return int(number)


def read_share(cell: object) -> Share:
    """This will read a share: 60%, 60, or 0,6 as a percent cell holds it."""
    text = cell_text(cell) if isinstance(cell, str) else ""
    is_percent = text.endswith("%")
    value = _percent(text) if is_percent else read_number(cell)
    if not value:
        raise WrongCellError("tỷ lệ phải lớn hơn 0")
    return Share(value, is_percent)


def read_medium(cell: object) -> str:
    """This will read a medium by its label."""
    return read_code(cell, MEDIA, MEDIUM_NAMES)


def read_genre(cell: object) -> str:
    """This will read a genre by its label, short or long."""
    return read_code(cell, GENRES, GENRE_NAMES)


def read_adjustments(cell: object) -> dict[str, Decimal]:
    """This will read «name: value» pairs, separated by semicolons or line breaks, as fractions of 1 by code."""
    if not isinstance(cell, str):
        raise WrongCellError(f"{quoted(cell)} không phải là điều chỉnh: ghi theo kiểu «Thiếu nhi: 20%»")
    adjustments: dict[str, Decimal] = {}
    reasons = []
    for pair in re.split(r"[;\r\n]", cell):
        if is_blank(pair):
            continue
        try:
            code, value = _adjustment(cell_text(pair))
            if code in adjustments:
                raise WrongCellError(f"{quoted(pair)} ghi hai lần một loại điều chỉnh")
            adjustments[code] = value
        except WrongCellError as error:
            reasons.append(str(error))
    if reasons:
        raise WrongCellError("; ".join(reasons))
    return adjustments


def _percent(text: str) -> Decimal:
    return read_number(text.removesuffix("%")) / 100


def _adjustment(pair: str) -> tuple[str, Decimal]:
    parts = re.split(r"[:=]", pair, maxsplit=1)
    if len(parts) != 2 or is_blank(parts[1]):
        raise WrongCellError(f"{quoted(pair)} thiếu giá trị: ghi theo kiểu «Thiếu nhi: 20%»")
    code = ADJUSTMENTS.get(label_key(parts[0]))
    if code is None:
        raise WrongCellError(f"không có loại điều chỉnh {quoted(parts[0])}")
    return code, _adjustment_value(parts[1].strip())


def _adjustment_value(text: str) -> Decimal:
    number = text.removesuffix("%").strip()
    # 0.2 can only be a decimal; 1.500 is a grouping and stays one.
    if _DOT_DECIMAL.fullmatch(number) and len(number.split(".")[1]) != 3:
        number = number.replace(".", ",")
    return _percent(number) if text.endswith("%") else read_number(number)
