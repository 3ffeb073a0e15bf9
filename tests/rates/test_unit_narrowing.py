"""A unit's own decision: only narrower than the province's, void when that changes, in force again once confirmed."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import Decision, Unit
from rates.models import Rate
from rates.queries import read_book
from rates.services import confirm_narrowings, create_schedule, lapses_of, save_line, submit_schedule
from tests.core.accounts import unit
from tests.rates.schedules import PORTAL, drafted, head, keeper, published, terms, verified

NEWS, PHOTO = "royalty/portal/news", "royalty/portal/photo"
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def coordinators(province):
    return keeper("provincial_coordinator", "an"), keeper("provincial_coordinator", "binh")


@pytest.fixture
def ours(coordinators) -> Unit:
    """A unit below a province whose news go from 1 to 8 and whose photos from 0,5 to 4."""
    published(*coordinators)
    return unit("99001")


@pytest.fixture
def heads(ours):
    return keeper("board_head", "chi", ours), keeper("unit_head", "dung", ours)


def narrow(heads, place, news=("2", "5"), **changed):
    told = {"number": "15/QĐ", "issued_on": JULY, "effective_on": JULY} | changed
    return published(*heads, place, amounts={"news": news, "photo": ("1", "2")}, **told)


def change_province(coordinators, news=("1", "7"), *, on=AUGUST):
    changed = {"number": "80/2026/QĐ-THU", "issued_on": on, "effective_on": on, "amounts": PORTAL | {"news": news}}
    return published(*coordinators, **changed)


def frame(place, on, key=NEWS) -> tuple:
    found = read_book(unit=place).rate(key, on)
    return found.minimum, found.maximum, found.scope, found.warnings


def test_only_what_was_filled_in_is_narrowed_from_its_day_on(ours, heads):
    narrow(heads, ours)
    assert frame(ours, date(2026, 6, 30)) == (Decimal(1), Decimal(8), "province", ())
    assert frame(ours, JULY) == (Decimal(2), Decimal(5), "unit", ())
    assert frame(ours, JULY, "royalty/portal/drawing") == (Decimal(2), Decimal(9), "province", ())
    assert frame(unit("99002"), JULY) == (Decimal(1), Decimal(8), "province", ())
    assert Rate.objects.filter(unit=ours).count() == 2


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"maximum": Decimal("8.5")}, "maximum", "8,5 vượt khung của tỉnh 8 (Điều 3, 77/2026/QĐ-THU)"),
        ({"minimum": Decimal("0.5")}, "minimum", "0,5 dưới khung của tỉnh 1"),
        ({"minimum": None, "maximum": None, "fixed": 90_000}, "fixed", "chỉ thu hẹp hệ số"),
        ({"level_share": Decimal("0.5")}, "fixed", "chỉ thu hẹp hệ số"),
        ({"code": "tin_la", "label": "Tin lạ"}, "code", "tỉnh không có khung hệ số cho dòng này ngày 01/07/2026"),
    ],
)
def test_a_unit_never_goes_beyond_the_province(ours, heads, changed, field, said):
    told = head(number="15/QĐ", issued_on=JULY, effective_on=JULY)
    schedule = create_schedule(actor=heads[0], unit=ours, head=told, media=["portal"])
    line = schedule.lines.get(code="news")
    with pytest.raises(ValidationError) as raised:
        save_line(actor=heads[0], schedule=schedule, line=line, terms=terms(**changed))
    assert said in " ".join(raised.value.message_dict[field])


def test_a_unit_may_narrow_the_provinces_own_rows_too(coordinators):
    schedule = drafted(coordinators[0])
    said = terms(code="tin_ngan", label="Tin ngắn", maximum=Decimal(3))
    save_line(actor=coordinators[0], schedule=schedule, terms=said)
    verified(coordinators[1], submit_schedule(actor=coordinators[0], schedule=schedule))
    place = unit("99001")
    chiefs = keeper("board_head", "chi", place), keeper("unit_head", "dung", place)
    told = {"number": "15/QĐ", "issued_on": JULY, "effective_on": JULY, "amounts": {"tin_ngan": ("2", "2.5")}}
    published(*chiefs, place, **told)
    assert frame(place, JULY, "royalty/portal/tin_ngan") == (Decimal(2), Decimal("2.5"), "unit", ())


def test_the_coordinator_is_no_second_person_of_a_unit(ours, heads, coordinators):
    with pytest.raises(PermissionDenied):
        published(heads[0], coordinators[0], ours, number="15/QĐ", issued_on=JULY, effective_on=JULY)


def test_one_head_alone_is_not_enough(ours, heads):
    with pytest.raises(PermissionDenied, match="phải nhờ người thứ hai"):
        narrow((heads[0], heads[0]), ours)


def test_a_new_provincial_row_voids_it_until_it_is_confirmed(ours, heads, coordinators):
    narrow(heads, ours)
    change_province(coordinators)
    assert frame(ours, date(2026, 7, 31)) == (Decimal(2), Decimal(5), "unit", ())
    assert frame(ours, AUGUST) == (Decimal(1), Decimal(7), "province", ("narrowing_lapsed",))
    assert {lapse.key for lapse in lapses_of(ours)} == {NEWS, PHOTO}
    with time_machine.travel("2026-08-11T02:00:00Z", tick=False):
        assert confirm_narrowings(actor=heads[1], unit=ours, keys=[NEWS]) == 1
        assert frame(ours, AUGUST) == (Decimal(2), Decimal(5), "unit", ())
        assert frame(ours, AUGUST, PHOTO)[3] == ("narrowing_lapsed",)
        assert {lapse.key for lapse in lapses_of(ours)} == {PHOTO}
    before = read_book(unit=ours, as_known_on=date(2026, 8, 10)).rate(NEWS, AUGUST)
    assert before.warnings == ("narrowing_lapsed",)
    said = Decision.objects.get(action="xác nhận lại mức thu hẹp")
    assert (said.unit, said.after) == (ours, {"Khung hệ số: Tin – cổng thông tin điện tử": "từ 01/08/2026"})


def test_a_provincial_row_that_lies_ahead_is_told_and_can_be_confirmed_before_it_comes(ours, heads, coordinators):
    narrow(heads, ours)
    october = date(2026, 10, 1)
    change_province(coordinators, on=october)
    assert [lapse.start for lapse in lapses_of(ours)] == [october, october]
    confirm_narrowings(actor=heads[0], unit=ours, keys=[NEWS, PHOTO])
    assert lapses_of(ours) == []
    assert frame(ours, october)[:3] == (Decimal(2), Decimal(5), "unit")


def test_what_lies_outside_the_new_frame_needs_a_new_decision(ours, heads, coordinators):
    narrow(heads, ours)
    change_province(coordinators, ("3", "7"))
    assert {lapse.key: lapse.fits for lapse in lapses_of(ours)} == {NEWS: False, PHOTO: True}
    with pytest.raises(ValidationError, match="nằm ngoài khung mới của tỉnh"):
        confirm_narrowings(actor=heads[0], unit=ours, keys=[NEWS, PHOTO])
    assert Rate.objects.filter(unit=ours).count() == 2


@pytest.mark.parametrize(("keys", "said"), [([], "ít nhất một mức"), ([NEWS], "không cần xác nhận lại nữa")])
def test_what_has_not_lapsed_is_not_confirmed(ours, heads, keys, said):
    narrow(heads, ours)
    with pytest.raises(ValidationError, match=said):
        confirm_narrowings(actor=heads[0], unit=ours, keys=keys)


@pytest.mark.parametrize(("role", "place"), [("recorder", "ours"), ("accountant", "ours"), ("unit_head", "theirs")])
def test_nobody_else_confirms(ours, heads, coordinators, role, place):
    narrow(heads, ours)
    change_province(coordinators)
    other = keeper(role, "la", ours if place == "ours" else unit("99002"))
    for actor in (other, coordinators[0]):
        with pytest.raises(PermissionDenied):
            confirm_narrowings(actor=actor, unit=ours, keys=[NEWS])


def test_confirming_many_costs_no_more_queries_than_confirming_one(
    ours, heads, coordinators, django_assert_num_queries
):
    narrow(heads, ours)
    change_province(coordinators)
    with django_assert_num_queries(10):
        confirm_narrowings(actor=heads[0], unit=ours, keys=[NEWS, PHOTO])
