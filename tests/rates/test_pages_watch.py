"""The legal watch: what needs a second look, why, what to do; and what law changes next."""

from datetime import date

import pytest
from django.urls import reverse

from rates.models import Rate
from rates.queries import law_watch
from tests.rates.screens import BY_DAY, WATCH, reader
from tests.screens import words_of

AUTUMN = date(2026, 11, 24)


@pytest.fixture
def client(province):
    return reader()


def keys_of(watch, code: str) -> set[str]:
    return {item.key for item in watch.items if item.concern.code == code}


def test_before_the_decrees_ended_only_entries_and_checks_are_missing(province):
    watch = law_watch(on=date(2026, 6, 30))
    assert (keys_of(watch, "orphaned"), keys_of(watch, "ended")) == (set(), set())
    not_entered = keys_of(watch, "not_entered")
    assert len(not_entered) == 40
    assert {key.split("/")[0] for key in not_entered} == {"royalty"}
    assert {"base_salary", "unit_value", "tax/withholding/threshold", "portal/door"} <= keys_of(watch, "unverified")


def test_after_them_what_rests_on_them_is_orphaned_and_ceilings_are_ended(province):
    watch = law_watch(on=AUTUMN)
    assert {"unit_value", "digitisation/page_text", "royalty/tv/talk", "payment/days"} <= keys_of(watch, "orphaned")
    ended = keys_of(watch, "ended")
    assert len(ended) == 40
    assert {key.split("/")[0] for key in ended} == {"ceiling"}
    assert "base_salary" not in {item.key for item in watch.items}


def test_a_rate_counts_once_whatever_the_number_of_its_reasons(province):
    watch = law_watch(on=AUTUMN)
    assert {concern.code for concern in watch.concerns_of("royalty/portal/news")} == {
        "not_entered",
        "orphaned",
        "unchecked",
    }
    assert watch.count == len({item.key for item in watch.items}) < len(watch.items)


def test_a_year_after_it_was_recorded_an_unverified_rate_is_unchecked(province):
    row = Rate.objects.get(key="portal/decider", start=date(2026, 7, 1))
    assert (row.recorded, row.status) == (date(2026, 7, 1), "to_verify")
    assert "portal/decider" not in keys_of(law_watch(on=date(2027, 7, 1)), "unchecked")
    assert "portal/decider" in keys_of(law_watch(on=date(2027, 7, 2)), "unchecked")


def test_a_verified_rate_is_not_asked_for_again(province):
    assert "base_salary" not in keys_of(law_watch(on=date(2030, 1, 1)), "unchecked")


def test_a_rate_that_stops_with_its_parent_is_ended(province):
    Rate.objects.get(key="validity/64-2007", scope="province").delete()
    assert "digitisation/page_text" in keys_of(law_watch(on=date(2026, 7, 1)), "ended")


def test_the_watch_reads_the_law_in_one_query(province, django_assert_num_queries):
    with django_assert_num_queries(1):
        law_watch(on=AUTUMN).sections()


def test_every_concern_says_what_to_do(client):
    page = words_of(client.get(WATCH, {"on": "24/11/2026"}))
    assert "Biểu mức chưa nhập từ bản ký (40 mức) Phải làm: Lấy bản ký của quyết định, nhập biểu mức" in page
    assert "Văn bản gốc đã hết hiệu lực, tỉnh áp dụng tiếp (88 mức) Phải làm: Hỏi Sở Tư pháp và Sở Tài chính" in page
    assert "Đã hết hiệu lực, chưa có mức thay (40 mức) Phải làm: Không chi theo mức này" in page
    assert "Nhuận bút: cổng thông tin điện tử: 11 mức" in page


def test_the_page_says_what_it_counts_and_what_the_desk_counts(client):
    page = words_of(client.get(WATCH, {"on": "24/11/2026"}))
    assert "Trang này đếm mức như ngày 24/11/2026, kể cả mức tính theo mức khác chưa đối chiếu" in page
    assert "Biểu mức chưa nhập từ bản ký (40 mức)" in page
    desk = words_of(client.get("/"))
    assert "80 dòng mức chi chưa nhập từ bản ký, của mọi thời kỳ" in desk


