"""As what income a sheet's money is taxed: said by the accountant while the sheet may change, and frozen with it."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from budgets.services import approve_sheet
from core.models import Decision
from royalties.models import PayeeTotal, PaymentSheet, ProofEvent
from royalties.proof.verifying import verify_unit
from royalties.services.building import rebuild_sheet
from royalties.services.income import set_income
from royalties.services.payee_records import merge_payees
from royalties.services.signing import sign_sheet, submit_sheet
from royalties.states import SheetAction
from tests.royalties.sheets.conftest import papers
from tests.royalties.sheets.people import payee, people_of, scored


@pytest.fixture
def built(desk, staff, flow) -> PaymentSheet:
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    scored(desk, staff.head, 2, payee(desk, "H Ví Dụ Êban", 2))
    return flow("built")


def total_of(sheet: PaymentSheet, name: str = "Nguyễn Thị Mẫu") -> PayeeTotal:
    return sheet.payee_totals.select_related("sheet__unit").get(payee__name=name)


def test_income_is_like_a_wage_unless_the_accountant_says_otherwise(built, staff):
    assert (total_of(built).income, total_of(built).contract_number) == ("wage_like", "")
    set_income(actor=staff.accountant, total=total_of(built), income="copyright", contract_number=" 12/HĐ  BQ ")
    assert (total_of(built).income, total_of(built).contract_number) == ("copyright", "12/HĐ BQ")
    assert total_of(built, "H Ví Dụ Êban").income == "wage_like"
    built.refresh_from_db()
    said = [(one["income"], one.get("contract_number")) for one in built.inputs["payees"]]
    assert sorted(said, key=str) == [("copyright", "12/HĐ BQ"), ("wage_like", None)]
    told = Decision.objects.get(action="xác định loại thu nhập")
    assert told.after["số hợp đồng"] == "12/HĐ BQ"


def test_it_outlasts_new_prices_and_is_frozen_with_the_sheet(built, staff, desk):
    set_income(actor=staff.accountant, total=total_of(built), income="copyright", contract_number="12/HĐ")
    rebuild_sheet(actor=staff.recorder, sheet=built)
    submit_sheet(actor=staff.recorder, sheet=built)
    sign_sheet(actor=staff.head, sheet=built, action=SheetAction.BOARD_APPROVE)
    sign_sheet(actor=staff.accountant, sheet=built, action=SheetAction.CHECK)
    approve_sheet(actor=staff.chief, sheet=built, render=papers)
    assert total_of(built).contract_number == "12/HĐ"
    told = json.loads(ProofEvent.objects.get().content)["sheet"]["payees"]
    assert sorted(str(one.get("contract_number")) for one in told) == ["12/HĐ", "None"]
    assert list(verify_unit(desk)) == []


def test_a_merged_record_brings_its_kind_of_income_along(built, staff, desk):
    set_income(actor=staff.accountant, total=total_of(built), income="copyright", contract_number="12/HĐ")
    kept = payee(desk, "Nguyễn Thị Mẫu khác", 3, id_number="")
    merge_payees(actor=staff.recorder, kept=kept, merged=total_of(built).payee, reason="một người")
    assert total_of(built, "Nguyễn Thị Mẫu khác").contract_number == "12/HĐ"


def test_only_the_accountant_of_the_unit_says_it(built, staff, office):
    strangers = [staff.recorder, staff.head, staff.chief, people_of(office, mark="khac").accountant]
    for actor in strangers:
        with pytest.raises(PermissionDenied):
            set_income(actor=actor, total=total_of(built), income="copyright", contract_number="1")
    assert total_of(built).income == "wage_like"


def test_a_signed_sheet_and_a_contract_without_number_are_refused(built, staff):
    with pytest.raises(ValidationError, match="số hợp đồng"):
        set_income(actor=staff.accountant, total=total_of(built), income="copyright", contract_number=" ")
    submit_sheet(actor=staff.recorder, sheet=built)
    with pytest.raises(ValidationError, match="không sửa được"):
        set_income(actor=staff.accountant, total=total_of(built), income="copyright", contract_number="1")


def test_the_database_knows_no_copyright_without_a_contract(built):
    with pytest.raises(IntegrityError), transaction.atomic():
        built.payee_totals.update(income="copyright")
