"""«Vì sao ra số này?» beside a payment sheet: by keyboard, by mouse, focus in and back; a plain page without script."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from core.models import Unit
from core.services import load_units, system_actor
from rates.services import load_law
from royalties.models import PaymentSheet
from royalties.services import draft_from_file, open_outlets
from tests.browser.looking import log_in, must_be_fit
from tests.royalties.files import good, works_xlsx
from tests.screens import holder

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
WORK, TAX = "Vì sao ra số tiền của Tin số 2?", "Vì sao ra số thuế của Nguyễn Thị Mẫu?"


@pytest.fixture
def sheet(live_server, frozen_law, tmp_path) -> PaymentSheet:
    load_units(actor=system_actor())
    load_law(actor=system_actor(), law=frozen_law)
    open_outlets(actor=system_actor())
    second = {"Tác giả": "H Ví Dụ Êban", "Số định danh": "000000000002", "Số tài khoản": ""}
    shared = {"Số ảnh": 3, "Hệ số ảnh": "0,5", "Điều chỉnh": "Khó khăn: 50%"}
    rows = [good(1), good(2, **{"Tỷ lệ": "60%"} | shared), good(2, **{"Tỷ lệ": "40%"} | shared | second)]
    path = works_xlsx(tmp_path / "works.xlsx", rows)
    unit = Unit.objects.get(code="vp-ubnd")
    facts = {"actor": system_actor(), "unit": unit, "period": date(2026, 7, 1), "paid_on": date(2026, 8, 5)}
    return draft_from_file(path=path, **facts)


@pytest.fixture
def head(context, live_server, sheet, page) -> Page:
    log_in(context, holder("board_head", sheet.unit), live_server.url)
    page.goto(reverse("reports:payment-sheet", args=[sheet.pk]))
    return page


def must_open_and_close(head: Page, link: str, said: str) -> None:
    """The panel that has just been asked for: what it says, where the focus is, and that the page stays."""
    panel = head.get_by_role("dialog")
    expect(panel).to_contain_text(said)
    expect(panel).to_be_focused()
    expect(panel.get_by_role("heading", level=1)).to_have_count(1)
    assert head.url.endswith(f"/bang-thanh-toan/{PaymentSheet.objects.get().pk}/")
    must_be_fit(head)
    head.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(head.get_by_role("link", name=link, exact=True)).to_be_focused()


def test_the_reason_of_a_work_opens_beside_the_sheet_by_the_keyboard(head):
    head.get_by_role("link", name=WORK, exact=True).focus()
    head.keyboard.press("Enter")
    # 3.036.000 and 569.250 are 3.605.250, of which the second author has 40 %.
    must_open_and_close(head, WORK, "H Ví Dụ Êban, Ảnh: 227.700 đồng")


def test_the_reason_of_a_tax_opens_beside_the_sheet_by_the_keyboard(head):
    head.get_by_role("link", name=TAX, exact=True).focus()
    head.keyboard.press("Enter")
    must_open_and_close(head, TAX, "4.187.150 < 5.000.000, dưới ngưỡng: không khấu trừ = 0")


@pytest.mark.parametrize(("link", "said"), [(WORK, "khớp với số trên bảng"), (TAX, "4.187.150 < 5.000.000")])
def test_the_reason_opens_by_the_mouse_and_the_next_takes_its_place(head, link, said):
    head.get_by_role("link", name="Vì sao ra số tiền của Tin số 1?", exact=True).click()
    must_open_and_close(head, "Vì sao ra số tiền của Tin số 1?", "2.024.000 đồng")
    head.get_by_role("link", name=link, exact=True).click()
    must_open_and_close(head, link, said)


def test_the_button_of_the_panel_closes_it_and_the_focus_goes_back(head):
    head.get_by_role("link", name=WORK, exact=True).click()
    head.get_by_role("button", name="Đóng").click()
    expect(head.get_by_role("dialog")).to_have_count(0)
    expect(head.get_by_role("link", name=WORK, exact=True)).to_be_focused()


def test_without_a_script_the_reason_is_a_page_with_the_way_back(chromium, live_server, sheet):
    plain = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    log_in(plain, holder("board_head", sheet.unit), live_server.url)
    page = plain.new_page()
    page.goto(reverse("reports:payment-sheet", args=[sheet.pk]))
    for link, said in [(WORK, "H Ví Dụ Êban, Ảnh: 227.700 đồng"), (TAX, "4.187.150 < 5.000.000")]:
        page.get_by_role("link", name=link, exact=True).click()
        expect(page.get_by_role("main")).to_contain_text(said)
        expect(page.get_by_role("banner")).to_be_visible()
        page.get_by_role("main").get_by_role("link", name=str(sheet)).click()
        expect(page.get_by_role("link", name=WORK, exact=True)).to_be_visible()
    plain.close()
