"""The head of a portal's export: one row or two merged ones, below a title block; columns found by name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from core.workbook import Fault, Sheet
from core.workbook.cells import cell_text, is_blank
from core.workbook.headings import ERRORS, label_key
from royalties.works_file import columns as own

NUMBER = "Stt"
MONEY = "Nhuận bút"
REQUIRED = (own.TITLE, own.AUTHOR)
ROWS_SEARCHED = 30
LIKELY_HEAD = 3
# What the exports of today's portals and stations call what we know under other names.
_OTHER_NAMES = {
    NUMBER: ("Stt", "TT", "Số TT", "Số thứ tự"),
    own.TITLE: ("Tên bài viết", "Nội dung tin", "Tên bài", "Bài viết", "Tiêu đề", "Tên tin, bài"),
    own.PUBLISHED_ON: ("Ngày xuất bản", "Ngày đăng tin", "Ngày đăng bài"),
    own.GENRE: ("Loại tin, bài",),
    own.URL: ("Link", "Liên kết"),
    own.PHOTOS: ("Số lượng ảnh", "Số hình ảnh", "Số ảnh đính kèm"),
    own.COEFFICIENT: ("Hệ số tin, bài", "HS nhuận bút"),
    own.SHARE: ("Tỉ lệ",),
    MONEY: ("Nhuận bút", "Nhuận bút tin, bài", "Nhuận bút ảnh", "Tổng cộng", "Thành tiền", "Tiền nhuận bút"),
}
_NAMES = {label_key(name): name for name in own.COLUMNS} | {
    label_key(other): name for name, others in _OTHER_NAMES.items() for other in others
}
# «Nhuận bút tin, bài (0.5)», «Thành tiền (ngìn đồng)»: the heading is what stands before.
_ASIDE = re.compile(r"\([^)]*\)|[0-9.,]+\s*$")


@dataclass(frozen=True)
class Head:
    """The head of a sheet: its last row (from 1; 0: none was found) and where each column stands (from 0).

    :ivar first_row: its first row, the same one unless two are merged.
    :ivar money: the places of the columns of money, by heading; shown as information, never used.
    :ivar unused: the headings of what has no meaning here.
    """

    row: int = 0
    first_row: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    money: dict[str, int] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def find_head(sheet: Sheet) -> Head:
    """This will find the head among the first 30 rows: the first row with a title and an author column."""
    named = [_named(cells) for cells in sheet.rows[:ROWS_SEARCHED]]
    for index, names in enumerate(named):
        if own.TITLE in names and own.AUTHOR in names:
            return _head(sheet, index)
    best = max(range(len(named)), key=lambda index: len(named[index]), default=0)
    if named and len(named[best]) >= LIKELY_HEAD:
        return _head(sheet, best)
    wanted = "«Tên tác phẩm» (hay «Nội dung tin», «Tên bài viết») và «Tác giả»"
    message = f"Không tìm thấy dòng tiêu đề trong {ROWS_SEARCHED} dòng đầu: cần các cột {wanted}"
    return Head(faults=(Fault(0, "", message),))


def _head(sheet: Sheet, index: int) -> Head:
    rows = sheet.rows[index : index + (2 if _has_two_rows(sheet, index) else 1)]
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    money: dict[str, int] = {}
    unused, faults = [], []
    for place in range(len(rows[0])):
        text = next((cell_text(row[place]) for row in reversed(rows) if _is_text(row[place])), "")
        name = _name(text)
        if name == MONEY:
            money.setdefault(text, place)
        elif name is None:
            unused += [text] if text and label_key(text) != label_key(ERRORS) else []
        elif name in columns:
            letters = f"{get_column_letter(columns[name] + 1)}, {get_column_letter(place + 1)}"
            faults.append(Fault(index + 1, name, f"có nhiều cột «{name}» ({letters}): chỉ để lại một cột"))
        else:
            columns[name], headings[name] = place, text
    faults += [Fault(index + 1, name, f"thiếu cột bắt buộc «{name}»") for name in REQUIRED if name not in columns]
    return Head(index + len(rows), index + 1, columns, headings, money, tuple(unused), tuple(faults))


def _has_two_rows(sheet: Sheet, index: int) -> bool:
    """A second row of headings stands under a merged first one, or names columns while it has no title of its own."""
    if index + 1 >= len(sheet.rows):
        return False
    title = next((place for place, cell in enumerate(sheet.rows[index]) if _name_of(cell) == own.TITLE), None)
    if any(top <= index + 1 and column == title and bottom == index + 2 for top, column, bottom in sheet.merges):
        return True
    below = sheet.rows[index + 1]
    return title is not None and is_blank(below[title]) and bool(_named(below))


def _named(cells: Sequence[object]) -> set[str]:
    return {name for cell in cells if (name := _name_of(cell))}


def _name_of(cell: object) -> str | None:
    return _name(cell_text(cell)) if _is_text(cell) else None


def _name(text: str) -> str | None:
    return _NAMES.get(label_key(text)) or _NAMES.get(label_key(_ASIDE.sub("", text)))


def _is_text(cell: object) -> bool:
    return isinstance(cell, str) and not is_blank(cell)
