"""The second person: never the first, line by line, all or nothing; from then on it is law from its day on."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import Decision
from rates.models import Instrument, Rate, RateCitation, ScheduleRow
from rates.queries import read_book
from rates.services import Mark, conclude_verification, load_law, mark_lines, save_line, submit_schedule
from tests.core.accounts import unit
from tests.rates.schedules import EFFECTIVE, EVE, NUMBER, PORTAL, drafted, keeper, published, submitted, terms, verified

NEWS = "royalty/portal/news"
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-24T02:00:00Z", tick=False):
        yield


def all_match(schedule) -> dict:
    return {line.pk: Mark("match") for line in schedule.lines.all()}


def test_whoever_entered_it_cannot_verify_it(first, second):
    schedule = submitted(first)
    with pytest.raises(PermissionDenied, match="phải nhờ người thứ hai"):
        mark_lines(actor=first, schedule=schedule, marks=all_match(schedule))
    with pytest.raises(PermissionDenied, match="phải nhờ người thứ hai"):
        conclude_verification(actor=first, schedule=schedule)


def test_whoever_changed_one_line_of_it_cannot_verify_it_either(first, second):
    schedule = drafted(first)
    save_line(actor=second, schedule=schedule, line=schedule.lines.get(code="news"), terms=terms(maximum=Decimal(7)))
    submit_schedule(actor=first, schedule=schedule)
    with pytest.raises(PermissionDenied, match="phải nhờ người thứ hai"):
        mark_lines(actor=second, schedule=schedule, marks=all_match(schedule))


@pytest.mark.parametrize("role", ["board_head", "unit_head", "finance_reviewer", "auditor", "system_admin"])
def test_who_keeps_no_provincial_schedules_verifies_none(first, role):
    schedule = submitted(first)
    other = keeper(role, "la", unit("99001") if role in ("board_head", "unit_head") else None)
    with pytest.raises(PermissionDenied):
        mark_lines(actor=other, schedule=schedule, marks=all_match(schedule))
    with pytest.raises(PermissionDenied):
        conclude_verification(actor=other, schedule=schedule)


def test_lines_are_marked_many_at_once_with_one_decision_row(first, second):
    schedule = submitted(first)
    marks = all_match(schedule)
    wrong = schedule.lines.get(code="photo")
    marks[wrong.pk] = Mark("wrong", " bản ký ghi  3 ")
    assert mark_lines(actor=second, schedule=schedule, marks=marks) == 11
    wrong.refresh_from_db()
    assert (wrong.check_result, wrong.check_note, wrong.checked_by) == ("wrong", "bản ký ghi 3", second)
    assert Decision.objects.get(action="đối chiếu dòng biểu mức").after == {"khớp": 10, "sai": 1}


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (Mark("wrong"), "hãy nói sai ở đâu"),
        (Mark("wrong", "x" * 301), "dài quá 300 ký tự"),
        (Mark("maybe"), "dòng lạ"),
    ],
)
def test_a_mark_that_says_too_little_is_refused(first, second, mark, said):
    schedule = submitted(first)
    with pytest.raises(ValidationError, match=said):
        mark_lines(actor=second, schedule=schedule, marks={schedule.lines.first().pk: mark})


def test_a_line_of_another_schedule_is_not_marked(first, second):
    other, schedule = submitted(first), submitted(first, number="78/2026/QĐ-THU")
    with pytest.raises(ValidationError, match="dòng lạ"):
        mark_lines(actor=second, schedule=schedule, marks={other.lines.first().pk: Mark("match")})


def test_it_ends_only_when_every_line_was_compared(first, second):
    schedule = submitted(first)
    marks = all_match(schedule)
    left = schedule.lines.get(code="literary")
    del marks[left.pk]
    mark_lines(actor=second, schedule=schedule, marks=marks)
    with pytest.raises(ValidationError, match="Còn 1 dòng chưa đối chiếu, đầu tiên là «Sáng tác văn học»"):
        conclude_verification(actor=second, schedule=schedule)


def test_one_wrong_line_gives_all_of_it_back_and_only_the_mended_line_is_compared_again(first, second):
    schedule = submitted(first)
    news, marks = schedule.lines.get(code="news"), all_match(schedule)
    mark_lines(actor=second, schedule=schedule, marks=marks | {news.pk: Mark("wrong", "bản ký ghi 7")})
    assert conclude_verification(actor=second, schedule=schedule).state == "draft"
    assert not Rate.objects.filter(shipped=False).exists()
    assert Decision.objects.get(action="trả lại biểu mức").after == {"Tin": "bản ký ghi 7"}
    save_line(actor=first, schedule=schedule, line=news, terms=terms(maximum=Decimal(7)))
    assert list(schedule.lines.filter(check_result="").values_list("code", flat=True)) == ["news"]
    submit_schedule(actor=first, schedule=schedule)
    mark_lines(actor=second, schedule=schedule, marks={news.pk: Mark("match")})
    assert conclude_verification(actor=second, schedule=schedule).state == "in_force"


def test_ticks_of_somebody_who_then_changes_a_line_count_no_more(first, second):
    schedule = submitted(first)
    news = schedule.lines.get(code="news")
    mark_lines(actor=second, schedule=schedule, marks=all_match(schedule) | {news.pk: Mark("wrong", "sai")})
    conclude_verification(actor=second, schedule=schedule)
    save_line(actor=second, schedule=schedule, line=news, terms=terms(maximum=Decimal(7)))
    assert schedule.lines.exclude(check_result="").count() == 0


def test_verified_lines_are_law_from_their_day_and_not_the_day_before(first, second):
    schedule = published(first, second)
    book = read_book()
    before, after = book.rate(NEWS, EVE), book.rate(NEWS, EFFECTIVE)
    assert (before.status, before.minimum, before.maximum) == ("not_entered", None, Decimal(10))
    assert (after.status, after.minimum, after.maximum, after.warnings) == ("verified", Decimal(1), Decimal(8), ())
    assert [(cited.instrument, cited.clause) for cited in after.citations] == [
        (NUMBER, "Điều 3"),
        ("18/2014/NĐ-CP", "Hiệu lực thi hành"),
        ("18/2014/NĐ-CP", "Điều 7 khoản 1, nhóm 1"),
    ]
    assert (schedule.verified_by, schedule.recorded) == (second, date(2026, 11, 24))
    assert schedule.instrument.schedule_status == "verified"


def test_what_was_known_before_the_verification_stays(first, second):
    published(first, second)
    assert read_book(as_known_on=date(2026, 11, 23)).rate(NEWS, EFFECTIVE).status == "not_entered"
    assert read_book(as_known_on=date(2026, 11, 24)).rate(NEWS, EFFECTIVE).status == "verified"


def test_it_goes_on_with_a_warning_after_the_parent_decree_unless_it_is_younger(first, second):
    published(first, second)
    last, ended = date(2026, 8, 31), date(2026, 9, 1)
    assert read_book().rate(NEWS, last).warnings == ()
    assert "parent_decree_ended" in read_book().rate(NEWS, ended).warnings
    younger = {"issued_on": ended, "effective_on": ended, "number": "78/2026/QĐ-THU"}
    published(first, second, **younger)
    assert read_book().rate(NEWS, ended).warnings == ()


def test_a_new_line_of_its_own_is_priced_under_its_code_and_its_genre_stays(first, second):
    schedule = drafted(first)
    said = terms(code="tin_ngan", label="Tin ngắn", quality_class="B", maximum=Decimal(3), level="commune")
    save_line(actor=first, schedule=schedule, terms=said)
    said = terms(code="anh_bia", genre="photo", label="Ảnh bìa", minimum=None, maximum=None, fixed=500_000)
    save_line(actor=first, schedule=schedule, terms=said)
    verified(second, submit_schedule(actor=first, schedule=schedule))
    book = read_book()
    assert book.rate("royalty/portal/tin_ngan", EFFECTIVE).maximum == Decimal(3)
    cover = book.rate("royalty/portal/anh_bia", EFFECTIVE)
    assert (cover.value, cover.measure, cover.maximum) == (Decimal(500_000), "đồng", None)
    assert book.rate(NEWS, EFFECTIVE).maximum == Decimal(8)
    row = ScheduleRow.objects.get(medium="portal", code="tin_ngan")
    assert (row.genre, row.level, row.quality_class, row.shipped) == ("news", "commune", "B", False)


def test_a_decision_that_was_known_but_not_entered_counts_as_entered_once_all_its_media_are(first, second):
    told = {"number": "16/2014/QĐ-UBND", "issued_on": date(2014, 6, 11), "effective_on": date(2014, 6, 21)}
    published(first, second, **told)
    decision = Instrument.objects.get(number="16/2014/QĐ-UBND")
    assert decision.schedule_status == "not_entered"
    assert read_book().rate(NEWS, date(2014, 6, 21)).status == "verified"
    # QĐ 40/2021 amended it: what that says is still to be entered.
    assert read_book().rate(NEWS, date(2021, 12, 6)).status == "not_entered"


def test_a_correction_follows_on_a_later_day(first, second):
    published(first, second)
    again = submitted(first, amounts=PORTAL | {"news": ("1", "7")})
    with pytest.raises(ValidationError, match="từ ngày mai mới đính chính được"):
        verified(second, again)
    with time_machine.travel("2026-11-25T02:00:00Z", tick=False):
        conclude_verification(actor=second, schedule=again)
        assert read_book().rate(NEWS, EFFECTIVE).maximum == Decimal(7)
    assert read_book().rate(NEWS, EFFECTIVE).maximum == Decimal(8)


def test_loading_the_shipped_law_leaves_all_of_it_alone(first, second, frozen_law, province):
    schedule = drafted(first)
    save_line(actor=first, schedule=schedule, terms=terms(code="tin_ngan", label="Tin ngắn"))
    verified(second, submit_schedule(actor=first, schedule=schedule))
    own = list(Rate.objects.filter(shipped=False).values())
    row = ScheduleRow.objects.filter(code="tin_ngan").values().get()
    load_law(actor=province, law=frozen_law)
    assert list(Rate.objects.filter(shipped=False).values()) == own
    assert len(own) == 12
    assert ScheduleRow.objects.filter(code="tin_ngan").values().get() == row


def test_the_number_of_queries_does_not_grow_with_the_lines(first, second, django_assert_max_num_queries):
    schedule = submitted(first)
    mark_lines(actor=second, schedule=schedule, marks=all_match(schedule))
    with django_assert_max_num_queries(45):
        conclude_verification(actor=second, schedule=schedule)
    assert RateCitation.objects.filter(rate__shipped=False).count() == 11
