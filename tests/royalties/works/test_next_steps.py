"""A work's page says what happens next and who does it, and where the work came from."""

from datetime import date
from decimal import Decimal
from urllib.parse import unquote_plus

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import User
from royalties.models import Work
from royalties.services import draft_from_file, edit_work, open_outlets
from royalties.services.bylines import Byline
from tests.royalties.files import good, works_xlsx
from tests.royalties.recording import facts, recorded
from tests.screens import browser_of, text_of


@pytest.fixture
def work(clerk, outlet, rows) -> Work:
    return recorded(clerk, outlet, rows["news"], title="Mùa cà phê & hạt tiêu")


def look(role: str, work: Work) -> str:
    return text_of(browser_of(role, work.outlet.unit).get(reverse("royalties:work", args=[work.pk])))


def move(work: Work, state: str) -> None:
    reviewer = User.objects.get(is_system=True)
    Work.objects.filter(pk=work.pk).update(state=state, reviewed_by=reviewer, reviewed_at=timezone.now())


@pytest.mark.parametrize(
    ("state", "role", "said"),
    [
        ("recorded", "recorder", "Tiếp theo: Ban biên tập kiểm duyệt, rồi chấm nhuận bút. Tới lúc đó vẫn sửa được."),
        ("recorded", "board_deputy", "Tiếp theo: kiểm duyệt tác phẩm này, rồi chấm nhuận bút."),
        ("reviewed", "recorder", "Tiếp theo: Trưởng ban hoặc Phó Trưởng ban biên tập chấm nhuận bút."),
        ("reviewed", "board_head", "Tiếp theo: chấm nhuận bút. Mở bảng chấm"),
        ("scored", "board_head", "Tiếp theo: lên bảng thanh toán của kỳ."),
    ],
)
def test_what_comes_next_and_who_does_it(work, state, role, said):
    if state != "recorded":
        move(work, state)
    assert said in look(role, work)


@pytest.mark.parametrize("state", ["on_sheet", "paid"])
def test_of_a_work_on_a_sheet_nothing_comes_next_here(work, state):
    move(work, state)
    assert "Tiếp theo" not in look("board_head", work)


def test_the_way_to_the_scores_leads_to_the_work(work):
    move(work, "reviewed")
    head = browser_of("board_head", work.outlet.unit)
    content = head.get(reverse("royalties:work", args=[work.pk])).content.decode()
    where = content.split('href="/cham/?q=')[1].split('"')[0]
    assert unquote_plus(where) == "Mùa cà phê & hạt tiêu"
    assert [row.work for row in head.get(f"/cham/?q={where}").context["rows"]] == [work]


def test_after_a_review_of_many_the_way_leads_to_the_scores(work):
    head = browser_of("board_head", work.outlet.unit)
    page = head.post(reverse("royalties:review-list"), {"work": [work.pk]})
    assert "Tiếp theo: chấm nhuận bút những tác phẩm vừa kiểm duyệt. Mở bảng chấm" in text_of(page)
    again = head.post(reverse("royalties:review-list"), {"work": [work.pk]})
    assert "Tiếp theo" not in text_of(again)


def test_a_work_of_a_sheets_file_tells_the_sheet(office, system, tmp_path):
    open_outlets(actor=system)
    path = works_xlsx(tmp_path / "works.xlsx", [good(1)])
    sheet = draft_from_file(actor=system, unit=office, period=date(2026, 7, 1), path=path)
    text = look("recorder", Work.objects.get())
    assert f"từ tệp của đơn vị, khi lập bảng thanh toán {sheet}" in text
    assert "theo tệp của Ban biên tập: tác phẩm trong đó được tính là đã kiểm duyệt" in text
    assert "Hệ thống" not in text
    assert "Chưa có thay đổi nào" not in text


def test_the_history_says_shares_in_percent_and_only_what_differs(work, clerk, outlet, rows):
    people = (Byline("Nguyễn Thị Mẫu", share=Decimal(60)), Byline("Trần Văn Ví", share=Decimal(40)))
    changed = facts(outlet, rows["news"], bylines=people, title=work.title)
    edit_work(actor=clerk, work=work, facts=changed)
    text = look("recorder", work)
    assert "tác giả: Nguyễn Thị Mẫu (tác giả) → Nguyễn Thị Mẫu (tác giả, 60 %); Trần Văn Ví (tác giả, 40 %)" in text
    assert "tên: Mùa cà phê & hạt tiêu →" not in text
