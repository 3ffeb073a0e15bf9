"""Review by the board: one or many, given back with a reason; who may, who may not, what is too late."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from core.models import Decision, RoleAssignment, Unit, User
from royalties.models import DuplicatePair, Work
from royalties.services import return_work, review_work, review_works
from tests import list_rows
from tests.royalties.recording import outlet_of, recorded, schedule
from tests.screens import browser_of, holder, text_of

LIST = reverse("royalties:review-list")


@pytest.fixture
def works(unit, clerk) -> list[Work]:
    outlet, row = outlet_of(unit), schedule()["news"]
    return [recorded(clerk, outlet, row, title=f"Tin số {number}") for number in range(3)]


def move(work: Work, state: str) -> None:
    reviewer = User.objects.get(is_system=True)
    Work.objects.filter(pk=work.pk).update(state=state, reviewed_by=reviewer, reviewed_at=timezone.now())


def near_misses(unit: Unit, role: str) -> list[User]:
    """The recorder and other roles of the unit, the board of another unit, a seat that has ended."""
    ended = holder(role, unit, "het-han")
    RoleAssignment.objects.filter(user=ended).update(end_on=date(2020, 12, 31))
    others = [holder(other, unit, other) for other in ("recorder", "accountant", "unit_head")]
    return [*others, holder(role, list_rows.make_unit("khac", "Đơn vị khác"), "khac"), ended]


@pytest.mark.parametrize("role", ["board_head", "board_deputy"])
def test_the_board_reviews_and_who_and_when_are_kept(unit, works, role):
    board = holder(role, unit)
    work = review_work(actor=board, work=works[0])
    work.refresh_from_db()
    assert (work.state, work.reviewed_by) == ("reviewed", board)
    assert work.reviewed_at is not None
    decision = Decision.objects.first()
    assert (decision.action, decision.actor, decision.target_id) == ("kiểm duyệt tác phẩm", board, work.pk)
    assert (decision.before, decision.after) == ({"trạng thái": "đã ghi"}, {"trạng thái": "đã kiểm duyệt"})


@pytest.mark.parametrize("state", ["reviewed", "scored", "on_sheet", "paid"])
def test_a_work_is_reviewed_once(unit, works, state):
    move(works[0], state)
    with pytest.raises(ValidationError, match="chỉ kiểm duyệt được khi «đã ghi»"):
        review_work(actor=holder("board_head", unit), work=works[0])


def test_many_are_reviewed_and_each_tells_what_became_of_it(unit, works):
    move(works[1], "scored")
    board = holder("board_head", unit)
    results = review_works(actor=board, works=[work.pk for work in works])
    assert [(result.is_done, result.said) for result in results] == [
        (True, "đã kiểm duyệt"),
        (False, "Tác phẩm đã chấm: chỉ kiểm duyệt được khi «đã ghi»."),
        (True, "đã kiểm duyệt"),
    ]
    assert list(Work.objects.order_by("pk").values_list("state", flat=True)) == ["reviewed", "scored", "reviewed"]
    assert Decision.objects.filter(action="kiểm duyệt tác phẩm").count() == 2


def test_who_recorded_a_work_may_review_it_and_it_is_said(unit, works, clerk):
    RoleAssignment.objects.create(user=clerk, role="board_head", unit=unit, start_on=date(2020, 1, 1))
    clerk = User.objects.get(pk=clerk.pk)
    review_work(actor=clerk, work=works[0])
    assert Decision.objects.first().after["lưu ý"] == "người kiểm duyệt cũng là người ghi"
    [result] = review_works(actor=clerk, works=[works[1].pk])
    assert result.said == "đã kiểm duyệt; lưu ý: người kiểm duyệt cũng là người ghi"


def test_a_review_is_taken_back_with_a_reason(unit, works):
    board = holder("board_head", unit)
    work = review_work(actor=board, work=works[0])
    with pytest.raises(ValidationError, match="lý do"):
        return_work(actor=board, work=work, reason=" ")
    returned = return_work(actor=board, work=work, reason="sai tác giả")
    assert (returned.state, returned.reviewed_by, returned.reviewed_at) == ("recorded", None, None)
    decision = Decision.objects.first()
    assert (decision.action, decision.reason) == ("trả lại tác phẩm", "sai tác giả")
    assert decision.before == {"trạng thái": "đã kiểm duyệt", "người kiểm duyệt": "Người Xem"}


@pytest.mark.parametrize("state", ["recorded", "scored", "on_sheet", "paid"])
def test_only_what_is_just_reviewed_is_given_back(unit, works, state):
    move(works[0], state)
    with pytest.raises(ValidationError, match="khi «đã kiểm duyệt»"):
        return_work(actor=holder("board_head", unit), work=works[0], reason="x")


def test_who_may_not_review_may_do_none_of_it(unit, works):
    move(works[1], "reviewed")
    written = Decision.objects.count()
    for actor in near_misses(unit, "board_head"):
        for verb in (
            lambda actor=actor: review_work(actor=actor, work=works[0]),
            lambda actor=actor: review_works(actor=actor, works=[works[0].pk]),
            lambda actor=actor: return_work(actor=actor, work=works[1], reason="x"),
        ):
            with pytest.raises(PermissionDenied):
                verb()
    assert list(Work.objects.order_by("pk").values_list("state", flat=True)) == ["recorded", "reviewed", "recorded"]
    assert Decision.objects.count() == written


def test_one_work_of_others_among_many_stops_them_all(unit, works):
    other = list_rows.make_unit("khac", "Đơn vị khác")
    theirs = recorded(holder("recorder", other, "thu-ky-khac"), outlet_of(other), works[0].parts.get().schedule_row)
    with pytest.raises(PermissionDenied, match="Đơn vị khác"):
        review_works(actor=holder("board_head", unit), works=[works[0].pk, theirs.pk])
    assert set(Work.objects.values_list("state", flat=True)) == {"recorded"}


def test_the_page_of_a_work_reviews_it_and_gives_it_back(unit, works):
    client, work = browser_of("board_head", unit), works[0]
    review, give_back = (reverse(f"royalties:{name}", args=[work.pk]) for name in ("work-review", "work-return"))
    assert "Đã kiểm duyệt tác phẩm." in text_of(client.post(review, follow=True))
    assert "chỉ kiểm duyệt được khi «đã ghi»" in text_of(client.post(review, follow=True))
    assert "Trả lại để sửa" in text_of(client.get(reverse("royalties:work", args=[work.pk])))
    assert "trở lại «đã ghi»" in text_of(client.get(give_back))
    assert "Hãy nêu lý do." in text_of(client.post(give_back, {"reason": ""}), 422)
    assert "Đã trả lại tác phẩm." in text_of(client.post(give_back, {"reason": "sai tác giả"}, follow=True))
    assert "khi «đã kiểm duyệt»" in text_of(client.post(give_back, {"reason": "lại"}), 422)


def test_the_list_reviews_what_is_ticked_and_tells_of_each(unit, works):
    client = browser_of("board_head", unit)
    assert "Kiểm duyệt nhiều tác phẩm" in text_of(client.get(reverse("royalties:work-list")))
    assert client.get(LIST).content.decode().count(" checked") == 0
    assert client.get(LIST + "?chon=tat-ca").content.decode().count(" checked") == 3
    move(works[1], "scored")
    text = text_of(client.post(LIST, {"work": [works[0].pk, works[1].pk, "khong-phai-so"]}))
    assert "Đã kiểm duyệt 1 tác phẩm; 1 tác phẩm chưa được" in text
    assert "chỉ kiểm duyệt được khi «đã ghi»" in text
    text = text_of(client.get(LIST))
    assert "Tin số 2" in text
    assert "Tin số 0" not in text
    assert "Chưa chọn tác phẩm nào." in text_of(client.post(LIST, follow=True))


def test_the_list_warns_of_works_that_may_be_one_until_somebody_decides(unit, works):
    pair = DuplicatePair.objects.create(first=works[0], second=works[2], alike_title=True)
    client = browser_of("board_head", unit)
    text = text_of(client.get(LIST))
    assert "nghi trùng với «Tin số 2», chờ quyết định: so hai tác phẩm" in text
    assert "nghi trùng với «Tin số 0», chờ quyết định: so hai tác phẩm" in text
    assert f'href="{reverse("royalties:pair", args=[pair.pk])}"' in client.get(LIST).content.decode()
    facts = {"ruled_by": User.objects.first(), "ruled_at": timezone.now(), "reason": "hai bài"}
    DuplicatePair.objects.update(verdict="different", **facts)
    assert "nghi trùng với" not in text_of(client.get(LIST))


def test_an_empty_list_says_so(unit):
    assert "Không có tác phẩm nào chờ kiểm duyệt." in text_of(browser_of("board_head", unit).get(LIST))


def test_pages_refuse_who_may_not_review(unit, works):
    review, give_back = (reverse(f"royalties:{name}", args=[works[0].pk]) for name in ("work-review", "work-return"))
    client = browser_of("unit_head", unit)
    assert "Kiểm duyệt nhiều tác phẩm" not in text_of(client.get(reverse("royalties:work-list")))
    answers = [client.get(LIST), client.post(LIST, {"work": works[0].pk}), client.post(review), client.get(give_back)]
    assert [answer.status_code for answer in answers] == [403] * 4
    neighbour = browser_of("board_head", list_rows.make_unit("khac", "Đơn vị khác"), "khac")
    assert "Tin số" not in text_of(neighbour.get(LIST))
    assert neighbour.post(LIST, {"work": works[0].pk}).status_code == 403
    assert [neighbour.post(where).status_code for where in (review, give_back)] == [404, 404]
    assert set(Work.objects.values_list("state", flat=True)) == {"recorded"}
