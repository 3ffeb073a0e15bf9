"""Recording, correcting and deleting one work: what is kept, what is refused, and by whom."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import Decision, RoleAssignment, Unit, User
from royalties.models import Payee, PenName, Work
from royalties.services import delete_work, edit_work, record_work
from royalties.services.bylines import NEW, Byline
from tests import list_rows
from tests.royalties.recording import facts, outlet_of, recorded
from tests.screens import holder


def people(work: Work) -> list[tuple[str, str, Decimal]]:
    return [(one.payee.name, one.role, one.share) for one in work.contributions.all()]


def refused(field: str, match: str):
    return pytest.raises(ValidationError, match=rf"(?s)'{field}'.*{match}")


def test_a_work_is_kept_with_its_parts_its_people_and_who_recorded_it(outlet, rows, clerk):
    lines = (Byline("Nguyễn Thị Mẫu", share=Decimal(60)), Byline("Y Thử Niê", share=Decimal(40)))
    url = "https://daklak.example/1"
    work = recorded(clerk, outlet, rows["news"], bylines=lines, photos=3, url=url, ordered_on=date(2026, 7, 1))
    assert (work.state, work.recorded_by, work.url, work.ordered_on) == ("recorded", clerk, url, date(2026, 7, 1))
    parts = [(part.order, part.schedule_row.code, part.quantity, part.coefficient) for part in work.parts.all()]
    assert parts == [(1, "news", 1, None), (2, "photo", 3, None)]
    assert people(work) == [
        ("Nguyễn Thị Mẫu", "author", Decimal("0.6")),
        ("Y Thử Niê", "author", Decimal("0.4")),
    ]
    assert list(Payee.objects.values_list("name", "to_complete")) == [("Nguyễn Thị Mẫu", True), ("Y Thử Niê", True)]
    decision = Decision.objects.first()
    assert (decision.action, decision.actor, decision.unit) == ("ghi tác phẩm", clerk, outlet.unit)
    assert decision.after["thể loại"] == "1 × Tin; 3 × Ảnh"
    assert decision.after["tác giả"] == "Nguyễn Thị Mẫu (tác giả, 60 %); Y Thử Niê (tác giả, 40 %)"


def test_blank_shares_are_equal_and_only_authors_share(outlet, rows, clerk):
    lines = (Byline("A Mẫu"), Byline("B Mẫu"), Byline("C Mẫu", role="editor"))
    assert people(recorded(clerk, outlet, rows["news"], bylines=lines)) == [
        ("A Mẫu", "author", 1),
        ("B Mẫu", "author", 1),
        ("C Mẫu", "editor", 1),
    ]


def test_the_photos_of_a_work_that_is_photos_are_its_quantity(outlet, rows, clerk):
    work = recorded(clerk, outlet, rows["photo"], photos=5)
    assert [(part.schedule_row.code, part.quantity) for part in work.parts.all()] == [("photo", 5)]


@pytest.mark.parametrize(
    ("lines", "match"),
    [
        ((), "ít nhất một tác giả"),
        ((Byline("A", role="editor"),), "ít nhất một tác giả"),
        ((Byline("A", share=Decimal(60)), Byline("B")), "mọi tác giả"),
        ((Byline("A", share=Decimal(60)), Byline("B", share=Decimal("39.9"))), "đang là 99,9 %"),
        ((Byline("A"), Byline("B", role="editor", share=Decimal(10))), "Chỉ tác giả mới có tỷ lệ"),
        ((Byline("A"), Byline(" a ")), "chỉ đứng tên một lần"),
        ((Byline("A" * 201),), "201 ký tự"),
    ],
)
def test_people_that_cannot_be_are_refused_and_nobody_is_kept(outlet, rows, clerk, lines, match):
    with refused("bylines", match):
        recorded(clerk, outlet, rows["news"], bylines=lines)
    assert not Work.objects.exists()
    assert not Payee.objects.exists()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("field", "more", "match"),
    [
        ("title", {"title": "  "}, "."),
        ("url", {"url": "daklak.example/1"}, "bắt đầu bằng http"),
        ("url", {"url": "https://" + "a" * 1000}, "1008 ký tự"),
        ("ordered_on", {"ordered_on": date(2026, 7, 11)}, "sau ngày đăng"),
        ("photos", {"photos": -1}, "Số ảnh"),
    ],
)
def test_facts_that_cannot_be_are_refused_by_field(outlet, rows, clerk, field, more, match):
    with refused(field, match):
        recorded(clerk, outlet, rows["news"], **more)
    assert not Work.objects.exists()


def test_what_is_not_published_yet_is_not_recorded(outlet, rows, clerk):
    with refused("published_on", "sau hôm nay"):
        recorded(clerk, outlet, rows["news"], published_on=date(2999, 1, 1))


def test_the_genre_belongs_to_the_medium_and_radio_pays_no_photos(unit, rows, clerk):
    radio = outlet_of(unit, "radio")
    with refused("row", "không thuộc loại hình"):
        recorded(clerk, radio, rows["news"])
    with refused("photos", "không có ảnh trả riêng"):
        recorded(clerk, radio, rows["radio"], photos=1)


def test_the_same_link_or_the_same_title_and_day_is_recorded_once(outlet, rows, clerk):
    recorded(clerk, outlet, rows["news"], url="https://daklak.example/1")
    with refused("url", "đã được ghi"):
        recorded(clerk, outlet, rows["news"], url="https://daklak.example/1", title="Khác")
    with refused("title", "cùng tên, cùng ngày"):
        recorded(clerk, outlet, rows["news"], title="KHAI MẠC hội thảo  cà phê")
    recorded(clerk, outlet, rows["news"], url="https://daklak.example/2")
    assert Work.objects.count() == 2


def test_a_known_name_or_pen_name_is_the_known_payee(unit, outlet, rows, clerk):
    known = Payee.objects.create(unit=unit, name="Nguyễn Thị Mẫu", id_number="000000000001")
    PenName.objects.create(payee=known, name="Hoài Mẫu")
    for number, name in enumerate(["nguyễn thị mẫu", "HOÀI MẪU"]):
        work = recorded(clerk, outlet, rows["news"], title=f"Tin {number}", bylines=(Byline(name),))
        assert work.contributions.get().payee == known
    assert Payee.objects.get() == known


def test_a_payee_of_another_unit_is_nobody_here(outlet, rows, clerk):
    Payee.objects.create(unit=list_rows.make_unit("khac", "Đơn vị khác"), name="Nguyễn Thị Mẫu")
    recorded(clerk, outlet, rows["news"])
    assert Payee.objects.filter(name="Nguyễn Thị Mẫu").count() == 2


def test_several_of_one_name_are_asked_for_and_chosen(unit, outlet, rows, clerk):
    one = Payee.objects.create(unit=unit, name="Nguyễn Thị Mẫu", id_number="000000000001")
    Payee.objects.create(unit=unit, name="Nguyễn Thị Mẫu", id_number="000000000002")
    with refused("bylines", "chọn đúng người"):
        recorded(clerk, outlet, rows["news"])
    with refused("bylines", "chọn đúng người"):
        recorded(clerk, outlet, rows["news"], bylines=(Byline("Nguyễn Thị Mẫu", chosen="987654"),))
    work = recorded(clerk, outlet, rows["news"], bylines=(Byline("Nguyễn Thị Mẫu", chosen=str(one.pk)),))
    assert work.contributions.get().payee == one


def test_a_name_that_differs_by_accents_is_asked_for_rather_than_guessed(unit, outlet, rows, clerk):
    Payee.objects.create(unit=unit, name="Nguyễn Thị Mẫu")
    with refused("bylines", "chọn đúng người"):
        recorded(clerk, outlet, rows["news"], bylines=(Byline("Nguyen Thi Mau"),))
    work = recorded(clerk, outlet, rows["news"], bylines=(Byline("Nguyen Thi Mau", chosen=NEW),))
    assert work.contributions.get().payee.name == "Nguyen Thi Mau"


def test_a_correction_keeps_before_and_after(outlet, rows, clerk):
    work = recorded(clerk, outlet, rows["news"], photos=2)
    known = facts(outlet, rows["reportage"], "Y Thử Niê", title="Khai mạc")
    changed = edit_work(actor=clerk, work=work, facts=known)
    assert [part.schedule_row.code for part in changed.parts.all()] == ["reportage"]
    assert people(changed) == [("Y Thử Niê", "author", 1)]
    decision = Decision.objects.filter(action="sửa tác phẩm").get()
    assert decision.before == {
        "tên": "Khai mạc hội thảo cà phê",
        "thể loại": "1 × Tin; 2 × Ảnh",
        "tác giả": "Nguyễn Thị Mẫu (tác giả)",
    }
    assert decision.after == {"tên": "Khai mạc", "thể loại": "1 × Phóng sự", "tác giả": "Y Thử Niê (tác giả)"}


def test_a_work_keeps_its_own_link_when_it_is_corrected(outlet, rows, clerk):
    work = recorded(clerk, outlet, rows["news"], url="https://daklak.example/1")
    changed = edit_work(actor=clerk, work=work, facts=facts(outlet, rows["news"], url="https://daklak.example/1"))
    assert changed.url == "https://daklak.example/1"


def test_a_work_is_deleted_with_a_reason_and_stays_in_the_book(outlet, rows, clerk):
    work = recorded(clerk, outlet, rows["news"])
    with refused("reason", "lý do"):
        delete_work(actor=clerk, work=work, reason=" ")
    delete_work(actor=clerk, work=work, reason="ghi nhầm")
    assert not Work.objects.exists()
    decision = Decision.objects.first()
    assert (decision.action, decision.reason) == ("xoá tác phẩm", "ghi nhầm")
    assert decision.before["tên"] == "Khai mạc hội thảo cà phê"


@pytest.mark.parametrize("state", ["reviewed", "scored", "on_sheet", "paid"])
def test_what_was_reviewed_is_neither_corrected_nor_deleted(outlet, rows, clerk, state):
    work = recorded(clerk, outlet, rows["news"])
    Work.objects.update(state=state, reviewed_by=clerk, reviewed_at=timezone.now())
    with pytest.raises(ValidationError, match="khi còn «đã ghi»"):
        edit_work(actor=clerk, work=work, facts=facts(outlet, rows["news"], title="Khác"))
    with pytest.raises(ValidationError, match="khi còn «đã ghi»"):
        delete_work(actor=clerk, work=work, reason="ghi nhầm")
    assert Work.objects.get().title == "Khai mạc hội thảo cà phê"


def near_misses(unit: Unit) -> list[User]:
    """Other roles of the unit, the recorder of another one, a recorder whose role has ended."""
    other = list_rows.make_unit("khac", "Đơn vị khác")
    roles = ["accountant", "board_head", "board_deputy", "unit_head"]
    ended = holder("recorder", unit, "het-han")
    RoleAssignment.objects.filter(user=ended).update(end_on=date(2020, 12, 31))
    return [*(holder(role, unit, role) for role in roles), holder("recorder", other, "khac"), ended]


def test_who_may_not_record_may_do_none_of_it(unit, outlet, rows, clerk):
    work = recorded(clerk, outlet, rows["news"])
    written = Decision.objects.count()
    for actor in near_misses(unit):
        for verb in (
            lambda actor=actor: record_work(actor=actor, facts=facts(outlet, rows["news"], title="Khác")),
            lambda actor=actor: edit_work(actor=actor, work=work, facts=facts(outlet, rows["news"], title="Khác")),
            lambda actor=actor: delete_work(actor=actor, work=work, reason="x"),
        ):
            with pytest.raises(PermissionDenied):
                verb()
    assert Work.objects.get().title == "Khai mạc hội thảo cà phê"
    assert Decision.objects.count() == written


def test_a_work_is_not_moved_into_a_unit_where_one_may_not_record(outlet, rows, clerk):
    work = recorded(clerk, outlet, rows["news"])
    there = outlet_of(list_rows.make_unit("khac", "Đơn vị khác"))
    with pytest.raises(PermissionDenied):
        edit_work(actor=clerk, work=work, facts=facts(there, rows["news"]))


def test_more_payees_and_authors_cost_no_more_queries(unit, outlet, rows, clerk):
    for number in range(40):
        Payee.objects.create(unit=unit, name=f"Người {number}", account_number=str(number))

    def cost(authors: int) -> int:
        lines = tuple(Byline(f"Người {number}") for number in range(authors))
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            recorded(clerk, outlet, rows["news"], bylines=lines)
            transaction.set_rollback(True)
        return len(captured)

    cost(1)
    assert cost(1) == cost(30)
