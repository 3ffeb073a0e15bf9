"""From scored works to a frozen sheet: its number, claims, proof; and nothing of it changes afterwards."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from budgets.models import Reservation
from royalties.models import (
    Contribution,
    MonthTotal,
    PaidClaim,
    PayeeTotal,
    PaymentSheet,
    SheetLine,
    SheetStep,
    SheetWork,
    StoredPaper,
    Work,
    WorkPart,
)
from royalties.proof.verifying import verify_unit
from royalties.services.freezing import freeze_sheet
from tests.royalties.sheets.conftest import papers
from tests.royalties.sheets.people import payee, scored


@pytest.fixture
def frozen(desk, staff, flow) -> PaymentSheet:
    one, other = payee(desk, "Nguyễn Thị Mẫu", 1), payee(desk, "H Ví Dụ Êban", 2)
    scored(desk, staff.head, 1, one)
    scored(desk, staff.head, 2, one, other)
    return flow()


def test_a_frozen_sheet_has_a_number_its_papers_and_claims(frozen, desk):
    # 2 × 2 × 253.000.
    assert (frozen.status, frozen.number, frozen.gross) == ("approved", "MH-NB-2026-0001", 1_012_000)
    assert PaidClaim.objects.filter(sheet=frozen, released_at=None).count() == 3
    assert [paper.content for paper in StoredPaper.objects.all()] == [b"MH-NB-2026-0001: 1012000"]
    assert [(total.month, total.works, total.gross) for total in MonthTotal.objects.all()] == [
        (date(2026, 7, 1), 2, 1_012_000)
    ]
    assert [step.action for step in frozen.steps.all()] == ["build", "submit", "board_approve", "check", "approve"]
    assert list(verify_unit(desk)) == []


def test_nothing_of_a_frozen_sheet_changes_or_goes(frozen):
    changes = [
        lambda: PaymentSheet.objects.update(gross=1),
        lambda: PaymentSheet.objects.update(status="draft", number=None),
        lambda: PaymentSheet.objects.update(status="cancelled", gross=1),
        lambda: SheetWork.objects.update(gross=1),
        lambda: SheetLine.objects.update(coefficient=1),
        lambda: PayeeTotal.objects.update(printed_name="Người Khác"),
        lambda: WorkPart.objects.update(coefficient=1),
        lambda: Contribution.objects.update(share=2),
        lambda: SheetStep.objects.update(reason="khác"),
        lambda: StoredPaper.objects.all().delete(),
        lambda: PaidClaim.objects.all().delete(),
        lambda: SheetLine.objects.all()._raw_delete("default"),
        lambda: PayeeTotal.objects.all()._raw_delete("default"),
        lambda: SheetWork.objects.create(sheet=frozen, work=Work.objects.first(), order=9, gross=1, explanation={}),
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_only_a_stored_reservation_of_the_very_sheet_freezes_it(desk, staff, flow):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    sheet = flow("checked")
    other = Reservation(sheet=sheet, gross=sheet.gross - 1, fingerprint=sheet.fingerprint, reserved_by=staff.chief)
    other.save()
    with pytest.raises(PermissionDenied), transaction.atomic():
        freeze_sheet(actor=staff.chief, sheet=sheet, reservation=other, render=papers)
    Reservation.objects.all().delete()
    with pytest.raises(Reservation.DoesNotExist), transaction.atomic():
        freeze_sheet(actor=staff.chief, sheet=sheet, reservation=other, render=papers)
    assert PaymentSheet.objects.get(pk=sheet.pk).status == "checked"
