"""A schedule in the browser: entered by one person, verified by another with the keyboard, every page fit for all."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from core.services import load_units, system_actor
from rates.models import Schedule
from rates.queries import read_book
from rates.services import load_law
from tests.browser.looking import log_in, must_be_fit
from tests.core.accounts import unit
from tests.rates.schedules import EFFECTIVE, NUMBER, PDF, PORTAL, drafted, keeper, published, submitted

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def law(live_server, frozen_law) -> str:
    """The shipped law and the units; returns the address of the server."""
    load_units(actor=system_actor())
    load_law(actor=system_actor(), law=frozen_law)
    return live_server.url


@pytest.fixture
def first(context: BrowserContext, law: str, page: Page) -> Page:
    log_in(context, keeper("provincial_coordinator", "an"), law)
    return page


def test_a_schedule_goes_from_an_empty_form_to_the_second_person(first):
    first.goto(reverse("rates:schedule-list"))
    first.get_by_role("link", name="Nhập biểu mức", exact=True).click()
    must_be_fit(first)
    first.get_by_label("Số hiệu").fill(NUMBER)
    first.get_by_label("Trích yếu").fill("Biểu mức thử")
    first.get_by_label("Ngày ký").fill("10/06/2026")
    first.get_by_label("Biểu mức có hiệu lực từ ngày").fill("20/06/2026")
    first.get_by_label("Bản tin").check()
    first.get_by_role("button", name="Mở biểu mức").click()
    expect(first.get_by_role("heading", level=1)).to_have_text(f"Biểu mức {NUMBER}")
    must_be_fit(first)
    first.get_by_role("link", name="Sửa dòng Tin, mã news").click()
    first.get_by_label("Hệ số tối đa").fill("10,5")
    first.get_by_role("button", name="Lưu dòng").click()
    expect(first.locator("#id_maximum_error")).to_contain_text("10,5 vượt trần của trung ương 10")
    must_be_fit(first)
    first.get_by_label("Hệ số tối đa").fill("8")
    first.get_by_label("Điều khoản").fill("Điều 3")
    first.get_by_role("button", name="Lưu và sang «Trả lời bạn đọc»").click()
    expect(first.get_by_role("heading", level=1)).to_have_text("Sửa dòng «Trả lời bạn đọc»")
    first.goto(reverse("rates:schedule", args=[Schedule.objects.get().pk]))
    first.get_by_role("link", name="Đính kèm bản ký").click()
    must_be_fit(first)
    scan = {"name": "qd.pdf", "mimeType": "application/pdf", "buffer": PDF}
    first.get_by_label("Bản quét của quyết định đã ký").set_input_files(scan)
    first.get_by_role("button", name="Đính kèm").click()
    expect(first.get_by_role("link", name="Tải bản quét «qd.pdf»")).to_be_visible()


def test_the_excel_file_is_looked_at_before_it_is_saved(first):
    drafted(keeper("provincial_coordinator", "chi"))
    schedule = Schedule.objects.get()
    first.goto(reverse("rates:schedule", args=[schedule.pk]))
    with first.expect_download() as download:
        first.get_by_role("link", name="Tải mẫu Excel").click()
    first.get_by_role("link", name="Tải tệp Excel lên").click()
    first.get_by_label("Tệp Excel đã điền").set_input_files(download.value.path())
    must_be_fit(first)
    first.get_by_role("button", name="Xem sẽ đổi những gì").click()
    expect(first.get_by_text("Giữ nguyên: 11 dòng")).to_be_visible()
    must_be_fit(first)
    first.get_by_role("button", name="Lưu 11 dòng").click()
    expect(first.get_by_text("Đã lưu 11 dòng từ tệp.")).to_be_visible()


def test_the_second_person_answers_with_the_keyboard_alone(first):
    schedule = submitted(keeper("provincial_coordinator", "chi"))
    first.goto(reverse("rates:schedule", args=[schedule.pk]))
    first.get_by_role("link", name="Đối chiếu từng dòng").click()
    must_be_fit(first)
    first.get_by_role("group", name="Tin, mã news", exact=True).get_by_label("khớp bản ký").focus()
    for _ in range(11):
        first.keyboard.press("Space")
        first.keyboard.press("Tab")
        first.keyboard.press("Tab")
    first.get_by_role("button", name="Lưu và kết luận").focus()
    first.keyboard.press("Enter")
    expect(first.get_by_text("Mọi dòng khớp bản ký: là luật từ ngày 20/06/2026.")).to_be_visible()
    must_be_fit(first)
    assert read_book().rate("royalty/portal/news", EFFECTIVE).maximum == 8


def test_a_lapsed_narrowing_is_confirmed_by_the_head_of_the_unit(first, context, law):
    coordinators = keeper("provincial_coordinator", "chi"), keeper("provincial_coordinator", "binh")
    published(*coordinators)
    ours, july, august = unit("99001"), date(2026, 7, 1), date(2026, 8, 1)
    heads = keeper("board_head", "dung", ours), keeper("unit_head", "giang", ours)
    amounts = {"news": ("2", "5"), "photo": ("1", "3")}
    published(*heads, ours, number="15/QĐ", issued_on=july, effective_on=july, amounts=amounts)
    changed = PORTAL | {"photo": ("0.5", "2")}
    published(*coordinators, number="80/2026/QĐ-THU", issued_on=august, effective_on=august, amounts=changed)
    context.clear_cookies()
    log_in(context, heads[1], law)
    first.goto(reverse("rates:narrowings"))
    must_be_fit(first)
    first.get_by_role("button", name="Xác nhận lại các mức đã chọn").click()
    expect(first.get_by_text("Đã xác nhận lại 1 mức thu hẹp.")).to_be_visible()
    expect(first.get_by_text("ngoài khung")).to_be_visible()
