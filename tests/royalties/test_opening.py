"""Opening balances: added all or nothing, wrong cells by place, what they name is neither recorded nor paid again."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Decision, RoleAssignment, Unit, User
from royalties.models import OpeningBalance, OpeningFund, OpeningPayee, OpeningWork, Payee, Work
from royalties.opening_table import FUNDS, KINDS, PAYEES, WORKS, read_pasted
from royalties.paid_elsewhere import paid_elsewhere
from royalties.services import WrongWorksFileError, add_opening, drop_opening, review_work
from royalties.services.opening import WrongOpeningError
from tests import list_rows
from tests.royalties.files import good
from tests.royalties.recording import outlet_of, recorded, schedule
from tests.screens import browser_of, holder, text_of

PASTED = {
    "tac-pham": "Khai mạc hội thảo cà phê\thttps://daklak.example/-/khai-mac\t10/07/2026\nTin số 2\t\t11/07/2026",
    "nguoi-nhan": "Nguyễn Thị Mẫu\t000000000001\t2.000.000\t200.000\nY Thử Niê\t\t500.000\t0",
    "quy": "Cổng thông tin điện tử\t12.500.000",
}


@pytest.fixture
def home(system) -> Unit:
    return list_rows.make_unit("thu", "Đơn vị thử")


@pytest.fixture
def accountant(home) -> User:
    return holder("accountant", home, "ke-toan")


@pytest.fixture
def add(home, accountant):
    """Adds a pasted table to the unit's balance of 2026."""

    def make(kind, text: str = "", *, actor=accountant, unit=home, year=2026) -> OpeningBalance:
        return add_opening(actor=actor, unit=unit, year=year, table=read_pasted(kind, text or PASTED[kind.code]))

    return make


def page(unit: Unit, kind=WORKS, year: int = 2026) -> str:
    return reverse("royalties:opening", args=[unit.pk, year, kind.code])


def test_the_three_tables_are_kept_with_their_sums_and_who_entered_them(add, home, accountant):
    Payee.objects.create(unit=home, name="Nguyễn Thị Mẫu", id_number="000000000001")
    for kind in KINDS.values():
        opening = add(kind)
    assert (opening.unit, opening.year, opening.begun_by) == (home, 2026, accountant)
    assert list(OpeningWork.objects.values_list("title", "url", "published_on")) == [
        ("Khai mạc hội thảo cà phê", "https://daklak.example/-/khai-mac", date(2026, 7, 10)),
        ("Tin số 2", "", date(2026, 7, 11)),
    ]
    assert [(one.payee.name, one.gross, one.tax) for one in OpeningPayee.objects.all()] == [
        ("Nguyễn Thị Mẫu", 2000000, 200000),
        ("Y Thử Niê", 500000, 0),
    ]
    assert list(OpeningFund.objects.values_list("medium", "amount")) == [("portal", 12500000)]
    assert Payee.objects.get(name="Y Thử Niê").to_complete is True
    decisions = Decision.objects.filter(action="ghi số dư đầu")
    assert decisions.get(after__has_key="quỹ nhuận bút đã chi").after == {
        "quỹ nhuận bút đã chi": "Cổng thông tin điện tử: 12.500.000 đồng",
        "số dòng": 1,
    }
    told = decisions.get(after__has_key="người nhận đã trả").after["người nhận đã trả"]
    assert told.startswith("Nguyễn Thị Mẫu: 2.000.000 đồng, thuế 200.000 đồng;")
    assert "000000000001" not in told


