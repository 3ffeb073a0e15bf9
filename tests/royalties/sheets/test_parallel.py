"""Many sign at once, or a process dies over a signature: numbers have no gap and nothing is half done."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from budgets.models import Reservation
from budgets.services import approve_sheet
from core.models import Unit
from core.services import load_units, system_actor
from rates.services import load_law
from royalties.models import PaidClaim, PaymentSheet, ProofEvent, SheetCounter, StoredPaper
from royalties.proof.verifying import verify_unit
from royalties.services.building import build_sheets
from royalties.services.signing import sign_sheet, submit_sheet
from royalties.states import SheetAction, SheetKind
from tests.royalties.sheets.conftest import papers
from tests.royalties.sheets.people import FUNDING, JULY, payee, people_of, scored

SHEETS = 20


@pytest.fixture
def checked(transactional_db, frozen_law):
    """Makes sheets of one unit that wait for the last signature, and gives them with the unit's people."""
    actor = system_actor()
    load_units(actor=actor)
    load_law(actor=actor, law=frozen_law)
    unit = Unit.objects.create(code="mh-thu", name="Đơn vị thử", level="department", source_label="MH", is_demo=True)
    people = people_of(unit)
    author = payee(unit, "Nguyễn Thị Mẫu", 1)

    def make(count: int):
        for number in range(1, count + 1):
            scored(unit, people.head, number, author)
            (sheet,) = build_sheets(
                actor=people.recorder, unit=unit, period=JULY, kind=SheetKind.ROYALTY, funding=FUNDING
            )
            submit_sheet(actor=people.recorder, sheet=sheet)
            sign_sheet(actor=people.head, sheet=sheet, action=SheetAction.BOARD_APPROVE)
            sign_sheet(actor=people.accountant, sheet=sheet, action=SheetAction.CHECK)
        return people, list(PaymentSheet.objects.order_by("pk"))

    return make


def approve(people, sheet):
    try:
        return approve_sheet(actor=people.chief, sheet=sheet, render=papers).number
    finally:
        connection.close()


@pytest.mark.postgresql
def test_twenty_approvals_at_once_give_twenty_numbers_in_a_row(checked):
    people, sheets = checked(SHEETS)
    with ThreadPoolExecutor(max_workers=SHEETS) as pool:
        numbers = list(pool.map(lambda sheet: approve(people, sheet), sheets))
    assert sorted(numbers) == [f"MH-NB-2026-{place:04d}" for place in range(1, 21)]
    assert list(ProofEvent.objects.values_list("sequence", flat=True)) == list(range(1, 21))
    assert list(verify_unit(sheets[0].unit)) == []


@pytest.mark.postgresql
def test_one_sheet_approved_twice_at_once_is_approved_once(checked):
    people, (sheet,) = checked(1)

    def attempt(_):
        try:
            return approve(people, sheet)
        except Exception as error:
            return type(error).__name__

    with ThreadPoolExecutor(max_workers=6) as pool:
        results = sorted(pool.map(attempt, range(6)))
    assert results == ["MH-NB-2026-0001", *["ValidationError"] * 5]


@pytest.mark.postgresql
def test_a_process_that_dies_over_a_signature_leaves_nothing(checked):
    people, (sheet,) = checked(1)
    connection.close()
    child = os.fork()
    if child == 0:
        approve_sheet(actor=people.chief, sheet=sheet, render=lambda _: os._exit(9))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert PaymentSheet.objects.values_list("status", "number").get() == ("checked", None)
    left = [model.objects.count() for model in (Reservation, PaidClaim, ProofEvent, StoredPaper, SheetCounter)]
    assert left == [0, 0, 0, 0, 0]
    assert approve(people, sheet) == "MH-NB-2026-0001"
