"""The authors of a file become the payees of the unit: found again, completed, never two people under one id."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Decision
from royalties.models import Payee, PenName
from royalties.services import WrongWorksFileError
from tests.royalties.files import faults_of, good

AUGUST = date(2026, 8, 1)


def test_the_payees_are_asked_about_a_work_with_another_fault(draft):
    draft([good(1)])
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(2, **{"Tác giả": "Người Khác", "Hệ số": "-1"}), good(1, **{"Hệ số": "tám"})], period=AUGUST)
    assert faults_of(refused) == [(2, "Hệ số"), (2, "Tác giả"), (3, "Đường dẫn"), (3, "Hệ số"), (3, "Tác giả")]


def test_a_payee_is_found_again_by_id_and_by_name_and_account(draft):
    draft([good(1), good(2, **{"Tác giả": "Trần Không Số", "Số định danh": ""})])
    found = {payee.name: payee.pk for payee in Payee.objects.all()}
    draft(
        [
            good(3, **{"Tác giả": "NGUYỄN  THỊ MẪU", "Số tài khoản": ""}),
            good(4, **{"Tác giả": "trần không số", "Số định danh": ""}),
        ],
        period=AUGUST,
    )
    assert {payee.name: payee.pk for payee in Payee.objects.all()} == found


def test_a_new_payee_is_marked_to_complete_with_the_stated_defaults(draft):
    draft([good(1)])
    payee = Payee.objects.get()
    assert (payee.is_resident, payee.contract, payee.group, payee.to_complete) == (True, "none", 4, True)
    assert (payee.id_number, payee.account_number) == ("000000000001", "0000111122")
    assert not payee.commitments.exists()


def test_the_same_id_under_another_name_is_a_wrong_cell(draft):
    draft([good(1)])
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(2, **{"Tác giả": "Người Khác"})], period=AUGUST)
    assert faults_of(refused) == [(2, "Tác giả")]


def test_a_pen_name_of_the_payee_is_no_other_name(draft):
    draft([good(1)])
    PenName.objects.create(payee=Payee.objects.get(), name="Mai Cao Nguyên")
    draft([good(2, **{"Tác giả": "Mai Cao Nguyên"})], period=AUGUST)
    assert Payee.objects.count() == 1


def test_two_names_of_one_payee_in_one_work_are_a_fault(draft):
    draft([good(1)])
    PenName.objects.create(payee=Payee.objects.get(), name="Mai Cao Nguyên")
    rows = [good(2, **{"Tỷ lệ": "50%"}), good(2, **{"Tỷ lệ": "50%", "Tác giả": "Mai Cao Nguyên"})]
    with pytest.raises(WrongWorksFileError) as refused:
        draft(rows, period=AUGUST)
    assert (3, "Tác giả") in faults_of(refused)


def test_a_changed_account_is_taken_over_and_leaves_a_masked_decision(draft):
    draft([good(1)])
    draft([good(2, **{"Số tài khoản": "0000999988"})], period=AUGUST)
    assert Payee.objects.get().account_number == "0000999988"
    decision = Decision.objects.get(action="cập nhật người nhận")
    assert decision.before == {"số tài khoản": "•••••••122", "ngân hàng": "Ngân hàng Ví Dụ"}
    assert decision.after["số tài khoản"] == "•••••••988"


@pytest.mark.parametrize("cut", ["111122", 111122])
def test_an_account_that_lost_the_noughts_of_the_known_one_is_a_fault(draft, cut):
    draft([good(1)])
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(2, **{"Số tài khoản": cut})], period=AUGUST)
    assert faults_of(refused) == [(2, "Số tài khoản")]
    assert "có thêm 4 số 0 ở đầu" in str(refused.value)
    assert Payee.objects.get().account_number == "0000111122"


def test_two_rows_that_turn_out_to_be_one_payee_have_one_bank(draft):
    draft([good(1)])
    PenName.objects.create(payee=Payee.objects.get(), name="Mai Cao Nguyên")
    rows = [good(2), good(3, **{"Tác giả": "Nguyễn Thị Mẫu", "Số định danh": "", "Ngân hàng": "Ngân hàng Khác"})]
    with pytest.raises(WrongWorksFileError) as refused:
        draft(rows, period=AUGUST)
    assert faults_of(refused) == [(3, "Ngân hàng")]


def test_a_bank_written_otherwise_is_no_change(draft):
    draft([good(1)])
    draft([good(2, **{"Ngân hàng": "NGAN HANG VI DU"})], period=AUGUST)
    assert Payee.objects.get().bank == "Ngân hàng Ví Dụ"
    assert not Decision.objects.filter(action="cập nhật người nhận").exists()


def test_queries_do_not_grow_with_changed_payees_but_for_their_own_rows(draft):
    people = [{"Tác giả": f"Người {n}", "Số định danh": f"{n:012}", "Số tài khoản": f"{n:010}"} for n in range(1, 21)]
    draft([good(n, **person) for n, person in enumerate(people, start=1)])
    moved = [good(n + 50, **person | {"Số tài khoản": f"77{n}"}) for n, person in enumerate(people, start=1)]
    with CaptureQueriesContext(connection) as few:
        draft(moved[:1], period=AUGUST)
    with CaptureQueriesContext(connection) as many:
        draft(moved[1:], period=date(2026, 9, 1))
    assert len(many) - len(few) <= 18 * 2 + 4