def faults(refused) -> list[tuple[int, str, str]]:
    return [(fault.row, fault.column, fault.message) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("kind", "text", "wrong"),
    [
        (WORKS, "Tin\t\t31/02/2026", (1, "Ngày đăng", "không có trên lịch")),
        (WORKS, "\t\t10/07/2026", (1, "Tên tác phẩm", "để trống")),
        (WORKS, "Ngày đăng\tTên tác phẩm\n10/07/2026\tTin\n\tTin 2", (3, "Ngày đăng", "để trống")),
        (WORKS, "Tin\t\t10/07/2026\nTIN\t\t10/07/2026", (2, "Tên tác phẩm", "trùng với dòng 1")),
        (WORKS, "Tin\t\t10/07/2026\nTIN\thttps://a.test\t10/07/2026", (2, "Tên tác phẩm", "trùng với dòng 1")),
        (WORKS, "A\thttps://a.test/\t10/07/2026\nB\thttp://www.a.test\t1/07/2026", (2, "Tên tác phẩm", "dòng 1")),
        (WORKS, "\n \n", (0, "", "Chưa có dòng nào")),
        (PAYEES, "A\t\t1.000\t1.001", (1, "Thuế đã khấu trừ", "lớn hơn tổng trước thuế")),
        (PAYEES, "A\t\t1.000,5\t0", (1, "Tổng trước thuế", "đồng chẵn")),
        (PAYEES, "A\t\t-5\t0", (1, "Tổng trước thuế", "không phải là số tiền")),
        (PAYEES, "A\t\t1000\t", (1, "Thuế đã khấu trừ", "để trống")),
        (PAYEES, "A\t\t1\t0\na\t\t2\t0", (2, "Họ và tên", "trùng với dòng 1")),
        (FUNDS, "Báo in\t1.000", (1, "Loại hình", "không có trong danh mục")),
        (FUNDS, "Bản tin\t1\nBản tin\t2", (2, "Loại hình", "trùng với dòng 1")),
    ],
)
def test_one_wrong_cell_is_named_by_its_place_and_nothing_is_kept(add, kind, text, wrong):
    with pytest.raises(WrongOpeningError) as refused:
        add(kind, text)
    [(row, column, message)] = faults(refused)
    assert (row, column) == wrong[:2]
    assert wrong[2] in message
    assert not OpeningBalance.objects.exists()
    assert not Payee.objects.exists()
    assert not Decision.objects.exists()


def test_what_is_there_already_is_refused_on_a_second_entry(add):
    for kind in KINDS.values():
        add(kind)
        with pytest.raises(WrongOpeningError) as refused:
            add(kind)
        assert {fault.message.split(" của")[0] for fault in refused.value.faults} == {"đã có trong số dư đầu"}


def test_a_work_that_stands_here_already_was_not_paid_elsewhere(add, home):
    recorded(holder("recorder", home, "thu-ky"), outlet_of(home), schedule()["news"])
    with pytest.raises(WrongOpeningError, match="đã được ghi trong hệ thống"):
        add(WORKS, "KHAI MẠC hội thảo cà phê\t\t10/07/2026")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nguyễn Thị Mẫu\t\t1\t0", "có nhiều người tên này"),
        ("Nguyen Thi Mau\t\t1\t0", "có nhiều người tên này"),
        ("Người Khác\t000000000001\t1\t0", "số định danh này là của «Nguyễn Thị Mẫu»"),
    ],
)
def test_whose_money_it_was_is_never_guessed(add, home, text, said):
    for number in ("000000000001", "000000000002"):
        Payee.objects.create(unit=home, name="Nguyễn Thị Mẫu", id_number=number)
    with pytest.raises(WrongOpeningError, match="số định danh"):
        add(PAYEES, text)
    add(PAYEES, "Nguyễn Thị Mẫu\t000000000002\t1\t0")
    assert OpeningPayee.objects.get().payee.id_number == "000000000002"
    with pytest.raises(WrongOpeningError) as refused:
        add(PAYEES, text)
    assert said in faults(refused)[0][2]


def test_what_was_paid_elsewhere_is_not_recorded_again(add, home):
    add(WORKS)
    clerk, outlet, row = holder("recorder", home, "thu-ky"), outlet_of(home), schedule()["news"]
    for more in (
        {"title": "Tên khác", "url": "http://www.daklak.example/tin/-/khai-mac?utm_source=zalo"},
        {"title": "TIN SỐ 2", "published_on": date(2026, 7, 11)},
        {"title": "TIN SỐ 2", "published_on": date(2026, 7, 11), "url": "https://daklak.example/2"},
        {"title": "Khai mạc hội thảo cà phê"},
    ):
        with pytest.raises(ValidationError, match="đã trả ở nơi khác, theo số dư đầu năm 2026"):
            recorded(clerk, outlet, row, **more)
    other = recorded(clerk, outlet, row, title="Tin số 2", published_on=date(2026, 7, 12))
    assert list(Work.objects.all()) == [other]


