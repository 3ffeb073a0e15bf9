"""Whom only a draft's own file named, the next file of the month may call otherwise; nobody is left behind."""

from datetime import date

import pytest

from core.models import Decision
from royalties.models import Commitment, Payee, PenName
from royalties.services import WrongWorksFileError, update_payee
from tests.royalties.files import faults_of, good
from tests.screens import holder

AUGUST = date(2026, 8, 1)
RIGHT = {"Tác giả": "Nguyễn Thị Mẫu"}
MISSPELT = {"Tác giả": "Nguyễn Thị Mậu"}


def people() -> set[tuple[str, str, str]]:
    return {(payee.name, payee.id_number, payee.account_number) for payee in Payee.objects.all()}


def test_a_misspelt_name_is_corrected_by_the_next_file_with_the_same_id(draft):
    first = draft([good(1, **MISSPELT), good(2, **MISSPELT)])
    again = draft([good(1, **RIGHT), good(2, **RIGHT)])
    assert again.pk == first.pk
    assert people() == {("Nguyễn Thị Mẫu", "000000000001", "0000111122")}
    assert [total.payee.name for total in again.payee_totals.all()] == ["Nguyễn Thị Mẫu"]
    assert again.fingerprint == draft([good(1, **RIGHT), good(2, **RIGHT)]).fingerprint


def test_the_case_of_a_name_is_corrected_too(draft):
    draft([good(1, **{"Tác giả": "NGUYEN THI MAU"})])
    draft([good(1, **RIGHT)])
    assert people() == {("Nguyễn Thị Mẫu", "000000000001", "0000111122")}


@pytest.mark.parametrize("right", ["000000000009", ""])
def test_a_wrong_id_is_corrected_or_taken_back_by_the_next_file(draft, right):
    draft([good(1)])
    draft([good(1, **{"Số định danh": right})])
    assert people() == {("Nguyễn Thị Mẫu", right, "0000111122")}


def test_an_account_that_the_next_file_leaves_out_does_not_stay(draft):
    draft([good(1)])
    draft([good(1, **{"Số tài khoản": "", "Ngân hàng": ""})])
    assert people() == {("Nguyễn Thị Mẫu", "000000000001", "")}
    assert not Decision.objects.filter(action="cập nhật người nhận").exists()


def test_two_people_who_changed_places_are_put_right(draft):
    other = {"Tác giả": "Y Thử Niê", "Số định danh": "000000000002", "Số tài khoản": "222"}
    draft([good(1, **other | RIGHT), good(2, **{"Tác giả": "Y Thử Niê"})])
    draft([good(1), good(2, **other)])
    assert people() == {
        ("Nguyễn Thị Mẫu", "000000000001", "0000111122"),
        ("Y Thử Niê", "000000000002", "222"),
    }


def test_whom_another_months_sheet_names_too_the_file_cannot_rename(draft):
    draft([good(1, **MISSPELT)])
    draft([good(2, **MISSPELT)], period=AUGUST)
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(1, **RIGHT)])
    assert faults_of(refused) == [(2, "Tác giả")]


def _edited(payee, unit):
    update_payee(actor=holder("accountant", unit, "ketoan"), payee=payee, changes={"contract": "over_3_months"})


def _pen_named(payee, unit):
    PenName.objects.create(payee=payee, name="Mai Cao Nguyên")


def _committed(payee, unit):
    Commitment.objects.create(payee=payee, year=2026, received_on=date(2026, 1, 5))


def _completed(payee, unit):
    Payee.objects.filter(pk=payee.pk).update(to_complete=False)


def _known_otherwise(payee, unit):
    Payee.objects.filter(pk=payee.pk).update(is_resident=False)


@pytest.mark.parametrize("touch", [_edited, _pen_named, _committed, _completed, _known_otherwise])
def test_whose_record_a_person_has_touched_the_file_can_neither_rename_nor_lose(draft, unit, touch):
    draft([good(1, **MISSPELT)])
    payee = Payee.objects.get()
    touch(payee, unit)
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(1, **RIGHT)])
    assert faults_of(refused) == [(2, "Tác giả")]
    draft([good(1, **MISSPELT, **{"Hệ số": 4})])
    assert Payee.objects.get() == payee


def test_a_wrong_file_leaves_the_people_of_the_draft_as_they_were(draft):
    draft([good(1, **MISSPELT)])
    with pytest.raises(WrongWorksFileError):
        draft([good(1, **RIGHT, **{"Hệ số": -1})])
    assert people() == {("Nguyễn Thị Mậu", "000000000001", "0000111122")}
