"""Works that may be one: noted when recorded, decided by the board, and what the decision forbids."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Decision, RoleAssignment, User
from royalties.models import DuplicatePair, Work
from royalties.queries import works_to_review
from royalties.services import delete_work, edit_work, review_work, review_works, rule_on_pair
from royalties.services.duplicates import note_pairs
from tests import list_rows
from tests.royalties.recording import facts, outlet_of, recorded
from tests.screens import browser_of, holder, text_of

LIFERAY = "https://daklak.example/-/khai-mac"
SAME = "https://www.daklak.example/tin/-/asset_publisher/Q9/content/khai-mac?utm_source=zalo"


@pytest.fixture
def board(unit) -> User:
    return holder("board_head", unit, "truong-ban")


@pytest.fixture
def record(unit, clerk, rows):
    """Records a news item of a title and a link on the unit's portal."""
    outlet = outlet_of(unit)

    def make(title: str, url: str = "", **more) -> Work:
        return recorded(clerk, outlet, rows["news"], title=title, url=url, **more)

    return make


@pytest.fixture
def pair(record) -> DuplicatePair:
    record("Khai mạc hội thảo", LIFERAY)
    record("Một tên khác hẳn", SAME)
    return DuplicatePair.objects.get()


def rule(board: User, pair: DuplicatePair, verdict: str, reason: str = "đã so nội dung") -> DuplicatePair:
    return rule_on_pair(actor=board, pair=pair, verdict=verdict, reason=reason)


def found() -> list[tuple[str, str, bool, bool]]:
    pairs = DuplicatePair.objects.order_by("first_id", "second_id")
    return [(pair.first.title, pair.second.title, pair.same_link, pair.alike_title) for pair in pairs]


def test_the_same_address_written_another_way_is_noted(pair):
    assert found() == [("Khai mạc hội thảo", "Một tên khác hẳn", True, False)]
    assert pair.verdict == "waiting"


def test_a_title_almost_the_same_in_near_days_is_noted(record):
    record("Khai mạc hội thảo cà phê bền vững")
    record("Khai mạc hội thảo cà phê", published_on=date(2026, 7, 12))
    record("KHAI MAC hoi thao ca phe", published_on=date(2026, 7, 20))
    assert found() == [("Khai mạc hội thảo cà phê bền vững", "Khai mạc hội thảo cà phê", False, True)]


def test_another_unit_is_never_compared(pair, rows):
    other = list_rows.make_unit("khac", "Đơn vị khác")
    recorded(holder("recorder", other, "khac"), outlet_of(other), rows["news"], url=LIFERAY)
    assert DuplicatePair.objects.get() == pair


def test_a_correction_looks_again_and_leaves_what_was_decided(record, clerk, board, rows):
    first, second = record("Khai mạc hội thảo", LIFERAY), record("Bế mạc hội chợ hoa xuân", SAME)
    edit_work(actor=clerk, work=second, facts=facts(second.outlet, rows["news"], title="Bế mạc", url=LIFERAY + "-2"))
    assert found() == []
    again = facts(second.outlet, rows["news"], title="Bế mạc", url=SAME)
    edit_work(actor=clerk, work=second, facts=again)
    rule(board, DuplicatePair.objects.get(), "different")
    edit_work(actor=clerk, work=second, facts=again)
    assert DuplicatePair.objects.get().verdict == "different"
    delete_work(actor=clerk, work=first, reason="ghi nhầm")
    assert found() == []


def test_a_decision_keeps_who_when_and_why(pair, board):
    ruled = rule(board, pair, "different", "hai kỳ khác nhau")
    ruled.refresh_from_db()
    assert (ruled.verdict, ruled.ruled_by, ruled.reason) == ("different", board, "hai kỳ khác nhau")
    assert ruled.ruled_at is not None
    decision = Decision.objects.first()
    assert (decision.action, decision.reason) == ("quyết định cặp nghi trùng", "hai kỳ khác nhau")
    assert (decision.before, decision.after) == (
        {"quyết định": "chờ quyết định"},
        {"quyết định": "khác nhau"},
    )


def test_of_two_that_are_one_only_the_kept_one_is_reviewed(pair, board):
    rule(board, pair, "keep_first")
    with pytest.raises(ValidationError, match="Trùng với «Khai mạc hội thảo»"):
        review_work(actor=board, work=pair.second)
    results = review_works(actor=board, works=[pair.first_id, pair.second_id])
    assert [result.is_done for result in results] == [True, False]
    pair.second.refresh_from_db()
    assert pair.second.state == "recorded"


def test_a_review_of_the_one_that_is_not_kept_is_taken_back(pair, board):
    review_work(actor=board, work=pair.first)
    rule(board, pair, "keep_second")
    pair.first.refresh_from_db()
    assert (pair.first.state, pair.first.reviewed_by) == ("recorded", None)


@pytest.mark.parametrize("state", ["scored", "on_sheet", "paid"])
def test_what_is_scored_or_on_a_sheet_is_not_set_aside(pair, board, state):
    review_work(actor=board, work=pair.first)
    Work.objects.filter(pk=pair.first_id).update(state=state)
    with pytest.raises(ValidationError, match="hoặc giữ tác phẩm này"):
        rule(board, pair, "keep_second")
    assert DuplicatePair.objects.get().verdict == "waiting"
    rule(board, pair, "keep_first")


