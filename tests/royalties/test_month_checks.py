"""What a month must fit besides the law: the unit's days, the day of payment, and what is recorded already."""

from datetime import date

import pytest

from core.models import Unit
from royalties.models import PaymentSheet, Work
from royalties.remarks import remarks_on
from royalties.services import RefusedDraftError, WrongWorksFileError
from tests.royalties.files import faults_of, good

JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)


@pytest.fixture
def former(unit) -> Unit:
    """A unit that existed from 15/06/2026 to the end of 15/07/2026, its outlets open."""
    unit.existed_from, unit.existed_to = date(2026, 6, 15), date(2026, 7, 15)
    unit.save()
    return unit


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (date(2026, 5, 1), r"Kỳ 05/2026 ở trước khi có «.*» \(từ ngày 15/06/2026\)"),
        (AUGUST, r"Kỳ 08/2026 ở sau khi hết «.*» \(đến hết ngày 15/07/2026\)"),
    ],
)
def test_a_month_without_a_day_of_the_unit_is_refused(former, draft, period, said):
    with pytest.raises(RefusedDraftError, match=said):
        draft([good(1, **{"Ngày đăng": "20/06/2026"})], period=period)
    assert not PaymentSheet.objects.exists()


def test_a_month_in_which_the_unit_began_or_ended_is_not(former, draft):
    assert draft([good(1, **{"Ngày đăng": "15/06/2026"})], period=JUNE).works.count() == 1
    assert draft([good(2, **{"Ngày đăng": "15/07/2026"})], period=JULY).works.count() == 1


def test_a_work_published_outside_the_days_of_the_unit_is_a_fault(former, draft):
    rows = [good(1, **{"Ngày đăng": "14/06/2026"}), good(2), good(3, **{"Ngày đăng": "16/07/2026", "Hệ số": "tám"})]
    with pytest.raises(WrongWorksFileError) as refused:
        draft(rows)
    assert faults_of(refused) == [(2, "Ngày đăng"), (4, "Ngày đăng"), (4, "Hệ số")]
    assert "trước khi có đơn vị: 15/06/2026" in str(refused.value)
    assert "sau khi hết đơn vị: 15/07/2026" in str(refused.value)


def test_a_unit_whose_days_are_not_known_is_not_bounded(unit, draft):
    assert (unit.existed_from, unit.existed_to) == (None, None)
    assert draft([good(1, **{"Ngày đăng": "01/01/2020"})]).works.count() == 1


def test_payment_before_a_work_was_published_is_refused(draft):
    rows = [good(number, **{"Ngày đăng": f"{number + 8:02}/07/2026"}) for number in range(1, 7)]
    with pytest.raises(WrongWorksFileError) as refused:
        draft(rows, paid_on=date(2026, 7, 10))
    assert faults_of(refused) == [(0, "")]
    assert str(refused.value) == (
        "Ngày chi 10/07/2026 ở trước ngày đăng của tác phẩm ở dòng 4, 5, 6 và 1 tác phẩm khác"
    )
    assert not PaymentSheet.objects.exists()


def test_payment_on_the_day_of_publication_is_not(draft):
    assert draft([good(1)], paid_on=date(2026, 7, 10)).paid_on == date(2026, 7, 10)


@pytest.mark.parametrize(
    "link",
    [
        "http://vi-du.test/1",
        "https://www.vi-du.test/1",
        "HTTPS://Vi-Du.TEST/1",
        "https://vi-du.test/1/",
        "https://vi-du.test/1#binh-luan",
        "https://vi-du.test/1?utm_source=zalo",
    ],
)
def test_a_work_under_the_same_link_written_otherwise_is_not_paid_again(draft, link):
    draft([good(1)])
    with pytest.raises(WrongWorksFileError) as refused:
        draft([good(2, **{"Đường dẫn": link})], period=AUGUST)
    assert faults_of(refused) == [(2, "Đường dẫn")]
    assert "kỳ 07/2026" in str(refused.value)


def test_in_one_file_too_the_same_link_written_otherwise_is_one_work(draft):
    rows = [good(1), good(1, **{"Đường dẫn": "http://www.vi-du.test/1/"})]
    with pytest.raises(WrongWorksFileError) as refused:
        draft(rows)
    assert faults_of(refused) == [(3, "Tác giả")]


def test_a_link_is_kept_as_it_was_typed(draft):
    draft([good(1, **{"Đường dẫn": "HTTPS://www.Vi-Du.test/Tin/1/#a"})])
    assert Work.objects.get().url == "HTTPS://www.Vi-Du.test/Tin/1/#a"


def test_another_page_of_the_same_place_is_another_work(draft):
    draft([good(1)])
    sheet = draft([good(2), good(3, **{"Đường dẫn": "https://vi-du.test/1?trang=2"})], period=AUGUST)
    assert sheet.works.count() == 2
    assert remarks_on(sheet) == []


def test_the_same_title_and_day_under_another_link_is_told_with_the_earlier_sheet(draft):
    draft([good(1)])
    sheet = draft([good(2, **{"Tên tác phẩm": "TIN SỐ 1"})], period=AUGUST)
    assert remarks_on(sheet) == [
        "«TIN SỐ 1» (đăng 10/07/2026) có thể là một với «Tin số 1» (đăng 10/07/2026, Bảng nhuận bút nháp kỳ 07/2026): "
        "tên gần giống, ngày gần nhau."
    ]


def test_two_works_of_one_file_that_may_be_one_are_told_once(draft):
    sheet = draft([good(1), good(2, **{"Tên tác phẩm": "Tin số 1"})])
    assert len(remarks_on(sheet)) == 1


def test_the_earlier_sheet_is_told_of_the_later_work_too(draft):
    first = draft([good(1)])
    draft([good(2, **{"Tên tác phẩm": "Tin số 1"})], period=AUGUST)
    assert "có thể là một với «Tin số 1» (đăng 10/07/2026, Bảng nhuận bút nháp kỳ 08/2026)" in remarks_on(first)[0]


def test_one_link_is_one_work_in_whatever_medium_it_is_named(draft):
    link = {"Đường dẫn": "https://vi-du.test/tin/1"}
    draft([good(1, **link)])
    with pytest.raises(WrongWorksFileError, match="tác phẩm đã được ghi"):
        draft([good(2, **link, **{"Loại hình": "Bản tin"})], period=AUGUST)
