"""A work from the form to its review, in the browser: by keyboard, with and without a script, in both themes."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from core.models import RoleAssignment, Unit
from rates.models import ScheduleRow
from royalties.models import DuplicatePair, OpeningFund, Payee, Work
from royalties.opening_table import PAYEES, read_pasted
from royalties.services import add_opening
from royalties.services.bylines import Byline
from tests import list_rows
from tests.browser.looking import log_in, must_be_fit
from tests.royalties.recording import outlet_of, recorded, schedule
from tests.screens import holder

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
RECORD = "/tac-pham/ghi/"


@pytest.fixture
def unit(live_server) -> Unit:
    unit = list_rows.make_unit("thu", "Đơn vị thử")
    outlet_of(unit)
    outlet_of(unit, "radio")
    schedule()
    Payee.objects.create(unit=unit, name="Nguyễn Thị Mẫu", id_number="000000000001")
    return unit


@pytest.fixture
def clerk(context, live_server, unit, page) -> Page:
    log_in(context, holder("recorder", unit, "thu-ky"), live_server.url)
    return page


def _fill(page: Page, title: str = "Khai mạc hội thảo cà phê") -> None:
    page.get_by_label("Tên tác phẩm", exact=True).fill(title)
    page.get_by_label("Ngày đăng").fill("10/07/2026")
    page.get_by_label("Thể loại").select_option(label="Tin")
    page.get_by_role("group", name="Người thứ 1").get_by_label("Tên hoặc bút danh").fill("Nguyễn Thị Mẫu")


def test_a_work_is_recorded_with_one_more_author_by_the_keyboard(clerk, unit, complaints):
    clerk.goto(RECORD)
    must_be_fit(clerk)
    _fill(clerk)
    clerk.evaluate("window.stayed = true")
    clerk.get_by_role("button", name="Thêm một người").focus()
    clerk.keyboard.press("Enter")
    third = clerk.get_by_role("group", name="Người thứ 3").get_by_label("Tên hoặc bút danh")
    expect(third).to_be_focused()
    clerk.keyboard.type("Y Thử Niê")
    clerk.keyboard.press("Tab")
    clerk.keyboard.type("40%")
    assert clerk.evaluate("window.stayed") is True
    clerk.keyboard.press("Enter")
    expect(clerk.get_by_role("alert")).to_contain_text("Ghi tỷ lệ cho mọi tác giả")
    must_be_fit(clerk)
    clerk.get_by_role("group", name="Người thứ 1").get_by_label("Tỷ lệ %").fill("60")
    clerk.keyboard.press("Enter")
    expect(clerk.get_by_role("heading", level=1)).to_have_text("Khai mạc hội thảo cà phê")
    must_be_fit(clerk)
    assert Work.objects.get().contributions.count() == 2
    clerk.get_by_role("link", name="Ghi tác phẩm khác").click()
    expect(clerk.get_by_label("Ngày đăng")).to_have_value("10/07/2026")
    assert [text for text in complaints if "422" not in text] == []
    complaints.clear()


def test_another_outlet_brings_its_genres_and_keeps_what_was_typed(clerk, unit):
    clerk.goto(RECORD)
    _fill(clerk)
    clerk.get_by_label("Nơi đăng").select_option(label="Nơi đăng radio của Đơn vị thử")
    expect(clerk.get_by_label("Thể loại").get_by_role("option", name="Tin phát thanh")).to_have_count(1)
    expect(clerk.get_by_label("Tên tác phẩm", exact=True)).to_have_value("Khai mạc hội thảo cà phê")


def test_everything_works_without_a_script(chromium, live_server, unit, context):
    plain = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    log_in(plain, holder("recorder", unit, "thu-ky"), live_server.url)
    page = plain.new_page()
    page.goto(RECORD)
    page.get_by_label("Nơi đăng").select_option(label="Nơi đăng radio của Đơn vị thử")
    page.get_by_role("button", name="Đổi sang nơi đăng này").click()
    expect(page.get_by_label("Thể loại").get_by_role("option", name="Tin phát thanh")).to_have_count(1)
    page.get_by_label("Nơi đăng").select_option(label="Nơi đăng portal của Đơn vị thử")
    page.get_by_role("button", name="Đổi sang nơi đăng này").click()
    _fill(page)
    page.get_by_role("button", name="Thêm một người").click()
    page.get_by_role("group", name="Người thứ 3").get_by_label("Tên hoặc bút danh").fill("Y Thử Niê")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Khai mạc hội thảo cà phê")
    plain.close()


def test_what_was_recorded_is_reviewed_from_the_list_by_the_keyboard(context, live_server, unit, page):
    clerk = holder("recorder", unit, "thu-ky")
    outlet, row = unit.outlets.get(medium="portal"), ScheduleRow.objects.get(medium="portal", code="news")
    for number in (1, 2):
        recorded(
            clerk,
            outlet,
            row,
            title=f"Tin số {number}",
            url=f"https://daklak.example/tin/-/asset_publisher/Q9/content/khai-mac-hoi-thao-{number}",
        )
    log_in(context, holder("board_head", unit, "truong-ban"), live_server.url)
    page.goto("/tac-pham/kiem-duyet/")
    must_be_fit(page)
    page.get_by_label("Chọn «Tin số 1»").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Kiểm duyệt những tác phẩm đã chọn").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã kiểm duyệt 1 tác phẩm.")).to_be_visible()
    must_be_fit(page)
    page.get_by_role("link", name="Tin số 1").click()
    must_be_fit(page)
    page.get_by_role("link", name="Trả lại để sửa").click()
    must_be_fit(page)
    assert dict(Work.objects.values_list("title", "state")) == {"Tin số 1": "reviewed", "Tin số 2": "recorded"}


def test_pairs_balances_and_completion_are_fit_for_everybody(context, live_server, unit, page):
    clerk = holder("recorder", unit, "thu-ky")
    outlet, row = unit.outlets.get(medium="portal"), ScheduleRow.objects.get(medium="portal", code="news")
    for url in ("https://daklak.example/-/khai-mac", "https://daklak.example/tin/-/khai-mac"):
        recorded(clerk, outlet, row, url=url, bylines=(Byline("Y Thử Niê"),))
    text = "Nguyễn Thị Mẫu\t000000000001\t2.000.000\t200.000"
    add_opening(actor=clerk, unit=unit, year=2026, table=read_pasted(PAYEES, text))
    RoleAssignment.objects.create(user=clerk, role="board_head", unit=unit, start_on=date(2020, 1, 1))
    log_in(context, clerk, live_server.url)
    balance = f"/so-du-dau/{unit.pk}/2026/nguoi-nhan/"
    for address in ("/tac-pham/trung/", f"/tac-pham/trung/{DuplicatePair.objects.get().pk}/", "/so-du-dau/", balance):
        page.goto(address)
        must_be_fit(page)
    page.goto("/nguoi-nhan/hoan-thien/")
    must_be_fit(page)
    expect(page.get_by_label("Số định danh")).to_be_focused()
    page.keyboard.type("000000000002")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Người nhận")
    assert Payee.objects.get(name="Y Thử Niê").id_number == "000000000002"


def test_rows_of_an_opening_balance_are_typed_checked_and_kept(clerk, unit):
    clerk.goto(f"/so-du-dau/{unit.pk}/2026/quy/")
    clerk.get_by_label("Dòng 1, Loại hình").fill("Cổng thông tin điện tử")
    clerk.get_by_label("Dòng 1, Quỹ nhuận bút đã chi").fill("12.500.000")
    clerk.get_by_role("button", name="Kiểm tra").click()
    expect(clerk.get_by_text("Đúng cả 1 dòng.")).to_be_visible()
    clerk.get_by_role("button", name="Ghi", exact=True).click()
    expect(clerk.get_by_text("Đã ghi 1 dòng.")).to_be_visible()
    assert OpeningFund.objects.get().amount == 12_500_000