def test_a_decision_is_changed_by_a_new_one_and_frees_the_work(pair, board):
    rule(board, pair, "keep_first")
    rule(board, pair, "different", "xem lại: hai kỳ")
    review_work(actor=board, work=pair.second)
    assert Decision.objects.filter(action="quyết định cặp nghi trùng").count() == 2


def test_the_kept_one_is_not_one_that_was_set_aside(record, board):
    for title, url in [("Khai mạc một", LIFERAY), ("Bế mạc hai", SAME), ("Hội nghị ba", LIFERAY + "/")]:
        record(title, url)
    one_two, one_three, _two_three = DuplicatePair.objects.order_by("first_id", "second_id")
    rule(board, one_two, "keep_second")
    with pytest.raises(ValidationError, match="không giữ của một cặp khác"):
        rule(board, one_three, "keep_first")


def test_the_one_that_is_not_kept_waits_for_no_review(pair, board):
    rule(board, pair, "keep_first")
    assert works_to_review(Work.objects.all(), date(2026, 12, 1)).get() == pair.first


@pytest.mark.parametrize(
    ("verdict", "reason", "field"), [("different", " ", "reason"), ("waiting", "x", "verdict"), ("", "x", "verdict")]
)
def test_a_decision_needs_a_verdict_and_a_reason(pair, board, verdict, reason, field):
    with pytest.raises(ValidationError) as refused:
        rule(board, pair, verdict, reason)
    assert set(refused.value.message_dict) == {field}


def test_who_may_not_review_may_not_decide(unit, pair):
    ended = holder("board_head", unit, "het-han")
    RoleAssignment.objects.filter(user=ended).update(end_on=date(2020, 12, 31))
    others = [holder(role, unit, role) for role in ("recorder", "accountant", "unit_head")]
    neighbour = holder("board_head", list_rows.make_unit("khac", "Đơn vị khác"), "khac")
    for actor in [*others, neighbour, ended]:
        with pytest.raises(PermissionDenied):
            rule(actor, pair, "different")
    assert DuplicatePair.objects.get().verdict == "waiting"


def test_the_page_shows_both_with_what_differs_marked_and_takes_the_decision(unit, pair):
    client, where = browser_of("board_deputy", unit), reverse("royalties:pair", args=[pair.pk])
    page = client.get(where).content.decode()
    assert "<mark>Khai mạc hội thảo</mark>" in page
    assert "<mark>Một tên khác hẳn</mark>" in page
    assert "<mark>10/07/2026</mark>" not in page
    text = text_of(client.post(where, {"verdict": "", "reason": ""}), 422)
    assert "Hãy chọn một quyết định." in text
    assert "Hãy nêu lý do." in text
    text = text_of(client.post(where, {"verdict": "keep_first", "reason": "cùng bài"}, follow=True))
    assert "Là một, giữ tác phẩm thứ nhất : Người Xem" in text
    assert "Quyết định lại" in text
    aside = text_of(client.get(reverse("royalties:work", args=[pair.second_id])))
    assert "Trùng với «Khai mạc hội thảo», là tác phẩm được giữ" in aside
    assert "là một, giữ tác phẩm thứ nhất, Người Xem" in aside
    assert "là một, giữ tác phẩm thứ nhất" in text_of(client.get(reverse("royalties:work", args=[pair.first_id])))


def test_what_the_service_refuses_is_said_on_the_page(unit, pair):
    Work.objects.filter(pk=pair.first_id).update(state="recorded")
    client, where = browser_of("board_head", unit, "khac"), reverse("royalties:pair", args=[pair.pk])
    review_work(actor=User.objects.get(username="khac"), work=pair.first)
    Work.objects.filter(pk=pair.first_id).update(state="scored")
    assert "hoặc giữ tác phẩm này" in text_of(client.post(where, {"verdict": "keep_second", "reason": "x"}), 422)


def test_pages_of_pairs_refuse_who_may_not_decide(unit, pair):
    where = reverse("royalties:pair", args=[pair.pk])
    recorder = browser_of("recorder", unit)
    assert "Ghi quyết định" not in text_of(recorder.get(where))
    assert recorder.post(where, {"verdict": "different", "reason": "x"}).status_code == 403
    neighbour = browser_of("board_head", list_rows.make_unit("khac", "Đơn vị khác"), "khac")
    assert [neighbour.get(where).status_code, neighbour.post(where).status_code] == [404, 404]


def test_many_works_are_compared_in_as_many_queries_as_few(unit, record):
    first = record("Khai mạc hội thảo cà phê")

    def cost(count: int) -> int:
        with transaction.atomic():
            works = [
                Work(outlet=first.outlet, title=f"Tin {i} cà phê", published_on=date(2026, 7, 9)) for i in range(count)
            ]
            for work in works:
                work.refresh_keys()
            made = Work.objects.bulk_create(works)
            with CaptureQueriesContext(connection) as captured:
                note_pairs(unit.pk, made)
            transaction.set_rollback(True)
        return len(captured)

    assert cost(2) == cost(200)


def test_noting_nothing_asks_nothing(unit, django_assert_num_queries):
    with django_assert_num_queries(0):
        note_pairs(unit.pk, [])
