"""The look that every page shares: for every role, in both themes, with and without a script, on paper, on a phone."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from core.access import Role
from core.models import Unit
from royalties.views import WorkList
from tests import catalogue, list_rows
from tests.browser.looking import GROUND, PHONE, log_in, must_be_fit
from tests.screens import holder

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
WORKS = "/tac-pham/"


@pytest.fixture
def filled(live_server) -> Unit:
    unit = list_rows.make_unit("thu-1", "Sở Thử Một")
    list_rows.works(60, unit)
    list_rows.payees(12, unit)
    list_rows.sheets(3, unit)
    return unit


@pytest.fixture
def auditor(context, live_server, filled, page) -> Page:
    log_in(context, holder("auditor"), live_server.url)
    return page


def _must_be(page: Page, theme: str) -> None:
    expect(page.locator("body")).to_have_css("background-color", GROUND[theme])


@pytest.mark.parametrize("role", [*Role.values, None])
def test_the_first_pages_of_every_role_are_fit_for_everybody(role, context, live_server, filled, page):
    unit = filled if role in Role.unit_roles() else None
    user = holder(role, unit) if role else list_rows.make_user("khong-vai-tro")
    log_in(context, user, live_server.url)
    for address in ["/", "/tim-kiem/?q=bich", "/tim-kiem/", reverse("rates:instrument-list")][: None if role else 1]:
        page.goto(address)
        must_be_fit(page)
    if role in {*Role.unit_roles(), "auditor"}:
        page.goto(WORKS)
        must_be_fit(page)


@pytest.mark.urls("tests.catalogue")
def test_every_part_of_pages_is_fit_for_everybody(auditor):
    for address in catalogue.PAGES:
        auditor.goto(address)
        must_be_fit(auditor)
    auditor.goto("/mau/xac-nhan/")
    auditor.get_by_role("button", name="Huỷ bảng").click()
    expect(auditor.get_by_role("alert")).to_contain_text("Lý do: Hãy nói lý do.")
    must_be_fit(auditor)


def test_pages_that_refuse_are_fit_for_everybody(auditor, complaints):
    for address, said in [
        ("/khong-co/", "Không tìm thấy trang"),
        (WORKS + "?since=31/02/2026", "Tác phẩm"),
        ("/tim-kiem/?q=a", "Tìm kiếm"),
    ]:
        auditor.goto(address)
        expect(auditor.get_by_role("heading", level=1)).to_have_text(said)
        must_be_fit(auditor)
    assert [text for text in complaints if "Failed to load resource" not in text] == []
    complaints.clear()


def test_the_chosen_theme_is_remembered_and_the_machines_can_be_followed_again(auditor):
    auditor.goto("/")
    _must_be(auditor, "light")
    auditor.get_by_role("button", name="Nền tối").click()
    _must_be(auditor, "dark")
    auditor.goto(WORKS)
    _must_be(auditor, "dark")
    auditor.get_by_role("button", name="Nền sáng").click()
    _must_be(auditor, "light")
    auditor.emulate_media(color_scheme="dark")
    _must_be(auditor, "dark")
    auditor.reload()
    _must_be(auditor, "dark")


@pytest.mark.parametrize("scheme", GROUND)
def test_without_a_script_the_page_follows_the_machine_and_everything_works(scheme, chromium, live_server, filled):
    plain = chromium.new_context(base_url=live_server.url, color_scheme=scheme, java_script_enabled=False)
    log_in(plain, holder("auditor"), live_server.url)
    page = plain.new_page()
    page.goto(WORKS)
    assert _theme_without_script(page) == scheme
    expect(page.get_by_role("button", name="Nền tối")).to_be_hidden()
    page.get_by_label("Tên tác phẩm hoặc đường dẫn").fill("chuyen bich")
    page.get_by_role("button", name="Lọc").click()
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="Bỏ lọc").click()
    page.get_by_role("link", name="Trang sau").click()
    expect(page.get_by_role("row")).to_have_count(11)
    plain.close()


def _theme_without_script(page: Page) -> str:
    """Without a script the page cannot be asked for its colours; the browser's own tools can."""
    tools = page.context.new_cdp_session(page)
    tools.send("DOM.enable")
    tools.send("CSS.enable")
    root = tools.send("DOM.getDocument")["root"]["nodeId"]
    body = tools.send("DOM.querySelector", {"nodeId": root, "selector": "body"})["nodeId"]
    styles = tools.send("CSS.getComputedStyleForNode", {"nodeId": body})["computedStyle"]
    colour = next(style["value"] for style in styles if style["name"] == "background-color")
    return {ground: theme for theme, ground in GROUND.items()}[colour]


