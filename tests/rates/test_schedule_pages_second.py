"""Pages of a schedule for the second person, for neighbours, and of a unit's narrowings; what leads to them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rates.models import Rate, Schedule
from rates.queries import read_book
from rates.services import save_line
from tests.core.accounts import unit
from tests.rates.schedules import (
    EFFECTIVE,
    PDF,
    PORTAL,
    drafted,
    keeper,
    page,
    published,
    submitted,
    terms,
    verified,
)
from tests.screens import browser_of, client_of, text_of

LIST, NARROWINGS = reverse("rates:schedule-list"), reverse("rates:narrowings")
pytestmark = pytest.mark.usefixtures("clock")


def test_the_second_person_answers_many_lines_at_once_and_makes_it_law(first, second):
    schedule, client = submitted(first), client_of(second)
    where = page("schedule-verify", schedule)
    assert "Đối chiếu từng dòng" in text_of(client.get(page("schedule", schedule)))
    assert "Còn 11 dòng chưa có kết quả" in text_of(client.get(where))
    lines = list(schedule.lines.all())
    answers = {f"ket-qua-{line.pk}": "match" for line in lines[:10]}
    assert "Đã lưu kết quả của 10 dòng" in text_of(client.post(where, answers, follow=True))
    assert "Còn 1 dòng chưa đối chiếu" in text_of(client.post(where, {"conclude": "1"}), 400)
    last = {f"ket-qua-{lines[10].pk}": "match", "conclude": "1"}
    assert "là luật từ ngày 20/06/2026" in text_of(client.post(where, last, follow=True))
    assert read_book().rate("royalty/portal/news", EFFECTIVE).maximum == 8
    assert client.get(where).status_code == 404


def test_a_wrong_line_needs_words_and_gives_the_schedule_back(first, second):
    schedule, client = submitted(first), client_of(second)
    where, lines = page("schedule-verify", schedule), list(schedule.lines.all())
    answers = {f"ket-qua-{line.pk}": "match" for line in lines} | {f"ket-qua-{lines[0].pk}": "wrong", "conclude": "1"}
    response = client.post(where, answers)
    assert "«Tin»: hãy nói sai ở đâu" in text_of(response, 400)
    assert response.content.decode().count(" checked>") == 11
    told = answers | {f"sai-o-dau-{lines[0].pk}": "bản ký ghi 7"}
    assert "Đã trả lại người nhập" in text_of(client.post(where, told, follow=True))
    assert "bản ký ghi 7" in text_of(client_of(first).get(page("schedule", schedule)))
    assert not Rate.objects.filter(shipped=False).exists()


def test_the_first_person_cannot_open_the_page_of_the_second(first, second):
    schedule, client = submitted(first), client_of(first)
    where = page("schedule-verify", schedule)
    assert client.get(where).status_code == 403
    answers = {f"ket-qua-{line.pk}": "match" for line in schedule.lines.all()}
    assert client.post(where, answers | {"conclude": "1"}).status_code == 403
    text = text_of(client.get(page("schedule", schedule)))
    assert "phải nhờ người thứ hai đối chiếu" in text
    assert "Đối chiếu từng dòng" not in text
    assert Schedule.objects.get().state == "submitted"


EVERY_PAGE = ["schedule-head", "schedule-line-new", "schedule-scan-add", "schedule-submit", "schedule-upload"]


@pytest.mark.parametrize("role", ["recorder", "board_head", "finance_reviewer", "auditor"])
def test_who_keeps_none_looks_and_changes_nothing(first, role):
    schedule = drafted(first)
    client = browser_of(role, unit("99001") if role in ("recorder", "board_head") else None)
    text = text_of(client.get(page("schedule", schedule)))
    assert "Trình đối chiếu" not in text
    assert ">Sửa<" not in client.get(page("schedule", schedule)).content.decode()
    for name in EVERY_PAGE:
        assert client.get(page(name, schedule)).status_code == 403
        assert client.post(page(name, schedule), {}).status_code == 403
    assert client.post(page("schedule-line-remove", schedule, schedule.lines.first().pk)).status_code == 403
    assert client.get(page("schedule-scan", schedule)).content == PDF


def test_the_head_of_another_unit_finds_no_draft_and_reads_what_is_in_force(first, second):
    published(first, second)
    ours, july = unit("99001"), date(2026, 7, 1)
    chiefs = keeper("board_head", "chi", ours), keeper("unit_head", "dung", ours)
    told = {"number": "15/QĐ", "issued_on": july, "effective_on": july, "amounts": {"news": ("2", "5")}}
    schedule = submitted(chiefs[0], ours, **told)
    neighbour = client_of(keeper("unit_head", "la", unit("99002")))
    for name in ["schedule", "schedule-scan", "schedule-template", "schedule-verify", *EVERY_PAGE]:
        assert neighbour.get(page(name, schedule)).status_code == 404
    assert "15/QĐ" not in text_of(neighbour.get(LIST))
    assert "15/QĐ" in text_of(browser_of("recorder", ours).get(LIST))
    verified(chiefs[1], schedule)
    assert "15/QĐ" in text_of(neighbour.get(LIST))
    assert neighbour.get(page("schedule", schedule)).status_code == 200
    assert neighbour.get(page("schedule-head", schedule)).status_code == 403


def test_a_lapsed_narrowing_is_shown_with_what_to_do_and_confirmed(first, second):
    published(first, second)
    ours = unit("99001")
    chiefs = keeper("board_head", "chi", ours), keeper("unit_head", "dung", ours)
    july, august = date(2026, 7, 1), date(2026, 8, 1)
    amounts = {"news": ("2", "5"), "photo": ("1", "3")}
    published(*chiefs, ours, number="15/QĐ", issued_on=july, effective_on=july, amounts=amounts)
    client = client_of(chiefs[1])
    assert "Không có mức nào phải xác nhận lại" in text_of(client.get(NARROWINGS))
    changed = PORTAL | {"news": ("1", "7"), "photo": ("0.5", "2")}
    published(first, second, number="80/2026/QĐ-THU", issued_on=august, effective_on=august, amounts=changed)
    text = text_of(client.get(NARROWINGS))
    assert "Hết hiệu lực vì biểu mức của tỉnh đã đổi, xác nhận lại" in text
    assert "Khung hệ số: Tin – cổng thông tin điện tử 2 – 5 1 – 7" in text
    assert "ngoài khung" in text
    watch = text_of(client.get(f"{reverse('rates:watch')}?unit=99001&on=10/08/2026"))
    assert "Mức thu hẹp của đơn vị hết hiệu lực vì biểu mức của tỉnh đã đổi (2 mức)" in watch
    assert "Mở mức thu hẹp cần xác nhận lại" in watch
    asked = {"unit": "99001", "key": ["royalty/portal/news"]}
    assert client_of(keeper("unit_head", "la", unit("99002"))).post(NARROWINGS, asked).status_code == 403
    assert browser_of("recorder", ours).post(NARROWINGS, asked).status_code == 403
    assert "nằm ngoài khung mới" in text_of(
        client.post(NARROWINGS, asked | {"key": ["royalty/portal/photo"]}, follow=True)
    )
    assert "Đã xác nhận lại 1 mức thu hẹp" in text_of(client.post(NARROWINGS, asked, follow=True))
    assert read_book(unit=ours).rate("royalty/portal/news", august).maximum == 5


def test_the_pages_of_the_law_lead_to_what_is_to_be_entered(first):
    client = client_of(first)
    assert f'href="{LIST}"' in client.get(reverse("rates:by-day") + "?on=10/08/2026").content.decode()
    assert "Mở biểu mức theo quyết định" in text_of(client.get(reverse("rates:watch")))


def test_what_waits_stands_on_the_desk_of_those_who_keep_it(first, second):
    submitted(first)
    drafted(first, number="78/2026/QĐ-THU")
    text = text_of(client_of(second).get("/"))
    assert "biểu mức chờ người thứ hai đối chiếu" in text
    assert "biểu mức đang nhập dở" in text
    assert "biểu mức chờ" not in text_of(browser_of("auditor").get("/"))


def test_the_pages_cost_the_same_number_of_queries_whatever_the_number_of_lines(first, second):
    schedule = drafted(first)
    clients = client_of(first), client_of(second)
    few = _costs(clients, schedule)
    for number in range(30):
        save_line(actor=first, schedule=schedule, terms=terms(code=f"tin_{number}", label=f"Tin {number}"))
    assert _costs(clients, schedule) == few
    assert max(few) < 25


def _costs(clients, schedule: Schedule) -> list[int]:
    costs = []
    for client, name, state in zip(clients, ("schedule", "schedule-verify"), ("draft", "submitted"), strict=True):
        Schedule.objects.update(state=state, submitted_by=schedule.created_by)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page(name, schedule)).status_code == 200
        costs.append(len(captured))
    Schedule.objects.update(state="draft")
    return costs
