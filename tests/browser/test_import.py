"""A portal's export in the browser: uploaded, asked about, looked at, applied, taken back; fit in both themes."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from core.models import Unit
from royalties.models import Work
from royalties.services import open_outlets
from tests.browser.looking import log_in, must_be_fit
from tests.royalties.portal_file import layouts
from tests.screens import holder
from tests.worker import run_jobs

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def recorder(context, live_server, province, page) -> Page:
    open_outlets(actor=province)
    log_in(context, holder("recorder", Unit.objects.get(code="vp-ubnd")), live_server.url)
    return page


def _let_the_worker_go_on(page: Page) -> None:
    """No page asks for the progress meanwhile: worker and server share one connection here."""
    address = page.url
    page.goto("about:blank")
    run_jobs()
    page.goto(address)


def test_from_a_file_to_its_works_and_back(recorder, tmp_path):
    page, path = recorder, tmp_path / "van-hoa.xlsx"
    path.write_bytes(layouts.culture_and_tourism())
    page.goto(reverse("royalties:worksimport-list"))
    must_be_fit(page)
    page.get_by_role("link", name="Nạp tệp Excel").click()
    must_be_fit(page)
    page.get_by_label("Nơi đăng").select_option(index=1)
    page.get_by_label("Tệp Excel (.xlsx)").set_input_files(path)
    page.get_by_role("button", name="Tải lên và đọc").click()
    expect(page.get_by_text("đang chờ máy xử lý nền nhận việc")).to_be_visible()
    must_be_fit(page)
    _let_the_worker_go_on(page)
    must_be_fit(page)
    page.get_by_label("«Bài» là thể loại nào?").select_option("Chính luận")
    page.get_by_role("button", name="Lưu trả lời và đọc lại").click()
    _let_the_worker_go_on(page)
    must_be_fit(page)
    page.get_by_role("button", name="Áp dụng: ghi 2 tác phẩm").click()
    _let_the_worker_go_on(page)
    assert Work.objects.count() == 2
    must_be_fit(page)
    page.get_by_role("link", name="Hoàn tác").click()
    page.get_by_label("Lý do").fill("Nạp nhầm tháng")
    must_be_fit(page)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác: mọi tác phẩm của tệp này đã được bỏ.")).to_be_visible()
    assert not Work.objects.exists()


def test_wrong_cells_are_fit_to_read_and_the_progress_comes_by_itself(recorder, tmp_path):
    page, path = recorder, tmp_path / "sai.xlsx"
    row = [1, "Tin một", "32/07/2026", "Tin", 0, "Mẫu Ví", "", 0, "", "https://a.test/1"]
    path.write_bytes(layouts.list_of_articles([row]))
    page.goto(reverse("royalties:import-upload"))
    page.get_by_label("Nơi đăng").select_option(index=1)
    page.get_by_label("Tệp Excel (.xlsx)").set_input_files(path)
    with page.expect_response("**/tien-do/"):
        page.get_by_role("button", name="Tải lên và đọc").click()
    _let_the_worker_go_on(page)
    expect(page.get_by_text("không có trên lịch")).to_be_visible()
    must_be_fit(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp có cột «Lỗi»").click()
    assert download.value.suggested_filename.startswith("loi-")
