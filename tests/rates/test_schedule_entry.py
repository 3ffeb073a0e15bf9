"""Entering a schedule: who may, what is refused and why, and that nothing of it is law before it is verified."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import Decision
from rates.models import Instrument, Rate, Schedule
from rates.queries import read_book
from rates.services import attach_scan, change_head, create_schedule, remove_line, save_line, submit_schedule
from tests.core.accounts import unit
from tests.rates.schedules import EFFECTIVE, PDF, PORTAL, WHY, drafted, head, keeper, submitted, terms


def faults_of(raised) -> str:
    return " ".join(raised.value.messages)


def test_a_schedule_opens_with_a_blank_line_for_each_genre_of_its_media(first):
    schedule = create_schedule(actor=first, unit=None, head=head(), media=["portal", "radio"])
    assert [line.code for line in schedule.lines.filter(medium="portal")] == list(PORTAL)
    assert schedule.lines.filter(medium="radio").count() == 9
    assert schedule.lines.exclude(maximum=None).count() == 0
    assert schedule.instrument.issuer == "UBND tỉnh Đắk Lắk"
    assert Decision.objects.filter(action="mở biểu mức").count() == 1


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"effective_on": date(2026, 6, 9)}, "effective_on", "Ngày có hiệu lực không được trước ngày ký."),
        ({"number": "18/2014/NĐ-CP"}, "number", "không phải là quyết định"),
        ({"number": "16/2014/QĐ-UBND"}, "issued_on", "đã ghi ký ngày 11/06/2014"),
    ],
)
def test_a_wrong_head_is_refused_beside_its_field(first, changed, field, said):
    with pytest.raises(ValidationError) as raised:
        create_schedule(actor=first, unit=None, head=head(**changed), media=["portal"])
    assert said in raised.value.message_dict[field][0]
    assert Schedule.objects.count() == 0


def test_the_known_decision_is_entered_under_its_own_days(first):
    told = {"number": "16/2014/QĐ-UBND", "issued_on": date(2014, 6, 11), "effective_on": date(2014, 6, 21)}
    schedule = create_schedule(actor=first, unit=None, head=head(**told), media=["portal"])
    assert schedule.instrument == Instrument.objects.get(number="16/2014/QĐ-UBND")
    assert schedule.instrument.title != "Biểu mức thử"


def test_a_decision_has_one_open_schedule(first):
    drafted(first)
    with pytest.raises(ValidationError, match="đang có một biểu mức chưa đối chiếu xong"):
        create_schedule(actor=first, unit=None, head=head(), media=["radio"])


@pytest.mark.parametrize("role", ["board_head", "unit_head", "recorder", "finance_reviewer", "auditor"])
def test_nobody_but_a_coordinator_keeps_the_provinces_schedules(first, role):
    place = unit("99001") if role in ("board_head", "unit_head", "recorder") else None
    other, schedule = keeper(role, "la", place), drafted(first)
    line = schedule.lines.first()
    for verb in (
        lambda: create_schedule(actor=other, unit=None, head=head(number="1/QĐ"), media=["portal"]),
        lambda: change_head(actor=other, schedule=schedule, head=head()),
        lambda: save_line(actor=other, schedule=schedule, terms=terms()),
        lambda: remove_line(actor=other, schedule=schedule, line=line),
        lambda: attach_scan(actor=other, schedule=schedule, name="x.pdf", content=PDF),
        lambda: submit_schedule(actor=other, schedule=schedule),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert schedule.lines.count() == 11


@pytest.mark.parametrize(
    ("role", "place"), [("unit_head", "99002"), ("recorder", "99001"), ("accountant", "99001"), ("coordinator", None)]
)
def test_a_units_decision_is_entered_by_its_own_heads_only(first, role, place):
    ours = unit("99001")
    places = {"99001": ours, "99002": unit("99002")}
    other = first if role == "coordinator" else keeper(role, "la", places[place])
    with pytest.raises(PermissionDenied):
        create_schedule(actor=other, unit=ours, head=head(), media=["portal"])


@pytest.mark.parametrize("role", ["board_head", "board_deputy", "unit_head"])
def test_the_heads_of_a_unit_enter_its_decision_under_the_number_with_its_day(first, role):
    ours = unit("99001")
    schedule = create_schedule(actor=keeper(role, "ta", ours), unit=ours, head=head(number="15/QĐ"), media=["portal"])
    assert schedule.instrument.number == "15/QĐ ngày 10/06/2026, 99001"


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"maximum": Decimal("10.5")}, "maximum", "10,5 vượt trần của trung ương 10 (Điều 7 khoản 1, nhóm 1, 18/2014"),
        ({"minimum": Decimal(11), "maximum": None}, "minimum", "11 vượt trần của trung ương 10"),
        ({"minimum": Decimal(9)}, "minimum", "9 lớn hơn hệ số tối đa 8"),
        ({"fixed": 50_000}, "fixed", "một dòng chỉ ghi hệ số hoặc mức cố định"),
        # 10 × 234.000: the unit value of June 2026.
        ({"minimum": None, "maximum": None, "fixed": 2_340_001}, "fixed", "là 2.340.000 đồng"),
        ({"code": "news_2", "genre": "talk"}, "genre", "không có trong loại hình"),
        ({"code": "photo", "label": "Tin ảnh"}, "code", "mã «photo» đã dùng cho thể loại khác"),
        ({"level_share": Decimal("1.2")}, "level_share", "không quá 100 %"),
        ({"label": ""}, "label", "chưa ghi"),
        ({"code": "reader_reply", "genre": "reader_reply", "label": "Trả lời"}, "code", "trùng dòng 1"),
    ],
)
def test_a_wrong_line_is_refused_beside_its_field(first, changed, field, said):
    schedule = drafted(first)
    news = schedule.lines.get(code="news")
    schedule.lines.filter(code="drawing").update(order=0, code="reader_reply2")
    schedule.lines.exclude(code__in=["news", "reader_reply"]).delete()
    with pytest.raises(ValidationError) as raised:
        save_line(actor=first, schedule=schedule, line=news, terms=terms(**changed))
    assert said in " ".join(raised.value.message_dict[field])
    news.refresh_from_db()
    assert (news.minimum, news.maximum) == (Decimal(1), Decimal(8))


def test_the_ceiling_itself_is_allowed(first):
    schedule = drafted(first)
    line = schedule.lines.get(code="news")
    save_line(actor=first, schedule=schedule, line=line, terms=terms(maximum=Decimal(10)))
    other = schedule.lines.get(code="photo")
    said = terms("photo", label="Ảnh", minimum=None, maximum=None, fixed=2_340_000)
    assert save_line(actor=first, schedule=schedule, line=other, terms=said).fixed == 2_340_000


def test_after_the_parent_decree_no_ceiling_bounds_a_new_decision(first):
    schedule = drafted(first, issued_on=date(2026, 9, 1), effective_on=date(2026, 9, 1), number="78/2026/QĐ-THU")
    line = schedule.lines.get(code="news")
    assert save_line(actor=first, schedule=schedule, line=line, terms=terms(maximum=Decimal(12))).maximum == 12


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90 khong phai", "không phải là PDF, PNG hay JPG"),
        (b"", "không phải là PDF"),
        (b"%PDF-" + b"0" * (20 * 1024 * 1024), "lớn hơn 20 MB"),
    ],
    ids=["program", "empty", "large"],
)
def test_a_scan_is_told_by_its_content(first, content, said):
    schedule = drafted(first)
    with pytest.raises(ValidationError, match=said):
        attach_scan(actor=first, schedule=schedule, name="qd.pdf", content=content)
    assert schedule.scans.count() == 1


def test_a_draft_that_is_not_whole_is_not_submitted_and_says_all_that_is_missing(first):
    schedule = create_schedule(actor=first, unit=None, head=head(), media=["portal"])
    schedule.lines.filter(code__in=["news", "photo"]).delete()
    with pytest.raises(ValidationError) as raised:
        submit_schedule(actor=first, schedule=schedule)
    said = faults_of(raised)
    assert "«Tranh» (drawing), hệ số tối đa: chưa ghi mức nào" in said
    assert "Chưa đính kèm bản quét" in said
    assert "Còn thiếu dòng cho «Tin», «Ảnh»" in said
    assert Schedule.objects.get().state == "draft"


def test_missing_genres_need_an_explanation(first):
    schedule = drafted(first)
    remove_line(actor=first, schedule=schedule, line=schedule.lines.get(code="research"))
    with pytest.raises(ValidationError, match="«Nghiên cứu»"):
        submit_schedule(actor=first, schedule=schedule)
    assert submit_schedule(actor=first, schedule=schedule, absences=WHY).state == "submitted"


def test_what_is_submitted_is_changed_by_nobody(first):
    schedule = submitted(first)
    line = schedule.lines.first()
    for verb in (
        lambda: save_line(actor=first, schedule=schedule, terms=terms()),
        lambda: remove_line(actor=first, schedule=schedule, line=line),
        lambda: change_head(actor=first, schedule=schedule, head=head()),
        lambda: attach_scan(actor=first, schedule=schedule, name="x.pdf", content=PDF),
        lambda: submit_schedule(actor=first, schedule=schedule),
    ):
        with pytest.raises(ValidationError, match="«chờ đối chiếu», không sửa được nữa"):
            verb()


def test_nothing_of_it_is_law_before_it_is_verified(first):
    before = Rate.objects.count()
    submitted(first)
    assert Rate.objects.count() == before
    assert read_book().rate("royalty/portal/news", EFFECTIVE).warnings == ("schedule_not_entered",)


def test_a_mistyped_number_of_a_new_decision_is_corrected_in_place(first):
    schedule = drafted(first)
    change_head(actor=first, schedule=schedule, head=head(number="79/2026/QĐ-THU"))
    assert Instrument.objects.filter(number__contains="/2026/QĐ-THU").values_list("number", flat=True).get() == (
        "79/2026/QĐ-THU"
    )
