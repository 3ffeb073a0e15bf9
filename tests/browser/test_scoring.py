"""Scoring by keyboard alone, with real keys; what is refused stays red; a column is pasted."""

import pytest
from playwright.sync_api import Page, expect

from core.models import Unit
from core.services import load_units, system_actor
from rates.services import load_law
from royalties.models import RefusedScore, Work, WorkPart
from tests.browser.looking import DESKTOP, PHONE, log_in, must_be_accessible, must_be_fit
from tests.royalties.scoring import reviewed
from tests.screens import holder

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
GRID = "/cham/"


@pytest.fixture
def grid(context, live_server, frozen_law, page) -> Page:
    """A page of sixty works that wait, and three on the next one, looked at by the head of the board."""
    load_units(actor=system_actor())
    load_law(actor=system_actor(), law=frozen_law)
    office = Unit.objects.get(code="vp-ubnd")
    head = holder("board_head", office)
    for number in range(63):
        reviewed(office, head, number)
    log_in(context, head, live_server.url)
    page.set_viewport_size(DESKTOP)
    page.goto(GRID)
    return page


def _all_saved(page: Page) -> None:
    expect(page.get_by_text("Đang lưu…")).to_have_count(0)
    page.wait_for_load_state("networkidle")


def test_a_number_and_enter_score_a_work_and_what_is_refused_stays_red(grid):
    for typed in ("8", "12", "7"):
        grid.keyboard.type(typed)
        grid.keyboard.press("Enter")
    _all_saved(grid)
    assert Work.objects.filter(state="scored").count() == 2
    assert WorkPart.objects.get(work__title="Tin số 002").coefficient == 7
    refused = RefusedScore.objects.get()
    assert (refused.part.work.title, refused.typed) == ("Tin số 001", "12")
    cell = grid.get_by_label("Hệ số: Tin số 001")
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(grid.locator(f"#dong-{refused.part_id}")).to_contain_text("vượt mức tối đa 10")
    must_be_fit(grid)
    grid.reload()
    cell = grid.get_by_label("Hệ số: Tin số 001")
    expect(cell).to_have_value("12")
    expect(cell).to_have_attribute("aria-invalid", "true")
    expect(grid.locator(f"#dong-{refused.part_id}")).to_contain_text("18/2014/NĐ-CP")
    expect(grid.locator("[data-score]")).to_have_count(60)
    must_be_fit(grid)


def test_the_amount_stands_beside_the_number_while_it_is_typed(grid):
    part = WorkPart.objects.get(work__title="Tin số 000")
    grid.keyboard.type("8")
    expect(grid.locator(f"#gia-{part.pk}")).to_contain_text("2.024.000")
    grid.keyboard.type("0")
    expect(grid.locator(f"#ket-qua-{part.pk}")).to_contain_text("Hệ số 80 vượt mức tối đa 10")
    expect(grid.get_by_label("Hệ số: Tin số 000")).to_have_attribute("aria-invalid", "true")
    assert not RefusedScore.objects.exists()
    grid.keyboard.press("Escape")
    expect(grid.get_by_label("Hệ số: Tin số 000")).to_have_value("")
    grid.keyboard.press("ArrowDown")
    expect(grid.get_by_label("Hệ số: Tin số 001")).to_be_focused()
    _all_saved(grid)
    assert not WorkPart.objects.exclude(coefficient=None).exists()


def test_tab_and_arrows_go_from_row_to_row_and_leave_at_the_ends(grid):
    grid.keyboard.type("8")
    grid.keyboard.press("Tab")
    expect(grid.get_by_label("Hệ số: Tin số 001")).to_be_focused()
    grid.keyboard.press("Enter")
    grid.keyboard.press("ArrowUp")
    expect(grid.get_by_label("Hệ số: Tin số 001")).to_be_focused()
    grid.keyboard.press("Shift+Tab")
    expect(grid.get_by_label("Hệ số: Tin số 000")).to_be_focused()
    grid.keyboard.press("Shift+Tab")
    expect(grid.locator("[data-score]:focus")).to_have_count(0)
    grid.get_by_label("Hệ số: Tin số 059").focus()
    grid.keyboard.press("Tab")
    expect(grid.locator("[data-score]:focus")).to_have_count(0)
    _all_saved(grid)
    assert Work.objects.filter(state="scored").count() == 1


def test_a_column_of_excel_is_pasted_and_each_row_is_told(grid):
    grid.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text", "8\\r\\n1,5\\r\\n\\r\\n12\\r\\n7\\r\\n");
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
            );
        }"""
    )
    _all_saved(grid)
    scores = WorkPart.objects.order_by("work__title").values_list("coefficient", flat=True)[:6]
    assert [score and float(score) for score in scores] == [8, 1.5, None, None, 7, None]
    assert RefusedScore.objects.get().part.work.title == "Tin số 003"
    expect(grid.locator("#loan-bao")).to_contain_text("3 dòng đã lưu, 1 dòng bị từ chối.")


def test_rows_that_were_not_sent_are_kept_and_sent_again(grid, complaints):
    grid.context.set_offline(True)
    grid.keyboard.type("8")
    grid.keyboard.press("Enter")
    expect(grid.get_by_text("Chưa lưu. Bấm «Lưu» để gửi lại.")).to_have_count(1)
    grid.context.set_offline(False)
    grid.get_by_role("button", name="Lưu").click()
    expect(grid.get_by_text("Chưa lưu.")).to_have_count(0)
    _all_saved(grid)
    assert Work.objects.filter(state="scored").count() == 1
    complaints.clear()


def test_the_reason_opens_beside_the_amount(grid):
    grid.keyboard.type("8")
    grid.keyboard.press("Enter")
    _all_saved(grid)
    grid.get_by_role("link", name="Vì sao ra 2.024.000: Tin số 000").click()
    panel = grid.get_by_role("dialog")
    expect(panel).to_contain_text("1 × 8 × 253.000")
    expect(panel).to_contain_text("chưa chấm")
    must_be_accessible(grid)


def test_an_adjustment_made_in_the_panel_shows_in_the_grid_behind_it(grid, complaints):
    grid.keyboard.type("8")
    grid.keyboard.press("Enter")
    _all_saved(grid)
    grid.get_by_role("link", name="Vì sao ra 2.024.000: Tin số 000").click()
    panel = grid.get_by_role("dialog")
    panel.get_by_role("link", name="Điều chỉnh").click()
    addition = panel.get_by_label("Cộng thêm cho tác phẩm dành cho thiếu nhi, dân tộc thiểu số (%)")
    addition.fill("25")
    grid.keyboard.press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("phải từ 10 % đến 20 %")
    expect(addition).to_have_value("25")
    assert [text for text in complaints if "422" not in text] == []
    complaints.clear()
    must_be_accessible(grid)
    addition.fill("20")
    grid.keyboard.press("Enter")
    expect(panel).to_contain_text("2.428.800 đồng")
    expect(grid.locator("[data-score]").first.locator("xpath=ancestor::tr")).to_contain_text("2.428.800")
    grid.keyboard.press("Escape")
    assert Work.objects.get(title="Tin số 000").adjustments == {"minority_or_children": "0.2"}


def test_a_phone_shows_each_row_as_a_card(grid):
    grid.set_viewport_size(PHONE)
    grid.reload()
    box = grid.get_by_label("Hệ số: Tin số 000").bounding_box()
    assert 0 <= box["x"] < box["x"] + box["width"] <= 390
