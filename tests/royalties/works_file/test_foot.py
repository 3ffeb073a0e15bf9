"""Files as portals export them: headings above the header, sums and signatures below the works, merged cells."""

from datetime import date

import pytest
from openpyxl import Workbook

from royalties.works_file import read_works_file
from tests.royalties.works_file.builder import HEADER, JUNE_END, addresses, news, only, read, said

EXPORT = [
    "Stt",  # A
    "Nội dung tin",  # B
    "Ngày Đăng",  # C
    "Thể loại",  # D
    "Loại hình",  # E
    "Hệ số",  # F
    "Số lượng ảnh",  # G
    "Hệ số ảnh",  # H
    "Tác giả",  # I
    "Địa chỉ",  # J
    "Nhuận bút",  # K
    "Ký nhận",  # L
    "Link",  # M
]
PORTAL = "Cổng thông tin điện tử"


def _export(path, *, foot: list[dict[str, object]]):
    """A list of two works with three heading rows above and a foot below, as a portal of the province exports it."""
    book = Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["A3"] = "UBND TỈNH ĐẮK LẮK", "DANH SÁCH", "Chi nhuận bút từ 01/06 tới 30/06"
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A2:M2")
    rows = [
        EXPORT,
        [1, "Tin một", "05/06/2026", "Tin", PORTAL, "8,5", 2, "0,5", "Nguyễn Văn An", "Tp. BMT", 100, None, "u/1"],
        [2, "Tin hai", date(2026, 6, 6), "Tin", PORTAL, 9, 0, None, "Trần Bình", None, 200, None, "u/2"],
    ]
    for number, row in enumerate(rows, start=5):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    for number, row in enumerate(foot, start=8):
        for letter, value in row.items():
            sheet[f"{letter}{number}"] = value
    book.save(path)
    return read_works_file(path, period_end=JUNE_END)


def test_a_portals_export_is_read_as_it_is(tmp_path):
    file = _export(
        tmp_path / "export.xlsx",
        foot=[
            {"A": "Tổng cộng", "G": 2, "K": 300},
            {"A": "Bằng chữ: Ba trăm đồng"},
            {"I": "Đắk Lắk, ngày 30 tháng 6 năm 2026"},
            {"B": "NGƯỜI LẬP", "D": "KẾ TOÁN", "I": "THỦ TRƯỞNG ĐƠN VỊ"},
            {"B": "(Ký, ghi rõ họ tên)"},
            {},
            {"B": "Lê Thị Lập", "I": "Hồ Văn Trưởng"},
        ],
    )

    assert said(file) == []
    assert file.header_row == 5
    assert [(work.row, work.title, work.url, work.photos) for work in file.works] == [
        (6, "Tin một", "u/1", 2),
        (7, "Tin hai", "u/2", 0),
    ]


def test_signatures_without_a_sum_are_a_foot_too(tmp_path):
    file = _export(
        tmp_path / "export.xlsx",
        foot=[{"I": "Đắk Lắk, ngày … tháng … năm 2026"}, {"B": "Người lập bảng", "I": "Trưởng ban biên tập"}],
    )

    assert said(file) == []
    assert len(file.works) == 2


@pytest.mark.parametrize(
    "label",
    [
        "Tổng cộng",
        "TỔNG CỘNG:",
        "Cộng ",
        "Tổng số",
        "Tổng cộng (2 tin)",
        "Bằng chữ: Hai triệu đồng",
        "Số tiền viết bằng chữ",
    ],
)
@pytest.mark.parametrize("letter", ["A", "I", "O"])
def test_a_row_of_nothing_but_the_label_of_a_sum_is_no_work(label, letter, tmp_path):
    file = read(tmp_path, news(), only(**{letter: label}))

    assert said(file) == []
    assert len(file.works) == 1


def test_a_sum_beside_its_label_may_stand_in_known_columns(tmp_path):
    file = read(tmp_path, news(), only(A="Cộng", F=8.5, G=3, H="=SUM(H2:H2)"))

    assert said(file) == []


def test_the_words_of_a_sum_may_stand_beside_their_label(tmp_path):
    assert said(read(tmp_path, news(), only(A="Bằng chữ:", B="Hai triệu đồng"))) == []


