"""Scoring as a verb: what is saved, refused or stale, row by row; who may; and what the book of decisions keeps."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Decision, RoleAssignment, Unit
from royalties.models import RefusedScore, Work, WorkPart
from royalties.services.scoring import Score, parse_coefficient, score_works
from tests.royalties.scoring import reviewed, rows_of
from tests.screens import holder

BEFORE_END, AFTER_END = date(2026, 8, 31), date(2026, 9, 1)


@pytest.fixture
def head(office):
    return holder("board_head", office)


def score(actor, part: WorkPart, typed: str, shown: str = ""):
    (result,) = score_works(actor=actor, scores=[Score(part.pk, typed, shown)])
    return result


def test_a_score_inside_the_frame_makes_the_work_scored(office, head):
    work = reviewed(office, head)
    result = score(head, *rows_of(work), "7,5")
    assert (result.outcome, result.said) == ("saved", "Đã lưu.")
    work.refresh_from_db()
    part = work.parts.get()
    assert (work.state, part.coefficient, part.scored_by) == ("scored", Decimal("7.5"), head)
    assert part.scored_at is not None


def test_a_work_of_two_parts_is_scored_when_both_are(office, head):
    work = reviewed(office, head, 1, "news", "photo")
    text, photo = rows_of(work)
    assert score(head, text, "8").outcome == "saved"
    work.refresh_from_db()
    assert work.state == "reviewed"
    assert score(head, photo, "1").outcome == "saved"
    work.refresh_from_db()
    assert work.state == "scored"


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("10", "saved"),
        ("10,01", "refused"),
        ("0", "saved"),
        ("-1", "refused"),
        ("abc", "refused"),
        ("8.234.5", "refused"),
    ],
)
def test_both_sides_of_each_bound_of_the_frame(office, head, typed, outcome):
    assert score(head, *rows_of(reviewed(office, head)), typed).outcome == outcome


def test_a_refused_score_says_reason_and_clause_and_is_not_lost(office, head):
    work = reviewed(office, head)
    (part,) = rows_of(work)
    result = score(head, part, " 12 ")
    assert result.said.startswith("Hệ số 12 vượt mức tối đa 10 của «")
    assert "18/2014/NĐ-CP" in result.said
    kept = RefusedScore.objects.get()
    assert (kept.part, kept.typed, kept.reason, kept.typed_by) == (part, "12", result.said, head)
    work.refresh_from_db()
    part.refresh_from_db()
    assert (work.state, part.coefficient) == ("reviewed", None)
    assert not Decision.objects.filter(action="chấm hệ số").exists()


def test_a_good_score_takes_the_refused_one_away(office, head):
    (part,) = rows_of(reviewed(office, head))
    score(head, part, "12")
    assert score(head, part, "10").outcome == "saved"
    assert not RefusedScore.objects.exists()


def test_a_blank_takes_the_refused_score_away_and_changes_nothing_else(office, head):
    (part,) = rows_of(reviewed(office, head))
    score(head, part, "12")
    assert score(head, part, "").outcome == "unchanged"
    assert not RefusedScore.objects.exists()


def test_a_scored_work_keeps_its_score_when_the_next_one_is_refused(office, head):
    work = reviewed(office, head)
    (part,) = rows_of(work)
    score(head, part, "8")
    result = score(head, part, "12", shown="8")
    assert (result.outcome, result.said.endswith("Vẫn giữ hệ số 8.")) == ("refused", True)
    work.refresh_from_db()
    assert (work.state, work.parts.get().coefficient) == ("scored", Decimal(8))


def test_a_blank_takes_a_score_back(office, head):
    work = reviewed(office, head)
    (part,) = rows_of(work)
    score(head, part, "8")
    assert score(head, part, "", shown="8").said == "Đã bỏ chấm."
    work.refresh_from_db()
    part.refresh_from_db()
    assert (work.state, part.coefficient, part.scored_by, part.scored_at) == ("reviewed", None, None, None)


def test_the_same_score_again_is_no_change_and_leaves_no_decision(office, head):
    (part,) = rows_of(reviewed(office, head))
    score(head, part, "8")
    assert score(head, part, "8,0", shown="8").outcome == "unchanged"
    assert Decision.objects.filter(action="chấm hệ số").count() == 1


def test_a_page_that_shows_an_old_score_changes_nothing(office, head):
    (part,) = rows_of(reviewed(office, head))
    score(head, part, "8")
    result = score(head, part, "5", shown="")
    assert result.outcome == "stale"
    assert "hệ số hiện là: 8" in result.said
    part.refresh_from_db()
    assert part.coefficient == 8


@pytest.mark.parametrize(("state", "said"), [("recorded", "đã ghi"), ("on_sheet", "trên bảng"), ("paid", "đã chi")])
def test_only_a_reviewed_or_scored_work_is_scored(office, head, state, said):
    work = reviewed(office, head, state=state)
    result = score(head, *rows_of(work), "8")
    assert (result.outcome, said in result.said) == ("gone", True)
    assert work.parts.get().coefficient is None


def test_a_part_that_is_gone_is_said_and_the_others_are_saved(office, head):
    (part,) = rows_of(reviewed(office, head))
    results = score_works(actor=head, scores=[Score(987654, "8", ""), Score(part.pk, "8", "")])
    assert [result.outcome for result in results] == ["gone", "saved"]


def test_each_row_has_its_own_result(office, head):
    works = [reviewed(office, head, number) for number in range(1, 5)]
    parts = rows_of(*works)
    typed = ["8", "12", "", "x"]
    scores = [Score(part.pk, text, "") for part, text in zip(parts, typed, strict=True)]
    results = score_works(actor=head, scores=scores)
    assert [result.outcome for result in results] == ["saved", "refused", "unchanged", "refused"]
    assert sorted(Work.objects.values_list("title", "state")) == [
        ("Tin số 001", "scored"),
        ("Tin số 002", "reviewed"),
        ("Tin số 003", "reviewed"),
        ("Tin số 004", "reviewed"),
    ]


def test_the_decision_says_what_was_before(office, head):
    (part,) = rows_of(reviewed(office, head))
    score(head, part, "8")
    score(head, part, "9", shown="8")
    last, first = Decision.objects.filter(action="chấm hệ số")
    label = next(name for name in first.before if name.startswith("hệ số"))
    assert (first.before[label], first.after[label]) == ("chưa chấm", "8")
    assert (last.before[label], last.after[label]) == ("8", "9")
    assert (last.before["trạng thái"], last.actor, last.unit, last.target_label) == (
        "đã chấm",
        head,
        office,
        "Tin số 001",
    )


@pytest.mark.parametrize(
    ("published_on", "ordered_on", "typed", "outcome"),
    [
        (BEFORE_END, None, "10", "saved"),
        (BEFORE_END, None, "10,5", "refused"),
        (AFTER_END, None, "10", "saved"),
        (AFTER_END, None, "10,5", "refused"),
        (AFTER_END, BEFORE_END, "10,5", "refused"),
    ],
)
def test_both_sides_of_the_end_of_the_parent_decree(office, head, published_on, ordered_on, typed, outcome):
    work = reviewed(office, head, published_on=published_on, ordered_on=ordered_on)
    assert score(head, *rows_of(work), typed).outcome == outcome


def test_near_misses_may_not_score(office, head):
    other = Unit.objects.exclude(pk=office.pk).first()
    (part,) = rows_of(reviewed(office, head))
    ended = holder("board_head", office, "da-thoi")
    RoleAssignment.objects.filter(user=ended).update(end_on=date(2020, 12, 31))
    for user in [holder("board_head", other, "khac"), holder("recorder", office, "thu-ky"), ended]:
        with pytest.raises(PermissionDenied):
            score(user, part, "8")
    part.refresh_from_db()
    assert part.coefficient is None


def test_a_row_of_another_unit_refuses_the_whole_call(office, head):
    other = Unit.objects.exclude(pk=office.pk).first()
    (mine,), (theirs,) = rows_of(reviewed(office, head)), rows_of(reviewed(other, head, 2))
    with pytest.raises(PermissionDenied):
        score_works(actor=head, scores=[Score(mine.pk, "8", ""), Score(theirs.pk, "8", "")])
    assert not WorkPart.objects.exclude(coefficient=None).exists()


def test_sixty_rows_cost_as_many_queries_as_two(office, head):
    parts = rows_of(*[reviewed(office, head, number) for number in range(62)])
    counts = []
    for some in (parts[:2], parts[2:]):
        scores = [Score(part.pk, "12" if place == 0 else "8", "") for place, part in enumerate(some)]
        with CaptureQueriesContext(connection) as captured:
            score_works(actor=head, scores=scores)
        counts.append(len(captured))
    assert counts[0] - 2 <= counts[1] <= counts[0], "the access is read once only, in two queries"


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,5", "1.5"), ("1.5", "1.5"), (" 8 ", "8"), ("0,125", "0.125"), ("1.000", "1000"), ("10.25", "10.25")],
)
def test_a_comma_is_a_decimal_sign_and_so_is_a_dot_that_parts_no_thousands(text, number):
    assert parse_coefficient(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.2345", "1,2,3", "-1", "1e3", "NaN", "1000000", "0,1234567", "٣"])
def test_what_is_no_coefficient(text):
    with pytest.raises(ValueError, match="«"):
        parse_coefficient(text)
