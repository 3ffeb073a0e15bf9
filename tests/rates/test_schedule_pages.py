"""Pages on which a schedule is entered: from an empty form to its submission, on screen and by Excel."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import Unit
from rates.models import Schedule, ScheduleScan
from tests.core.accounts import unit
from tests.rates.schedules import (
    NUMBER,
    WHY,
    drafted,
    head,
    keeper,
    page,
    published,
)
from tests.screens import client_of, text_of

NEW, LIST, NARROWINGS = reverse("rates:schedule-new"), reverse("rates:schedule-list"), reverse("rates:narrowings")
HEAD = {"number": NUMBER, "title": "Biểu mức thử", "issued_on": "10/06/2026", "effective_on": "20/06/2026"}
LINE = {"place": "portal/news", "label": "Tin", "code": "news", "measure": "tin", "clause": "Điều 3"}
pytestmark = pytest.mark.usefixtures("clock")


def test_a_schedule_is_opened_from_the_form_and_says_what_is_missing(first):
    client = client_of(first)
    response = client.post(NEW, HEAD | {"place": "tinh", "media": ["portal"]}, follow=True)
    text = text_of(response)
    assert "Đã mở biểu mức" in text
    assert "Chưa là luật" in text
    assert "11 dòng chưa xong hoặc có lỗi" in text
    assert "Chưa đính kèm bản quét" in text
    assert "chưa ghi mức nào" in text
    assert NUMBER in text_of(client.get(LIST))


def test_a_wrong_head_keeps_what_was_typed_and_says_why_beside_the_field(first):
    client = client_of(first)
    response = client.post(NEW, HEAD | {"place": "tinh", "media": ["portal"], "effective_on": "01/06/2026"})
    content = response.content.decode()
    assert "Ngày có hiệu lực không được trước ngày ký." in content
    assert 'id="id_effective_on_error"' in content
    assert 'value="01/06/2026"' in content
    assert "Hãy chọn ít nhất một loại hình" in text_of(client.post(NEW, HEAD | {"place": "tinh"}))


def test_a_unit_head_may_open_only_the_units_own(first):
    ours, theirs = unit("99001"), unit("99002")
    chief = keeper("unit_head", "chi", ours)
    client = client_of(chief)
    form = text_of(client.get(NEW))
    assert "Xã 99001, thu hẹp trong khung của tỉnh" in form
    assert "Xã 99002" not in form
    for place in ("tinh", str(theirs.pk)):
        assert "Hãy chọn một mục có trong danh sách" in text_of(
            client.post(NEW, HEAD | {"place": place, "media": ["portal"]})
        )
    assert Schedule.objects.count() == 0


def test_a_line_is_saved_and_the_next_one_follows(first):
    client = client_of(first)
    client.post(NEW, HEAD | {"place": "tinh", "media": ["portal"]})
    schedule = Schedule.objects.get()
    news, reply = schedule.lines.get(code="news"), schedule.lines.get(code="reader_reply")
    where = page("schedule-line", schedule, news.pk)
    assert "Trần của trung ương ngày 20/06/2026: tối đa 10" in text_of(client.get(where))
    response = client.post(where, LINE | {"minimum": "1", "maximum": "8,5", "level_share": "50%", "next": "1"})
    assert response.url == page("schedule-line", schedule, reply.pk)
    assert "hệ số 1 – 8,5, nhân 50 % theo cấp" in text_of(client.get(page("schedule", schedule)))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"maximum": "10,5"}, "10,5 vượt trần của trung ương 10"),
        ({"maximum": "8.5"}, "«8.5» không phải là số viết theo kiểu 1.234,5"),
        ({"minimum": "9", "maximum": "8"}, "9 lớn hơn hệ số tối đa 8"),
        ({"maximum": "8", "fixed": "50.000"}, "một dòng chỉ ghi hệ số hoặc mức cố định"),
        ({"fixed": "50.000,5"}, "quá nhiều chữ số sau dấu phẩy"),
        ({"level_share": "150%"}, "không quá 100 %"),
        ({"code": "Tin 1"}, "Mã chỉ gồm a-z"),
        ({"code": "photo"}, "mã «photo» đã dùng cho thể loại khác"),
        ({"label": ""}, "Hãy ghi ô này"),
    ],
)
def test_a_wrong_line_says_why_beside_the_field_and_keeps_what_was_typed(first, typed, said):
    schedule = drafted(first)
    line = schedule.lines.get(code="news")
    response = client_of(first).post(page("schedule-line", schedule, line.pk), LINE | typed)
    assert said in text_of(response)
    assert "errorlist" in response.content.decode()
    line.refresh_from_db()
    assert line.maximum == 8


def test_a_line_is_added_under_a_code_of_its_own_and_taken_out_again(first):
    schedule, client = drafted(first), client_of(first)
    client.post(page("schedule-line-new", schedule), LINE | {"label": "Tin ngắn", "code": "", "maximum": "3"})
    line = schedule.lines.get(code="tin_ngan")
    assert "Đã bỏ dòng «Tin ngắn»" in text_of(client.post(page("schedule-line-remove", schedule, line.pk), follow=True))
    assert not schedule.lines.filter(code="tin_ngan").exists()


def test_the_scan_is_told_by_its_content_and_sent_as_a_file(first):
    schedule, client = drafted(first), client_of(first)
    where = page("schedule-scan-add", schedule)
    wrong = client.post(where, {"scan": SimpleUploadedFile("qd.pdf", b"<html>", "application/pdf")})
    assert "không phải là PDF, PNG hay JPG" in text_of(wrong)
    client.post(where, {"scan": SimpleUploadedFile("../qđ <b>.png", b"\x89PNG\r\n\x1a\nmoi", "text/html")})
    response = client.get(page("schedule-scan", schedule))
    assert response.content == b"\x89PNG\r\n\x1a\nmoi"
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == f'attachment; filename="ban-ky-{schedule.pk}.png"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert ScheduleScan.objects.count() == 2


def test_the_template_comes_filled_in_and_goes_back_in_two_steps(first):
    schedule, client = drafted(first), client_of(first)
    book = openpyxl.load_workbook(BytesIO(client.get(page("schedule-template", schedule)).content))
    book.active["I2"], book.active["I3"] = 7, 11
    upload, preview = page("schedule-upload", schedule), page("schedule-preview", schedule)
    assert client.post(upload, {"file": _file(book)}).url == preview
    text = text_of(client.get(preview))
    assert "I3 (Hệ số tối đa): 11 vượt trần của trung ương 10" in text
    assert "Tải tệp về, có cột «Lỗi»" in text
    assert "Lưu 11 dòng" not in text
    back = openpyxl.load_workbook(BytesIO(client.get(page("schedule-errors", schedule)).content))
    assert back.active["O3"].value.startswith("I3 (Hệ số tối đa): 11 vượt trần")
    book.active["I3"] = 5
    client.post(upload, {"file": _file(book)})
    text = text_of(client.get(preview))
    assert "Đổi: 2 dòng" in text
    assert "Giữ nguyên: 9 dòng" in text
    assert "Hệ số tối đa: 8 → 7" in text
    assert schedule.lines.get(code="news").maximum == 8
    assert "Đã lưu 11 dòng từ tệp" in text_of(client.post(preview, follow=True))
    assert schedule.lines.get(code="news").maximum == 7
    assert client.get(preview).status_code == 404


def test_what_the_file_adds_and_leaves_out_is_named_with_what_is_missing(first):
    schedule, client = drafted(first), client_of(first)
    book = openpyxl.load_workbook(BytesIO(client.get(page("schedule-template", schedule)).content))
    book.active["B12"], book.active["D12"] = "truc_tuyen_a", "Trực tuyến loại A"
    book.active.delete_rows(11)
    client.post(page("schedule-upload", schedule), {"file": _file(book)})
    text = text_of(client.get(page("schedule-preview", schedule)))
    assert "Thêm: 1 dòng" in text
    assert "Bỏ: 2 dòng" in text
    assert "Nghiên cứu: không có dòng nào" in text
    assert "Trực tuyến; Media: đã có dòng chi tiết, chưa có dòng mang mã «live_media»" in text


def _file(book: openpyxl.Workbook) -> SimpleUploadedFile:
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile("biểu mức.xlsx", content.getvalue())


def test_a_file_that_is_no_workbook_is_refused_beside_the_field(first):
    schedule = drafted(first)
    response = client_of(first).post(page("schedule-upload", schedule), {"file": SimpleUploadedFile("a.xlsx", b"a;b")})
    assert "không phải là sổ tính Excel" in text_of(response)


def test_submitting_asks_for_the_reason_of_what_is_missing(first):
    schedule, client = drafted(first), client_of(first)
    schedule.lines.filter(code="research").delete()
    where = page("schedule-submit", schedule)
    assert "Vì sao văn bản không có các thể loại còn thiếu" in text_of(client.get(where))
    assert "Còn thiếu dòng cho «Nghiên cứu»" in text_of(client.post(where, {"absences": ""}), 422)
    assert "Đã trình" in text_of(client.post(where, {"absences": WHY}, follow=True))
    assert Schedule.objects.get().absences == WHY


def test_the_head_is_corrected_in_place(first):
    schedule, client = drafted(first), client_of(first)
    where = page("schedule-head", schedule)
    assert f'value="{NUMBER}"' in client.get(where).content.decode()
    client.post(where, HEAD | {"number": "79/2026/QĐ-THU", "effective_on": "25/06/2026"})
    schedule.refresh_from_db()
    assert (schedule.instrument.number, schedule.effective_on) == ("79/2026/QĐ-THU", date(2026, 6, 25))


def test_a_units_number_is_shown_as_it_was_typed(first, second):
    published(first, second)
    ours = unit("99001")
    chief = keeper("board_head", "chi", ours)
    july = date(2026, 7, 1)
    schedule = drafted(chief, ours, amounts={}, number="15/QĐ", issued_on=july, effective_on=july)
    assert 'value="15/QĐ"' in client_of(chief).get(page("schedule-head", schedule)).content.decode()
    assert head(number="15/QĐ", issued_on=july).number_for(Unit.objects.get(code="99001")) == (
        "15/QĐ ngày 01/07/2026, 99001"
    )
