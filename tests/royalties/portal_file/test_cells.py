"""Days, names and links as files hold them: read where they are clear, asked or named where they are not."""

from datetime import date, datetime

import pytest

from core.workbook.cells import WrongCellError
from royalties.portal_file import Answers
from royalties.portal_file.dates import read_order
from royalties.portal_file.names import is_source, take_apart
from tests.royalties.portal_file import layouts
from tests.royalties.portal_file.test_layouts import read

HEAD = ["Stt", "Nội dung tin", "Ngày Đăng", "Thể loại", "Tác giả", "Link"]


def days(*cells: object, **answers) -> list[date | None]:
    order = read_order(cells, Answers(**answers))
    return [order.read(cell) for cell in cells]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("13/07/2026", date(2026, 7, 13)),
        ("13/7/2026 08:30", date(2026, 7, 13)),
        ("13-07-2026", date(2026, 7, 13)),
        ("13.07.2026 8h05", date(2026, 7, 13)),
        ("2026-07-08", date(2026, 7, 8)),
        ("2026-07-08T19:54:00+07:00", date(2026, 7, 8)),
        ("7/13/2026 7:54:00\u202fPM", date(2026, 7, 13)),
        ("07/07/2026", date(2026, 7, 7)),
        (datetime(2026, 7, 8, 19, 54), date(2026, 7, 8)),
        (date(2026, 7, 8), date(2026, 7, 8)),
    ],
)
def test_a_day_that_can_be_read_one_way(cell, day):
    assert days(cell) == [day]


def test_one_clear_day_tells_the_order_of_all():
    assert days("07/08/2026", "13/08/2026") == [date(2026, 8, 7), date(2026, 8, 13)]
    assert days("07/08/2026", "08/13/2026") == [date(2026, 7, 8), date(2026, 8, 13)]


def test_days_that_can_be_read_two_ways_are_asked():
    order = read_order(["07/08/2026"], Answers())
    assert (order.is_known, order.order_example, order.read("07/08/2026")) == (False, "07/08/2026", None)
    assert days("07/08/2026", date_order="dmy") == [date(2026, 8, 7)]
    assert days("07/08/2026", date_order="mdy") == [date(2026, 7, 8)]


def test_a_column_of_both_orders_is_asked_too():
    assert read_order(["13/08/2026", "08/14/2026", "07/08/2026"], Answers()).order_example == "07/08/2026"


def test_real_days_beside_texts_above_twelve_may_have_been_turned_round_by_excel():
    cells = [date(2026, 8, 7), "13/08/2026"]
    assert read_order(cells, Answers()).turned_example == "07/08/2026"
    assert days(*cells, real_dates="keep") == [date(2026, 8, 7), date(2026, 8, 13)]
    assert days(*cells, real_dates="swap") == [date(2026, 7, 8), date(2026, 8, 13)]
    assert read_order([date(2026, 8, 20), "13/08/2026"], Answers()).is_known


@pytest.mark.parametrize("cell", ["31/02/2026", "13/13/2026", "hôm qua", "10/07/26", 46000, ""])
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(WrongCellError):
        read_order([], Answers()).read(cell)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Nguyễn Thị Mẫu, Trần Văn Ví", ("Nguyễn Thị Mẫu", "Trần Văn Ví")),
        ("Nguyễn Thị Mẫu - Trần Văn Ví", ("Nguyễn Thị Mẫu", "Trần Văn Ví")),
        ("Nguyễn Thị Mẫu – Y Ví Mlô; H’Mẫu Êban", ("Nguyễn Thị Mẫu", "Y Ví Mlô", "H’Mẫu Êban")),
        ("Nguyễn Thị Mẫu và Tô Văn Ví", ("Nguyễn Thị Mẫu", "Tô Văn Ví")),
        ("Bài: Nguyễn Thị Mẫu, Ảnh: Trần Văn Ví", ("Nguyễn Thị Mẫu", "Trần Văn Ví")),
        ("Tin, ảnh: Nguyễn Thị Mẫu, Trần Văn Ví", ("Nguyễn Thị Mẫu", "Trần Văn Ví")),
    ],
)
def test_several_people_in_a_cell(cell, names):
    apart = take_apart(cell)
    assert (apart.parts, apart.seem_several) == (names, True)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Tin, ảnh: Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu"),
        ("Bài và ảnh: Mẫu Ví", "Mẫu Ví"),
        ("Tác giả: Mẫu Ví", "Mẫu Ví"),
        ("Bài: Mẫu Ví - Ảnh: Mẫu Ví", "Mẫu Ví"),
        ("Trung tâm Văn hoá và Truyền thông", "Trung tâm Văn hoá và Truyền thông"),
        ("Phòng Văn hoá - Xã hội", "Phòng Văn hoá - Xã hội"),
        ("Đoàn Mẫu Ví", "Đoàn Mẫu Ví"),
    ],
)
def test_one_name_in_a_cell(cell, name):
    apart = take_apart(cell)
    assert (apart.text, apart.seem_several) == (name, False)


