"""Importing on screen: upload, look, answer, apply, take back; and what each account is shown."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import RoleAssignment
from royalties.import_forms import say_rows
from royalties.models import Outlet, Payee, Work, WorksImport
from royalties.works_file import read_works_file
from royalties.works_file.columns import COLUMNS
from tests.core.accounts import unit as make_unit
from tests.royalties.imports.conftest import after_jobs
from tests.royalties.portal_file import layouts
from tests.screens import browser_of, text_of

pytestmark = pytest.mark.usefixtures("august")


@pytest.fixture
def browser(recorder) -> Client:
    client = Client()
    client.force_login(recorder)
    return client


def page(name: str, works_import: WorksImport) -> str:
    return reverse(f"royalties:{name}", args=[works_import.pk])


def sent(browser: Client, outlet: Outlet, content: bytes) -> object:
    data = {"outlet": outlet.pk, "file": SimpleUploadedFile("thang-7.xlsx", content)}
    return browser.post(reverse("royalties:import-upload"), data)


def test_the_whole_way(browser, outlet):
    response = sent(browser, outlet, layouts.list_of_articles())
    (works_import,) = WorksImport.objects.all()
    assert response.url == page("import", works_import)
    waiting = text_of(browser.get(response.url))
    assert "Chờ đọc: đang chờ máy xử lý nền nhận việc." in waiting
    assert "Huỷ tệp này" in waiting
    after_jobs(works_import)
    looked_at = text_of(browser.get(response.url))
    assert "Áp dụng: ghi 3 tác phẩm" in looked_at
    assert "«Nhuận bút» cộng 750.000 : chỉ để đối chiếu, không dùng để chi" in looked_at.replace(
        "750.000:", "750.000 :"
    )
    assert "H’Mẫu Êban | Y Ví Mlô" in looked_at
    assert browser.post(page("import-apply", works_import)).url == response.url
    after_jobs(works_import)
    assert Work.objects.count() == 3
    assert "Hoàn tác" in text_of(browser.get(response.url))
    refused = text_of(browser.post(page("import-undo", works_import), {"reason": " "}), 422)
    assert "Bỏ 3 tác phẩm mà tệp này đã ghi." in refused
    assert browser.post(page("import-undo", works_import), {"reason": "Nạp nhầm"}).status_code == 302
    assert not Work.objects.exists()
    assert "đã hoàn tác" in text_of(browser.get(response.url))


def test_the_progress_comes_alone_and_then_the_page_anew(browser, upload):
    waiting = upload(read=False)
    WorksImport.objects.filter(pk=waiting.pk).update(state="reading", done=1500, total=20000)
    part = browser.get(page("import-progress", waiting), headers={"HX-Request": "true"}).content.decode()
    assert "Đang đọc: 1.500 trên 20.000 dòng." in part
    assert 'hx-trigger="every 2s"' in part
    assert "<html" not in part
    WorksImport.objects.filter(pk=waiting.pk).update(state="cancelled")
    assert browser.get(page("import-progress", waiting)).headers["HX-Refresh"] == "true"


def test_answers_are_asked_and_saved(browser, upload):
    done = upload(layouts.procuracy())
    asked = text_of(browser.get(page("import", done)))
    assert "Ngày đăng của mọi tác phẩm trong tệp" in asked
    assert "Áp dụng" not in asked
    wrong = text_of(browser.post(page("import-answer", done), {"published_on": "2/8/2026"}), 422)
    assert "Ngày đăng không thể là ngày chưa tới." in wrong
    assert browser.post(page("import-answer", done), {"published_on": "31/07/2026"}).status_code == 302
    assert after_jobs(done).answers == {"published_on": "2026-07-31"}


def test_a_genre_a_person_and_a_cell_of_names_are_answered_in_one_form(browser, upload, unit):
    there = Payee.objects.create(unit=unit, name="Nguyên Thi Mâu")
    done = upload(layouts.culture_and_tourism())
    form = browser.get(page("import", done)).content.decode()
    assert "«Bài» là thể loại nào?" in form
    assert "«Nguyễn Thị Mẫu» là ai?" in form
    data = {"genre-0": "commentary", "genre-1": "news", "person-0": str(there.pk), "authors-0": "several"}
    assert browser.post(page("import-answer", done), data).status_code == 302
    done = after_jobs(done)
    assert done.answers == {"genres": {"bai": "commentary"}, "people": {"Nguyễn Thị Mẫu": str(there.pk)}}
    assert (done.state, done.understood["new"]) == ("checked", ["Trung tâm Văn hoá và Truyền thông", "Trần Văn Ví"])


def test_days_that_can_be_read_two_ways_are_asked_in_words(browser, upload):
    row = [1, "Tin một", "07/06/2026", "Tin", 0, "Mẫu Ví", "", 0, "", "https://a.test/1"]
    done = upload(layouts.list_of_articles([row]))
    asked = text_of(browser.get(page("import", done)))
    assert "Trong tệp, «07/06/2026» là" in asked
    assert "ngày 7 tháng 6 ngày 6 tháng 7" in asked
    browser.post(page("import-answer", done), {"date_order": "mdy"})
    assert after_jobs(done).understood["first"][0][1] == "06/07/2026"


def test_faults_are_listed_by_cell_and_the_file_comes_back(browser, upload):
    row = [1, "Tin một", "32/07/2026", "Tin", 0, "Mẫu Ví", "", 0, "", "https://a.test/1"]
    done = upload(layouts.list_of_articles([row]))
    shown = text_of(browser.get(page("import", done)))
    assert "Chưa áp dụng được: tệp có 1 lỗi." in shown
    assert "Dòng 8: C8 (Ngày đăng): ngày «32/07/2026» không có trên lịch" in shown
    assert "Áp dụng" not in shown
    sheet = openpyxl.load_workbook(BytesIO(browser.get(page("import-errors", done)).content)).active
    assert [cell.value for cell in sheet["K"] if cell.value] == [
        "Lỗi",
        "C8 (Ngày đăng): ngày «32/07/2026» không có trên lịch",
    ]
    assert browser.get(page("import-errors", upload())).status_code == 404


def test_what_is_built_on_it_is_named_before_anybody_undoes(browser, applied):
    Work.objects.filter(url="https://a.test/2").update(
        title="Đã duyệt rồi", state="reviewed", reviewed_by=applied.created_by, reviewed_at="2026-08-01T00:00Z"
    )
    assert "Đã duyệt rồi, đã kiểm duyệt" in text_of(browser.get(page("import-undo", applied)))
    refused = text_of(browser.post(page("import-undo", applied), {"reason": "Nạp nhầm"}), 422)
    assert "đã có việc làm tiếp trên «Đã duyệt rồi»" in refused


def test_a_dead_worker_is_told_and_the_reading_begins_again(browser, upload):
    done = upload(read=False)
    WorksImport.objects.filter(pk=done.pk).update(state="reading", beat_at=None)
    assert "Máy xử lý nền đã dừng hoặc chưa chạy" in text_of(browser.get(page("import", done)))
    browser.post(page("import-restart", done))
    assert after_jobs(done).state == "checked"


def test_a_step_at_the_wrong_time_says_why(browser, upload):
    done = upload()
    response = browser.post(page("import-restart", done), follow=True)
    assert "Tệp này không dừng: hãy đợi, hoặc huỷ." in text_of(response)
    browser.post(page("import-cancel", done))
    assert "không chuyển sang «đang ghi» được" in text_of(browser.post(page("import-apply", done), follow=True))


def test_who_looks_sees_the_file_but_no_buttons(upload, unit):
    done = upload()
    shown = text_of(browser_of("unit_head", unit).get(page("import", done)))
    assert "Hội nghị tổng kết" in shown
    assert "Áp dụng: ghi" not in shown
    assert "Huỷ tệp này" not in shown


STEPS = ["import-answer", "import-apply", "import-cancel", "import-restart", "import-undo"]


@pytest.mark.parametrize("name", STEPS)
def test_near_misses_take_no_step(upload, unit, name):
    done = upload()
    other = browser_of("recorder", make_unit("khac"), "don-vi-khac")
    head = browser_of("board_head", unit, "truong-ban")
    ended = browser_of("recorder", unit, "het-han")
    RoleAssignment.objects.filter(user__username="het-han").update(end_on="2021-01-01")
    assert other.post(page(name, done)).status_code == 404
    assert head.post(page(name, done)).status_code == 403
    assert ended.post(page(name, done)).status_code == 403
    assert WorksImport.objects.get().state == "checked"


def test_only_the_outlets_of_ones_own_units_are_offered_and_taken(unit, outlet):
    other = browser_of("recorder", make_unit("khac"), "don-vi-khac")
    assert 'value="' + str(outlet.pk) + '"' not in other.get(reverse("royalties:import-upload")).content.decode()
    assert sent(other, outlet, layouts.list_of_articles()).status_code == 422
    head = browser_of("board_head", unit, "truong-ban")
    assert head.get(reverse("royalties:import-upload")).status_code == 403
    assert sent(head, outlet, layouts.list_of_articles()).status_code == 403
    assert not WorksImport.objects.exists()


def test_what_is_no_workbook_is_refused_beside_its_field(browser, outlet):
    refused = sent(browser, outlet, b"%PDF-1.7 khong phai")
    assert "Mở bằng Excel rồi lưu lại kiểu" in text_of(refused, 422)


def test_the_template_is_a_works_file_of_our_own_columns_that_checks_what_is_typed(browser, tmp_path):
    content = browser.get(reverse("royalties:import-template")).content
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert tuple(cell.value for cell in sheet[1]) == COLUMNS
    assert len(sheet.data_validations.dataValidation) == 5
    path = tmp_path / "mau.xlsx"
    path.write_bytes(content)
    faults = read_works_file(path, period_end=None).faults
    assert [fault.message for fault in faults] == ["không có dòng tác phẩm nào dưới dòng tiêu đề"]


def test_a_page_costs_the_same_whatever_the_file_holds(browser, upload):
    small, large = upload(), upload(layouts.culture_and_tourism())
    counts = []
    for one in (small, large):
        with CaptureQueriesContext(connection) as captured:
            browser.get(page("import", one))
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 9


def test_the_empty_list_of_works_points_to_the_import(browser):
    assert "nạp cả tháng bằng tệp Excel của cổng ở «Nạp từ Excel»" in text_of(
        browser.get(reverse("royalties:work-list"))
    )


def test_after_applying_the_way_leads_to_the_works_of_the_file_and_tells_what_is_next(applied, browser, outlet):
    text = text_of(browser.get(page("import", applied)))
    assert "Đã ghi 3 tác phẩm. Xem các tác phẩm của tệp này" in text
    assert "Tiếp theo: Ban biên tập kiểm duyệt, rồi chấm nhuận bút." in text
    listed = browser.get(reverse("royalties:work-list"), {"file": applied.pk})
    assert listed.context["count"] == 3
    assert f'<option value="{applied.pk}" selected>thang-7.xlsx</option>' in listed.content.decode()
    work = Work.objects.first()
    told = text_of(browser.get(reverse("royalties:work", args=[work.pk])))
    assert "nạp từ tệp Excel «thang-7.xlsx», Người Xem áp dụng Mở tệp" in told
    auditor = browser_of("auditor", username="kiem-tra")
    assert auditor.get(reverse("royalties:work-list"), {"file": applied.pk}).context["count"] == 3
    assert "thang-7.xlsx" not in auditor.get(reverse("royalties:work-list")).content.decode()


@pytest.mark.parametrize("asked", ["x", "99999", "9" * 30, "-1"])
def test_a_file_that_the_account_does_not_see_is_no_filter(applied, asked, outlet):
    neighbour = browser_of("recorder", make_unit("khac"), "khac")
    assert neighbour.get(reverse("royalties:work-list"), {"file": applied.pk}).status_code == 400
    auditor = browser_of("auditor", username="kiem-tra")
    assert auditor.get(reverse("royalties:work-list"), {"file": asked}).status_code == 400


def test_what_is_open_is_asked_first_by_row_and_what_is_known_folds_away(browser, upload):
    done = upload(layouts.culture_and_tourism())
    response = browser.get(page("import", done))
    form = response.context["form"]
    assert [field.name for field in form.open_fields()] == ["genre-0"]
    assert [field.name for field in form.answered_fields()] == ["genre-1", "authors-0", "authors-1"]
    text = text_of(response)
    assert "Chưa áp dụng được: tệp không có lỗi, còn câu cần trả lời bên dưới." in text
    assert "«Bài» là thể loại nào? Dòng 3" in text
    assert "3 chỗ đã hiểu: mở ra nếu cần sửa" in text


def test_saving_without_an_answer_says_which_question_waits(browser, upload):
    done = upload(layouts.culture_and_tourism())
    unanswered = text_of(browser.post(page("import-answer", done), {"genre-1": "news", "authors-0": "several"}), 422)
    assert "«Bài» là thể loại nào? : Chưa trả lời." in unanswered
    assert "«Tin» là thể loại nào? : Chưa trả lời." not in unanswered
    known = upload(name="khac.xlsx")
    data = {name: field.initial for name, field in browser.get(page("import", known)).context["form"].fields.items()}
    unchanged = text_of(browser.post(page("import-answer", known), data), 422)
    assert "Chưa có gì khác với những gì đã hiểu: chọn lại chỗ hiểu sai rồi lưu." in unchanged


def test_the_list_says_where_a_file_without_a_fault_waits_for_answers(browser, upload):
    upload(layouts.culture_and_tourism())
    assert "0, còn câu cần trả lời" in text_of(browser.get(reverse("royalties:worksimport-list")))


@pytest.mark.parametrize(
    ("at", "count", "said"),
    [([3], 1, "Dòng 3"), ([3, 1200], 2, "Dòng 3, 1.200"), ([3, 4, 5, 6, 7], 12, "Dòng 3, 4, 5, 6, 7 và 7 dòng nữa")],
)
def test_rows_are_named_and_the_rest_counted(at, count, said):
    assert say_rows(at, count) == said
