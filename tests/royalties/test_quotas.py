"""Quotas as verbs and on the pages: given, ended, excepted; who may; what the grid and the panel say of them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Decision, RoleAssignment, Unit, User
from royalties.models import Contribution, Payee, Quota, QuotaException, Work
from royalties.quota_reads import inside_quotas
from royalties.services import merge_payees
from royalties.services.quotas import count_for_quota, end_quota, except_from_quota, give_quota
from tests.royalties.scoring import reviewed
from tests.screens import browser_of, holder, text_of

START = date(2026, 1, 1)


@pytest.fixture
def head(office) -> User:
    return holder("board_head", office)


@pytest.fixture
def person(office) -> Payee:
    return Payee.objects.create(unit=office, name="Nguyễn Thị Mẫu", id_number="000000000001")


@pytest.fixture
def neighbour(office) -> Unit:
    return Unit.objects.exclude(pk=office.pk).first()


def give(actor, payee, **terms) -> Quota:
    return give_quota(actor=actor, payee=payee, **{"works_per_month": 1, "start_on": START, "reason": "1/QĐ"} | terms)


def test_a_quota_is_given_with_its_decision(head, person):
    quota = give(head, person, works_per_month=5)
    assert (quota.works_per_month, quota.start_on, quota.end_on, quota.reason) == (5, START, None, "1/QĐ")
    decision = Decision.objects.get(action="giao định mức")
    assert (decision.target_id, decision.reason, decision.after["số tác phẩm mỗi tháng"]) == (person.pk, "1/QĐ", "5")


@pytest.mark.parametrize(
    "terms",
    [
        {"works_per_month": 0},
        {"reason": "  "},
        {"end_on": date(2025, 12, 31)},
        {"start_on": date(2026, 6, 30), "end_on": date(2026, 7, 1)},
        {"start_on": date(2025, 1, 1)},
    ],
)
def test_an_impossible_quota_or_one_that_overlaps_is_refused(head, person, terms):
    give(head, person, start_on=date(2026, 7, 1))
    with pytest.raises(ValidationError):
        give(head, person, **terms)
    assert Quota.objects.count() == 1


def test_a_quota_may_follow_the_day_after_another_ended(head, person):
    first = give(head, person)
    end_quota(actor=head, quota=first, last_on=date(2026, 6, 30), reason="Thôi việc")
    assert give(head, person, start_on=date(2026, 7, 1)).pk != first.pk
    with pytest.raises(ValidationError, match="đã hết"):
        end_quota(actor=head, quota=first, last_on=date(2026, 7, 1), reason="Kéo dài")


@pytest.mark.parametrize(("last_on", "reason"), [(date(2025, 12, 31), "x"), (date(2026, 6, 30), " ")])
def test_a_quota_ends_after_it_began_and_with_a_reason(head, person, last_on, reason):
    quota = give(head, person)
    with pytest.raises(ValidationError):
        end_quota(actor=head, quota=quota, last_on=last_on, reason=reason)


def test_near_misses_decide_nothing(office, neighbour, head, person):
    quota, work = give(head, person), reviewed(office, head)
    ended = holder("board_head", office, "da-thoi")
    RoleAssignment.objects.filter(user=ended).update(end_on=date(2020, 12, 31))
    for user in [holder("board_head", neighbour, "khac"), holder("accountant", office, "ke-toan"), ended]:
        for act in [
            lambda actor: give(actor, person, start_on=date(2025, 1, 1), end_on=date(2025, 1, 2)),
            lambda actor: end_quota(actor=actor, quota=quota, last_on=START, reason="x"),
            lambda actor: except_from_quota(actor=actor, work=work, reason="x"),
            lambda actor: count_for_quota(actor=actor, work=work, reason="x"),
        ]:
            with pytest.raises(PermissionDenied):
                act(user)
    assert Quota.objects.get().end_on is None
    assert not QuotaException.objects.exists()


def test_the_quota_is_filled_by_reviewed_works_of_the_author_only(office, head, person):
    give(head, person)
    other = Payee.objects.create(unit=office, name="Y Thử")
    recorded = reviewed(office, head, 1, state="recorded", published_on=date(2026, 7, 1))
    edited = reviewed(office, head, 2, published_on=date(2026, 7, 2))
    edited.contributions.update(role="editor")
    first = reviewed(office, head, 3, published_on=date(2026, 7, 3))
    Contribution.objects.create(work=first, payee=other, share=1, order=2)
    second = reviewed(office, head, 4, published_on=date(2026, 7, 4))
    inside = inside_quotas([recorded, edited, first, second])
    assert inside == {first.pk: {first.contributions.get(payee=person).pk}}


def test_an_excepted_work_is_paid_and_the_next_one_is_not(office, head, person):
    give(head, person)
    first, second = reviewed(office, head, 1), reviewed(office, head, 2)
    assert set(inside_quotas([first, second])) == {first.pk}
    except_from_quota(actor=head, work=first, reason="Tin nóng theo yêu cầu")
    assert set(inside_quotas([first, second])) == {second.pk}
    with pytest.raises(ValidationError, match="đã được chi ngoài"):
        except_from_quota(actor=head, work=first, reason="Lần nữa")
    count_for_quota(actor=head, work=first, reason="Nhầm")
    assert set(inside_quotas([first, second])) == {first.pk}
    with pytest.raises(ValidationError, match="không có ngoại lệ"):
        count_for_quota(actor=head, work=first, reason="Nhầm")
    assert list(Decision.objects.order_by("pk").values_list("action", "reason"))[-2:] == [
        ("chi ngoài định mức", "Tin nóng theo yêu cầu"),
        ("tính lại vào định mức", "Nhầm"),
    ]


def test_a_work_on_a_sheet_and_a_missing_reason_are_refused(office, head):
    settled, open_work = reviewed(office, head, 1, state="on_sheet"), reviewed(office, head, 2)
    with pytest.raises(ValidationError, match="không đổi được nữa"):
        except_from_quota(actor=head, work=settled, reason="x")
    with pytest.raises(ValidationError, match="Hãy nêu lý do"):
        except_from_quota(actor=head, work=open_work, reason=" ")


def test_the_grid_and_the_panel_say_what_is_in_the_quota(office, head, person):
    give(head, person)
    work = reviewed(office, head, 1, state="scored")
    work.parts.update(coefficient=8)
    other = Payee.objects.create(unit=office, name="Y Thử")
    Contribution.objects.create(work=work, payee=other, share=1, order=2)
    client = browser_of("board_deputy", office, "pho-ban")
    for where in ("/cham/?scored=1", reverse("royalties:work-price-why", args=[work.pk])):
        assert "Nguyễn Thị Mẫu: không chi 1.012.000" in text_of(client.get(where)), where
    response = client.post(reverse("royalties:quota-except", args=[work.pk]), {"reason": "Theo yêu cầu"}, follow=True)
    assert "Tác phẩm này được chi ngoài định mức." in text_of(response)
    assert "không chi" not in text_of(client.get("/cham/?scored=1"))


def test_quotas_cost_no_query_a_person(office, head):
    counts = []
    for numbers in (range(2), range(2, 30)):
        for number in numbers:
            payee = Payee.objects.create(unit=office, name=f"Người {number}")
            give(head, payee, works_per_month=3)
            work = reviewed(office, head, number)
            work.contributions.update(payee=payee)
        with CaptureQueriesContext(connection) as captured:
            assert len(inside_quotas(list(Work.objects.all()))) == numbers.stop
        counts.append(len(captured))
    # The works themselves, then quotas, then the works that fill them.
    assert counts == [3, 3]


def test_quotas_go_with_the_record_that_is_kept_unless_they_clash(office, head, person):
    clerk = holder("accountant", office, "ke-toan")
    other = Payee.objects.create(unit=office, name="Nguyen Thi Mau")
    give(head, person, end_on=date(2026, 6, 30))
    clashing = give(head, other, start_on=date(2026, 6, 30))
    with pytest.raises(ValidationError, match="cùng có định mức"):
        merge_payees(actor=clerk, kept=person, merged=other, reason="Một người")
    Quota.objects.filter(pk=clashing.pk).update(start_on=date(2026, 7, 1))
    merge_payees(actor=clerk, kept=person, merged=other, reason="Một người")
    assert list(person.quotas.order_by("start_on").values_list("start_on", flat=True)) == [START, date(2026, 7, 1)]


def test_the_pages_give_and_end_a_quota_or_say_why_not(office, head, person):
    client = browser_of("board_head", office, "truong-ban")
    sent = {"payee": person.pk, "works_per_month": "5", "start_on": "01/07/2026", "reason": "2/QĐ-VP"}
    assert "Đã giao định mức: Nguyễn Thị Mẫu: 5 tác phẩm mỗi tháng" in text_of(
        client.post("/dinh-muc/giao/", sent, follow=True)
    )
    again = client.post("/dinh-muc/giao/", sent)
    assert again.status_code == 422
    assert "đã có định mức" in again.content.decode()
    where = reverse("royalties:quota-end", args=[Quota.objects.get().pk])
    wrong = client.post(where, {"last_on": "30/06/2026", "reason": "Chuyển việc"})
    assert "không được trước ngày bắt đầu" in text_of(wrong, 422)
    assert "Đã thôi định mức" in text_of(client.post(where, {"last_on": "31/07/2026", "reason": "Nghỉ"}, follow=True))
    assert Quota.objects.get().end_on == date(2026, 7, 31)


def test_only_people_of_the_board_find_the_ways(office, neighbour, head, person):
    quota = give(head, person)
    reader = browser_of("accountant", office, "ke-toan")
    assert "Giao định mức" not in text_of(reader.get("/dinh-muc/"))
    assert reader.get("/dinh-muc/giao/").status_code == 403
    assert reader.get(reverse("royalties:quota-end", args=[quota.pk])).status_code == 403
    other = browser_of("board_head", neighbour, "khac")
    assert other.get(reverse("royalties:quota-end", args=[quota.pk])).status_code == 404
    assert "Nguyễn Thị Mẫu" not in other.get("/dinh-muc/giao/").content.decode()
