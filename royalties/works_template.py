"""An empty works file of our own columns, for the import on screen and for pay_works alike."""

from io import BytesIO

import xlsxwriter

from core.exports import heading_format
from royalties.genres import GENRE_NAMES, MEDIUM_NAMES
from royalties.works_file import columns

ROWS = 2000
_WIDTHS = {columns.TITLE: 60, columns.URL: 50, columns.AUTHOR: 28, columns.NOTE: 30}
_HOW = {
    columns.TITLE: "Bắt buộc. Như đã đăng.",
    columns.GENRE: "Bắt buộc. Chọn trong danh sách.",
    columns.MEDIUM: "Bắt buộc với lệnh pay_works; nạp trên màn hình thì để trống cũng được.",
    columns.PUBLISHED_ON: "Bắt buộc. Ô ngày tháng của Excel, hoặc chữ kiểu 31/12/2026.",
    columns.URL: "Nên có: cùng đường dẫn là cùng một tác phẩm.",
    columns.COEFFICIENT: "Bắt buộc với lệnh pay_works; nạp trên màn hình thì ban biên tập chấm sau.",
    columns.PHOTOS: "Số ảnh trả riêng.",
    columns.PHOTO_COEFFICIENT: "Hệ số của mỗi ảnh.",
    columns.AUTHOR: "Bắt buộc. Mỗi đồng tác giả một dòng, cùng đường dẫn (hoặc cùng tên và ngày đăng).",
    columns.SHARE: "Để trống cả nhóm là chia đều; nếu ghi thì tổng đúng 100 %.",
    columns.ID_NUMBER: "Số định danh hoặc mã số thuế, định dạng Văn bản.",
    columns.ACCOUNT: "Số tài khoản, định dạng Văn bản.",
    columns.BANK: "Tên ngân hàng.",
    columns.ADJUSTMENTS: "Ví dụ «Thiếu nhi: 20%».",
    columns.NOTE: "Tuỳ ý.",
}


def works_template() -> bytes:
    """This will write the workbook: an empty sheet that checks what is typed, and one that says how to fill it in."""
    file = BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        _works(workbook)
        _how(workbook)
    return file.getvalue()


def _works(workbook: xlsxwriter.Workbook) -> None:
    sheet = workbook.add_worksheet("Tác phẩm")
    sheet.freeze_panes(1, 0)
    text, day = workbook.add_format({"num_format": "@"}), workbook.add_format({"num_format": "dd/mm/yyyy"})
    heading = heading_format(workbook)
    forms = {columns.PUBLISHED_ON: day, columns.ID_NUMBER: text, columns.ACCOUNT: text}
    for place, name in enumerate(columns.COLUMNS):
        sheet.write_string(0, place, name, heading)
        sheet.set_column(place, place, _WIDTHS.get(name, 18), forms.get(name))
        if rule := _rule(name):
            sheet.data_validation(1, place, ROWS, place, rule)


def _rule(name: str) -> dict | None:
    if name in (columns.GENRE, columns.MEDIUM):
        labels = GENRE_NAMES if name == columns.GENRE else MEDIUM_NAMES
        return _said("Hãy chọn trong danh sách.") | {"validate": "list", "source": list(labels.values())}
    if name in (columns.COEFFICIENT, columns.PHOTO_COEFFICIENT):
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        return _said("Hệ số là một số không âm.") | rule
    if name == columns.PHOTOS:
        return _said("Số ảnh là số nguyên không âm.") | {"validate": "integer", "criteria": ">=", "value": 0}
    return None


def _said(message: str) -> dict:
    return {"error_title": "Chưa đúng", "error_message": message, "ignore_blank": True}


def _how(workbook: xlsxwriter.Workbook) -> None:
    sheet = workbook.add_worksheet("Cách ghi")
    heading, wrapped = heading_format(workbook), workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 90)
    sheet.write_row(0, 0, ["Cột", "Ghi thế nào"], heading)
    for line, name in enumerate(columns.COLUMNS, start=1):
        sheet.write_row(line, 0, [name, _HOW[name]], wrapped)
