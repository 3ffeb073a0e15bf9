"""The header row: found anywhere near the top, its columns by name in any order and spelling."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.workbook.headings import find_error_column
from royalties.works_file.columns import REQUIRED, find_header
from tests.royalties.works_file.builder import HEADER, news, read, said


@given(st.permutations(HEADER))
def test_columns_are_found_in_any_order(names):
    header = find_header([names])

    assert header.row == 1
    assert header.faults == ()
    assert {name: names[index] for name, index in header.columns.items()} == {name: name for name in HEADER}


@pytest.mark.parametrize(
    ("spelling", "column"),
    [
        ("TÊN TÁC PHẨM", "Tên tác phẩm"),
        ("ten tac pham", "Tên tác phẩm"),
        ("Tên\ntác phẩm", "Tên tác phẩm"),
        (" Tên \u00a0tác  phẩm: ", "Tên tác phẩm"),
        ("Tên tác\u200b phẩm", "Tên tác phẩm"),
        (unicodedata.normalize("NFD", "Tên tác phẩm"), "Tên tác phẩm"),
        ("Tên bài viết", "Tên tác phẩm"),
        ("Nội dung tin", "Tên tác phẩm"),
        ("Tỉ lệ", "Tỷ lệ"),
        ("Tỷ lệ (%)", "Tỷ lệ"),
        ("Link", "Đường dẫn"),
        ("Hệ số tin, bài", "Hệ số"),
        ("Loại tin, bài", "Thể loại"),
        ("Số lượng ảnh", "Số ảnh"),
        ("Số hình ảnh", "Số ảnh"),
        ("Điêù chỉnh", "Điều chỉnh"),
    ],
)
def test_columns_are_found_in_any_spelling(spelling, column):
    names = [spelling if name == column else name for name in HEADER]

    assert find_header([names]).columns[column] == HEADER.index(column)


def test_the_name_of_the_regulation_goes_before_the_name_of_an_export():
    header = find_header([["Link", *HEADER, "Số hình ảnh"]])

    assert header.faults == ()
    assert (header.columns["Đường dẫn"], header.columns["Số ảnh"]) == (5, 7)


def test_unknown_columns_are_passed_over():
    header = find_header([["Stt", *HEADER, "Ký nhận", None, 5.0]])

    assert header.faults == ()
    assert header.columns["Tên tác phẩm"] == 1
    assert "Stt" not in header.columns


def test_the_header_stands_within_the_first_twenty_rows():
    blank = [None] * len(HEADER)

    assert find_header([*[blank] * 19, HEADER]).row == 20
    assert find_header([*[blank] * 20, HEADER]).row == 0


def test_a_missing_required_column_is_named_without_an_address(tmp_path):
    file = read(tmp_path, news()[1:], header=HEADER[1:])

    assert said(file) == ["Tên tác phẩm: thiếu cột bắt buộc «Tên tác phẩm»"]
    assert file.works == ()


@pytest.mark.parametrize("column", ["Thể loại", "Loại hình", "Ngày đăng", "Hệ số", "Tác giả"])
def test_each_required_column_is_required(column, tmp_path):
    names = ["Cột khác" if name == column else name for name in HEADER]

    assert said(read(tmp_path, news(), header=names)) == [f"{column}: thiếu cột bắt buộc «{column}»"]


def test_optional_columns_may_be_missing(tmp_path):
    file = read(tmp_path, [*news()[:4], *news()[5:6], *news()[8:9]], header=[*HEADER[:4], HEADER[5], HEADER[8]])

    assert file.faults == ()
    assert [work.title for work in file.works] == ["Khai mạc hội nghị"]


def test_a_doubled_column_is_named_with_its_letters(tmp_path):
    file = read(tmp_path, [*news(), "60%"], header=[*HEADER, "Tỉ lệ"])

    assert said(file) == ["J1 (Tỷ lệ): có nhiều cột «Tỷ lệ» (J, P): chỉ để lại một cột"]


def test_a_sheet_without_a_header_says_which_columns_it_needs(tmp_path):
    file = read(tmp_path, ["Một", "Hai"], header=["Bảng kê"])

    assert said(file) == [
        "Không tìm thấy dòng tiêu đề trong 20 dòng đầu: cần các cột «Tên tác phẩm», «Thể loại», «Loại hình», "
        "«Ngày đăng», «Hệ số», «Tác giả»"
    ]
    assert (file.header_row, file.columns) == (0, {})


def test_an_empty_sheet_has_no_header(tmp_path):
    file = read(tmp_path, header=[])

    assert [fault.message[:32] for fault in file.faults] == ["Không tìm thấy dòng tiêu đề tron"]


def test_a_header_without_rows_is_a_fault_of_the_header_row(tmp_path):
    file = read(tmp_path)

    assert [(fault.row, fault.column) for fault in file.faults] == [(1, "")]
    assert said(file) == ["không có dòng tác phẩm nào dưới dòng tiêu đề"]


def test_the_column_of_faults_is_found_in_the_first_row_or_the_header_row():
    heading, header, data = ["Bảng kê", None], ["Tên", "LỖI\nB2: sai"], ["x", "Lỗi"]

    assert find_error_column([heading, header, data], 2) == 1
    assert find_error_column([["x", None, "Lỗi"], header], 0) == 2
    assert find_error_column([heading, ["Tên", "Lỗi khác"], data], 2) is None
    assert find_error_column([], 0) is None


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Tỷ lệ đóng góp", "Tỷ lệ"),
        ("Số CCCD", "Số định danh"),
        ("STK", "Số tài khoản"),
        ("Ngân hàng thụ hưởng", "Ngân hàng"),
    ],
)
def test_other_names_of_columns_that_decide_who_is_paid_are_known(heading, column):
    header = find_header([[*REQUIRED, heading]])
    assert (header.columns[column], header.faults) == (len(REQUIRED), ())


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Tỷ lệ hưởng của tác giả", "Tỷ lệ"),
        ("CCCD/CMND của tác giả", "Số định danh"),
        ("STK nhận tiền", "Số tài khoản"),
        ("Chi nhánh ngân hàng", "Ngân hàng"),
    ],
)
def test_a_heading_that_may_decide_who_is_paid_is_never_passed_over(heading, meant):
    (fault,) = find_header([[*REQUIRED, heading]]).faults
    assert fault.row == 1
    assert fault.message == f"cột G «{heading}»: nếu là «{meant}» thì ghi đúng tên ấy, không thì đổi tên khác"
