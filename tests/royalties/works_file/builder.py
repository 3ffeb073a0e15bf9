"""Works files for the tests, built row by row with openpyxl; the columns stand in A to O."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from royalties.works_file import WorksFile, read_works_file

JUNE_END = date(2026, 6, 30)
HEADER = [
    "Tên tác phẩm",  # A
    "Thể loại",  # B
    "Loại hình",  # C
    "Ngày đăng",  # D
    "Đường dẫn",  # E
    "Hệ số",  # F
    "Số ảnh",  # G
    "Hệ số ảnh",  # H
    "Tác giả",  # I
    "Tỷ lệ",  # J
    "Số định danh",  # K
    "Số tài khoản",  # L
    "Ngân hàng",  # M
    "Điều chỉnh",  # N
    "Ghi chú",  # O
]
_NEWS = {
    "A": "Khai mạc hội nghị",
    "B": "Tin",
    "C": "Cổng thông tin điện tử",
    "D": "05/06/2026",
    "F": "8,5",
    "I": "Nguyễn Văn An",
}


def news(**cells: object) -> list[object]:
    """This will make a row that is right as it stands, with other cells given by their letter."""
    return only(**(_NEWS | cells))


def only(**cells: object) -> list[object]:
    """This will make a row of nothing but the cells given by their letter."""
    return [cells.get(letter) for letter in "ABCDEFGHIJKLMNO"]


def write(path: Path, *rows: list[object]) -> Path:
    """This will write rows from A1 on; a text that starts with = is a formula without a value."""
    book = Workbook()
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            book.active.cell(number, column, value)
    book.save(path)
    return path


def read(tmp_path: Path, *rows: list[object], header: list[object] = HEADER) -> WorksFile:
    """This will write rows under a header and read them as the works of June 2026."""
    return read_works_file(write(tmp_path / "works.xlsx", header, *rows), period_end=JUNE_END)


def said(file: WorksFile) -> list[str]:
    """This will return every fault as the user reads it."""
    return [fault.describe(file.columns) for fault in file.faults]


def addresses(file: WorksFile) -> list[str]:
    """This will return the address of every fault, "" for faults without a cell."""
    return [fault.address(file.columns) for fault in file.faults]


def change_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """This will rewrite one part of an xlsx package."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert change(parts[part]) != parts[part], "the change must change something"
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
