"""Every kind of fault names the right cell, all of them in one pass."""

from datetime import date

import pytest

from royalties.works_file import Fault
from tests.royalties.works_file.builder import HEADER, addresses, news, only, read, said


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"A": None}, "A2 (Tên tác phẩm): để trống"),
        ({"A": "x" * 501}, "A2 (Tên tác phẩm): dài 501 ký tự, chỉ nhận đến 500"),
        ({"B": None}, "B2 (Thể loại): để trống"),
        (
            {"B": "Toạ đàm"},
            "B2 (Thể loại): «Toạ đàm» không có trong loại hình «Cổng thông tin điện tử»: ghi «Tin», «Trả lời bạn đọc», "
            "«Tranh», «Ảnh», «Chính luận», «Phóng sự», «Ký», «Phỏng vấn», «Sáng tác văn học», «Nghiên cứu», "
            "«Trực tuyến - media»",
        ),
        (
            {"B": "Ảnh", "C": "Truyền hình"},
            "B2 (Thể loại): «Ảnh» không có trong loại hình «Truyền hình»: ghi «Tin», «Trả lời bạn đọc», «Chính luận», "
            "«Phóng sự», «Ký», «Phỏng vấn», «Sáng tác văn học», «Hướng dẫn khoa học giáo dục», «Toạ đàm»",
        ),
        ({"C": None}, "C2 (Loại hình): để trống"),
        (
            {"C": "Báo giấy"},
            "C2 (Loại hình): «Báo giấy» không có trong danh mục: Cổng thông tin điện tử, Bản tin, Truyền thanh, "
            "Truyền hình",
        ),
        ({"D": None}, "D2 (Ngày đăng): để trống"),
        ({"D": "31/02/2026"}, "D2 (Ngày đăng): ngày «31/02/2026» không có trên lịch"),
        ({"D": "01/07/2026"}, "D2 (Ngày đăng): sau kỳ thanh toán: 01/07/2026, kỳ kết thúc ngày 30/06/2026"),
        ({"D": date(2026, 7, 1)}, "D2 (Ngày đăng): sau kỳ thanh toán: 01/07/2026, kỳ kết thúc ngày 30/06/2026"),
        ({"E": "x" * 1001}, "E2 (Đường dẫn): dài 1001 ký tự, chỉ nhận đến 1000"),
        ({"F": None}, "F2 (Hệ số): để trống"),
        ({"F": -1}, "F2 (Hệ số): không được âm"),
        ({"F": True}, "F2 (Hệ số): là ô đúng/sai (TRUE/FALSE), không phải số"),
        ({"F": "8.5"}, "F2 (Hệ số): «8.5» không phải là số viết theo kiểu 1.234.567,5"),
        ({"F": "=8+0.5"}, "F2 (Hệ số): công thức báo lỗi hoặc chưa được tính: hãy ghi giá trị thay cho công thức"),
        ({"F": "#DIV/0!"}, "F2 (Hệ số): công thức báo lỗi hoặc chưa được tính: hãy ghi giá trị thay cho công thức"),
        ({"G": "1,5", "H": 1}, "G2 (Số ảnh): «1,5» không phải là số nguyên"),
        ({"H": 1}, "G2 (Số ảnh): để trống trong khi có hệ số ảnh"),
        ({"G": 2}, "H2 (Hệ số ảnh): để trống trong khi có số ảnh"),
        ({"G": 2, "H": "-0,5"}, "H2 (Hệ số ảnh): không được âm"),
        ({"C": "Truyền thanh", "G": 2, "H": 1}, "G2 (Số ảnh): loại hình «Truyền thanh» không có ảnh trả riêng"),
        ({"I": None}, "I2 (Tác giả): để trống"),
        ({"I": "x" * 201}, "I2 (Tác giả): dài 201 ký tự, chỉ nhận đến 200"),
        ({"J": "0"}, "J2 (Tỷ lệ): tỷ lệ phải lớn hơn 0"),
        ({"J": "99%"}, "J2 (Tỷ lệ): tổng tỷ lệ của tác phẩm là 99 %, phải đúng 100 %"),
        (
            {"K": 1234567890123456},
            "K2 (Số định danh): Excel đã làm tròn số dài hơn 15 chữ số: hãy định dạng cột là Văn bản (Text) rồi gõ lại",
        ),
        (
            {"K": 66123456789},
            "K2 (Số định danh): ô số chỉ có 11 chữ số, mà số định danh có 12, mã số thuế có 10 hoặc 13: có thể Excel "
            "đã bỏ số 0 ở đầu, hãy định dạng cột là Văn bản (Text) rồi gõ lại",
        ),
        (
            {"L": -5},
            "L2 (Số tài khoản): không phải là dãy chữ số: hãy định dạng cột là Văn bản (Text) rồi gõ lại",
        ),
        ({"M": True}, "M2 (Ngân hàng): là ô đúng/sai (TRUE/FALSE), không phải chữ"),
        ({"N": "Ngày lễ: 10%"}, "N2 (Điều chỉnh): không có loại điều chỉnh «Ngày lễ»"),
        ({"O": False}, "O2 (Ghi chú): là ô đúng/sai (TRUE/FALSE), không phải chữ"),
    ],
)
def test_one_wrong_cell_is_one_fault_at_its_address(cells, expected, tmp_path):
    file = read(tmp_path, news(**cells), news(A="Tin hai"))

    assert said(file) == [expected]
    assert [work.title for work in file.works] == ["Tin hai"], "a work without a fault stays"