def test_works_below_a_subtotal_are_still_works(tmp_path):
    file = read(tmp_path, news(), only(A="Cộng", F=8.5), news(A="Tin hai"), only(A="Cộng", F=8.5))

    assert said(file) == []
    assert [work.row for work in file.works] == [2, 4]


def test_a_wrong_work_below_a_subtotal_is_still_a_fault(tmp_path):
    file = read(tmp_path, news(), only(A="Cộng"), news(A="Tin hai", F="tám", I=None))

    assert addresses(file) == ["F4", "I4"]


@pytest.mark.parametrize(
    "title", ["Tổng cộng", "Cộng", "Bằng chữ", "Tổng cộng 20 hộ thoát nghèo", "Cộng: chung tay vì xã", "Kế toán trưởng"]
)
def test_a_work_whose_title_reads_like_a_sum_is_a_work(title, tmp_path):
    file = read(tmp_path, news(A=title))

    assert said(file) == []
    assert [work.title for work in file.works] == [title]


def test_a_row_of_nothing_but_a_title_is_a_wrong_work(tmp_path):
    file = read(tmp_path, news(), only(A="Cộng đồng các dân tộc"))

    assert addresses(file) == ["B3", "C3", "D3", "F3", "I3"]


def test_a_sum_with_an_author_is_a_wrong_work(tmp_path):
    assert addresses(read(tmp_path, news(), only(A="Cộng", I="Trần Bình"))) == ["B3", "C3", "D3", "F3"]


def test_a_row_with_nothing_in_the_known_columns_is_passed_over(tmp_path):
    file = read(tmp_path, [*news(), 1], [*only(), "ghi bên lề"], header=[*HEADER, "Stt"])

    assert said(file) == []
    assert len(file.works) == 1


def test_a_second_row_of_a_two_row_header_is_passed_over(tmp_path):
    header = [*HEADER, "Tỷ lệ % nhuận bút cấp huyện", None]
    file = read(tmp_path, [*only(), "Nhóm HS", "Thành tiền"], [*news(), 1, 2], header=header)

    assert said(file) == []
    assert [work.row for work in file.works] == [3]


def _merged(tmp_path, *ranges: str, rows: list[list[object]]):
    book = Workbook()
    for number, row in enumerate([HEADER, *rows], start=1):
        for column, value in enumerate(row, start=1):
            book.active.cell(number, column, value)
    for place in ranges:
        book.active.merge_cells(place)
    book.save(tmp_path / "merged.xlsx")
    return read_works_file(tmp_path / "merged.xlsx", period_end=JUNE_END)


def test_a_merged_title_and_date_hold_for_each_of_their_rows(tmp_path):
    file = _merged(tmp_path, "A2:A4", "D2:D4", rows=[news(), only(I="Trần Bình"), only(I="Lê Chi"), news(A="Tin hai")])

    assert said(file) == []
    assert [[author.row for author in work.authors] for work in file.works] == [[2, 3, 4], [5]]


def test_a_merged_coefficient_is_paid_once(tmp_path):
    file = _merged(tmp_path, "F2:F3", "G2:G3", "H2:H3", rows=[news(G=2, H=1), news(A="Tin hai", F=None)])

    assert said(file) == ["F3 (Hệ số): để trống"]
    assert [(work.row, work.photos) for work in file.works] == [(2, 2)]


def test_a_row_with_an_author_below_the_sum_is_a_fault_of_that_row(tmp_path):
    file = read(tmp_path, news(), only(A="Cộng", F=8.5), only(A="Tin hai", I="Trần Bình"))

    assert said(file) == [
        "dòng 4 ở dưới phần cộng hoặc phần ký mà có ghi ở cột Tác giả: là tác phẩm hay tác giả thì đưa lên trên và "
        "ghi đủ, không phải thì xoá"
    ]
    assert [work.row for work in file.works] == [2]


