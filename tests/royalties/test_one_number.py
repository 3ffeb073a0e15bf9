"""One id, tax code or account is one however it is written, in files, in records and after the move to one hash."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from core.crypto import keyed_digest
from core.models import Decision
from royalties.models import Payee
from royalties.services import WrongWorksFileError, merge_payees, update_payee
from tests.royalties.files import faults_of, good
from tests.screens import holder

AUGUST, PAID_ON = date(2026, 8, 1), date(2026, 8, 5)
ID, DOTTED = "066012345678", "066.012.345.678"


def hash_again():
    import_module("royalties.migrations.0009_one_hash_of_a_number").hash_again(apps, None)


def stored_before(unit, name: str, **numbers) -> Payee:
    """A record as it was kept when only spaces and case made no difference."""
    payee = Payee.objects.create(unit=unit, name=name, account_number=f"chỗ giữ {Payee.objects.count()}")
    kept = {"id_number": "", "account_number": ""} | numbers
    hashes = {"id_hash": keyed_digest(kept["id_number"]), "account_hash": keyed_digest(kept["account_number"])}
    Payee.objects.filter(pk=payee.pk).update(**kept, **hashes)
    payee.refresh_from_db()
    return payee


@pytest.mark.parametrize("written", [DOTTED, "066 012 345 678", "066-012-345-678", "０66012345678"])
def test_an_id_written_otherwise_is_the_same_payee_taxed_on_the_whole(draft, written):
    rows = [good(number, **{"Hệ số": 10, "Số định danh": ID if number % 2 else written}) for number in range(1, 5)]
    sheet = draft(rows, paid_on=PAID_ON)
    assert Payee.objects.count() == 1
    assert (sheet.gross, sheet.tax) == (10_120_000, 1_012_000)


def test_an_account_written_otherwise_is_the_same_account(draft):
    rows = [good(1, **{"Số định danh": "", "Số tài khoản": "0011-2233.44"}), good(2, **{"Số tài khoản": "0011 223344"})]
    draft([row | {"Số định danh": ""} for row in rows])
    assert Payee.objects.count() == 1


def test_two_names_of_one_id_written_otherwise_are_a_fault(draft):
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(1, **{"Số định danh": ID}), good(2, **{"Số định danh": DOTTED, "Tác giả": "Người Khác"})])
    assert faults_of(refused) == [(3, "Tác giả")]


def test_a_record_kept_with_dots_is_found_after_the_move(unit, draft):
    kept = stored_before(unit, "Nguyễn Thị Mẫu", id_number=DOTTED, account_number="0000-111122")
    hash_again()
    draft([good(1, **{"Số định danh": ID, "Số tài khoản": "0000111122"})])
    assert list(Payee.objects.all()) == [kept]
    assert not Decision.objects.filter(action="đánh dấu người nhận trùng").exists()


def test_two_records_of_one_id_both_stay_and_the_later_one_is_marked(unit, draft):
    first = stored_before(unit, "Nguyễn Thị Mẫu", id_number=ID, account_number="111")
    second = stored_before(unit, "Nguyễn Thị Mẫu", id_number=DOTTED, account_number="222")
    hash_again()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.to_complete, second.to_complete, second.id_number) == (False, True, DOTTED)
    assert Decision.objects.get(action="đánh dấu người nhận trùng").target_id == second.pk
    sheet = draft([good(1, **{"Số định danh": DOTTED, "Số tài khoản": ""})])
    assert sheet.payee_totals.get().payee == first


def test_records_without_an_id_of_one_name_and_account_both_stay(unit):
    first = stored_before(unit, "Nguyễn Thị Mẫu", account_number="0000111")
    second = stored_before(unit, "Nguyễn Thị Mẫu", account_number="0000-111")
    hash_again()
    assert Payee.objects.with_number("0000.111").get() == first
    assert Payee.objects.get(pk=second.pk).to_complete is True


def test_marked_records_are_merged_like_others(unit):
    first = stored_before(unit, "Nguyễn Thị Mẫu", id_number=ID)
    second = stored_before(unit, "Nguyễn Thị Mẫu", id_number=DOTTED)
    hash_again()
    merge_payees(actor=holder("accountant", unit, "ketoan"), kept=second, merged=first, reason="cùng một số")
    assert Payee.objects.current().with_number(ID).get() == second


def test_a_marked_record_that_a_file_would_change_is_a_fault_until_it_is_merged(unit, draft):
    stored_before(unit, "Nguyễn Thị Mẫu", id_number=ID, account_number="111")
    stored_before(unit, "Nguyễn Thị Mẫu", id_number=DOTTED, account_number="222")
    hash_again()
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(1, **{"Số định danh": "", "Số tài khoản": "222", "Ngân hàng": "Ngân hàng Khác"})])
    assert faults_of(refused) == [(2, "Tác giả")]
    assert "hãy gộp hai hồ sơ" in str(refused.value)


def test_the_record_of_another_payee_with_the_same_id_otherwise_written_is_refused(unit):
    stored = [Payee.objects.create(unit=unit, name=name, id_number=number) for name, number in [("A", ID), ("B", "1")]]
    with pytest.raises(Exception, match="đã thuộc một người nhận khác"):
        update_payee(actor=holder("accountant", unit, "ketoan"), payee=stored[1], changes={"id_number": DOTTED})
