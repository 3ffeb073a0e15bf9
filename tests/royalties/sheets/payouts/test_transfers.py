"""What became of the money: paid on a day of the same law, returned, sent again; works are paid when everybody is."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Decision
from royalties.models import Payout, ProofEvent, Transfer, Work
from royalties.proof.verifying import verify_unit
from royalties.services.countering import counter_sheet
from royalties.services.payee_records import update_payee
from royalties.services.payouts import void_payout
from royalties.services.transfers import confirm_paid, mark_returned, pay_again
from royalties.states import SheetKind
from tests.royalties.sheets.payouts.conftest import END_OF_JULY
from tests.royalties.sheets.payouts.earning import JUNE, earn, earn_in_june, edit_for_three_million
from tests.royalties.sheets.people import payee, people_of, scored


@pytest.fixture
def sheet(desk, staff, flow):
    one, other = payee(desk, "Nguyễn Thị Mẫu", 1), payee(desk, "H Ví Dụ Êban", 2)
    scored(desk, staff.head, 1, one, other)
    scored(desk, staff.head, 2, other)
    return flow()


@pytest.fixture
def sent(sheet, draft, send) -> Payout:
    return send(draft(sheet))


def line_of(payout: Payout, name: str):
    return payout.lines.select_related("payout__unit").get(printed_name=name)


def states() -> list[tuple]:
    found = Transfer.objects.order_by("line__printed_name", "attempt")
    return list(found.values_list("line__printed_name", "attempt", "state"))


def test_works_are_paid_when_everybody_on_the_sheet_is(sent, staff, desk):
    confirm_paid(actor=staff.accountant, payout=sent, paid_on=END_OF_JULY, lines=[line_of(sent, "H Ví Dụ Êban").pk])
    assert set(Work.objects.values_list("state", flat=True)) == {"on_sheet"}
    confirm_paid(actor=staff.accountant, payout=sent, paid_on=END_OF_JULY)
    assert set(Work.objects.values_list("state", flat=True)) == {"paid"}
    assert [(event.kind, event.sheet is not None) for event in ProofEvent.objects.order_by("sequence")] == [
        ("approved", True),
        ("sent", False),
        ("paid", False),
        ("paid", False),
        ("paid", True),
    ]
    assert list(verify_unit(desk)) == []
    assert Decision.objects.filter(action="xác nhận đã chi").count() == 2
    with pytest.raises(ValidationError, match="Không có khoản nào đang chờ"):
        confirm_paid(actor=staff.accountant, payout=sent, paid_on=END_OF_JULY)


def test_remuneration_that_is_paid_says_nothing_of_the_royalty(desk, staff, flow, draft, send):
    one, other = payee(desk, "Nguyễn Thị Mẫu", 1), payee(desk, "H Ví Dụ Êban", 2)
    edit_for_three_million(desk, staff.head, other, one)
    flow()
    payout = send(draft(flow(kind=SheetKind.REMUNERATION)))
    confirm_paid(actor=staff.accountant, payout=payout, paid_on=END_OF_JULY)
    assert Work.objects.get().state == "on_sheet"


def test_returned_money_is_sent_again_to_where_the_record_says_now(sent, staff, desk):
    line = line_of(sent, "Nguyễn Thị Mẫu")
    with pytest.raises(ValidationError, match="ngân hàng đã trả lại"):
        pay_again(actor=staff.accountant, line=line)
    returned = mark_returned(
        actor=staff.accountant, transfer=line.transfers.get(), returned_on=END_OF_JULY, reason=" sai  tên "
    )
    assert (returned.state, returned.settled_on, returned.reason) == ("returned", END_OF_JULY, "sai tên")
    update_payee(actor=staff.recorder, payee=line.payee, changes={"account_number": "0000777777"})
    again = pay_again(actor=staff.accountant, line=line)
    assert '"account": "0000777777"' in again.facts
    confirm_paid(actor=staff.accountant, payout=sent, paid_on=END_OF_JULY)
    assert states() == [
        ("H Ví Dụ Êban", 1, "paid"),
        ("Nguyễn Thị Mẫu", 1, "returned"),
        ("Nguyễn Thị Mẫu", 2, "paid"),
    ]
    # 253.000 of the shared work; the tax stays.
    assert (line.gross, line.tax, line.net) == (253_000, 0, 253_000)
    assert set(Work.objects.values_list("state", flat=True)) == {"paid"}
    assert list(verify_unit(desk)) == []


def test_returned_money_is_not_sent_to_nowhere(sent, staff):
    line = line_of(sent, "Nguyễn Thị Mẫu")
    mark_returned(actor=staff.accountant, transfer=line.transfers.get(), returned_on=END_OF_JULY, reason="đã đóng")
    update_payee(actor=staff.recorder, payee=line.payee, changes={"account_number": ""})
    with pytest.raises(ValidationError, match="chưa đủ số tài khoản"):
        pay_again(actor=staff.accountant, line=line)


def test_a_return_has_a_reason_a_day_and_happens_once(sent, staff):
    transfer = line_of(sent, "Nguyễn Thị Mẫu").transfers.select_related("line__payout__unit").get()
    with pytest.raises(ValidationError, match="lý do của ngân hàng"):
        mark_returned(actor=staff.accountant, transfer=transfer, returned_on=END_OF_JULY, reason=" ")
    with pytest.raises(ValidationError, match="đến hôm nay"):
        mark_returned(actor=staff.accountant, transfer=transfer, returned_on=date(2026, 8, 1), reason="x")
    confirm_paid(actor=staff.accountant, payout=sent, paid_on=END_OF_JULY)
    with pytest.raises(ValidationError, match="đang ở trạng thái «đã chi»"):
        mark_returned(actor=staff.accountant, transfer=transfer, returned_on=END_OF_JULY, reason="x")


@pytest.mark.parametrize("day", [date(2026, 7, 30), date(2026, 8, 1)])
def test_money_moves_neither_before_approval_nor_in_days_to_come(sent, staff, day):
    with pytest.raises(ValidationError, match=r"từ ngày duyệt bảng .31/07/2026. đến hôm nay"):
        confirm_paid(actor=staff.accountant, payout=sent, paid_on=day)


@pytest.fixture
def of_june(desk, staff, flow, draft, send, clock) -> Payout:
    """A payout of 30/06/2026, the last day of the old tax law; today is two days later."""
    clock.move_to("2026-06-29T02:00:00Z")
    earn_in_june(desk, staff.head, payee(desk, "Nguyễn Thị Mẫu", 1), 2_000_000)
    payout = send(draft(flow(period=JUNE), value_date=date(2026, 6, 30)))
    clock.move_to("2026-07-02T02:00:00Z")
    return payout


def test_a_real_day_under_another_tax_law_makes_the_payout_anew(of_june, staff, draft, send):
    assert of_june.tax == 200_000
    with pytest.raises(ValidationError, match="phải huỷ đợt chi này và lập lại"):
        confirm_paid(actor=staff.accountant, payout=of_june, paid_on=date(2026, 7, 1))
    void_payout(actor=staff.accountant, payout=of_june, reason="Kho bạc chi ngày 01/07")
    anew = send(draft(*[one.sheet for one in of_june.placed.all()], value_date=date(2026, 7, 1)))
    assert anew.tax == 0
    confirm_paid(actor=staff.accountant, payout=anew, paid_on=date(2026, 7, 1))
    assert Transfer.objects.get(line__payout=anew).state == "paid"


def test_another_day_of_the_same_law_is_as_good(of_june, staff):
    confirm_paid(actor=staff.accountant, payout=of_june, paid_on=date(2026, 6, 29))
    assert Transfer.objects.get().settled_on == date(2026, 6, 29)


def test_money_that_was_returned_is_sent_again_under_any_law(of_june, staff):
    transfer = Transfer.objects.select_related("line__payout__unit").get()
    mark_returned(actor=staff.accountant, transfer=transfer, returned_on=date(2026, 7, 1), reason="sai tên")
    pay_again(actor=staff.accountant, line=transfer.line)
    confirm_paid(actor=staff.accountant, payout=of_june, paid_on=date(2026, 7, 2))
    assert (Transfer.objects.get(attempt=2).state, of_june.tax) == ("paid", 200_000)


def test_who_is_paid_keeps_the_payout_and_its_sheet(sent, sheet, staff):
    confirm_paid(actor=staff.accountant, payout=sent, paid_on=END_OF_JULY, lines=[line_of(sent, "H Ví Dụ Êban").pk])
    with pytest.raises(ValidationError, match="Đã có người được chi"):
        void_payout(actor=staff.accountant, payout=sent, reason="sai")
    with pytest.raises(ValidationError, match="huỷ đợt chi đó trước"):
        counter_sheet(actor=staff.recorder, sheet=sheet, reason="sai")


def test_nothing_is_paid_of_a_draft_or_of_what_was_given_up(sheet, staff, draft, send):
    payout = draft(sheet)
    with pytest.raises(ValidationError, match="«nháp», không phải đã gửi"):
        confirm_paid(actor=staff.accountant, payout=payout, paid_on=END_OF_JULY)
    payout = send(payout)
    void_payout(actor=staff.accountant, payout=payout, reason="sai")
    with pytest.raises(ValidationError, match="«đã huỷ», không phải đã gửi"):
        confirm_paid(actor=staff.accountant, payout=payout, paid_on=END_OF_JULY)
    with pytest.raises(ValidationError, match="đã huỷ"):
        void_payout(actor=staff.accountant, payout=payout, reason="lại")


def test_only_the_accountant_of_the_unit_says_what_became_of_money(sent, staff, office):
    line = line_of(sent, "Nguyễn Thị Mẫu")
    transfer = line.transfers.select_related("line__payout__unit").get()
    for actor in [staff.recorder, staff.head, staff.chief, people_of(office, mark="khac").accountant]:
        with pytest.raises(PermissionDenied):
            confirm_paid(actor=actor, payout=sent, paid_on=END_OF_JULY)
        with pytest.raises(PermissionDenied):
            mark_returned(actor=actor, transfer=transfer, returned_on=END_OF_JULY, reason="x")
        with pytest.raises(PermissionDenied):
            pay_again(actor=actor, line=line)
    assert {state for *_, state in states()} == {"sent"}


def test_a_larger_payout_takes_no_more_queries(desk, staff, flow, draft, send):
    def queries_of(numbers: range, month: int) -> int:
        for number in numbers:
            earn(desk, staff.head, payee(desk, f"Người Thứ {number}", number), 1_000_000)
        sheet = flow(period=date(2026, month, 1))
        with CaptureQueriesContext(connection) as queries:
            confirm_paid(actor=staff.accountant, payout=send(draft(sheet)), paid_on=END_OF_JULY)
        return len(queries)

    # The first one of a year opens its book of numbers besides.
    _, few, many = [
        queries_of(range(start, end), month) for start, end, month in [(20, 21, 7), (22, 24, 8), (30, 42, 9)]
    ]
    assert Transfer.objects.filter(state="paid").count() == 15
    assert many == few
