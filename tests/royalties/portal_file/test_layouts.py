"""The exports of today's portals, as they are, are understood as people read them."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from core.workbook import read_first_sheet
from royalties.portal_file import Answers, PortalFile, read_portal_file
from tests.royalties.portal_file import layouts


def read(content: bytes, medium: str = "portal", **answers) -> PortalFile:
    return read_portal_file(
        read_first_sheet(BytesIO(content)),
        medium=medium,
        today=date(2026, 8, 1),
        answers=Answers(**answers),
        tell=lambda done, total: None,
    )


def told(file: PortalFile) -> list[tuple]:
    return [
        (work.row, work.title, work.published_on, work.genre, work.photos, [author.name for author in work.authors])
        for work in file.works
    ]


def test_the_list_of_articles():
    file = read(layouts.list_of_articles())
    assert file.faults == ()
    assert told(file) == [
        (8, "Hội nghị tổng kết", date(2026, 7, 10), "news", 2, ["Nguyễn Thị Mẫu"]),
        (9, "Mùa cà phê chín", date(2026, 7, 13), "reportage", 0, ["Trần Văn Ví"]),
        (10, "Ngày hội đọc sách", date(2026, 7, 15), "news", 1, ["H’Mẫu Êban", "Y Ví Mlô"]),
    ]
    assert [work.url for work in file.works] == ["https://a.test/1", "https://a.test/2", "https://a.test/3"]
    assert file.money == (("Nhuận bút", Decimal(750000)),)
    assert file.unused == ("Địa chỉ", "Ký nhận")
    assert file.header_row == 7


def test_culture_and_tourism_keeps_the_coefficients_as_a_remark():
    file = read(layouts.culture_and_tourism(), genres={"bai": "commentary"})
    assert file.faults == ()
    assert told(file) == [
        (3, "Lễ hội cồng chiêng", date(2026, 7, 18), "commentary", 4, ["Nguyễn Thị Mẫu", "Trần Văn Ví"]),
        (4, "Thác nước mùa mưa", date(2026, 7, 20), "news", 0, ["Trung tâm Văn hoá và Truyền thông"]),
    ]
    assert [work.note for work in file.works] == [
        "Hệ số trong tệp nạp: 3; Hệ số ảnh trong tệp nạp: 0.3",
        "Hệ số trong tệp nạp: 1; Hệ số ảnh trong tệp nạp: 0.3",
    ]
    assert [heading for heading, _ in file.money] == ["Nhuận bút tin, bài (0.5)", "Nhuận bút ảnh (0.3)", "Tổng cộng"]


def test_a_label_that_nobody_explained_is_asked():
    asked = read(layouts.culture_and_tourism()).asked.genres
    assert [(one.key, one.label, one.rows, one.meant) for one in asked] == [
        ("bai", "Bài", 1, ""),
        ("tin", "Tin", 1, "news"),
    ]


def test_the_districts_with_a_head_of_two_rows():
    for place in ("EA KAR", "KRÔNG ANA"):
        file = read(layouts.district(place), genres={"": "news"})
        assert file.faults == ()
        assert told(file) == [
            (5, "Ra quân làm thuỷ lợi", date(2026, 7, 21), "news", 0, ["Phạm Thị Ngọc"]),
            (6, "Tập huấn chăn nuôi", date(2026, 7, 22), "news", 0, ["Phạm Thị Ngọc", "Đoàn Văn Mẫu"]),
        ]
        assert file.money == (("Thành tiền (ngìn đồng)", Decimal(186250)),)
        assert file.unused == ("Người duyệt", "Nhóm HS")
        assert file.works[0].note == "Hệ số trong tệp nạp: 1.5"


def test_a_file_without_genres_asks_for_one():
    asked = read(layouts.district()).asked.genres
    assert [(one.key, one.label, one.rows, one.meant) for one in asked] == [("", "", 2, "")]


def test_the_procuracy_has_no_days_so_one_is_asked():
    file = read(layouts.procuracy())
    assert (file.faults, file.asked.day) == ((), True)
    assert [work.published_on for work in file.works] == [None, None, None]
    assert file.works[0].note == "đăng trang nhất"


def test_the_day_that_was_answered_is_every_works():
    file = read(layouts.procuracy(), published_on=date(2026, 7, 31))
    assert file.asked.day is False
    assert told(file) == [(5, "Trao quà cho học sinh", date(2026, 7, 31), "news", 0, ["Vũ Thị Mẫu"])]


def test_numbered_rows_that_nothing_tells_apart_are_not_taken_for_one_work():
    file = read(layouts.procuracy(), published_on=date(2026, 7, 31))
    message = "cùng tên, cùng ngày với dòng 3: thêm đường dẫn, hoặc gộp làm một dòng"
    assert [(fault.row, fault.column, fault.message) for fault in file.faults] == [(4, "Tên tác phẩm", message)]


def test_our_own_columns():
    head = [
        "Tên tác phẩm",
        "Thể loại",
        "Loại hình",
        "Ngày đăng",
        "Đường dẫn",
        "Hệ số",
        "Số ảnh",
        "Hệ số ảnh",
        "Tác giả",
    ]
    head += ["Tỷ lệ", "Số định danh", "Số tài khoản", "Ngân hàng", "Điều chỉnh", "Ghi chú"]
    one = ["Tin chung", "Tin", "Cổng thông tin điện tử", date(2026, 7, 13), "https://a.test/1", 8, 1, "0,5", "Mẫu Một"]
    rows = [
        [*one, "60%", "000000000001", "0000111122", "Ngân hàng Ví Dụ", "Thiếu nhi: 20%", ""],
        ["", "", "", "", "https://a.test/1", "", "", "", "Mẫu Hai", "40%", "", "", "", "", ""],
    ]
    file = read(layouts.rows_xlsx([head, *rows]))
    assert file.faults == ()
    (work,) = file.works
    assert work.shares == (Decimal("0.6"), Decimal("0.4"))
    assert [(author.row, author.name, author.id_number) for author in work.authors] == [
        (2, "Mẫu Một", "000000000001"),
        (3, "Mẫu Hai", ""),
    ]
    assert work.adjustments == {"minority_or_children": Decimal("0.2")}
