"""Payees' records: completed, given pen names, merged; refused where wrong, with history that shows no id."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import Decision, RoleAssignment, Unit, User
from royalties.models import Contribution, Outlet, Payee, Work
from royalties.services import add_pen_name, merge_payees, update_payee
from tests.screens import holder


@pytest.fixture
def unit(system) -> Unit:
    return Unit.objects.create(code="thu", name="Đơn vị thử", level="department", source_label="TEST")


@pytest.fixture
def clerk(unit) -> User:
    return holder("accountant", unit, "ketoan")


def payee(unit: Unit, name: str, **facts) -> Payee:
    return Payee.objects.create(unit=unit, name=name, to_complete=True, **facts)


def work_by(unit: Unit, title: str, *authors: Payee) -> Work:
    outlet, _ = Outlet.objects.get_or_create(unit=unit, medium="portal", name="Cổng thử")
    work = Work.objects.create(outlet=outlet, title=title, published_on=date(2026, 7, 1))
    for order, author in enumerate(authors, start=1):
        Contribution.objects.create(work=work, payee=author, share=1, order=order)
    return work


def test_a_record_is_complete_with_id_account_and_bank(unit, clerk):
    person = payee(unit, "Y Thử Niê", id_number="000000000001")
    half = update_payee(actor=clerk, payee=person, changes={"account_number": "000012345"})
    assert half.to_complete is True
    done = update_payee(actor=clerk, payee=person, changes={"bank": "Ngân hàng Ví Dụ", "contract": "over_3_months"})
    assert (done.to_complete, done.contract, done.id_number) == (False, "over_3_months", "000000000001")
    decision = Decision.objects.first()
    assert decision.before == {"hợp đồng": "không có hợp đồng lao động", "ngân hàng": ""}
    assert decision.after == {"hợp đồng": "hợp đồng từ 3 tháng", "ngân hàng": "Ngân hàng Ví Dụ"}


def test_history_shows_ids_masked(unit, clerk):
    person = payee(unit, "Y Thử Niê", id_number="000000000001")
    update_payee(actor=clerk, payee=person, changes={"id_number": "000000000002"})
    decision = Decision.objects.first()
    assert decision.before == {"số định danh hoặc mã số thuế": "•••••••••001"}
    assert decision.after == {"số định danh hoặc mã số thuế": "•••••••••002"}


def test_an_id_of_another_payee_is_refused_and_nothing_is_saved(unit, clerk):
    payee(unit, "A", id_number="000000000001")
    person = payee(unit, "B", id_number="000000000002")
    with pytest.raises(ValidationError, match="đã thuộc một người nhận khác"):
        update_payee(actor=clerk, payee=person, changes={"id_number": "000000000001"})
    assert Payee.objects.get(name="B").id_number == "000000000002"
    assert not Decision.objects.exists()


@pytest.mark.parametrize("role", ["board_head", "board_deputy", "unit_head"])
def test_other_roles_of_the_unit_may_not_edit(unit, role):
    actor, person = holder(role, unit, "ketoan"), payee(unit, "A")
    other = payee(unit, "B")
    for verb in (
        lambda: update_payee(actor=actor, payee=person, changes={"bank": "X"}),
        lambda: add_pen_name(actor=actor, payee=person, name="Bút"),
        lambda: merge_payees(actor=actor, kept=person, merged=other, reason="một người"),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert not Decision.objects.exists()


def test_the_accountant_of_another_unit_may_not_edit(unit):
    other = Unit.objects.create(code="khac", name="Đơn vị khác", level="department", source_label="TEST")
    actor, person = holder("accountant", other, "ketoan"), payee(unit, "A")
    with pytest.raises(PermissionDenied):
        update_payee(actor=actor, payee=person, changes={"bank": "X"})
    with pytest.raises(PermissionDenied):
        merge_payees(actor=actor, kept=payee(other, "B"), merged=person, reason="một người")


@pytest.mark.parametrize("name", ["", "  ", "NGUYỄN  VĂN mẫu"])
def test_a_blank_pen_name_or_the_own_name_is_refused(unit, clerk, name):
    with pytest.raises(ValidationError):
        add_pen_name(actor=clerk, payee=payee(unit, "Nguyễn Văn Mẫu"), name=name)


def test_a_pen_name_is_kept_once(unit, clerk):
    person = payee(unit, "Nguyễn Văn Mẫu")
    add_pen_name(actor=clerk, payee=person, name="Hoài  Mẫu")
    assert [pen.name for pen in person.pen_names.all()] == ["Hoài Mẫu"]
    with pytest.raises(ValidationError, match="Bút danh này đã được ghi"):
        add_pen_name(actor=clerk, payee=person, name="Hoài Mẫu")


def test_merging_moves_works_and_takes_over_what_was_missing(unit, clerk):
    kept = payee(unit, "Nguyễn Văn Mẫu", id_number="000000000001")
    merged = payee(unit, "Ng. V. Mẫu", account_number="000012345", bank="Ngân hàng Ví Dụ")
    mine, theirs = work_by(unit, "Tin một", kept), work_by(unit, "Tin hai", merged)
    result = merge_payees(actor=clerk, kept=kept, merged=merged, reason="cùng một người, đã hỏi")
    assert {work.contributions.get().payee for work in (mine, theirs)} == {kept}
    assert (result.account_number, result.bank, result.to_complete) == ("000012345", "Ngân hàng Ví Dụ", False)
    assert [pen.name for pen in result.pen_names.all()] == ["Ng. V. Mẫu"]
    merged.refresh_from_db()
    assert merged.merged_into == kept
    assert list(Payee.objects.current()) == [kept]
    decision = Decision.objects.first()
    assert (decision.action, decision.reason) == ("gộp người nhận", "cùng một người, đã hỏi")
    assert decision.after == {"số tác phẩm chuyển sang": 1, "bảng nháp tính lại": []}


def test_an_id_moves_to_the_kept_record(unit, clerk):
    kept, merged = payee(unit, "Nguyễn Văn Mẫu"), payee(unit, "Nguyễn Văn Mẫu", id_number="000000000001")
    assert merge_payees(actor=clerk, kept=kept, merged=merged, reason="trùng").id_number == "000000000001"
    assert Payee.objects.current().with_number("000000000001").get() == kept


def _two_ids(unit):
    return payee(unit, "A", id_number="000000000001"), payee(unit, "A", id_number="000000000002")


def _one_work(unit):
    pair = payee(unit, "A"), payee(unit, "B")
    work_by(unit, "Tin chung", *pair)
    return pair


def _itself(unit):
    person = payee(unit, "A")
    return person, person


def _merged_before(unit):
    kept = payee(unit, "A")
    return kept, Payee.objects.create(unit=unit, name="B", merged_into=kept)


def _two_units(unit):
    other = Unit.objects.create(code="khac", name="Đơn vị khác", level="department", source_label="TEST")
    RoleAssignment.objects.create(
        user=User.objects.get(username="ketoan"), role="accountant", unit=other, start_on=date(2020, 1, 1)
    )
    return payee(unit, "A"), payee(other, "A")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_two_ids, "hai số định danh khác nhau"),
        (_one_work, "cùng đứng tên một tác phẩm"),
        (_itself, "cùng một bản ghi"),
        (_merged_before, "đã được gộp trước đó"),
        (_two_units, "hai đơn vị khác nhau"),
    ],
)
def test_what_cannot_be_one_person_is_not_merged(unit, clerk, make, message):
    kept, merged = make(unit)
    with pytest.raises(ValidationError, match=message):
        merge_payees(actor=clerk, kept=kept, merged=merged, reason="trùng")
    assert not Decision.objects.exists()


def test_a_merge_needs_a_reason(unit, clerk):
    with pytest.raises(ValidationError, match="Hãy nêu lý do gộp"):
        merge_payees(actor=clerk, kept=payee(unit, "A"), merged=payee(unit, "B"), reason="  ")