def test_a_work_recorded_before_it_was_named_is_not_reviewed_and_says_so(add, home):
    work = recorded(holder("recorder", home, "thu-ky"), outlet_of(home), schedule()["news"])
    opening = add(FUNDS)
    row = OpeningWork(opening=opening, title=work.title, published_on=work.published_on)
    row.refresh_keys()
    row.save()
    with pytest.raises(ValidationError, match="đã trả ở nơi khác"):
        review_work(actor=holder("board_head", home, "truong-ban"), work=work)
    shown = text_of(browser_of("unit_head", home).get(reverse("royalties:work", args=[work.pk])))
    assert "đã trả ở nơi khác, theo số dư đầu năm 2026" in shown


def test_a_file_does_not_pay_again_what_a_balance_names(draft, office):
    table = read_pasted(WORKS, "Tin số 1\thttp://vi-du.test/1/\t01/07/2026")
    add_opening(actor=holder("accountant", office, "ke-toan"), unit=office, year=2026, table=table)
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(1), good(2)])
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(2, "Tên tác phẩm")]
    assert "đã trả ở nơi khác, theo số dư đầu năm 2026" in refused.value.faults[0].message
    assert draft([good(2)]).works.count() == 1


def test_whoever_stands_in_a_balance_stays_when_a_changed_file_no_longer_names_him(draft, office):
    draft([good(1, **{"Tác giả": "Y Thử Niê", "Số định danh": "", "Số tài khoản": ""})])
    table = read_pasted(PAYEES, "Y Thử Niê\t\t500.000\t0")
    add_opening(actor=holder("accountant", office, "ke-toan"), unit=office, year=2026, table=table)
    draft([good(2)])
    assert OpeningPayee.objects.get().payee.name == "Y Thử Niê"


def test_another_unit_and_nobodys_unit_know_nothing_of_it(add, home):
    add(WORKS)
    other = list_rows.make_unit("khac", "Đơn vị khác")
    work = recorded(holder("recorder", other, "thu-ky"), outlet_of(other), schedule()["news"])
    assert paid_elsewhere(home.pk, [work])[0].title == "Khai mạc hội thảo cà phê"
    assert paid_elsewhere(None, [work]) == [None]


def test_a_row_is_dropped_with_a_reason(add, accountant):
    row = add(FUNDS).funds.get()
    with pytest.raises(ValidationError, match="lý do"):
        drop_opening(actor=accountant, row=row, reason=" ")
    drop_opening(actor=accountant, row=row, reason="nhập nhầm")
    assert not OpeningFund.objects.exists()
    decision = Decision.objects.first()
    assert (decision.action, decision.reason) == ("bỏ dòng số dư đầu", "nhập nhầm")
    assert decision.before == {"quỹ đã chi": "Cổng thông tin điện tử: 12.500.000 đồng"}


def test_who_may_not_prepare_sheets_may_neither_add_nor_drop(add, home):
    row = add(FUNDS).funds.get()
    ended = holder("accountant", home, "het-han")
    RoleAssignment.objects.filter(user=ended).update(end_on=date(2020, 12, 31))
    others = [holder(role, home, role) for role in ("board_head", "board_deputy", "unit_head")]
    neighbour = holder("accountant", list_rows.make_unit("khac", "Đơn vị khác"), "khac")
    for actor in [*others, neighbour, ended, holder("auditor", None, "kiem-toan")]:
        with pytest.raises(PermissionDenied):
            add(WORKS, actor=actor)
        with pytest.raises(PermissionDenied):
            drop_opening(actor=actor, row=row, reason="x")
    assert (OpeningWork.objects.count(), OpeningFund.objects.count()) == (0, 1)


def test_more_rows_cost_no_more_queries(home, accountant, add):
    def cost(count: int) -> int:
        text = "\n".join(f"Tin số {number}\thttps://a.test/{number}\t10/07/2026" for number in range(count))
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            add(WORKS, text)
            assert browser_of("unit_head", home, f"xem-{count}").get(page(home)).status_code == 200
            transaction.set_rollback(True)
        return len(captured)

    cost(1)
    assert cost(2) == cost(100)
