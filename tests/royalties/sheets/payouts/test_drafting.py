"""A draft of a payout: which sheets it takes, and the tax over all of them together, on both sides of 01/07/2026."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import Decision
from royalties.models import Commitment, Payout, PayoutSheet
from royalties.services.countering import counter_sheet
from royalties.services.payee_records import merge_payees, update_payee
from royalties.services.payouts import change_payout, compute_again, note_invoice, void_payout
from royalties.states import SheetKind
from tests.royalties.sheets.payouts.conftest import END_OF_JULY
from tests.royalties.sheets.payouts.earning import JUNE, earn, earn_in_june, edit_for_three_million
from tests.royalties.sheets.people import payee, people_of, scored

JUNE_30, JULY_1 = date(2026, 6, 30), date(2026, 7, 1)


def told(payout: Payout) -> list[tuple]:
    return [(str(line.payee), line.gross, line.tax, line.net, line.flags) for line in payout.lines.all()]


@pytest.mark.parametrize(
    ("amount", "value_date", "tax"),
    [
        (1_999_999, JUNE_30, 0),
        (2_000_000, JUNE_30, 200_000),
        (4_999_999, JUNE_30, 500_000),
        (4_999_999, JULY_1, 0),
        (5_000_000, JULY_1, 500_000),
        (2_000_000, JULY_1, 0),
    ],
)
def test_tax_follows_the_value_date_and_the_sum_of_the_payee(desk, staff, flow, draft, clock, amount, value_date, tax):
    clock.move_to("2026-06-30T02:00:00Z")
    earn_in_june(desk, staff.head, payee(desk, "Nguyễn Thị Mẫu", 1), amount)
    sheet = flow(period=JUNE)
    clock.move_to("2026-07-02T02:00:00Z")
    payout = draft(sheet, value_date=value_date)
    assert (payout.gross, payout.tax, payout.net) == (amount, tax, amount - tax)
    assert told(payout) == [("Nguyễn Thị Mẫu", amount, tax, amount - tax, [])]


def test_royalties_and_remuneration_of_one_person_in_one_payout_are_one_payment(desk, staff, flow, draft):
    one, other = payee(desk, "Nguyễn Thị Mẫu", 1), payee(desk, "Công ty Ví Dụ", 2, kind="organisation")
    earn(desk, staff.head, one, 3_000_000)
    edit_for_three_million(desk, staff.head, other, one)
    royalty = flow()
    remuneration = flow(kind=SheetKind.REMUNERATION)
    apart = draft(royalty)
    assert told(apart)[1] == ("Nguyễn Thị Mẫu", 3_000_000, 0, 3_000_000, [])
    together = change_payout(
        actor=staff.accountant, payout=apart, sheets=[royalty.pk, remuneration.pk], value_date=END_OF_JULY
    )
    assert told(together)[1] == ("Nguyễn Thị Mẫu", 6_000_000, 600_000, 5_400_000, [])
    shares = together.lines.get(payee=one).shares
    assert [(share["sheet"], share["gross"], share["tax"]) for share in shares] == [
        (royalty.pk, 3_000_000, 300_000),
        (remuneration.pk, 3_000_000, 300_000),
    ]


def test_who_is_not_taxed_here_is_told_why(desk, staff, flow, draft):
    people = [
        payee(desk, "Trần Cam Kết", 11),
        payee(desk, "Lê Hợp Đồng", 12, contract="over_3_months"),
        payee(desk, "Công ty Ví Dụ", 13, kind="organisation"),
        payee(desk, "Khách Ngoài", 14, is_resident=False),
    ]
    Commitment.objects.create(payee=people[0], year=2026, received_on=date(2026, 1, 5))
    Commitment.objects.create(payee=people[3], year=2025, received_on=date(2025, 1, 5))
    for person in people:
        earn(desk, staff.head, person, 5_000_000)
    # By given name, as the papers list people.
    assert told(draft(flow())) == [
        ("Công ty Ví Dụ", 5_000_000, 0, 5_000_000, ["organisation"]),
        ("Lê Hợp Đồng", 5_000_000, 0, 5_000_000, ["progressive"]),
        ("Trần Cam Kết", 5_000_000, 0, 5_000_000, ["commitment"]),
        ("Khách Ngoài", 5_000_000, 1_000_000, 4_000_000, []),
    ]


def test_merged_records_are_one_person_with_the_facts_of_the_kept_one(desk, staff, flow, draft):
    kept = payee(desk, "Nguyễn Thị Mẫu", 1)
    merged = payee(desk, "Bút Danh", 2, id_number="")
    earn(desk, staff.head, kept, 3_000_000)
    earn(desk, staff.head, merged, 3_000_000)
    payout = draft(flow())
    assert payout.tax == 0
    merge_payees(actor=staff.recorder, kept=kept, merged=merged, reason="một người")
    payout = compute_again(actor=staff.accountant, payout=payout)
    assert told(payout) == [("Nguyễn Thị Mẫu", 6_000_000, 600_000, 5_400_000, [])]


def test_facts_of_today_count_when_a_draft_is_computed_again(desk, staff, flow, draft):
    one = payee(desk, "Nguyễn Thị Mẫu", 1)
    earn(desk, staff.head, one, 5_000_000)
    payout = draft(flow())
    update_payee(actor=staff.recorder, payee=one, changes={"contract": "over_3_months"})
    before = payout.fingerprint
    payout = compute_again(actor=staff.accountant, payout=payout)
    assert payout.fingerprint != before
    assert told(payout) == [("Nguyễn Thị Mẫu", 5_000_000, 0, 5_000_000, ["progressive"])]


def test_an_invoice_stays_with_its_organisation_through_new_computing(desk, staff, flow, draft):
    earn(desk, staff.head, payee(desk, "Công ty Ví Dụ", 11, kind="organisation"), 1_000_000)
    payout = draft(flow())
    note_invoice(actor=staff.accountant, line=payout.lines.get(), invoice=" HĐ  0000123 ")
    compute_again(actor=staff.accountant, payout=payout)
    assert payout.lines.get().invoice == "HĐ 0000123"
    with pytest.raises(ValidationError, match="Hãy ghi số hoá đơn"):
        note_invoice(actor=staff.accountant, line=payout.lines.get(), invoice=" ")


@pytest.fixture
def sheet(desk, staff, flow):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    return flow()


def test_a_sheet_is_in_one_payout_until_that_is_given_up(sheet, staff, draft):
    first = draft(sheet)
    with pytest.raises(ValidationError, match="đã ở trong «Đợt chi MH-nháp ngày 31/07/2026»"):
        draft(sheet)
    void_payout(actor=staff.accountant, payout=first, reason="nhầm kỳ")
    second = draft(sheet)
    assert [(one.payout_id, one.released_at is None) for one in PayoutSheet.objects.order_by("pk")] == [
        (first.pk, False),
        (second.pk, True),
    ]
    assert Decision.objects.filter(action="huỷ đợt chi", reason="nhầm kỳ").count() == 1


def test_only_approved_sheets_that_nobody_cancels_are_paid(desk, staff, flow, draft, sheet):
    counter = counter_sheet(actor=staff.recorder, sheet=sheet, reason="sai")
    with pytest.raises(ValidationError, match="đang được lập bảng huỷ"):
        draft(sheet)
    with pytest.raises(ValidationError, match="không phải bảng đã duyệt"):
        draft(counter)
    scored(desk, staff.head, 2, payee(desk, "H Ví Dụ Êban", 2))
    with pytest.raises(ValidationError, match="không phải bảng đã duyệt"):
        draft(flow("checked"))
    with pytest.raises(ValidationError, match="ít nhất một bảng"):
        draft()


def test_a_sheet_in_a_payout_is_not_cancelled(sheet, staff, draft):
    payout = draft(sheet)
    with pytest.raises(ValidationError, match="huỷ đợt chi đó trước"):
        counter_sheet(actor=staff.recorder, sheet=sheet, reason="sai")
    void_payout(actor=staff.accountant, payout=payout, reason="phải huỷ bảng")
    assert counter_sheet(actor=staff.recorder, sheet=sheet, reason="sai").counters == sheet


def test_one_source_of_money_one_chapter_one_unit_and_no_mixing_with_samples(
    desk, staff, flow, draft, sheet, office, monkeypatch
):
    scored(desk, staff.head, 2, payee(desk, "H Ví Dụ Êban", 2))
    other = flow(period=date(2026, 8, 1))
    monkeypatch.setattr("royalties.services.payouts._ONE_PAPER", ("period",))
    with pytest.raises(ValidationError, match="khác nguồn kinh phí hoặc chương"):
        draft(sheet, other)
    monkeypatch.undo()
    stranger = people_of(office, mark="khac").accountant
    with pytest.raises(ValidationError, match="không thuộc đơn vị này"):
        draft(sheet, unit=office, actor=stranger)
    desk.is_demo = False
    desk.save()
    with pytest.raises(ValidationError, match="không chi chung bảng minh hoạ với bảng thật"):
        draft(sheet)


def test_a_day_without_tax_law_is_refused(sheet, draft):
    with pytest.raises(ValidationError, match="Không tính được thuế"):
        draft(sheet, value_date=date(2013, 9, 30))


def test_only_the_accountant_of_the_unit_pays(sheet, staff, office, draft):
    payout = draft(sheet)
    for actor in [staff.recorder, staff.head, staff.deputy, staff.chief, people_of(office, mark="khac").accountant]:
        acts = [
            lambda actor=actor: draft(sheet, actor=actor),
            lambda actor=actor: change_payout(actor=actor, payout=payout, sheets=[sheet.pk], value_date=END_OF_JULY),
            lambda actor=actor: compute_again(actor=actor, payout=payout),
            lambda actor=actor: note_invoice(actor=actor, line=payout.lines.get(), invoice="1"),
            lambda actor=actor: void_payout(actor=actor, payout=payout, reason="thử"),
        ]
        for act in acts:
            with pytest.raises(PermissionDenied):
                act()
    assert Payout.objects.get().status == "draft"