def test_a_list_is_filtered_sorted_and_paged_without_loading_the_page_anew(auditor):
    auditor.goto(WORKS)
    auditor.evaluate("window.stayed = true")
    auditor.get_by_role("link", name="Trang sau").click()
    expect(auditor.get_by_role("row")).to_have_count(11)
    expect(auditor).to_have_url(f"{auditor.evaluate('location.origin')}{WORKS}?page=2")
    auditor.get_by_role("link", name="Tên tác phẩm").click()
    expect(auditor.get_by_role("columnheader", name="Tên tác phẩm")).to_have_attribute("aria-sort", "ascending")
    expect(auditor.get_by_role("link", name="Tên tác phẩm")).to_be_focused()
    auditor.get_by_label("Tên tác phẩm hoặc đường dẫn").fill("chuyen bich")
    auditor.keyboard.press("Enter")
    expect(auditor.get_by_role("row")).to_have_count(2)
    expect(auditor.get_by_label("Tên tác phẩm hoặc đường dẫn")).to_be_focused()
    expect(auditor.locator("#loan-bao")).to_have_text("1 dòng, trang 1.")
    assert "q=chuyen" in auditor.url
    assert "sort=title" in auditor.url
    assert auditor.evaluate("window.stayed") is True
    auditor.go_back()
    expect(auditor.get_by_role("row")).to_have_count(51)
    expect(auditor.get_by_role("heading", level=1)).to_have_text("Tác phẩm")
    auditor.reload()
    expect(auditor.get_by_role("banner")).to_be_visible()


def test_a_wrong_filter_says_so_beside_its_box_and_keeps_what_was_typed(auditor, complaints):
    auditor.goto(WORKS)
    auditor.evaluate("window.stayed = true")
    auditor.get_by_label("Đăng từ ngày").fill("31/02/2026")
    auditor.get_by_role("button", name="Lọc").click()
    expect(auditor.locator("#id_since_error")).to_be_visible()
    expect(auditor.get_by_label("Đăng từ ngày")).to_have_value("31/02/2026")
    assert auditor.evaluate("window.stayed") is True
    assert [text for text in complaints if "400 (Bad Request)" not in text] == []
    complaints.clear()


def test_a_refusal_shows_the_page_that_explains_it(auditor, complaints):
    auditor.goto(WORKS)
    WorkList.queryset.model.objects.filter(title__startswith="Tin").delete()
    auditor.get_by_role("link", name="Trang sau").click()
    expect(auditor.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
    assert complaints
    assert [text for text in complaints if "404" not in text] == []
    complaints.clear()


def test_a_lost_line_is_said_in_words(auditor, complaints):
    auditor.goto(WORKS)
    auditor.context.set_offline(True)
    auditor.get_by_role("link", name="Trang sau").click()
    expect(auditor.get_by_role("alert")).to_contain_text("Mất liên lạc với máy chủ")
    auditor.context.set_offline(False)
    auditor.get_by_role("link", name="Trang sau").click()
    expect(auditor.get_by_role("row")).to_have_count(11)
    expect(auditor.get_by_role("alert")).to_be_hidden()
    assert complaints
    complaints.clear()


def test_a_session_that_ran_out_leads_to_the_log_in_as_a_whole_page(auditor):
    auditor.goto(WORKS)
    Session.objects.all().delete()
    auditor.get_by_role("link", name="Trang sau").click()
    expect(auditor.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    expect(auditor.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.urls("tests.catalogue")
def test_a_reason_opens_beside_its_amount_and_closes_by_the_keyboard(auditor):
    auditor.goto("/mau/")
    auditor.get_by_role("link", name="Vì sao ra 1.872.000?").focus()
    auditor.keyboard.press("Enter")
    expect(auditor.get_by_role("dialog")).to_contain_text("8 × 234.000 đồng")
    must_be_fit(auditor)
    assert auditor.url.endswith("/mau/")
    auditor.keyboard.press("Escape")
    expect(auditor.get_by_role("dialog")).to_have_count(0)
    expect(auditor.get_by_role("link", name="Vì sao ra 1.872.000?")).to_be_focused()


@pytest.mark.parametrize("scheme", GROUND)
def test_paper_is_white_and_shows_the_table_only(auditor, scheme):
    auditor.emulate_media(color_scheme=scheme)
    auditor.goto(WORKS)
    auditor.emulate_media(media="print")
    _must_be(auditor, "light")
    for hidden in (auditor.get_by_role("banner"), auditor.get_by_role("navigation"), auditor.locator("form.filter")):
        expect(hidden.locator("visible=true")).to_have_count(0)
    expect(auditor.get_by_role("table")).to_be_visible()


def test_the_box_at_the_top_finds_and_leads_there_on_a_phone(auditor):
    auditor.set_viewport_size(PHONE)
    auditor.goto("/")
    auditor.get_by_label("Tìm tác phẩm, người, bảng, văn bản, đơn vị").fill("dang thi bich")
    auditor.keyboard.press("Enter")
    auditor.get_by_role("link", name="Đặng Thị Bích Ngọc").click()
    expect(auditor.get_by_role("heading", level=1)).to_have_text("Đặng Thị Bích Ngọc")


def test_the_number_on_the_desk_leads_to_its_rows(context, live_server, filled, page):
    log_in(context, holder("recorder", filled), live_server.url)
    page.goto("/")
    page.get_by_role("link", name="1 người nhận cần bổ sung hồ sơ, Sở Thử Một").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Người nhận")
    expect(page.get_by_role("row")).to_have_count(2)
