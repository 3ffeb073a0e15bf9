"""The foot of a sheet: sums, the amount in words and the signatures, which are no works."""

import re

from core.text import fold
from core.workbook import Sheet
from core.workbook.cells import cell_text, is_blank
from royalties.works_file import columns
from royalties.works_file.columns import Header
from royalties.works_file.rows import Row

_SUM = re.compile(r"(tong|cong|tong cong|tong so)( ?[:(].*)?|tong cong .*")
_IN_WORDS = re.compile(r"((tong )?so tien )?((viet|ghi) )?bang chu\b.*")
_SIGNATURE = re.compile(
    r"nguoi (lap|duyet)( bieu| bang)?|(phu trach )?ke toan( truong)?|thu truong( don vi| co quan)?|lanh dao don vi"
    r"|truong ban( bien tap)?|.*, ngay [\d.… ]* thang [\d.… ]* nam [\d.… ]*"
)
_NAME_A_WORK = (columns.GENRE, columns.MEDIUM, columns.PUBLISHED_ON, columns.URL)


def without_foot(rows: list[Row], sheet: Sheet, header: Header) -> list[Row]:
    """This will leave out sums wherever they stand, and below the last work whatever follows a sum or a signature.

    A row with a genre, a medium, a date or a link that can be read is never left out: a wrong work must be a fault.
    """
    ends = {row.number for row in rows if _is_sum(row, sheet, header)}
    kept = [row for row in rows if row.number not in ends]
    last_work = max((row.number for row in kept if _may_be_a_work(row)), default=header.row)
    below = [row.number for row in kept if row.number > last_work and _is_signature(row, sheet)]
    foot = min([*below, *(number for number in ends if number > last_work)], default=None)
    return kept if foot is None else [row for row in kept if row.number < foot]


def _is_sum(row: Row, sheet: Sheet, header: Header) -> bool:
    cells = sheet.rows[row.number - 1]
    label = next((index for index, cell in enumerate(cells) if not is_blank(cell)), None)
    if label is None or any(column in row.values for column in _NAME_A_WORK):
        return False
    text = _folded(cells[label])
    if _IN_WORDS.fullmatch(text):
        return True
    others = (cells[index] for index in header.columns.values() if index != label)
    return bool(_SUM.fullmatch(text)) and all(is_blank(cell) or isinstance(cell, int | float) for cell in others)


def _may_be_a_work(row: Row) -> bool:
    return any(column in row.values for column in (*_NAME_A_WORK, columns.COEFFICIENT))


def _is_signature(row: Row, sheet: Sheet) -> bool:
    return any(_SIGNATURE.fullmatch(_folded(cell)) for cell in sheet.rows[row.number - 1])


def _folded(cell: object) -> str:
    return fold(cell_text(cell)) if isinstance(cell, str) else ""
