"""One sitting by keyboard alone, its keys counted: a unit that has nothing imports a month, reviews and scores it."""

from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from core.models import RoleAssignment, Unit, User
from core.services import load_units, system_actor
from rates.services import load_law
from royalties.models import Work, WorkPart
from royalties.services import open_outlets
from tests.browser.looking import DESKTOP
from tests.royalties.portal_file.layouts import rows_xlsx
from tests.worker import run_jobs

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
PASSWORD = "Mat-khau-du-dai-1"
HEAD = ["Tên tác phẩm", "Thể loại", "Ngày đăng", "Tác giả", "Đường dẫn"]
WORKS = 60
# Scoring alone is a number and Enter a work, and ten to spare; the whole includes both log-ins, typed in full.
MOST_FOR_SCORING, MOST_OF_ALL = 130, 320
_FURTHEST = 200


class Keyboard:
    """The keys of a page, counted; a link or a button is reached by Tab as often as it takes."""

    def __init__(self, page: Page):
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.pressed += len(keys)

    def reach(self, wanted: Locator) -> None:
        expect(wanted).to_be_visible()
        for _ in range(_FURTHEST):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {wanted}")

    def enter(self, wanted: Locator) -> None:
        self.reach(wanted)
        self.press("Enter")

    def to_content(self) -> None:
        self.enter(self.page.get_by_role("link", name="Bỏ qua, tới nội dung"))


@pytest.fixture
def office(live_server, frozen_law) -> Unit:
    """The office, which has no work and no payee yet, and two people in it."""
    load_units(actor=system_actor())
    load_law(actor=system_actor(), law=frozen_law)
    open_outlets(actor=system_actor())
    office = Unit.objects.get(code="vp-ubnd")
    for username, role in (("thuky", "recorder"), ("truongban", "board_head")):
        user = User(username=username, full_name="Nguyễn Thị Mẫu")
        user.set_password(PASSWORD)
        user.save()
        RoleAssignment.objects.create(user=user, role=role, unit=office, start_on=date(2020, 1, 1))
    return office


def test_a_unit_that_has_nothing_scores_sixty_works_by_keyboard_in_one_sitting(page, office, tmp_path):
    path = tmp_path / "thang-7.xlsx"
    rows = [
        [f"Tin số {number:03d}", "Tin", "13/07/2026", "Trần Văn Ví", f"https://a.test/{number}"]
        for number in range(WORKS)
    ]
    path.write_bytes(rows_xlsx([HEAD, *rows]))
    keys = Keyboard(page)
    page.set_viewport_size(DESKTOP)
    page.goto("/")
    _log_in(keys, "thuky")
    _import(keys, path)
    assert Work.objects.filter(state="recorded").count() == WORKS
    keys.enter(page.get_by_role("button", name="Đăng xuất"))
    _log_in(keys, "truongban")
    _review_all(keys)
    assert Work.objects.filter(state="reviewed").count() == WORKS
    before = keys.pressed
    _score_all(keys)
    assert keys.pressed - before <= MOST_FOR_SCORING
    assert keys.pressed <= MOST_OF_ALL
    assert Work.objects.filter(state="scored", outlet__unit=office).count() == WORKS
    assert WorkPart.objects.get(work__title="Tin số 007").coefficient == 8


def _log_in(keys: Keyboard, username: str) -> None:
    expect(keys.page.get_by_label("Tên đăng nhập")).to_be_focused()
    keys.press(*username, "Tab", *PASSWORD, "Enter")
    expect(keys.page.get_by_role("heading", level=1)).to_have_text("Xin chào, Nguyễn Thị Mẫu")


def _import(keys: Keyboard, path) -> None:
    page = keys.page
    menu = page.get_by_role("navigation", name="Danh mục")
    keys.enter(menu.get_by_role("link", name="Nạp từ Excel"))
    keys.to_content()
    keys.enter(page.get_by_role("link", name="Nạp tệp Excel"))
    keys.to_content()
    keys.reach(page.get_by_label("Nơi đăng"))
    keys.press("ArrowDown")
    page.get_by_label("Tệp Excel (.xlsx)").set_input_files(path)
    keys.enter(page.get_by_role("button", name="Tải lên và đọc"))
    expect(page.get_by_text("đang chờ máy xử lý nền nhận việc")).to_be_visible()
    _let_the_worker_go_on(page)
    keys.to_content()
    keys.enter(page.get_by_role("button", name=f"Áp dụng: ghi {WORKS} tác phẩm"))
    expect(page.get_by_text("đang chờ máy xử lý nền nhận việc")).to_be_visible()
    _let_the_worker_go_on(page)


def _let_the_worker_go_on(page: Page) -> None:
    """No page asks for the progress meanwhile: worker and server share one connection here."""
    address = page.url
    page.goto("about:blank")
    run_jobs()
    page.goto(address)


def _review_all(keys: Keyboard) -> None:
    page = keys.page
    keys.to_content()
    keys.enter(page.get_by_role("link", name="tác phẩm chờ kiểm duyệt"))
    keys.to_content()
    keys.enter(page.get_by_role("link", name="Kiểm duyệt nhiều tác phẩm"))
    keys.to_content()
    keys.enter(page.get_by_role("link", name="Chọn cả trang này"))
    expect(page.get_by_role("link", name="Bỏ chọn cả trang")).to_be_visible()
    keys.to_content()
    # Enter in any box sends the form, as in every browser.
    keys.enter(page.get_by_label("Chọn «Tin số 000»"))
    expect(page.get_by_text(f"Đã kiểm duyệt {WORKS} tác phẩm.")).to_be_visible()
    keys.enter(page.get_by_role("navigation", name="Danh mục").get_by_role("link", name="Chấm nhuận bút"))


def _score_all(keys: Keyboard) -> None:
    page = keys.page
    expect(page.get_by_label("Hệ số: Tin số 000")).to_be_focused()
    for number in range(WORKS):
        keys.press(str(number % 9 + 1), "Enter")
    expect(page.get_by_text("Đang lưu…")).to_have_count(0)
    page.wait_for_load_state("networkidle")
