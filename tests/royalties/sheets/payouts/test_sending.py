"""Sending a payout: what it lacks, what was looked at, its number, its proof; and nothing of it changes afterwards."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from rates.models import Rate
from royalties.models import (
    Payout,
    PayoutLine,
    PayoutSheet,
    ProofEvent,
    StoredPaper,
    Transfer,
)
from royalties.proof.verifying import verify_unit
from royalties.services.income import set_income
from royalties.services.payee_records import update_payee
from royalties.services.payouts import change_payout, compute_again, note_invoice, void_payout
from royalties.services.sending import send_payout
from royalties.states import SheetAction
from tests.royalties.sheets.payouts.conftest import END_OF_JULY, papers
from tests.royalties.sheets.payouts.earning import earn
from tests.royalties.sheets.people import payee, people_of


@pytest.fixture
def author(desk):
    return payee(desk, "Nguyễn Thị Mẫu", 1)


@pytest.fixture
def sheet(desk, staff, flow, author):
    earn(desk, staff.head, author, 5_000_000)
    return flow()


def test_a_sent_payout_has_a_number_its_papers_and_its_transfers(sheet, desk, draft, send, author):
    payout = send(draft(sheet))
    assert (payout.status, payout.number) == ("sent", "MH-DC-2026-0001")
    assert [paper.content for paper in StoredPaper.objects.filter(event__payout=payout)] == [
        b"MH-DC-2026-0001: 4500000"
    ]
    transfer = Transfer.objects.get()
    assert (transfer.attempt, transfer.state, transfer.settled_on) == (1, "sent", None)
    assert '"account": "0000000001"' in transfer.facts
    assert list(verify_unit(desk)) == []


def test_what_changed_since_it_was_looked_at_is_looked_at_again(sheet, staff, draft, send, author):
    payout = draft(sheet)
    with pytest.raises(ValidationError, match="đã đổi từ khi xem"):
        send(payout, seen="0" * 64)
    update_payee(actor=staff.recorder, payee=author, changes={"account_number": "0000999999"})
    with pytest.raises(ValidationError, match="đã đổi từ khi xem"):
        send(payout)
    payout = compute_again(actor=staff.accountant, payout=payout)
    assert send(payout).status == "sent"
    assert '"account": "0000999999"' in Transfer.objects.get().facts


def test_a_new_tax_row_since_is_looked_at_again(sheet, staff, draft, send):
    payout = draft(sheet)
    Rate.objects.filter(key="tax/withholding/threshold", start=date(2026, 7, 1)).update(value=6_000_000)
    with pytest.raises(ValidationError, match="đã đổi từ khi xem"):
        send(payout)
    assert compute_again(actor=staff.accountant, payout=payout).tax == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"bank": ""}, "Chưa đủ số tài khoản, ngân hàng hoặc hồ sơ của người nhận: Nguyễn Thị Mẫu"),
        ({"account_number": ""}, "Chưa đủ số tài khoản"),
        ({"kind": "organisation"}, "Chưa ghi số hoá đơn, hợp đồng của tổ chức: Nguyễn Thị Mẫu"),
    ],
)
def test_what_is_lacking_is_named(sheet, staff, draft, send, author, changes, said):
    update_payee(actor=staff.recorder, payee=author, changes=changes)
    with pytest.raises(ValidationError, match=said):
        send(draft(sheet))


def test_an_organisation_with_its_invoice_is_paid(sheet, staff, draft, send, author):
    update_payee(actor=staff.recorder, payee=author, changes={"kind": "organisation"})
    payout = draft(sheet)
    note_invoice(actor=staff.accountant, line=payout.lines.get(), invoice="HĐ 0000123")
    assert (send(payout).tax, payout.lines.get().net) == (0, 5_000_000)


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 7, 30), "trước ngày duyệt"), (date(2026, 7, 9), "trước ngày đăng của tác phẩm .10/07/2026.")],
)
def test_no_value_date_before_approval_or_publication(sheet, draft, send, day, said):
    with pytest.raises(ValidationError, match=said):
        send(draft(sheet, value_date=day))


def test_numbers_have_no_gap_whoever_gives_up(desk, staff, flow, draft, send, sheet, author):
    void_payout(actor=staff.accountant, payout=draft(sheet), reason="nhầm")
    first = send(draft(sheet))
    void_payout(actor=staff.accountant, payout=first, reason="sai ngày")
    with pytest.raises(ValidationError, match="không sửa được"):
        send(first)
    second = send(draft(sheet))
    assert [first.number, second.number] == ["MH-DC-2026-0001", "MH-DC-2026-0002"]
    assert list(verify_unit(desk)) == []


def test_a_payout_whose_papers_cannot_be_made_is_not_sent(sheet, staff, draft):
    payout = draft(sheet)

    def fail(payout):
        raise OSError("hết chỗ")

    with pytest.raises(OSError, match="hết chỗ"):
        send_payout(actor=staff.accountant, payout=payout, seen=payout.fingerprint, render=fail)
    assert Payout.objects.get().status == "draft"
    assert not Transfer.objects.exists()


def test_only_the_accountant_of_the_unit_sends(sheet, staff, office, draft, send):
    payout = draft(sheet)
    for actor in [staff.recorder, staff.head, staff.chief, people_of(office, mark="khac").accountant]:
        with pytest.raises(PermissionDenied):
            send_payout(actor=actor, payout=payout, seen=payout.fingerprint, render=papers)
    assert not ProofEvent.objects.filter(kind="sent").exists()


def test_nothing_of_a_sent_payout_changes_or_goes(sheet, staff, draft, send):
    payout = send(draft(sheet))
    changes = [
        lambda: Payout.objects.update(net=1),
        lambda: Payout.objects.update(status="draft", number=None, sent_at=None, sent_by=None),
        lambda: Payout.objects.update(status="voided", void_reason="x", voided_at=payout.sent_at, treasury_number="9"),
        lambda: PayoutLine.objects.update(printed_name="Người Khác"),
        lambda: PayoutLine.objects.update(invoice="khác"),
        lambda: PayoutLine.objects.all()._raw_delete("default"),
        lambda: PayoutSheet.objects.all()._raw_delete("default"),
        lambda: PayoutSheet.objects.create(payout=payout, sheet=sheet, released_at=payout.sent_at),
        lambda: Transfer.objects.update(facts="khác"),
        lambda: Transfer.objects.update(state="paid", settled_on=END_OF_JULY, attempt=2),
        lambda: Transfer.objects.all()._raw_delete("default"),
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(ValidationError, match="không sửa được"):
        change_payout(actor=staff.accountant, payout=payout, sheets=[sheet.pk], value_date=END_OF_JULY)


def test_a_payout_sent_before_the_law_changed_still_verifies(sheet, desk, draft, send):
    send(draft(sheet))
    Rate.objects.filter(key__in=["base_salary", "tax/withholding/threshold"]).update(value=9_000_000)
    assert list(verify_unit(desk)) == []


def copyright_sheet(desk, staff, flow, author, amount: int, period: date):
    earn(desk, staff.head, author, amount)
    built = flow("built", period=period)
    total = built.payee_totals.select_related("sheet__unit").get()
    set_income(actor=staff.accountant, total=total, income="copyright", contract_number="12/HĐ")
    return flow.sign(built)


@pytest.fixture
def contract(desk, staff, flow, author):
    """Sheets of one copyright contract."""
    return lambda amount, month: copyright_sheet(desk, staff, flow, author, amount, date(2026, month, 1))


def test_copyright_is_taxed_above_the_threshold_of_the_whole_contract(contract, desk, staff, draft, send):
    first = send(draft(contract(5_000_000, 7)))
    second = send(draft(contract(30_000_000, 8)))
    third = draft(contract(3_000_000, 9))
    # 5 % of what is above 20 million: 0; of 15 of the second's 30 million; of all of the third.
    assert [first.tax, second.tax, third.tax] == [0, 750_000, 150_000]
    assert list(verify_unit(desk)) == []
    with pytest.raises(ValidationError, match="huỷ đợt đó trước"):
        void_payout(actor=staff.accountant, payout=first, reason="sai")
    void_payout(actor=staff.accountant, payout=second, reason="sai")
    # 5 + 3 million are below the threshold again.
    assert compute_again(actor=staff.accountant, payout=third).tax == 0


def test_the_board_signs_what_the_accountant_classified(contract, draft):
    sheet = contract(5_000_000, 7)
    assert [step.action for step in sheet.steps.all()][-1] == SheetAction.APPROVE
    assert draft(sheet).lines.get().contract_number == "12/HĐ"
