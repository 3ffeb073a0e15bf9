"""The header row: which column holds what, found by name in any order."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from core.workbook import Fault
from core.workbook.headings import label_key, named_columns

TITLE = "Tên tác phẩm"
GENRE = "Thể loại"
MEDIUM = "Loại hình"
PUBLISHED_ON = "Ngày đăng"
URL = "Đường dẫn"
COEFFICIENT = "Hệ số"
PHOTOS = "Số ảnh"
PHOTO_COEFFICIENT = "Hệ số ảnh"
AUTHOR = "Tác giả"
SHARE = "Tỷ lệ"
ID_NUMBER = "Số định danh"
ACCOUNT = "Số tài khoản"
BANK = "Ngân hàng"
ADJUSTMENTS = "Điều chỉnh"
NOTE = "Ghi chú"

COLUMNS = (
    TITLE,
    GENRE,
    MEDIUM,
    PUBLISHED_ON,
    URL,
    COEFFICIENT,
    PHOTOS,
    PHOTO_COEFFICIENT,
    AUTHOR,
    SHARE,
    ID_NUMBER,
    ACCOUNT,
    BANK,
    ADJUSTMENTS,
    NOTE,
)
REQUIRED = (TITLE, GENRE, MEDIUM, PUBLISHED_ON, COEFFICIENT, AUTHOR)

ROWS_SEARCHED = 20
LIKELY_HEADER = 3
# «Tỉ lệ» is as correct as «Tỷ lệ»; passing over it would pay equal shares in silence.
_NAMES = {label_key(name): name for name in COLUMNS} | {label_key("Tỉ lệ"): SHARE}
# A heading with one of these that is no column of ours would decide who is paid, and how much, without being read.
_DECIDES = {
    "tyle": SHARE,
    "tile": SHARE,
    "dinhdanh": ID_NUMBER,
    "cancuoc": ID_NUMBER,
    "cccd": ID_NUMBER,
    "cmnd": ID_NUMBER,
    "taikhoan": ACCOUNT,
    "stk": ACCOUNT,
    "nganhang": BANK,
}
# Exports head a group of money columns so: «Tỷ lệ % nhuận bút cấp huyện».
_MONEY = "nhuanbut"
# What the exports of today's portals call these columns; passing over the photos would not pay them, in silence.
_OTHER_NAMES = {
    label_key(other): name
    for name, others in {
        TITLE: ("Tên bài viết", "Nội dung tin"),
        GENRE: ("Loại tin, bài",),
        URL: ("Link",),
        COEFFICIENT: ("Hệ số tin, bài",),
        PHOTOS: ("Số lượng ảnh", "Số hình ảnh"),
        SHARE: ("Tỷ lệ đóng góp", "Tỉ lệ đóng góp", "Tỷ lệ %", "Tỷ lệ phân chia"),
        ID_NUMBER: ("CCCD", "Số CCCD", "Số căn cước", "Căn cước công dân", "Số định danh cá nhân", "CMND", "Số CMND"),
        ACCOUNT: ("STK", "Số TK", "Tài khoản", "Số tài khoản ngân hàng"),
        BANK: ("Tên ngân hàng", "Ngân hàng thụ hưởng", "Tại ngân hàng"),
    }.items()
    for other in others
}


@dataclass(frozen=True)
class Header:
    """The header row (counted from 1; 0 where none was found), its columns (from 0) and what is wrong with it."""

    row: int
    columns: dict[str, int]
    faults: tuple[Fault, ...]

    @property
    def absent(self) -> frozenset[str]:
        """The required columns that the file does not have."""
        return frozenset(REQUIRED) - self.columns.keys()


def find_header(rows: Sequence[Sequence[object]]) -> Header:
    """This will find the header among the first 20 rows: the first one with a title and an author column.

    Where no row has both, the row that names most columns stands in, so that the missing column can be named.
    """
    named = [_named_columns(cells) for cells in rows[:ROWS_SEARCHED]]
    for number, names in enumerate(named, start=1):
        if TITLE in names and AUTHOR in names:
            return _header(number, names, rows[number - 1])
    best = max(range(len(named)), key=lambda index: len(named[index]), default=0)
    if not named or len(named[best]) < LIKELY_HEADER:
        wanted = ", ".join(f"«{name}»" for name in REQUIRED)
        message = f"Không tìm thấy dòng tiêu đề trong {ROWS_SEARCHED} dòng đầu: cần các cột {wanted}"
        return Header(0, {}, (Fault(0, "", message),))
    return _header(best + 1, named[best], rows[best])


def _named_columns(cells: Sequence[object]) -> dict[str, list[int]]:
    return named_columns(cells, _OTHER_NAMES) | named_columns(cells, _NAMES)


def _header(number: int, names: dict[str, list[int]], cells: Sequence[object]) -> Header:
    faults = [Fault(number, name, f"thiếu cột bắt buộc «{name}»") for name in REQUIRED if name not in names]
    for name, places in names.items():
        if len(places) > 1:
            letters = ", ".join(get_column_letter(place + 1) for place in places)
            faults.append(Fault(number, name, f"có nhiều cột «{name}» ({letters}): chỉ để lại một cột"))
    taken = {place for places in names.values() for place in places}
    unknown = [(place, cell) for place, cell in enumerate(cells) if place not in taken and isinstance(cell, str)]
    faults += [fault for place, cell in unknown for fault in _unread(number, place, cell)]
    return Header(number, {name: places[0] for name, places in names.items()}, tuple(faults))


def _unread(number: int, place: int, cell: str) -> list[Fault]:
    key = label_key(cell)
    meant = next((column for part, column in _DECIDES.items() if part in key and _MONEY not in key), None)
    if meant is None:
        return []
    letter = get_column_letter(place + 1)
    message = f"cột {letter} «{cell}»: nếu là «{meant}» thì ghi đúng tên ấy, không thì đổi tên khác"
    return [Fault(number, "", message)]
