"""A working day in the browser: log in wrong, log in right, open every list, filter, export, log out."""

from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from core.models import RoleAssignment, User
from core.pages import PER_PAGE
from tests import list_rows
from tests.browser.looking import PHONE, must_be_accessible, sideways_faults_of
from tests.listing import LISTINGS

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
PASSWORD = "Mat-khau-du-dai-1"
ROWS = PER_PAGE + 10


@pytest.fixture
def auditor(live_server) -> User:
    user = User(username="kiem-toan", full_name="Nguyễn Thị Kiểm")
    user.set_password(PASSWORD)
    user.save()
    RoleAssignment.objects.create(user=user, role="auditor", start_on=date(2020, 1, 1))
    # More than a page of each, so that its pages lead to each other.
    for number, listing in enumerate(LISTINGS):
        listing.make(ROWS, list_rows.make_unit(f"thu-{number}", f"Sở Thử {number}"))
    return user


def _log_in(page: Page, password: str = PASSWORD) -> None:
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill("kiem-toan")
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def test_a_working_day(page, auditor, tmp_path):
    _log_in(page, "sai")
    expect(page.get_by_role("alert")).to_contain_text("Tên đăng nhập hoặc mật khẩu không đúng.")
    must_be_accessible(page)
    _log_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Xin chào, Nguyễn Thị Kiểm")
    must_be_accessible(page)
    for listing in LISTINGS:
        page.get_by_role("navigation", name="Danh mục").get_by_role("link", name=listing.page.title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(listing.page.title)
        page.goto(page.get_by_role("link", name="Trang sau").evaluate("one => one.href"))
        expect(page.get_by_role("link", name="Trang trước")).to_be_visible()
        must_be_accessible(page)
    page.goto("/tac-pham/")
    page.get_by_role("link", name="Trang sau").click()
    expect(page.get_by_role("link", name="Trang trước")).to_be_visible()
    page.get_by_role("link", name="Tên tác phẩm").click()
    expect(page.get_by_role("columnheader", name="Tên tác phẩm")).to_have_attribute("aria-sort", "ascending")
    page.get_by_label("Tên tác phẩm hoặc đường dẫn").fill("chuyen bich")
    page.get_by_role("button", name="Lọc").click()
    expect(page.get_by_role("row")).to_have_count(3)
    must_be_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Xuất Excel (phần đã lọc)").click()
    download.value.save_as(tmp_path / "tac-pham.xlsx")
    assert openpyxl.load_workbook(tmp_path / "tac-pham.xlsx").active["B2"].value == "Chuyện Bích Ngọc"
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    page.goto("/tac-pham/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


def test_a_phone_needs_no_sideways_scrolling_of_the_page(page, auditor):
    page.set_viewport_size(PHONE)
    _log_in(page)
    page.get_by_text("Danh mục").locator("visible=true").click()
    page.get_by_role("navigation", name="Danh mục").get_by_role("link", name="Người nhận").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Người nhận")
    for listing in LISTINGS:
        page.goto(reverse(listing.page.url_name()))
        assert sideways_faults_of(page) == []
    must_be_accessible(page)


def test_the_keyboard_reaches_the_content_first(page, auditor):
    _log_in(page)
    page.goto("/tac-pham/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Bỏ qua, tới nội dung")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Tên tác phẩm hoặc đường dẫn")).to_be_focused()
