"""The pages of the law in the browser: nothing for axe to find, no sideways scrolling on a phone, a way through."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from core.models import RoleAssignment, User
from core.services import load_units, system_actor
from rates.services import load_law
from tests.browser.looking import DESKTOP, PHONE, must_be_accessible, sideways_faults_of

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
PASSWORD = "Mat-khau-du-dai-1"
PAGES = [
    "/muc-chi/theo-ngay/?on=24/11/2026",
    "/muc-chi/so-sanh/?first=30/06/2026&second=01/07/2026",
    "/muc-chi/lich-su/",
    "/muc-chi/lich-su/unit_value/",
    "/muc-chi/lich-su/portal/door/?as_known_on=01/01/2026",
    "/muc-chi/theo-doi/?on=01/06/2026",
    "/van-ban/so/224/2026/NĐ-CP/",
    "/van-ban/dong-thoi-gian/",
    "/van-ban/",
]


@pytest.fixture
def law_reader(live_server, frozen_law, page) -> Page:
    load_units(actor=system_actor())
    load_law(actor=system_actor(), law=frozen_law)
    user = User(username="tham-dinh", full_name="Nguyễn Thị Thẩm")
    user.set_password(PASSWORD)
    user.save()
    RoleAssignment.objects.create(user=user, role="finance_reviewer", start_on=date(2020, 1, 1))
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill("tham-dinh")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    return page


def test_every_page_is_accessible_and_fits_a_phone(law_reader):
    for address in PAGES:
        law_reader.set_viewport_size(DESKTOP)
        law_reader.goto(address)
        must_be_accessible(law_reader)
        law_reader.set_viewport_size(PHONE)
        assert sideways_faults_of(law_reader) == []


def test_from_a_day_to_a_rate_to_the_instrument_that_changed_it(law_reader):
    law_reader.goto(reverse("rates:by-day"))
    law_reader.locator("[name=on]").fill("01/07/2026")
    law_reader.get_by_role("button", name="Xem").click()
    law_reader.get_by_role("link", name="Lương cơ sở", exact=True).click()
    expect(law_reader.get_by_role("heading", level=1)).to_have_text("Lương cơ sở")
    expect(law_reader.get_by_role("img", name="Biểu đồ bậc thang: Lương cơ sở")).to_be_visible()
    law_reader.get_by_role("link", name="161/2026/NĐ-CP", exact=True).first.click()
    expect(law_reader.get_by_role("heading", level=1)).to_have_text("Nghị định 161/2026/NĐ-CP")
    expect(law_reader.get_by_text("Văn bản này thay mức trước")).to_be_visible()
