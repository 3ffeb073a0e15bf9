"""The file itself: which sheet is read, formulas and errors, and files that are refused whole."""

import re
import zipfile
from datetime import date, timedelta

import pytest
from openpyxl import Workbook, load_workbook
from xlsxwriter import Workbook as FormulaWorkbook

from royalties.works_file import UnreadableFileError, read_works_file
from tests.royalties.works_file.builder import HEADER, JUNE_END, addresses, change_part, news, only, read, said, write

SHEET = "xl/worksheets/sheet1.xml"


def _reason(path) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_works_file(path, period_end=JUNE_END)
    return str(refused.value)


def _works(tmp_path):
    return write(tmp_path / "works.xlsx", HEADER, news())


def test_a_missing_file_is_named_without_its_folder(tmp_path):
    assert _reason(tmp_path / "thang-6.xlsx") == "Không mở được tệp «thang-6.xlsx»."


def test_a_folder_is_no_file(tmp_path):
    assert "Không mở được tệp" in _reason(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"Ten tac pham;The loai\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504, b"PK\x03\x04 cut short"],
    ids=["empty", "csv", "old xls or password", "broken zip"],
)
def test_what_is_no_package_is_refused(content, tmp_path):
    path = tmp_path / "works.xlsx"
    path.write_bytes(content)

    assert _reason(path) == "Tệp không phải là sổ tính Excel (.xlsx), bị hỏng hoặc có mật khẩu."


def test_a_file_that_was_cut_is_refused(tmp_path):
    path = _works(tmp_path)
    path.write_bytes(path.read_bytes()[:-200])

    assert "bị hỏng" in _reason(path)


def test_a_file_with_a_changed_byte_is_refused(tmp_path):
    path = _works(tmp_path)
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo(SHEET).header_offset + 30 + len(SHEET) + 40
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)

    assert "bị hỏng" in _reason(path)


def test_an_encrypted_part_is_refused(tmp_path):
    path = _works(tmp_path)
    content = bytearray(path.read_bytes())
    for place in (match.start() for match in re.finditer(b"PK\x01\x02", content)):
        content[place + 8] |= 1
    path.write_bytes(content)

    assert "có mật khẩu" in _reason(path)


def test_a_package_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "works.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    assert _reason(path) == "Tệp không phải là sổ tính Excel (.xlsx)."


def test_a_workbook_with_nothing_but_a_chart_sheet_is_refused(tmp_path):
    path = change_part(
        _works(tmp_path), "xl/_rels/workbook.xml.rels", lambda part: part.replace(b'/worksheet"', b'/chartsheet"')
    )

    assert _reason(path) == "Sổ tính Excel không có trang tính nào."


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b"</sheetData>", b""),
        (SHEET, b'r="A2"', b'r="A0"'),
        (SHEET, b'r="A2"', b'r="99"'),
        (SHEET, b'r="A2"', b'r="AAAA99999999"'),
        (SHEET, b'<row r="2"', b'<row r="-2"'),
        ("xl/workbook.xml", b"</sheets>", b""),
        ("xl/workbook.xml", b'r:id="rId1"', b'r:id="rId99"'),
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/sheet9.xml"),
    ],
)
def test_damaged_parts_are_refused(part, old, new, tmp_path):
    path = change_part(_works(tmp_path), part, lambda content: content.replace(old, new))

    assert _reason(path) == "Không đọc được sổ tính Excel: tệp bị hỏng."


