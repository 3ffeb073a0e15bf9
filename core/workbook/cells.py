"""Single cells of any file: what python-calamine gives, made into text, numbers and codes.

Every reader takes a cell that is not blank; where it cannot read it, it raises WrongCellError with a Vietnamese reason.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from core.crypto import mask_numbers
from core.money import parse_number, plain_number
from core.text import clean_text
from core.workbook.headings import label_key

# What the columns of the database can hold.
TOO_LARGE = 10**6
MOST_PLACES = 8
# Excel keeps 15 significant digits; those after are already lost when the file is saved.
LARGEST_EXACT = 10**15
_QUOTED_LENGTH = 40
_MINUS_SIGNS = ("-", "\u2212", "\u2013")
# Control characters, soft hyphens, zero-width spaces and joiners, direction marks: what copying from a web page brings.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)
# 0.200 could be read as 0,2 or as 200: neither is taken.
_AMBIGUOUS_ZERO = re.compile(r"0+(\.[0-9]{3})+(,[0-9]+)?")


class WrongCellError(ValueError):
    """A cell cannot be read; the message says why in Vietnamese."""


def cell_text(cell: str) -> str:
    """This will return the text of a cell in NFC, with single spaces and without characters that nobody sees."""
    return clean_text(_UNSEEN.sub("", cell))


def is_blank(cell: object) -> bool:
    """This will tell whether a cell holds nothing but white space."""
    return cell is None or (isinstance(cell, str) and not cell_text(cell))


def read_text(cell: object, longest: int | None = None) -> str:
    """This will read a title, an address or a remark; a number becomes its digits."""
    text = cell_text(cell) if isinstance(cell, str) else plain_number(decimal_of(cell, "chữ"))
    if longest and len(text) > longest:
        raise WrongCellError(f"dài {len(text)} ký tự, chỉ nhận đến {longest}")
    return text


def read_number(cell: object, places: int = MOST_PLACES, *, too_large: int = TOO_LARGE) -> Decimal:
    """This will read a number that is not negative: a number cell, or text as 1.234.567,5."""
    number = _number_in_text(cell_text(cell)) if isinstance(cell, str) else decimal_of(cell, "số")
    if not number.is_finite() or number >= too_large:
        raise WrongCellError("số quá lớn")
    if number < 0:
        raise WrongCellError("không được âm")
    if has_more_places(number, places):
        raise WrongCellError(f"có quá {places} chữ số sau dấu phẩy")
    return Decimal(plain_number(number))  # 8,50000000 as 8,5: the noughts have no room in the column


def has_more_places(number: Decimal, places: int) -> bool:
    """This will tell whether a number, below a million, has more decimals than can be kept exactly."""
    return number != number.quantize(Decimal(1).scaleb(-places))


def quoted(cell: object) -> str:
    """This will quote what a cell holds, cut short where it is long; what may be an id or an account is masked."""
    if isinstance(cell, datetime | date):
        text = cell.strftime("%d/%m/%Y")
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        text = plain_number(decimal_of(cell, "số")).replace(".", ",")
    else:
        text = cell_text(str(cell))
    text = mask_numbers(text)
    return f"«{text[:_QUOTED_LENGTH]}…»" if len(text) > _QUOTED_LENGTH else f"«{text}»"


def decimal_of(cell: object, wanted: str) -> Decimal:
    """This will return the number that a cell holds, as the file shows it; wanted says what should stand there."""
    if isinstance(cell, bool):
        raise WrongCellError(f"là ô đúng/sai (TRUE/FALSE), không phải {wanted}")
    if isinstance(cell, date | time | timedelta):
        raise WrongCellError(f"là ô ngày giờ, không phải {wanted}: hãy đổi định dạng ô rồi gõ lại")
    if not cell:
        return Decimal(0)  # -0 as well
    # Excel shows 15 significant digits: 0,1 + 0,2 is 0,3 to whoever typed the formula.
    return Decimal(f"{cell:.15g}") if isinstance(cell, float) and abs(cell) < LARGEST_EXACT else Decimal(str(cell))


def _number_in_text(text: str) -> Decimal:
    if text.startswith(_MINUS_SIGNS):
        raise WrongCellError("không được âm")
    if _AMBIGUOUS_ZERO.fullmatch(text):
        raise WrongCellError(f"{quoted(text)} không rõ là số nào: ghi phần thập phân sau dấu phẩy")
    try:
        return parse_number(text)
    except ValueError as error:
        raise WrongCellError(f"{quoted(text)} không phải là số viết theo kiểu 1.234.567,5") from error


def read_code(cell: object, codes: Mapping[str, str], names: Mapping[str, str]) -> str:
    """This will read a label as the code that it stands for; codes are by the key of a label, names by code."""
    code = codes.get(label_key(cell)) if isinstance(cell, str) else None
    if code is None:
        raise WrongCellError(f"{quoted(cell)} không có trong danh mục: {', '.join(names.values())}")
    return code
