"""A schedule in Excel: the template filled in and sent back, 25 rows, every fault by row and column, all or nothing."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import Decision
from rates.models import Schedule
from rates.queries import read_book, read_bounds
from rates.schedules.checks import find_missing
from rates.schedules.template import schedule_template
from rates.services import (
    attach_scan,
    create_schedule,
    faulty_copy,
    keep_upload,
    read_upload,
    save_upload,
    submit_schedule,
)
from rates.terms import Medium
from tests.core.accounts import unit
from tests.rates.schedules import EFFECTIVE, PDF, PORTAL, head, keeper, published, verified

MEDIA = {medium.value: medium.label for medium in Medium}
RADIO = {
    "news": (1, 7),
    "reader_reply": (1, 5),
    "commentary": (8, 24),
    "reportage": (8, 26),
    "sketch": (6, 18),
    "interview": (6, 20),
    "literary": (5, 22),
    "science_education": (7, 25),
    "talk": (10, 40),
}
# Rows that a decision has beside the genres of NĐ 18: medium, genre, name, measure, class, low, high, đồng.
MORE = [
    ("Cổng thông tin điện tử", "Tin", "Tin ngắn", "tin", "B", 0.5, 3, None),
    ("Cổng thông tin điện tử", "Tin", "Tin ngắn", "tin", "A", 1, 4, None),
    ("Cổng thông tin điện tử", "Ảnh", "Ảnh bìa", "ảnh", None, None, None, 500000),
    ("Truyền thanh", "Tin", "Tin sâu", "phút", None, 2, 9, None),
    ("Truyền thanh", "Toạ đàm, giao lưu", "Toạ đàm trực tiếp", "chương trình", None, 12, 45, None),
]


@pytest.fixture
def schedule(first) -> Schedule:
    return create_schedule(actor=first, unit=None, head=head(), media=["portal", "radio"])


def template(schedule: Schedule) -> openpyxl.Workbook:
    bounds = read_bounds(on=schedule.effective_on, unit=schedule.unit)
    return openpyxl.load_workbook(BytesIO(schedule_template(list(schedule.lines.all()), bounds, MEDIA)))


def filled(schedule: Schedule) -> openpyxl.Workbook:
    """The template as a person fills it in: 20 genres and five rows more."""
    book = template(schedule)
    sheet = book.active
    for row in sheet.iter_rows(min_row=2, max_row=21):
        amounts = PORTAL if row[0].value == "Cổng thông tin điện tử" else RADIO
        low, high = amounts[row[1].value]
        row[7].value, row[8].value, row[11].value = float(low), float(high), "Điều 3"
    for number, (medium, genre, label, measure, quality, low, high, fixed) in enumerate(MORE, start=22):
        told = [medium, None, genre, label, measure, None, quality, low, high, fixed, None, "Điều 4"]
        for column, value in enumerate(told, start=1):
            sheet.cell(number, column, value)
    return book


def content_of(book: openpyxl.Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def sent(first, schedule, book) -> list[str]:
    """This will send a workbook and say what is wrong with it."""
    upload = keep_upload(actor=first, schedule=schedule, name="biểu mức.xlsx", content=content_of(book))
    file = read_upload(upload)
    return [fault.describe(file.columns) for fault in file.faults]


def test_the_template_holds_the_genres_of_the_media_with_their_ceilings_and_lists_to_choose_from(schedule):
    book = template(schedule)
    assert book.sheetnames == ["Biểu mức", "Danh mục", "Hướng dẫn"]
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0] == (
        "Loại hình",
        "Mã dòng",
        "Thể loại (NĐ 18)",
        "Tên trong văn bản",
        "Đơn vị tính",
        "Cấp",
        "Loại chất lượng",
        "Hệ số tối thiểu",
        "Hệ số tối đa",
        "Mức cố định (đồng)",
        "Tỷ lệ theo cấp",
        "Điều khoản",
        "Trần của trung ương ngày 20/06/2026 (tham khảo)",
        "Đang áp dụng (tham khảo)",
    )
    assert len(rows) == 21
    assert rows[1][:5] == ("Cổng thông tin điện tử", "news", "Tin", "Tin", "tin")
    assert rows[1][12:] == ("đến 10", "đến 10 hệ số (chưa nhập)")
    assert rows[20][:5] == ("Truyền thanh", "talk", "Toạ đàm, giao lưu", "Toạ đàm, giao lưu", "tác phẩm")
    lists = [rule for rule in book.active.data_validations.dataValidation if rule.type == "list"]
    assert {(str(rule.sqref), rule.formula1) for rule in lists} == {
        ("A2:A221", "'Danh mục'!$A$2:$A$5"),
        ("C2:C221", "'Danh mục'!$B$2:$B$14"),
        ("F2:F221", "'Danh mục'!$C$2:$C$4"),
    }


def test_twenty_five_rows_go_from_paper_to_verified(first, schedule):
    assert sent(first, schedule, filled(schedule)) == []
    assert save_upload(actor=first, schedule=schedule) == 25
    assert schedule.lines.count() == 25
    cover = schedule.lines.get(code="anh_bia")
    assert (cover.genre, cover.fixed, cover.maximum, cover.clause) == ("photo", 500_000, None, "Điều 4")
    assert list(schedule.lines.filter(label="Tin ngắn").values_list("code", "quality_class")) == [
        ("tin_ngan_b", "B"),
        ("tin_ngan_a", "A"),
    ]
    attach_scan(actor=first, schedule=schedule, name="qd.pdf", content=PDF)
    submit_schedule(actor=first, schedule=schedule)
    verified(keeper("provincial_coordinator", "binh"), schedule)
    book = read_book()
    assert book.rate("royalty/radio/talk", EFFECTIVE).maximum == Decimal(40)
    assert book.rate("royalty/portal/anh_bia", EFFECTIVE).value == Decimal(500_000)
    assert book.rate("royalty/portal/photo", EFFECTIVE).minimum == Decimal("0.5")


def test_above_the_ceiling_missing_and_doubled_are_each_named(first, schedule):
    book = filled(schedule)
    sheet = book.active
    sheet["I2"] = 10.5
    sheet["I5"], sheet["H5"] = None, None
    sheet["B25"], sheet["D25"] = "news", "Tin phát thanh"
    sheet.delete_rows(12)
    assert sent(first, schedule, book) == [
        "I2 (Hệ số tối đa): 10,5 vượt trần của trung ương 10 (Điều 7 khoản 1, nhóm 1, 18/2014/NĐ-CP)",
        "I5 (Hệ số tối đa): chưa ghi mức nào: ghi hệ số hoặc mức cố định; văn bản không có dòng này thì bỏ dòng",
        "B24 (Mã dòng): trùng dòng 12: mã «news» đã có trong loại hình này",
    ]
    upload = Schedule.objects.get().upload
    bounds = read_bounds(on=schedule.effective_on)
    missing = find_missing(read_upload(upload).lines, bounds)
    assert [(one.medium, one.label, one.is_split) for one in missing] == [("portal", "Trực tuyến; Media", False)]


def test_a_genre_that_is_split_without_a_row_of_its_own_is_told_apart_from_one_that_is_missing(first, schedule):
    book = filled(schedule)
    book.active["B2"], book.active["D2"] = "tin_thuong", "Tin thường"
    assert sent(first, schedule, book) == []
    missing = find_missing(read_upload(Schedule.objects.get().upload).lines, read_bounds(on=EFFECTIVE))
    assert [(one.genre, one.is_split) for one in missing] == [("news", True)]


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("A2", "Báo giấy", "A2 (Loại hình): «Báo giấy» không có trong danh mục: Cổng thông tin điện tử, Bản tin, "),
        ("C2", "Toạ đàm, giao lưu", "C2 (Thể loại (NĐ 18)): «Toạ đàm, giao lưu» không có trong danh mục: Tin, "),
        ("B2", "Tin 1", "B2 (Mã dòng): «Tin 1» không phải là mã"),
        ("D2", None, "D2 (Tên trong văn bản): chưa ghi"),
        ("F2", "huyện", "F2 (Cấp): «huyện» không có trong danh mục: tỉnh, sở, xã"),
        ("H2", "một", "H2 (Hệ số tối thiểu): «một» không phải là số viết theo kiểu 1.234.567,5"),
        ("H2", 9, "H2 (Hệ số tối thiểu): 9 lớn hơn hệ số tối đa 8"),
        ("H2", -1, "H2 (Hệ số tối thiểu): không được âm"),
        ("J2", 90000, "J2 (Mức cố định (đồng)): đã có hệ số: một dòng chỉ ghi hệ số hoặc mức cố định"),
        ("J2", 90000.5, "J2 (Mức cố định (đồng)): có quá 0 chữ số sau dấu phẩy"),
        ("K2", "150%", "K2 (Tỷ lệ theo cấp): «150%» không phải là tỷ lệ"),
        ("L2", None, "L2 (Điều khoản): chưa ghi điều khoản"),
        ("I2", "=1/0", "I2 (Hệ số tối đa): công thức báo lỗi hoặc chưa được tính"),
    ],
)
def test_a_wrong_cell_is_named_and_saves_nothing(first, schedule, cell, value, said):
    book = filled(schedule)
    book.active[cell] = value
    (found,) = sent(first, schedule, book)
    assert found.startswith(said)
    with pytest.raises(ValidationError):
        save_upload(actor=first, schedule=schedule)
    assert schedule.lines.exclude(maximum=None).count() == 0
    assert schedule.lines.count() == 20


def test_a_share_of_a_level_is_read_as_percent_or_as_a_fraction(first, schedule):
    book = filled(schedule)
    book.active["K2"], book.active["K3"] = "50%", 0.75
    assert sent(first, schedule, book) == []
    save_upload(actor=first, schedule=schedule)
    shares = schedule.lines.filter(level_share__isnull=False).values_list("level_share", flat=True)
    assert list(shares) == [Decimal("0.5"), Decimal("0.75")]


def test_a_wrong_file_comes_back_with_its_faults(first, schedule):
    book = filled(schedule)
    book.active["I2"] = 10.5
    upload = keep_upload(actor=first, schedule=schedule, name="a.xlsx", content=content_of(book))
    back = openpyxl.load_workbook(BytesIO(faulty_copy(upload, read_upload(upload)))).active
    assert back["O1"].value == "Lỗi"
    assert back["O2"].value.startswith("I2 (Hệ số tối đa): 10,5 vượt trần của trung ương 10")
    back["I2"] = 8
    assert sent(first, schedule, back.parent) == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a;b;c"])
def test_what_is_no_workbook_is_refused_and_the_file_before_stays(first, schedule, content):
    sent(first, schedule, filled(schedule))
    with pytest.raises(ValidationError, match="không phải là sổ tính Excel"):
        keep_upload(actor=first, schedule=schedule, name="a.xlsx", content=content)
    assert save_upload(actor=first, schedule=schedule) == 25


def test_a_sheet_without_the_headings_says_which_it_needs(first, schedule):
    book = openpyxl.Workbook()
    book.active["A1"] = "Xin chào"
    (said,) = sent(first, schedule, book)
    assert said.startswith("Không tìm thấy dòng tiêu đề trong 20 dòng đầu: cần các cột «Loại hình»")


def test_saving_again_keeps_what_was_found_of_lines_that_say_the_same(first, schedule):
    sent(first, schedule, filled(schedule))
    save_upload(actor=first, schedule=schedule)
    second = keeper("provincial_coordinator", "binh")
    schedule.lines.update(check_result="match", checked_by=second)
    book = filled(schedule)
    book.active["I2"] = 7
    sent(first, schedule, book)
    save_upload(actor=first, schedule=schedule)
    assert list(schedule.lines.filter(check_result="").values_list("code", "medium")) == [("news", "portal")]
    assert Decision.objects.filter(action="lưu biểu mức từ tệp").count() == 2


@pytest.mark.parametrize("role", ["board_head", "auditor"])
def test_nobody_else_sends_a_file(first, schedule, role):
    other = keeper(role, "la", unit("99001") if role == "board_head" else None)
    for verb in (
        lambda: keep_upload(actor=other, schedule=schedule, name="a.xlsx", content=b""),
        lambda: save_upload(actor=other, schedule=schedule),
    ):
        with pytest.raises(PermissionDenied):
            verb()


def test_a_units_template_shows_the_provinces_frames_and_blank_rows_narrow_nothing(first):
    published(first, keeper("provincial_coordinator", "binh"))
    ours = unit("99001")
    chief = keeper("board_head", "chi", ours)
    july = date(2026, 7, 1)
    told = head(number="15/QĐ", issued_on=july, effective_on=july)
    schedule = create_schedule(actor=chief, unit=ours, head=told, media=["portal"])
    book = template(schedule)
    assert book.active["M1"].value == "Khung của tỉnh ngày 01/07/2026 (tham khảo)"
    assert book.active["M2"].value == "1 – 8"
    book.active["H2"], book.active["I2"], book.active["L2"] = 2, 9, "Điều 1"
    assert sent(chief, schedule, book) == ["I2 (Hệ số tối đa): 9 vượt khung của tỉnh 8 (Điều 3, 77/2026/QĐ-THU)"]
    book.active["I2"] = 5
    assert sent(chief, schedule, book) == []
    assert save_upload(actor=chief, schedule=schedule) == 1


def test_reading_a_file_costs_the_same_whatever_its_length(first, schedule, django_assert_num_queries):
    upload = keep_upload(actor=first, schedule=schedule, name="a.xlsx", content=content_of(filled(schedule)))
    with django_assert_num_queries(2):
        read_upload(upload)