def test_what_changes_next_is_told_with_what_derives_from_it(client):
    response = client.get(WATCH, {"on": "01/06/2026"})
    coming = response.context["coming"]
    assert [next_.day for next_ in coming] == [date(2026, 7, 1), date(2026, 9, 1)]
    assert {change.key for change in coming[0].telling} == {
        "base_salary",
        "unit_value",
        "validity/64-2007",
        "tax/withholding/threshold",
        "tax/withholding/on_request",
        "tax/copyright/threshold",
        "portal/door",
        "portal/decider",
    }
    page = words_of(response)
    assert "Từ 01/07/2026: 24 mức" in page
    assert "16 mức khác giữ nguyên số" in page


def test_nothing_ahead_says_so(client):
    page = words_of(client.get(WATCH, {"on": "24/11/2026"}))
    assert "Chưa ghi nhận mức nào bắt đầu sau ngày này." in page


def test_law_not_yet_known_is_not_foretold(client):
    response = client.get(WATCH, {"on": "01/06/2026", "as_known_on": "01/06/2026"})
    coming = {change.key: next_.day for next_ in response.context["coming"] for change in next_.telling}
    assert coming == {"base_salary": date(2026, 7, 1), "unit_value": date(2026, 7, 1)}


@pytest.mark.parametrize("name", ["rates:rate-list", "rates:schedulerow-list", "rates:instrument-list"])
def test_the_lists_of_the_law_show_how_many_need_a_second_look(client, name, monkeypatch):
    monkeypatch.setattr("rates.views.timezone.localdate", lambda: AUTUMN)
    page = words_of(client.get(reverse(name)))
    assert "131 mức cần xem lại (ngày 24/11/2026)" in page


def test_the_page_of_a_day_shows_it_for_that_day(client):
    page = words_of(client.get(BY_DAY, {"on": "24/11/2026"}))
    assert "131 mức cần xem lại (ngày 24/11/2026)" in page


def test_a_wrong_day_is_kept(client):
    response = client.get(WATCH, {"on": "32/01/2026"})
    assert response.status_code == 400
    assert 'value="32/01/2026"' in response.content.decode()


def test_what_ended_of_late_and_what_goes_on_is_told_unasked(client, monkeypatch):
    monkeypatch.setattr("rates.law_pages.timezone.localdate", lambda: AUTUMN)
    response = client.get(WATCH)
    september, july = response.context["recent"]
    assert (september.day, july.day) == (date(2026, 9, 1), date(2026, 7, 1))
    assert (len(september.ended), len(september.waiting)) == (40, 75)
    page = words_of(response)
    assert "Những gì vừa hết và đang chờ biểu mức mới thì xem ngay dưới đây." in page
    assert "40 mức hết hiệu lực, chưa có mức thay : Trần của trung ương (40). Phải làm: Không chi theo" in page
    assert "75 mức áp dụng tiếp dù văn bản gốc đã hết hiệu lực, chờ biểu mức mới :" in page
    assert "Hết theo: Điều 20 khoản 2, 287/2026/NĐ-CP" in page
    assert "Lương cơ sở : 2.340.000 → 2.530.000 đồng/tháng, +190.000 (+8,12 %). Theo Điều 3 khoản 2" in page


def test_what_is_older_than_half_a_year_or_settled_since_is_no_news(client):
    days = {past.day for past in client.get(WATCH, {"on": "01/01/2027"}).context["recent"]}
    assert days == {date(2026, 9, 1)}
    assert client.get(WATCH, {"on": "01/04/2027"}).context["recent"] == []
    # The province stops: the 75 that went on and the row that let them end, too.
    Rate.objects.filter(key="validity/18-2014", scope="province").update(form="end", text="")
    [september] = client.get(WATCH, {"on": "01/01/2027"}).context["recent"]
    assert (september.waiting, len(september.ended)) == ([], 116)