@pytest.mark.parametrize(
    "cells",
    [
        {"I": "Trần Bình"},
        {"K": "000000000012"},
        {"L": "0000111122"},
        {"J": "50%"},
        {"M": "Ngân hàng Ví Dụ"},
        {"A": "Tin hai", "G": 2},
        {"A": "Tin hai", "N": "Thiếu nhi: 20%"},
        {"A": "Tin hai", "B": "Tinn"},
        {"A": "Tin hai", "F": "tám"},
        {"A": "Tin hai", "D": "31/06/2026"},
        {"A": "x" * 501},
        {"A": "Tin hai", "J": "=1/2"},
    ],
)
@pytest.mark.parametrize("end", [{"A": "Cộng", "F": 8.5}, {"A": "Người lập bảng"}])
def test_nothing_that_may_be_a_work_or_an_author_vanishes_below_a_sum_or_a_signature(cells, end, tmp_path):
    file = read(tmp_path, news(), only(**end), only(**cells))

    assert [fault.row for fault in file.faults if fault.column == ""] == [4]
    assert {fault.row for fault in file.faults} == {4}


def test_the_wrong_cells_of_such_a_row_are_named_too(tmp_path):
    assert addresses(read(tmp_path, news(), only(A="Cộng"), only(A="Tin hai", F="tám", J="60%%"))) == ["", "F4", "J4"]


@pytest.mark.parametrize("cells", [{"K": 12}, {"L": 111122}, {"J": 0.5}, {"N": 2}])
def test_a_sum_beside_which_a_person_or_a_share_stands_is_no_sum(cells, tmp_path):
    assert {fault.row for fault in read(tmp_path, news(), only(A="Cộng", F=8.5, **cells)).faults} == {3}


@pytest.mark.parametrize("cells", [{"I": "Trần Bình"}, {"B": "Tinn", "D": "31/06/2026"}, {"K": "000000000012"}])
def test_a_title_that_reads_like_an_amount_in_words_does_not_hide_the_cells_beside_it(cells, tmp_path):
    assert {fault.row for fault in read(tmp_path, news(), only(A="Bằng chữ", **cells)).faults} == {3}


def test_below_a_signature_a_co_author_of_a_work_is_no_signer(tmp_path):
    labels = only(A="Người lập", I="Thủ trưởng đơn vị")
    file = read(tmp_path, news(A="Nguyễn Văn Mẫu"), labels, only(A="Nguyễn Văn Mẫu", I="Trần Bình"))

    assert [(fault.row, fault.column) for fault in file.faults] == [(4, "")]


@pytest.mark.parametrize("cells", [{"C": "Hồ Văn Trưởng"}, {"I": "hồ văn trưởng"}, {"I": "Phóng sự số 5"}])
def test_only_a_name_right_under_a_signature_is_a_signers(cells, tmp_path):
    file = read(tmp_path, news(), only(A="Người lập", I="Thủ trưởng đơn vị"), only(**cells))

    assert [fault.row for fault in file.faults if fault.column == ""] == [4]


def test_a_signature_may_stand_in_any_column(tmp_path):
    file = read(
        tmp_path,
        news(),
        only(A="Tổng cộng", F=8.5),
        only(A="Ghi chú: tính theo biên bản họp ban", E="Đắk Lắk, ngày 30 tháng 6 năm 2026"),
        only(B="Người lập biểu", D="Kế toán trưởng", E="KT. Chánh Văn phòng", I="Chánh Văn phòng"),
        only(B="(Ký, ghi rõ họ tên)", D="(Ký, họ tên)", E="(Ký tên, đóng dấu)"),
        only(B="Lê Thị Lập", D="H’ Kế Êban", E="Y Văn Phòng Niê", I="Hồ Văn Trưởng"),
    )

    assert said(file) == []
    assert len(file.works) == 1


@pytest.mark.parametrize("author", ["Q.Anh", "Q. Anh", "TM.Hà", "KT Minh", "TL.Bình"])
@pytest.mark.parametrize("below_a_sum", [True, False])
def test_a_pen_name_that_begins_like_a_signature_is_an_author(author, below_a_sum, tmp_path):
    middle = [only(A="Tổng cộng", F=8.5)] if below_a_sum else []
    file = read(tmp_path, news(), *middle, only(I=author))
    assert {fault.row for fault in file.faults} == {3 + len(middle)}


@pytest.mark.parametrize(
    "label", ["KT. TRƯỞNG BAN BIÊN TẬP", "TM. UBND TỈNH", "TL. CHỦ TỊCH", "Q. GIÁM ĐỐC", "TM. Ban biên tập"]
)
def test_who_signs_for_another_is_a_signature(label, tmp_path):
    file = read(tmp_path, news(), only(A="Tổng cộng", F=8.5), only(I=label), only(I="Hồ Văn Trưởng"))
    assert said(file) == []
