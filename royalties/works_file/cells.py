"""Single cells: what python-calamine gives, made into text, dates, numbers, shares and codes.

Every reader takes a cell that is not blank; where it cannot read it, it raises WrongCellError with a Vietnamese reason.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from core.money import parse_number, plain_number
from core.text import clean_text
from royalties.genres import GENRE_NAMES, MEDIUM_NAMES
from royalties.works_file.labels import ADJUSTMENTS, GENRES, MEDIA, label_key

# What the columns of a work's parts and of its contributions can hold.
TOO_LARGE = 10**6
PLACES_OF_A_COEFFICIENT = 6
PLACES_OF_A_SHARE = 8
# Excel keeps 15 significant digits; those after are already lost when the file is saved.
LARGEST_EXACT_ID = 10**15
# Ids have 9, 10, 12 or 13 digits: eleven are twelve whose leading zero Excel dropped.
_DIGITS_OF_A_CUT_ID = 11
_QUOTED_LENGTH = 40
_MINUS_SIGNS = ("-", "\u2212", "\u2013")
# Portals export the hour with the day.
_DATE_TEXT = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?")
# Control characters, soft hyphens, zero-width spaces and joiners, direction marks: what copying from a web page brings.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)
# 0.200 could be read as 0,2 or as 200: neither is taken.
_AMBIGUOUS_ZERO = re.compile(r"0+(\.[0-9]{3})+(,[0-9]+)?")
_DOT_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")


class WrongCellError(ValueError):
    """A cell cannot be read; the message says why in Vietnamese."""


@dataclass(frozen=True)
class Share:
    """An author's share as typed: with a percent sign a fraction of 1, else a bare number."""

    value: Decimal
    is_percent: bool


def cell_text(cell: str) -> str:
    """This will return the text of a cell in NFC, with single spaces and without characters that nobody sees."""
    return clean_text(_UNSEEN.sub("", cell))


def is_blank(cell: object) -> bool:
    """This will tell whether a cell holds nothing but white space."""
    return cell is None or (isinstance(cell, str) and not cell_text(cell))


def read_text(cell: object, longest: int | None = None) -> str:
    """This will read a title, an address or a remark; a number becomes its digits."""
    text = cell_text(cell) if isinstance(cell, str) else plain_number(_decimal(cell, "chữ"))
    if longest and len(text) > longest:
        raise WrongCellError(f"dài {len(text)} ký tự, chỉ nhận đến {longest}")
    return text


def read_digits(cell: object) -> str:
    """This will read an account: text of any length, or a whole number that Excel still keeps exactly."""
    if isinstance(cell, str):
        return cell_text(cell)
    number = _decimal(cell, "chữ")
    if not number.is_finite() or number < 0 or number != number.to_integral_value():
        raise WrongCellError("không phải là dãy chữ số: hãy định dạng cột là Văn bản (Text) rồi gõ lại")
    if number >= LARGEST_EXACT_ID:
        raise WrongCellError("Excel đã làm tròn số dài hơn 15 chữ số: hãy định dạng cột là Văn bản (Text) rồi gõ lại")
    return plain_number(number)


def read_id_number(cell: object) -> str:
    """This will read a personal id or a tax code, refusing a number cell that lost the zero it began with."""
    digits = read_digits(cell)
    if not isinstance(cell, str) and len(digits) == _DIGITS_OF_A_CUT_ID:
        raise WrongCellError("Excel đã bỏ số 0 ở đầu: hãy định dạng cột là Văn bản (Text) rồi gõ lại")
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


def read_number(cell: object, places: int = PLACES_OF_A_SHARE) -> Decimal:
    """This will read a number that is not negative: a number cell, or text as 1.234.567,5."""
    number = _number_in_text(cell_text(cell)) if isinstance(cell, str) else _decimal(cell, "số")
    if not number.is_finite() or number >= TOO_LARGE:
        raise WrongCellError("số quá lớn")
    if number < 0:
        raise WrongCellError("không được âm")
    if has_more_places(number, places):
        raise WrongCellError(f"có quá {places} chữ số sau dấu phẩy")
    return Decimal(plain_number(number))  # 8,50000000 as 8,5: the noughts have no room in the column


def has_more_places(number: Decimal, places: int) -> bool:
    """This will tell whether a number, below a million, has more decimals than can be kept exactly."""
    return number != number.quantize(Decimal(1).scaleb(-places))


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
    return _code(cell, MEDIA, MEDIUM_NAMES)


def read_genre(cell: object) -> str:
    """This will read a genre by its label, short or long."""
    return _code(cell, GENRES, GENRE_NAMES)


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


def quoted(cell: object) -> str:
    """This will quote what a cell holds, cut short where it is long."""
    if isinstance(cell, datetime | date):
        text = cell.strftime("%d/%m/%Y")
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        text = plain_number(_decimal(cell, "số")).replace(".", ",")
    else:
        text = cell_text(str(cell))
    return f"«{text[:_QUOTED_LENGTH]}…»" if len(text) > _QUOTED_LENGTH else f"«{text}»"


def _decimal(cell: object, wanted: str) -> Decimal:
    if isinstance(cell, bool):
        raise WrongCellError(f"là ô đúng/sai (TRUE/FALSE), không phải {wanted}")
    if isinstance(cell, date | time | timedelta):
        raise WrongCellError(f"là ô ngày giờ, không phải {wanted}: hãy đổi định dạng ô rồi gõ lại")
    if not cell:
        return Decimal(0)  # -0 as well
    # Excel shows 15 significant digits: 0,1 + 0,2 is 0,3 to whoever typed the formula.
    return Decimal(f"{cell:.15g}") if isinstance(cell, float) and abs(cell) < LARGEST_EXACT_ID else Decimal(str(cell))


def _number_in_text(text: str) -> Decimal:
    if text.startswith(_MINUS_SIGNS):
        raise WrongCellError("không được âm")
    if _AMBIGUOUS_ZERO.fullmatch(text):
        raise WrongCellError(f"{quoted(text)} không rõ là số nào: ghi phần thập phân sau dấu phẩy")
    try:
        return parse_number(text)
    except ValueError as error:
        raise WrongCellError(f"{quoted(text)} không phải là số viết theo kiểu 1.234.567,5") from error


def _percent(text: str) -> Decimal:
    return read_number(text.removesuffix("%")) / 100


def _code(cell: object, codes: dict[str, str], names: dict[str, str]) -> str:
    code = codes.get(label_key(cell)) if isinstance(cell, str) else None
    if code is None:
        raise WrongCellError(f"{quoted(cell)} không có trong danh mục: {', '.join(names.values())}")
    return code


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