def test_ten_wrong_cells_are_ten_faults_in_reading_order(tmp_path):
    file = read(
        tmp_path,
        news(A=None),
        news(A="Tin 3", B="Tiểu phẩm"),
        news(A="Tin 4", C="Báo giấy", D="2026-06-05"),
        news(A="Tin 5"),
        news(A="Tin 6", F="-8"),
        news(A="Tin 7", G=3),
        news(A="Tin 8", K="066000000001"),
        news(A="Tin 9", K="066000000001", I="Trần Bình"),
        news(A="Tin 10", J="120%"),
        news(A="Tin 11", L=1e15),
        news(A="Tin 12", N="Thiếu nhi"),
    )

    assert addresses(file) == ["A2", "B3", "C4", "D4", "F6", "H7", "I9", "J10", "L11", "N12"]
    assert [(fault.row, fault.column) for fault in file.faults] == [
        (2, "Tên tác phẩm"),
        (3, "Thể loại"),
        (4, "Loại hình"),
        (4, "Ngày đăng"),
        (6, "Hệ số"),
        (7, "Hệ số ảnh"),
        (9, "Tác giả"),
        (10, "Tỷ lệ"),
        (11, "Số tài khoản"),
        (12, "Điều chỉnh"),
    ]
    assert [work.row for work in file.works] == [5, 8]


def test_reading_order_follows_the_columns_of_the_file(tmp_path):
    file = read(tmp_path, news(A=None, F=-1, O=True)[::-1], header=HEADER[::-1])

    assert addresses(file) == ["A2", "J2", "O2"]
    assert [fault.column for fault in file.faults] == ["Ghi chú", "Hệ số", "Tên tác phẩm"]


def test_a_row_with_everything_missing_but_a_note_names_each_required_cell(tmp_path):
    assert addresses(read(tmp_path, only(O="chưa rõ"))) == ["A2", "B2", "C2", "D2", "F2", "I2"]


def test_an_id_under_another_name_is_a_wrong_author(tmp_path):
    file = read(tmp_path, news(K="066 000000001"), news(A="Tin hai", I="Trần Bình", K="066000000001"))

    assert said(file) == ["I3 (Tác giả): số định danh này ở dòng 2 là của «Nguyễn Văn An»"]


def test_an_id_with_another_account_is_a_wrong_account(tmp_path):
    file = read(tmp_path, news(K="066000000001", L="111"), news(A="Tin hai", K="066000000001", L="222"))

    assert said(file) == ["L3 (Số tài khoản): khác với dòng 2 của cùng người nhận"]


