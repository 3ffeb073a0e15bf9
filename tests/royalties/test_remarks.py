"""A file that changes the account or the bank of somebody known says so, on the draft, until it is as it was."""

from datetime import date

import pytest

from core.models import Decision
from royalties.models import Payee, PaymentSheet, Quota
from royalties.remarks import remarks_on
from tests.royalties.files import good

AUGUST = date(2026, 8, 1)
MOVED = {"Số tài khoản": "0000999988"}
TOLD = "Tệp tác phẩm đổi số tài khoản •••••••122 thành •••••••988 của người nhận «Nguyễn Thị Mẫu»."


def test_a_changed_account_of_a_known_payee_is_told_masked(draft):
    draft([good(1)])
    sheet = draft([good(2, **MOVED)], period=AUGUST)
    assert remarks_on(sheet) == [TOLD]
    decision = Decision.objects.get(action="cập nhật người nhận")
    assert decision.before == {"số tài khoản": "•••••••122", "ngân hàng": "Ngân hàng Ví Dụ"}
    assert Decision.objects.filter(action="lập bảng nháp").first().after["lưu ý"] == [TOLD]
    assert "0000111122" not in str(sheet.remarks)


def test_a_changed_bank_is_told_too(draft):
    draft([good(1)])
    sheet = draft([good(2, **MOVED, **{"Ngân hàng": "Ngân hàng Khác"})], period=AUGUST)
    assert remarks_on(sheet) == [
        "Tệp tác phẩm đổi số tài khoản •••••••122 thành •••••••988, ngân hàng «Ngân hàng Ví Dụ» thành "
        "«Ngân hàng Khác» của người nhận «Nguyễn Thị Mẫu»."
    ]


def test_whom_only_the_same_draft_knew_is_corrected_without_a_remark(draft):
    draft([good(1)])
    assert remarks_on(draft([good(1, **MOVED)])) == []


def test_what_was_missing_is_completed_without_a_remark(draft):
    draft([good(1, **{"Số tài khoản": "", "Ngân hàng": ""})])
    assert remarks_on(draft([good(2)], period=AUGUST)) == []
    assert Decision.objects.get(action="cập nhật người nhận").after["số tài khoản"] == "•••••••122"


def test_the_same_file_again_still_tells_it(draft):
    draft([good(1)])
    first = draft([good(2, **MOVED)], period=AUGUST)
    again = draft([good(2, **MOVED)], period=AUGUST)
    assert (again.pk, again.changed_at, remarks_on(again)) == (first.pk, first.changed_at, [TOLD])


def test_a_changed_file_that_leaves_the_account_where_it_put_it_still_tells_it(draft):
    draft([good(1)])
    draft([good(2, **MOVED)], period=AUGUST)
    assert remarks_on(draft([good(2, **MOVED, **{"Hệ số": 4})], period=AUGUST)) == [TOLD]
    blank = {"Số tài khoản": "", "Ngân hàng": ""}
    assert remarks_on(draft([good(2, **blank, **{"Hệ số": 5})], period=AUGUST)) == [TOLD]


def test_a_corrected_file_that_puts_the_account_back_takes_the_remark_away(draft):
    draft([good(1)])
    draft([good(2, **MOVED)], period=AUGUST)
    assert remarks_on(draft([good(2)], period=AUGUST)) == []
    assert Payee.objects.get().account_number == "0000111122"


def test_a_second_change_is_told_from_what_was_known_first(draft):
    draft([good(1)])
    draft([good(2, **MOVED)], period=AUGUST)
    sheet = draft([good(2, **{"Số tài khoản": "0000777766"})], period=AUGUST)
    assert remarks_on(sheet) == [TOLD.replace("988", "766")]


def test_the_remark_goes_with_the_payee(draft):
    draft([good(1)])
    draft([good(2, **MOVED)], period=AUGUST)
    other = {"Tác giả": "Y Thử Niê", "Số định danh": "000000000002", "Số tài khoản": "222"}
    assert remarks_on(draft([good(2, **other)], period=AUGUST)) == []


def test_remarks_are_no_part_of_the_fingerprint(draft):
    draft([good(1)])
    told = draft([good(2, **MOVED)], period=AUGUST).fingerprint
    PaymentSheet.objects.filter(period=AUGUST).update(remarks=[])
    assert draft([good(2, **MOVED)], period=AUGUST).fingerprint == told


def test_a_file_again_after_another_month_changed_its_payee_says_what_its_paper_shows(draft):
    first = draft([good(1)])
    draft([good(2, **MOVED)], period=AUGUST)
    again = draft([good(1)])
    assert again.pk == first.pk
    assert Payee.objects.get().account_number == "0000111122"
    assert remarks_on(again) == [
        "Tệp tác phẩm đổi số tài khoản •••••••988 thành •••••••122 của người nhận «Nguyễn Thị Mẫu»."
    ]


BLANK = {"Số định danh": "", "Số tài khoản": ""}


@pytest.mark.parametrize(
    "second",
    [
        BLANK,
        BLANK | {"Tác giả": "nguyen thi mau"},
        {"Số định danh": "", "Tác giả": "Trần Ví Dụ"},
    ],
)
def test_payees_of_a_sheet_who_may_be_one_are_told_since_each_stays_below_the_threshold(draft, second):
    # 10 × 253.000 each: of 5.060.000 together 506.000 would be withheld.
    sheet = draft([good(1, **{"Hệ số": 10}), good(2, **{"Hệ số": 10}, **second)], paid_on=date(2026, 8, 5))
    assert (sheet.gross, sheet.tax) == (5_060_000, 0)
    (remark,) = remarks_on(sheet)
    assert remark.startswith("2 người nhận có thể là một người: «")
    assert "thuế tính trên cả tổng" in remark
    assert "000000000001" not in remark


def test_two_people_of_one_name_with_an_id_each_are_two_people(draft):
    other = {"Số định danh": "000000000002", "Số tài khoản": "0000333344"}
    assert remarks_on(draft([good(1), good(2, **other)])) == []


@pytest.mark.parametrize(("works_per_month", "told"), [(0, ""), (1, "«Tin số 1»"), (2, "«Tin số 1», «Tin số 2»")])
def test_works_that_fill_a_quota_are_told(draft, works_per_month, told):
    rows = [good(number, **{"Ngày đăng": date(2026, 7, 9 + number)}) for number in (1, 2, 3)]
    sheet = draft(rows)
    if works_per_month:
        Quota.objects.create(
            payee=Payee.objects.get(),
            works_per_month=works_per_month,
            start_on=date(2026, 7, 1),
            reason="hợp đồng lao động",
        )
    said = f"Trong định mức của tác giả, không được chi: {told}. Bỏ khỏi tệp, hoặc ghi ngoại lệ có lý do."
    assert remarks_on(sheet) == ([said] if told else [])