BOMB = (
    b'<!DOCTYPE bomb [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_a_dtd_is_refused_in_every_part(part, tmp_path):
    path = change_part(_works(tmp_path), part, lambda content: re.sub(rb"^(<\?xml[^>]*>)?", rb"\1" + BOMB, content))

    assert "DTD" in _reason(path)


def test_a_zip_bomb_is_refused_unopened(tmp_path):
    path = _works(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/x.bin", "w") as part:
        for _ in range(201):
            part.write(bytes(1024 * 1024))

    assert _reason(path) == "Tệp quá lớn: sau khi giải nén không được quá 200 MB."


def test_a_false_count_of_strings_is_refused(tmp_path):
    path = tmp_path / "works.xlsx"
    with FormulaWorkbook(path) as book:
        book.add_worksheet().write_row(0, 0, HEADER)
    change_part(
        path, "xl/sharedStrings.xml", lambda part: part.replace(b'uniqueCount="15"', b'uniqueCount="9999999999"')
    )

    assert "bị hỏng" in _reason(path)


@pytest.mark.parametrize("address", ["A100001", "XFD2", "A1048576"])
def test_a_filled_cell_far_away_is_refused(address, tmp_path):
    path = _works(tmp_path)
    book = load_workbook(path)
    book.active[address] = "x"
    book.save(path)

    assert "chỉ nhận đến 100.000 dòng, 1.000 cột" in _reason(path)


def test_a_far_row_and_a_far_column_together_are_refused(tmp_path):
    path = _works(tmp_path)
    book = load_workbook(path)
    book.active["A100000"], book.active["AY1"] = "x", "x"
    book.save(path)

    assert "5.000.000 ô" in _reason(path)


def test_the_last_row_that_is_taken_is_read(tmp_path):
    path = _works(tmp_path)
    book = load_workbook(path)
    book.active["O100000"] = "ghi chú"
    book.save(path)

    assert addresses(read_works_file(path, period_end=JUNE_END))[0] == "A100000"


def test_blank_cells_with_a_format_do_not_count_however_far(tmp_path):
    path = _works(tmp_path)
    book = load_workbook(path)
    book.active["XFD1"].number_format = "0%"
    book.active["A1048576"].number_format = "0%"
    book.save(path)

    file = read_works_file(path, period_end=JUNE_END)

    assert said(file) == []
    assert len(file.works) == 1


def test_the_first_sheet_that_is_not_hidden_is_read(tmp_path):
    book = Workbook()
    book.active.title = "Danh mục"
    book.active.sheet_state = "hidden"
    works, later = book.create_sheet("Tháng 6"), book.create_sheet("Tháng 5")
    for sheet, title in ((works, "Tin một"), (later, "Tin cũ")):
        sheet.append(HEADER)
        sheet.append(news(A=title))
    book.save(tmp_path / "works.xlsx")

    file = read_works_file(tmp_path / "works.xlsx", period_end=JUNE_END)

    assert file.sheet_name == "Tháng 6"
    assert [work.title for work in file.works] == ["Tin một"]


def test_rows_count_from_the_top_of_the_sheet_even_where_it_begins_with_blanks(tmp_path):
    book = Workbook()
    for column, (name, value) in enumerate(zip(HEADER, news(F=-1), strict=True), start=3):
        book.active.cell(4, column, name)
        book.active.cell(9, column, value)
    book.save(tmp_path / "works.xlsx")

    file = read_works_file(tmp_path / "works.xlsx", period_end=JUNE_END)

    assert file.header_row == 4
    assert addresses(file) == ["H9"]


def _with_formula(path, *, value: object):
    with FormulaWorkbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["" if cell is None else cell for cell in news()])
        sheet.write_formula("F2", "=8+0.5", None, value)
    return read_works_file(path, period_end=JUNE_END)


def test_a_formula_counts_by_the_value_that_was_saved_with_it(tmp_path):
    file = _with_formula(tmp_path / "works.xlsx", value=8.5)

    assert said(file) == []
    assert str(file.works[0].coefficient) == "8.5"


def test_a_formula_that_gives_an_empty_text_is_a_blank(tmp_path):
    path = write(tmp_path / "works.xlsx", HEADER, news(F="=A9"))
    change_part(path, SHEET, lambda part: part.replace(b'<c r="F2"><f>', b'<c r="F2" t="str"><f>'))

    assert said(read_works_file(path, period_end=JUNE_END)) == ["F2 (Hệ số): để trống"]


def test_a_formula_that_gives_an_error_is_a_fault(tmp_path):
    file = _with_formula(tmp_path / "works.xlsx", value="#N/A")

    assert [fault.message[:19] for fault in file.faults] == ["công thức báo lỗi h"]
    assert addresses(file) == ["F2"]


def test_a_share_whose_formula_was_never_computed_is_not_taken_for_a_blank(tmp_path):
    file = read(tmp_path, news(E="u/1", J="=60%"), only(E="u/1", I="Trần Bình", J="=40%"))

    assert addresses(file) == ["J2", "J3"]
    assert file.works == ()


def test_a_row_of_nothing_but_uncomputed_formulas_below_the_data_is_a_fault(tmp_path):
    file = read(tmp_path, news(), only(A="=A2"))

    assert addresses(file)[0] == "A3"


def test_a_sheet_written_with_a_namespace_prefix_is_read_the_same(tmp_path):
    def prefixed(content: bytes) -> bytes:
        return re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", content).replace(b"xmlns=", b"xmlns:x=")

    path = change_part(write(tmp_path / "works.xlsx", HEADER, news(), news(A="Tin hai", F="=1+1")), SHEET, prefixed)
    file = read_works_file(path, period_end=JUNE_END)

    assert addresses(file) == ["F3"]
    assert [work.title for work in file.works] == ["Khai mạc hội nghị"]


def test_cells_without_addresses_count_from_the_left(tmp_path):
    path = write(tmp_path / "works.xlsx", HEADER, news(E="u", G=0, H=0))
    change_part(
        path, SHEET, lambda content: re.sub(rb' r="[A-Z]*[0-9]+"', b"", content).replace(b"<v>0</v>", b"<f>1</f>", 1)
    )

    assert addresses(read_works_file(path, period_end=JUNE_END)) == ["G2"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(timedelta(hours=30), "là ô ngày giờ"), (date(2026, 6, 5), "là ô ngày giờ"), (True, "là ô đúng/sai")],
)
def test_cells_of_another_type_are_faults(value, expected, tmp_path):
    file = read(tmp_path, news(F=value))

    assert [fault.message[: len(expected)] for fault in file.faults] == [expected]