def test_the_same_person_in_other_spacing_and_case_is_no_fault(tmp_path):
    file = read(
        tmp_path,
        news(K="066000000001", L="11 1"),
        news(A="Tin hai", I="NGUYỄN  VĂN AN", K="066 000 000 001", L="111"),
        news(A="Tin ba", K="066000000001"),
    )

    assert file.faults == ()


def test_an_id_is_the_same_in_small_letters(tmp_path):
    file = read(
        tmp_path,
        news(K="B1234567", L="a1"),
        news(A="Tin hai", K="b1234567", L="A1"),
        news(A="Tin ba", I="Trần Bình", K="b 1234567"),
    )

    assert said(file) == ["I4 (Tác giả): số định danh này ở dòng 2 là của «Nguyễn Văn An»"]


def test_a_person_named_twice_for_one_work_is_named_at_the_second_row(tmp_path):
    file = read(tmp_path, news(E="u/1", K="066000000001"), only(E="u/1", I="Nguyễn Văn An", K="066 000000001"))

    assert said(file) == ["I3 (Tác giả): đã có ở dòng 2 của cùng tác phẩm"]


def test_two_people_of_one_name_are_told_apart_by_id_or_account(tmp_path):
    by_id = read(tmp_path, news(E="u/1", K="066000000001"), only(E="u/1", I="Nguyễn Văn An", K="066000000002"))
    by_account = read(tmp_path, news(E="u/1", L="111"), only(E="u/1", I="Nguyễn Văn An", L="222"))
    by_nothing = read(tmp_path, news(E="u/1"), only(E="u/1", I="nguyễn văn an"))

    assert by_id.faults == ()
    assert by_account.faults == ()
    assert addresses(by_nothing) == ["I3"]


def test_a_fault_of_a_row_or_of_the_file_has_no_address():
    columns = {"Hệ số": 5}

    assert Fault(12, "Hệ số", "không được âm").describe(columns) == "F12 (Hệ số): không được âm"
    assert Fault(12, "Tỷ lệ", "để trống").describe(columns) == "Tỷ lệ: để trống"
    assert Fault(12, "", "trùng").describe(columns) == "trùng"
    assert Fault(0, "", "không có tiêu đề").address(columns) == ""


def test_a_person_has_one_account_and_one_bank_in_a_file(tmp_path):
    person = {"K": "000000000001", "L": "0011", "M": "Vietcombank"}
    file = read(
        tmp_path,
        news(E="u/1", **person),
        news(E="u/2", **person | {"M": "VIETCOMBANK"}),
        news(E="u/3", **person | {"L": "00-11", "M": "Agribank"}),
        news(E="u/4", **person | {"L": "0022", "M": None}),
    )

    assert said(file) == [
        "M4 (Ngân hàng): khác với dòng 2 của cùng người nhận",
        "L5 (Số tài khoản): khác với dòng 2 của cùng người nhận",
    ]


def test_a_person_without_an_id_has_one_bank_for_an_account(tmp_path):
    file = read(
        tmp_path,
        news(E="u/1", L="0011", M="Vietcombank"),
        news(E="u/2", L="0011", M="Agribank"),
        news(E="u/3", L="0022", M="Agribank"),
    )

    assert said(file) == ["M3 (Ngân hàng): khác với dòng 2 của cùng người nhận"]


def test_an_id_in_a_wrong_column_is_never_said_in_clear(tmp_path):
    shifted = news(F="066012345678", D="066.012.345.678", B="066012345678", N="066012345678")
    named = news(E="u/2", I="066012345678", K="066012345679")

    file = read(tmp_path, shifted, named, news(E="u/3", K="066012345679"))

    assert addresses(file) == ["B2", "D2", "F2", "N2", "I4"]
    assert not [text for text in said(file) if "066" in text or "0123456" in text]
    assert "B2 (Thể loại): «•••••••••678» không có trong danh mục" in said(file)[0]
