"""«Vì sao ra số này?» of a work: today's amount, marked as such, or the one of its sheet; and for whom."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import Unit, User
from rates.models import ScheduleRow
from royalties.models import Work
from royalties.services import draft_from_file, open_outlets
from tests import list_rows
from tests.royalties.files import good, works_xlsx
from tests.royalties.recording import recorded
from tests.screens import browser_of, holder, text_of


@pytest.fixture
def work(office, system) -> Work:
    """A news item of 10/07/2026 with three photos; the unit value of that day is 253.000 đồng."""
    open_outlets(actor=system)
    row = ScheduleRow.objects.get(medium="portal", code="news")
    return recorded(holder("recorder", office, "thu-ky"), office.outlets.get(medium="portal"), row, photos=3)


def score(work: Work, news: str, photos: str | None) -> None:
    work.parts.filter(order=1).update(coefficient=Decimal(news))
    work.parts.filter(order=2).update(coefficient=photos and Decimal(photos))
    reviewer = User.objects.get(is_system=True)
    Work.objects.update(state="scored", reviewed_by=reviewer, reviewed_at=timezone.now())


def both(work: Work, unit: Unit) -> tuple[str, str]:
    client = browser_of("board_head", unit)
    return tuple(
        text_of(client.get(reverse(name, args=[work.pk]))) for name in ("royalties:work", "royalties:work-price-why")
    )


def test_a_scored_work_says_what_it_is_worth_today_and_why(work, office):
    score(work, "8", "2")
    page, why = both(work, office)
    # 8 × 253.000 + 3 × 2 × 253.000
    assert "Tạm tính 3.542.000 đồng trước thuế, chưa lên bảng thanh toán" in page
    assert "Vì sao ra số này?" in page
    assert "3.542.000 đồng, tạm tính trước thuế" in why
    assert "253.000" in why
    assert "18/2014/NĐ-CP" in why


def test_a_work_that_is_not_wholly_scored_has_no_amount(work, office):
    score(work, "8", None)
    page, why = both(work, office)
    assert "Chưa chấm nên chưa có số tiền" in page
    assert "Chưa chấm đủ: 1 trên 2 phần có hệ số." in why


def test_a_coefficient_that_the_law_refuses_is_said_in_words(work, office):
    score(work, "10.5", "2")
    page, why = both(work, office)
    assert "Chưa tính được: hệ số 10,5 vượt mức tối đa 10" in page
    assert "Chưa tính được: hệ số 10,5 vượt mức tối đa 10" in why


def test_it_opens_beside_the_page_as_its_content_alone(work, office):
    score(work, "8", "2")
    where = reverse("royalties:work-price-why", args=[work.pk])
    content = browser_of("board_head", office).get(where, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in content
    assert "3.542.000" in content


def test_a_work_on_a_sheet_leads_to_the_reason_that_the_sheet_keeps(office, system, tmp_path):
    open_outlets(actor=system)
    path = works_xlsx(tmp_path / "works.xlsx", [good(1)])
    sheet = draft_from_file(actor=system, unit=office, period=date(2026, 7, 1), path=path)
    page = browser_of("board_head", office).get(reverse("royalties:work", args=[Work.objects.get().pk]))
    assert "2.024.000 đồng trước thuế" in text_of(page)
    assert reverse("reports:work-why", args=[sheet.pk, sheet.works.get().pk]) in page.content.decode()
    assert "Tạm tính" not in text_of(page)
    why = text_of(
        browser_of("unit_head", office, "thu-truong").get(
            reverse("royalties:work-price-why", args=[sheet.works.get().work_id])
        )
    )
    assert "2.024.000 đồng, như trên bảng" in why
    assert "tạm tính" not in why


def test_money_is_for_those_who_see_sheets_of_the_unit(work, office):
    score(work, "8", "2")
    where, page = reverse("royalties:work-price-why", args=[work.pk]), reverse("royalties:work", args=[work.pk])
    coordinator = browser_of("provincial_coordinator", username="dieu-phoi")
    assert coordinator.get(where).status_code == 403
    assert "3.542.000" not in text_of(coordinator.get(page))
    neighbour = browser_of("unit_head", list_rows.make_unit("khac", "Đơn vị khác"), "khac")
    assert neighbour.get(where).status_code == 404


def test_it_says_from_which_day_by_what_and_to_what_the_law_changes_next(work, office):
    score(work, "8", "2")
    Work.objects.update(published_on=date(2026, 6, 10))
    _, why = both(work, office)
    assert "Lương cơ sở : 2.340.000 đồng/tháng, áp dụng từ 01/07/2024." in why
    assert (
        "Thay đổi tiếp theo: từ 01/07/2026 thành 2.530.000 đồng/tháng, chênh +190.000 (+8,12 %). "
        "Theo Điều 3 khoản 2, 161/2026/NĐ-CP"
    ) in why
    assert "từ 01/07/2026 thành Nghị định 224/2026/NĐ-CP, Điều 20 khoản 3. Theo Điều 20 khoản 3, 224/2026/NĐ-CP" in why


def test_what_goes_on_after_its_decree_says_that_it_waits_for_a_schedule(work, office):
    score(work, "8", "2")
    Work.objects.update(published_on=date(2026, 9, 10))
    _, why = both(work, office)
    assert (
        "Chưa ghi nhận ngày đổi: mức này áp dụng tiếp sau khi văn bản gốc hết hiệu lực, chờ biểu mức mới. "
        "Theo Toàn văn, 16/2014/QĐ-UBND"
    ) in why
    assert "Quy định trước đó đã hết theo: Điều 20 khoản 2, 287/2026/NĐ-CP" in why
