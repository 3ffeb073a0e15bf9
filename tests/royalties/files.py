"""Works files for tests: a sheet made of dictionaries, with a good work to vary."""

from pathlib import Path

from openpyxl import Workbook

from royalties.works_file.columns import COLUMNS

GOOD = {
    "Tên tác phẩm": "Hội thảo “Nông dân với phát triển cà phê bền vững”",
    "Thể loại": "Tin",
    "Loại hình": "Cổng thông tin điện tử",
    "Ngày đăng": "10/07/2026",
    "Đường dẫn": "https://vi-du.test/1",
    "Hệ số": 8,
    "Tác giả": "Nguyễn Thị Mẫu",
    "Số định danh": "000000000001",
    "Số tài khoản": "0000111122",
    "Ngân hàng": "Ngân hàng Ví Dụ",
}


def good(number: int = 1, **cells) -> dict:
    """This will make the cells of a good work with a link of its own."""
    return GOOD | {"Đường dẫn": f"https://vi-du.test/{number}", "Tên tác phẩm": f"Tin số {number}"} | cells


def works_xlsx(path: Path, rows: list[dict]) -> Path:
    """This will write rows under the full header, blank where a row has no such cell, and return the path."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([row.get(column) for column in COLUMNS])
    workbook.save(path)
    return path


def faults_of(refused) -> list[tuple[int, str]]:
    """This will list the rows and columns of the cells that a refusal names."""
    return [(fault.row, fault.column) for fault in refused.value.faults]
