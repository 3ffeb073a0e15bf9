"""A month of works becomes one draft: priced by the law, saved all or nothing, the same file the same draft."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from core.models import Decision, Unit, User
from royalties.models import DuplicatePair, Payee, PayeeTotal, PaymentSheet, SheetLine, SheetWork, Work
from royalties.services import WrongWorksFileError, open_outlets
from tests.royalties.files import faults_of, good
from tests.screens import holder

JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
PAID_ON = date(2026, 8, 5)


def test_a_month_is_priced_and_adds_up(draft):
    sheet = draft([good(1), good(2, **{"Hệ số": 2, "Số ảnh": 3, "Hệ số ảnh": "0,5"})])
    assert sheet.gross == 2_024_000 + 506_000 + 379_500
    assert [work.gross for work in sheet.works.all()] == [2_024_000, 885_500]
    assert [line.gross for line in SheetLine.objects.all()] == [2_024_000, 506_000, 379_500]
    assert (sheet.tax, sheet.net, sheet.number, sheet.status) == (None, None, None, "draft")
    assert Work.objects.filter(state="on_sheet").count() == 2


def test_every_line_keeps_its_citations(draft):
    draft([good()])
    cited = {citation["instrument"] for citation in SheetLine.objects.get().citations}
    assert {"18/2014/NĐ-CP", "161/2026/NĐ-CP", "224/2026/NĐ-CP", "16/2014/QĐ-UBND", "40/2021/QĐ-UBND"} <= cited


def test_tax_is_withheld_once_from_what_a_payee_gets_not_from_each_work(draft):
    rows = [good(1), good(2), good(3, **{"Tác giả": "Y Thử Niê", "Số định danh": "000000000002", "Số tài khoản": ""})]
    sheet = draft([*rows, good(4)], paid_on=PAID_ON)
    totals = {total.payee.name: (total.gross, total.tax, total.net) for total in sheet.payee_totals.all()}
    assert totals == {
        "Nguyễn Thị Mẫu": (6_072_000, 607_200, 5_464_800),
        "Y Thử Niê": (2_024_000, 0, 2_024_000),
    }
    assert (sheet.gross, sheet.tax, sheet.net) == (8_096_000, 607_200, 7_488_800)


def test_co_authors_share_by_percent_and_the_odd_dong_goes_to_the_first(draft):
    second = {"Tác giả": "H Ví Dụ Êban", "Số định danh": "000000000003", "Số tài khoản": "", "Ngân hàng": ""}
    sheet = draft(
        [good(1, **{"Hệ số": "1,00001", "Tỷ lệ": "50%"}), good(1, **{"Hệ số": "1,00001", "Tỷ lệ": 50} | second)]
    )
    assert sheet.gross == 253_003
    assert [line.gross for line in SheetLine.objects.all()] == [126_502, 126_501]


def test_the_same_file_again_gives_the_same_draft_and_writes_nothing(draft):
    first = draft([good(1), good(2)])
    seen = (first.pk, first.fingerprint, first.changed_at, Decision.objects.count())
    lines = list(SheetLine.objects.values_list("pk", flat=True))
    again = draft([good(1), good(2)])
    assert (again.pk, again.fingerprint, again.changed_at, Decision.objects.count()) == seen
    assert list(SheetLine.objects.values_list("pk", flat=True)) == lines


def test_a_changed_file_replaces_the_lines_and_leaves_no_one_behind(draft):
    first = draft([good(1), good(2, **{"Tác giả": "Sai Tên", "Số định danh": "", "Số tài khoản": ""})])
    again = draft([good(1, **{"Hệ số": 4})])
    assert again.pk == first.pk
    assert again.gross == 1_012_000
    assert [work.work.title for work in SheetWork.objects.all()] == ["Tin số 1"]
    assert Work.objects.count() == 1
    assert [payee.name for payee in Payee.objects.all()] == ["Nguyễn Thị Mẫu"]
    assert PayeeTotal.objects.get().gross == 1_012_000
    last = Decision.objects.first()
    assert (last.action, last.before["tổng"], last.after["tổng"]) == ("thay bảng nháp", "4.048.000", "1.012.000")


def test_a_value_date_alone_changes_the_draft(draft):
    first = draft([good(1)])
    fingerprint = first.fingerprint
    paid = draft([good(1)], paid_on=PAID_ON)
    assert paid.pk == first.pk
    assert (paid.tax, paid.net) == (0, 2_024_000)
    assert paid.fingerprint != fingerprint


def test_all_faults_are_named_at_once_and_nothing_is_saved(draft):
    with pytest.raises(WrongWorksFileError) as refused:
        draft(
            [
                good(1, **{"Hệ số": "10,5"}),
                good(2, **{"Ngày đăng": "01/08/2026"}),
                good(3, **{"Hệ số": "tám"}),
                good(4, **{"Số ảnh": 2, "Hệ số ảnh": 11, "Hệ số": 12, "Điều chỉnh": "Thiếu nhi: 50%"}),
                good(5, **{"Tỷ lệ": "60%"}),
            ]
        )
    assert faults_of(refused) == [
        (2, "Hệ số"),
        (3, "Ngày đăng"),
        (4, "Hệ số"),
        (5, "Hệ số"),
        (5, "Hệ số ảnh"),
        (5, "Điều chỉnh"),
        (6, "Tỷ lệ"),
    ]
    assert not PaymentSheet.objects.exists()
    assert not Work.objects.exists()
    assert not Payee.objects.exists()
    assert not Decision.objects.filter(action="lập bảng nháp").exists()


def test_the_law_is_asked_about_what_can_be_read_of_a_work_with_another_fault(draft):
    second = {"Tác giả": "Lê Thị Hai", "Số định danh": "000000000009"}
    with pytest.raises(WrongWorksFileError) as refused:
        draft(
            [
                good(1, **{"Tỷ lệ": "60%", "Hệ số": "10,5"}),
                good(1, **{"Tỷ lệ": "30%", "Hệ số": "10,5"} | second),
                good(2, **{"Ngày đăng": "01/08/2026", "Hệ số": "11"}),
                good(3, **{"Hệ số": "tám", "Số ảnh": 2, "Hệ số ảnh": 12}),
                good(4, **{"Điều chỉnh": "Ngày lễ: 20%", "Hệ số": "12"}),
                good(5, **{"Tác giả": "", "Hệ số": "13"}),
            ]
        )
    assert faults_of(refused) == [
        (2, "Hệ số"),
        (2, "Tỷ lệ"),
        (3, "Tỷ lệ"),
        (4, "Ngày đăng"),
        (4, "Hệ số"),
        (5, "Hệ số"),
        (5, "Hệ số ảnh"),
        (6, "Hệ số"),
        (6, "Điều chỉnh"),
        (7, "Hệ số"),
        (7, "Tác giả"),
    ]


def test_a_wrong_file_leaves_the_earlier_draft_as_it_was(draft):
    first = draft([good(1)])
    with pytest.raises(WrongWorksFileError):
        draft([good(1, **{"Hệ số": -1})])
    assert PaymentSheet.objects.get().fingerprint == first.fingerprint
    assert SheetLine.objects.get().gross == 2_024_000


def test_a_file_without_works_is_refused(draft):
    with pytest.raises(WrongWorksFileError) as refused:
        draft([])
    assert "không có dòng tác phẩm nào" in str(refused.value)


def test_a_value_date_without_tax_law_is_a_fault_of_the_file(draft):
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(1)], paid_on=date(2013, 9, 30))
    assert faults_of(refused) == [(0, "")]
    assert "Ngày chi" in str(refused.value)


@pytest.mark.parametrize("later", [{}, {"Đường dẫn": ""}])
def test_a_work_on_another_months_sheet_is_not_paid_twice(draft, later):
    draft([good(1)])
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(1, **later)], period=AUGUST)
    assert faults_of(refused) == [(2, "Đường dẫn" if not later else "Tên tác phẩm")]
    assert "kỳ 07/2026" in str(refused.value)


def test_the_same_title_under_another_link_is_another_work(draft):
    draft([good(1)])
    sheet = draft([good(2, **{"Tên tác phẩm": "Tin số 1"})], period=AUGUST)
    assert sheet.works.count() == 1


def test_an_earlier_unpaid_work_may_be_on_the_sheet(draft):
    sheet = draft([good(1, **{"Ngày đăng": "30/06/2026"})])
    assert sheet.gross == 1_872_000


@pytest.mark.parametrize("role", ["recorder", "accountant"])
def test_those_who_prepare_sheets_may(draft, unit, role):
    assert draft([good(1)], actor=holder(role, unit)).gross == 2_024_000


@pytest.mark.parametrize("role", ["board_head", "board_deputy", "unit_head"])
def test_other_roles_of_the_unit_may_not(draft, unit, role):
    with pytest.raises(PermissionDenied):
        draft([good(1)], actor=holder(role, unit))
    assert not PaymentSheet.objects.exists()


def test_the_recorder_of_another_unit_may_not(draft, unit):
    other = Unit.objects.get(code="skhcn")
    with pytest.raises(PermissionDenied):
        draft([good(1)], actor=holder("recorder", other))


def test_queries_do_not_grow_with_the_rows(draft, django_assert_max_num_queries):
    draft([good(1)])
    with django_assert_max_num_queries(80) as few:
        draft([good(number) for number in range(1, 4)])
    with django_assert_max_num_queries(80) as many:
        draft(
            [
                good(number, **{"Tác giả": f"Người {number}", "Số định danh": f"{number:015}"})
                for number in range(1, 121)
            ]
        )
    batches = 13  # SQLite takes 999 values a statement, so 117 further works cost some further bulk inserts
    assert len(many) <= len(few) + batches


def test_a_demo_unit_is_illustrative_and_a_real_one_is_not(draft, unit):
    assert draft([good(1)]).is_illustrative is False
    demo = Unit.objects.create(code="mh-thu", name="Đơn vị thử", level="department", source_label="DEMO", is_demo=True)
    open_outlets(actor=User.objects.get(is_system=True))
    sheet = draft([good(1, **{"Hệ số": 1})], of=demo)
    assert sheet.is_illustrative is True
    assert "illustrative" in sheet.works.get().warnings
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(1)], of=demo)
    assert faults_of(refused) == [(2, "Hệ số")]


def test_a_file_notes_which_of_its_works_may_be_one_the_unit_has_already(draft):
    draft([good(1, **{"Tên tác phẩm": "Khai mạc hội thảo cà phê", "Ngày đăng": "01/07/2026"}), good(2)])
    again = {"Tên tác phẩm": "Hội thảo cà phê khai mạc", "Ngày đăng": "30/06/2026"}
    draft([good(3, **again)], period=date(2026, 6, 1))
    pair = DuplicatePair.objects.get()
    assert (pair.first.title, pair.second.title) == ("Khai mạc hội thảo cà phê", "Hội thảo cà phê khai mạc")
    assert (pair.same_link, pair.alike_title) == (False, True)
    # The file again with other works: the pair goes with its work.
    draft([good(4, **{"Ngày đăng": "05/06/2026"})], period=date(2026, 6, 1))
    assert not DuplicatePair.objects.exists()
