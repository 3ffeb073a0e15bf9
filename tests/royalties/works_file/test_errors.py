"""The file given back: one more column «Lỗi», the wrong cells coloured, everything else as it was."""

from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from core.workbook import errors as errors_module
from royalties.works_file import Fault, read_works_file, write_error_workbook
from tests.royalties.works_file.builder import HEADER, JUNE_END, news, only, said, write

RED = "FFFFC9C4"


def _read(path):
    return read_works_file(path, period_end=JUNE_END)


def _given_back(path, *more: Fault):
    """The error workbook of a file, opened; more are the faults that a caller adds."""
    file = _read(path)
    target = path.with_name("errors.xlsx")
    write_error_workbook(path, target, [*file.faults, *more], file)
    return load_workbook(target)


def _coloured(sheet) -> list[str]:
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == RED]


def test_each_row_says_its_wrong_cells_and_why(tmp_path):
    path = write(
        tmp_path / "works.xlsx", HEADER, news(), news(A="Tin hai", D="31/02/2026", F=-1), news(A="Tin ba", B=None)
    )

    sheet = _given_back(path).active

    assert [sheet.cell(row, 16).value for row in range(1, 5)] == [
        "Lỗi",
        None,
        "D3 (Ngày đăng): ngày «31/02/2026» không có trên lịch\nF3 (Hệ số): không được âm",
        "B4 (Thể loại): để trống",
    ]
    assert _coloured(sheet) == ["D3", "F3", "B4"]


def test_faults_that_pricing_adds_stand_beside_those_of_the_file(tmp_path):
    path = write(tmp_path / "works.xlsx", HEADER, news(), news(A="Tin hai", F=-1))

    sheet = _given_back(path, Fault(2, "Hệ số", "vượt khung 10"), Fault(3, "", "đã có trong bảng khác")).active

    assert sheet["P2"].value == "F2 (Hệ số): vượt khung 10"
    assert sheet["P3"].value == "đã có trong bảng khác\nF3 (Hệ số): không được âm"
    assert _coloured(sheet) == ["F2", "F3"]


