"""A demo unit, its people, and sheets on every step of their way."""

import pytest

from budgets.services import approve_sheet
from core.models import Unit
from royalties.models import PaymentSheet
from royalties.services.building import build_sheets
from royalties.services.signing import sign_sheet, submit_sheet
from royalties.states import SheetAction, SheetKind
from tests.royalties.sheets.people import FUNDING, JULY, people_of


@pytest.fixture
def desk(province) -> Unit:
    """A unit whose schedule is a sample, so that its sheets can be signed."""
    return Unit.objects.create(code="mh-thu", name="Đơn vị thử", level="department", source_label="DEMO", is_demo=True)


@pytest.fixture
def staff(desk):
    return people_of(desk)


def papers(sheet: PaymentSheet) -> dict[str, bytes]:
    """Stands for the papers, which the tests of reports render."""
    return {"sheet.txt": f"{sheet.number}: {sheet.gross}".encode()}


@pytest.fixture
def flow(desk, staff):
    """Takes the unit's scored works as far as asked: «built», «submitted», «board», «checked», «approved»."""

    def go(step: str = "approved", *, unit=desk, people=staff, kind=SheetKind.ROYALTY, period=JULY) -> PaymentSheet:
        (sheet,) = build_sheets(actor=people.recorder, unit=unit, period=period, kind=kind, funding=FUNDING)
        return sign(sheet, step, people)

    def sign(sheet: PaymentSheet, step: str = "approved", people=staff) -> PaymentSheet:
        acts = [
            ("submitted", lambda: submit_sheet(actor=people.recorder, sheet=sheet)),
            ("board", lambda: sign_sheet(actor=people.head, sheet=sheet, action=SheetAction.BOARD_APPROVE)),
            ("checked", lambda: sign_sheet(actor=people.accountant, sheet=sheet, action=SheetAction.CHECK)),
            ("approved", lambda: approve_sheet(actor=people.chief, sheet=sheet, render=papers)),
        ]
        reached = ["built", *(name for name, _ in acts)].index(step)
        for _, act in acts[:reached]:
            act()
        return PaymentSheet.objects.get(pk=sheet.pk)

    go.sign = sign
    return go