def test_a_source_is_no_author():
    assert is_source("Nguồn: Báo Ví Dụ")
    assert is_source("Theo Báo Ví Dụ")
    assert not is_source("Thèo Văn Mẫu")


def faults(*rows: list, head: list | None = None, medium: str = "portal") -> list[tuple[int, str]]:
    content = layouts.rows_xlsx([head or HEAD, *rows])
    return [(fault.row, fault.column) for fault in read(content, medium).faults]


def test_wrong_cells_are_named_and_no_row_that_may_be_a_work_is_dropped():
    good = [1, "Tin một", "13/07/2026", "Tin", "Mẫu Ví", "https://a.test/1"]
    assert faults(
        good,
        [2, "", "14/07/2026", "Tin", "Mẫu Ví", "https://a.test/2"],
        [3, "Tin ba", "32/07/2026", "Tin", "Mẫu Ví", "https://a.test/3"],
        [4, "Tin bốn", "", "Tin", "Mẫu Ví", ""],
        [5, "Tin năm", "13/07/2027", "Tin", "", "https://a.test/5"],
        ["", "Tổng cộng", "", "", "", ""],
        [6, "Cộng đồng chung tay", "15/07/2026", "Tin", "Nguồn: Báo Ví Dụ", "https://a.test/6"],
        ["", "NGƯỜI LẬP", "", "", "THỦ TRƯỞNG", ""],
        ["", "Mẫu Lập", "", "", "Mẫu Trưởng", ""],
    ) == [
        (3, "Tên tác phẩm"),
        (4, "Ngày đăng"),
        (5, "Ngày đăng"),
        (6, "Ngày đăng"),
        (6, "Tác giả"),
        (8, "Tác giả"),
    ]


def test_the_same_link_under_another_title_or_the_same_person_twice_is_a_fault():
    rows = [
        [1, "Tin một", "13/07/2026", "Tin", "Mẫu Ví", "https://a.test/1"],
        [2, "Tin khác", "13/07/2026", "Tin", "Mẫu Ba", "http://a.test/1/"],
        [3, "Tin một", "13/07/2026", "Tin", "mẫu ví", "https://a.test/1"],
    ]
    assert faults(*rows) == [(3, "Tên tác phẩm"), (4, "Tác giả")]


def test_a_row_without_a_link_may_be_the_linked_work_of_the_same_title_and_day():
    head = [*HEAD[1:]]
    linked = ["Tin một", "13/07/2026", "Tin", "Mẫu Ví", "https://a.test/1"]
    other = ["Tin một", "13/07/2026", "", "Mẫu Ba", ""]
    file = read(layouts.rows_xlsx([head, other, linked]))
    assert [(work.url, [author.name for author in work.authors]) for work in file.works] == [
        ("https://a.test/1", ["Mẫu Ba", "Mẫu Ví"])
    ]
    assert faults([1, *linked], [2, *other]) == [(3, "Tên tác phẩm")]


def test_photos_and_genres_must_be_of_the_medium():
    head = [*HEAD, "Số ảnh"]
    row = [1, "Tin một", "13/07/2026", "Tranh", "Mẫu Ví", "https://a.test/1", 2]
    assert faults(row, head=head) == []
    assert faults(row, head=head, medium="radio") == [(2, "Thể loại"), (2, "Số ảnh")]


def test_a_sheet_without_a_head_or_without_rows_says_so():
    assert faults(head=["Chỉ một ô"]) == [(0, "")]
    assert faults(head=["Stt", "Ngày Đăng", "Thể loại", "Link"]) == [(1, "Tác giả"), (1, "Tên tác phẩm")]
    assert faults() == [(1, "")]
    assert faults(head=[*HEAD, "Tác giả"]) == [(1, "Tác giả")]


def test_a_formula_that_was_never_computed_is_named():
    assert faults([1, "Tin một", "=TODAY()", "Tin", "Mẫu Ví", ""]) == [(2, "Ngày đăng")]