def test_cells_widths_formats_and_other_sheets_stay(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(HEADER)
    sheet.append(news(D=date(2026, 6, 5), F=-1, G="=1+1", L="0001"))
    sheet.column_dimensions["A"].width = 47
    sheet["F2"].number_format = "0.00"
    sheet["A1"].fill = PatternFill("solid", fgColor="FF00FF00")
    book.create_sheet("Ghi chú")["B2"] = "giữ nguyên"
    book.save(tmp_path / "works.xlsx")

    given_back = _given_back(tmp_path / "works.xlsx")

    sheet = given_back.active
    assert [sheet[place].value for place in ("A2", "F2", "G2", "L2")] == ["Khai mạc hội nghị", -1, "=1+1", "0001"]
    assert sheet["D2"].value.date() == date(2026, 6, 5)
    assert (sheet.column_dimensions["A"].width, sheet["F2"].number_format) == (47, "0.00")
    assert sheet["A1"].fill.fgColor.rgb == "FF00FF00"
    assert given_back["Ghi chú"]["B2"].value == "giữ nguyên"


def test_the_source_itself_is_not_changed(tmp_path):
    path = write(tmp_path / "works.xlsx", HEADER, news(F=-1))
    before = path.read_bytes()

    _given_back(path)

    assert path.read_bytes() == before


def test_faults_of_the_header_stand_in_the_header_row(tmp_path):
    path = write(tmp_path / "works.xlsx", ["Bảng kê"], [*HEADER, "Tỉ lệ"], news())

    sheet = _given_back(path, Fault(0, "", "tệp đã được ghi")).active

    assert sheet["Q2"].value == "Lỗi\ntệp đã được ghi\nJ2 (Tỷ lệ): có nhiều cột «Tỷ lệ» (J, P): chỉ để lại một cột"
    assert _coloured(sheet) == ["J2"]


def test_faults_of_a_file_without_a_header_stand_in_the_first_row(tmp_path):
    path = write(tmp_path / "works.xlsx", ["Bảng kê", "tháng 6"], ["Tin một"])

    sheet = _given_back(path).active

    assert sheet["C1"].value.startswith("Lỗi\nKhông tìm thấy dòng tiêu đề")
    assert sheet["A1"].value == "Bảng kê"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_message_that_begins_like_a_formula_stays_text(start, tmp_path):
    path = write(tmp_path / "works.xlsx", HEADER, news())

    cell = _given_back(path, Fault(2, "", f"{start}HYPERLINK(1)")).active["P2"]

    assert (cell.value, cell.data_type) == (f"{start}HYPERLINK(1)", "s")
    assert cell.quotePrefix


def test_characters_that_no_workbook_may_hold_are_left_out(tmp_path):
    path = write(tmp_path / "works.xlsx", HEADER, news())

    assert _given_back(path, Fault(2, "", "lỗi\x00 lạ")).active["P2"].value == "lỗi lạ"


@pytest.mark.parametrize("text", ["=1+1", "+84905", "-x", "@a", "#N/A"])
def test_text_cells_of_the_source_that_begin_like_a_formula_stay_text(text, tmp_path):
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(news(F=-1, O="x"))
    book.active["O2"] = text
    book.active["O2"].data_type = "s"
    book.save(tmp_path / "works.xlsx")

    cell = _given_back(tmp_path / "works.xlsx").active["O2"]

    assert (cell.value, cell.data_type) == (text, "s")


def test_a_corrected_file_is_read_as_if_the_column_were_not_there(tmp_path):
    path = write(tmp_path / "works.xlsx", HEADER, news(F=-1), news(A="Tin hai", D="31/02/2026"))
    given_back = _given_back(path)
    given_back.active["F2"] = 8.5
    given_back.active["D3"] = "28/02/2026"
    given_back.save(path)

    file = _read(path)

    assert said(file) == []
    assert [(work.row, work.title) for work in file.works] == [(2, "Khai mạc hội nghị"), (3, "Tin hai")]
    assert "Lỗi" not in file.columns


def test_the_column_is_replaced_where_it_stands_and_right_cells_lose_their_colour(tmp_path):
    path = write(tmp_path / "works.xlsx", HEADER, news(F=-1), news(A="Tin hai", D="31/02/2026"))
    given_back = _given_back(path)
    given_back.active["F2"] = 8.5
    given_back.save(path)

    sheet = _given_back(path).active

    assert [sheet.cell(row, 16).value for row in (1, 2, 3)] == [
        "Lỗi",
        None,
        "D3 (Ngày đăng): ngày «31/02/2026» không có trên lịch",
    ]
    assert sheet.max_column == 16
    assert _coloured(sheet) == ["D3"]


def test_the_faults_of_a_missing_header_go_once_there_is_one(tmp_path):
    path = write(tmp_path / "works.xlsx", ["Bảng kê"], [None], only(A="Tin một"))
    given_back = _given_back(path)
    for column, (name, value) in enumerate(zip(HEADER, news(F=-1), strict=True), start=3):
        given_back.active.cell(2, column, name)
        given_back.active.cell(3, column, value)
    given_back.save(path)

    sheet = _given_back(path).active

    assert sheet["B1"].value is None
    assert (sheet["B2"].value, sheet["B3"].value) == ("Lỗi", "H3 (Hệ số): không được âm")


def test_notes_to_the_right_of_the_header_are_not_written_over(tmp_path):
    path = write(tmp_path / "works.xlsx", HEADER, [*news(F=-1), None, "ghi bên lề"])

    sheet = _given_back(path).active

    assert sheet["Q2"].value == "ghi bên lề"
    assert (sheet["R1"].value, sheet["R2"].value) == ("Lỗi", "F2 (Hệ số): không được âm")


def test_a_heading_merged_across_the_new_column_makes_room(tmp_path):
    path = write(tmp_path / "works.xlsx", ["Bảng kê"], ["x"])
    book = load_workbook(path)
    book.active.merge_cells("A1:H1")
    book.save(path)

    assert _given_back(path).active["B1"].value.startswith("Lỗi\n")


def test_a_merged_wrong_cell_is_coloured(tmp_path):
    path = write(tmp_path / "works.xlsx", HEADER, news(D="hôm qua"), news(A="Tin hai", D=None))
    book = load_workbook(path)
    book.active.merge_cells("D2:D3")
    book.save(path)

    sheet = _given_back(path).active

    assert sheet["D2"].fill.fgColor.rgb == RED
    assert sheet["P3"].value.startswith("D3 (Ngày đăng): «hôm qua»")


def test_the_new_column_leaves_a_group_of_equal_columns(tmp_path):
    path = write(tmp_path / "works.xlsx", HEADER, news(F=-1))
    book = load_workbook(path)
    group = book.active.column_dimensions["N"]
    group.min, group.max, group.width = 14, 40, 11
    book.save(path)

    dimensions = _given_back(path).active.column_dimensions

    widths = {(dimension.min, dimension.max): dimension.width for dimension in dimensions.values()}
    assert widths == {(14, 15): 11, (16, 16): 70, (17, 40): 11}


def test_a_file_that_openpyxl_cannot_open_comes_back_as_its_values(tmp_path, monkeypatch):
    path = write(tmp_path / "works.xlsx", HEADER, news(D=date(2026, 6, 5), F=-1, L="0001"))

    def refuse(_path):
        raise InvalidFileException("style")

    monkeypatch.setattr(errors_module, "load_workbook", refuse)
    write_error_workbook(path, tmp_path / "errors.xlsx", _read(path).faults, _read(path))
    sheet = load_workbook(tmp_path / "errors.xlsx").active

    assert [sheet[place].value for place in ("A1", "A2", "F2", "L2")] == [
        "Tên tác phẩm",
        "Khai mạc hội nghị",
        -1,
        "0001",
    ]
    assert sheet["D2"].value.date() == date(2026, 6, 5)
    assert sheet["P2"].value == "F2 (Hệ số): không được âm"
