"""The authors of a file become the payees of the unit: found again, completed, never two people under one id."""

from datetime import date

import pytest

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
    assert decision.before == {"số tài khoản": "•••••••122"}
    assert decision.after["số tài khoản"] == "•••••••988"
