"""The scoring grid as a page: who opens it, what it shows and finds, and that it works without a script."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from core.models import RoleAssignment, Unit, User
from royalties.models import Contribution, Payee, Work, WorkPart
from tests.royalties.scoring import DAY, reviewed, rows_of
from tests.screens import browser_of, text_of

GRID = "/cham/"


@pytest.fixture(autouse=True)
def in_august():
    with time_machine.travel(date(2026, 8, 15), tick=False):
        yield


@pytest.fixture
def client(office):
    return browser_of("board_head", office)


@pytest.fixture
def head(client) -> User:
    return User.objects.get(username="nguoi-xem")


@pytest.fixture
def neighbour(office) -> Unit:
    return Unit.objects.exclude(pk=office.pk).first()


def titles(client, query: str = "") -> list[str]:
    return [row.work.title for row in client.get(f"{GRID}?{query}").context["rows"]]


def send(client, *rows: tuple[WorkPart, str, str], **headers):
    typed = {f"typed-{part.pk}": text for part, text, _ in rows}
    shown = {f"shown-{part.pk}": text for part, _, text in rows}
    return client.post(GRID, typed | shown, headers=headers)


def scored(unit: Unit, reviewer: User, number: int, coefficient: str, **columns) -> Work:
    work = reviewed(unit, reviewer, number, **{"state": "scored"} | columns)
    work.parts.update(coefficient=Decimal(coefficient))
    return work


def test_a_row_shows_frame_median_link_and_author(office, client, head):
    for number, coefficient in enumerate(["5", "6", "8", "9"], start=1):
        scored(office, head, number, coefficient)
    reviewed(office, head, 7)
    page = client.get(GRID)
    text = text_of(page)
    assert "Tin số 007" in text
    assert "Nguyễn Thị Mẫu" in text
    assert "Trung vị 12 tháng: 7 (4 lần chấm)" in text
    assert "18/2014/NĐ-CP" in text
    (row,) = page.context["rows"]
    assert (row.frame, row.typed, row.amount) == ("đến 10", "", None)
    assert 'href="https://vi-du.test/portal/7" target="_blank" rel="noopener noreferrer"' in page.content.decode()


def test_the_median_is_of_one_year_of_one_genre_in_one_unit(office, neighbour, client, head):
    scored(office, head, 1, "3", published_on=date(2025, 8, 16))
    scored(office, head, 2, "9", published_on=date(2025, 8, 15))
    scored(office, head, 3, "4", published_on=date(2026, 8, 15))
    scored(neighbour, head, 4, "9")
    reviewed(office, head, 5)
    (row,) = client.get(GRID).context["rows"]
    assert row.median.said == "3,5 (2 lần chấm)"


def test_the_grid_finds_by_state_outlet_days_author_genre_and_title(office, client, head):
    first = reviewed(office, head, 1)
    reviewed(office, head, 2, "reportage", published_on=DAY + timedelta(days=1))
    radio = reviewed(office, head, 3, medium="radio", published_on=DAY + timedelta(days=2))
    scored(office, head, 4, "8", published_on=DAY + timedelta(days=3))
    ngoc = Payee.objects.create(unit=office, name="Đặng Thị Bích Ngọc")
    Contribution.objects.create(work=first, payee=ngoc, share=1, order=2)
    assert titles(client) == ["Tin số 001", "Tin số 002", "Tin số 003"]
    for query, found in {
        "scored=1": ["004"],
        "scored=all": ["001", "002", "003", "004"],
        f"outlet={radio.outlet_id}": ["003"],
        "since=11/07/2026": ["002", "003"],
        "until=10/07/2026": ["001"],
        "since=11/07/2026&until=11/07/2026": ["002"],
        "author=bich ngoc": ["001"],
        "genre=reportage": ["002"],
        "q=so 003": ["003"],
        "scored=1&genre=news": ["004"],
    }.items():
        assert titles(client, query) == [f"Tin số {number}" for number in found], query


@pytest.mark.parametrize("query", ["scored=la", "outlet=0", "since=31/02/2026", "genre=la", "after=1", "la=1"])
def test_a_wrong_question_is_refused(office, client, query):
    assert client.get(f"{GRID}?{query}").status_code == 400


def test_the_next_sixty_stay_the_same_while_the_first_are_scored(office, client, head):
    works = [reviewed(office, head, number) for number in range(62)]
    page = client.get(GRID)
    assert len(page.context["rows"]) == 60
    send(client, *[(part, "8", "") for part in rows_of(*works[:30])])
    assert titles(client, f"after={page.context['last']}") == ["Tin số 060", "Tin số 061"]


def test_without_a_script_every_row_that_was_sent_is_told(office, client, head):
    one, two, three = rows_of(*[reviewed(office, head, number) for number in (1, 2, 3)])
    text = text_of(send(client, (one, "8", ""), (two, "12", ""), (three, "", "")))
    assert "1 dòng đã lưu, 1 dòng bị từ chối." in text
    assert "vượt mức tối đa 10" in text
    page = client.get(GRID).content.decode()
    assert 'value="12"' in page
    assert 'aria-invalid="true"' in page
    assert "Tin số 001" not in page


def test_the_answer_to_htmx_holds_results_and_amounts_only(office, client, head):
    (part,) = rows_of(reviewed(office, head, 1))
    answer = send(client, (part, "8", ""), **{"HX-Request": "true"}).content.decode()
    assert f'id="gia-{part.pk}" hx-swap-oob="true"' in answer
    assert "2.024.000" in answer
    assert f'id="shown-{part.pk}" name="shown-{part.pk}" value="8"' in answer
    assert "<h1" not in answer


def test_a_stale_row_says_what_stands_now(office, client, head):
    (part,) = rows_of(scored(office, head, 1, "7"))
    text = text_of(send(client, (part, "8", "")))
    assert "1 dòng có người vừa sửa." in text
    assert "hệ số hiện là: 7" in text


def test_a_preview_prices_and_refuses_without_writing(office, client, head):
    (part,) = rows_of(reviewed(office, head, 1))
    where = reverse("royalties:score-preview", args=[part.pk])
    assert "2.024.000" in text_of(client.get(where, {f"typed-{part.pk}": "8"}))
    assert "vượt mức tối đa 10" in text_of(client.get(where, {f"typed-{part.pk}": "10,5"}))
    assert "không phải là số" in text_of(client.get(where, {f"typed-{part.pk}": "tám"}))
    part.refresh_from_db()
    assert part.coefficient is None


def test_near_misses_open_nothing(office, neighbour, head):
    (part,) = rows_of(reviewed(office, head, 1))
    preview = reverse("royalties:score-preview", args=[part.pk])
    ended = browser_of("board_head", office, "da-thoi")
    RoleAssignment.objects.filter(user__username="da-thoi").update(end_on=date(2026, 8, 14))
    for client in (ended, browser_of("recorder", office, "thu-ky"), browser_of("unit_head", office, "thu-truong")):
        assert client.get(GRID).status_code == client.get(preview).status_code == 403
        assert send(client, (part, "8", "")).status_code == 403
    other = browser_of("board_head", neighbour, "khac")
    assert titles(other) == []
    assert other.get(preview).status_code == 404
    assert send(other, (part, "8", "")).status_code == 403
    part.refresh_from_db()
    assert part.coefficient is None


def test_the_desk_leads_the_head_of_the_board_to_the_grid(office, client, head):
    reviewed(office, head, 1)
    text = text_of(client.get("/"))
    assert "1 tác phẩm đã kiểm duyệt, chờ chấm" in text
    assert f'href="{GRID}?unit={office.pk}"' in client.get("/").content.decode()


def test_the_menu_names_the_grid_to_who_may_score(office, client):
    assert "Chấm nhuận bút" in text_of(client.get("/"))
    assert "Chấm nhuận bút" not in text_of(browser_of("recorder", office, "thu-ky").get("/"))
