"""A file that changes the account or the bank of somebody known says so, on the draft, until it is as it was."""

from datetime import date

from core.models import Decision
from royalties.models import Payee, PaymentSheet
from royalties.queries import remarks_on
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
