"""What the preparer does with a sheet on its pages: funding, works in and out, priced anew, given up, cancelled."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.models import Decision
from royalties.models import PaymentSheet, Work, WorkPart
from royalties.services.building import discard_sheet, fund_sheet, rebuild_sheet, take_off
from royalties.services.countering import counter_sheet
from royalties.states import SheetAction
from tests.royalties.sheets.people import FUNDING, payee, scored
from tests.screens import client_of, text_of

WHY = "lý do thử"


@pytest.fixture
def clerk(staff):
    return client_of(staff.recorder)


@pytest.fixture
def two(desk, staff, flow):
    """Two works on one draft, 506.000 đồng each."""
    author = payee(desk, "Nguyễn Thị Mẫu", 1)
    works = [scored(desk, staff.head, 1, author), scored(desk, staff.head, 2, author)]
    return flow("built"), works


def where(name: str, sheet: PaymentSheet) -> str:
    return reverse(f"budgets:sheet-{name}", args=[sheet.pk])


def test_funding_is_chosen_and_stands_in_the_form_again(two, clerk):
    sheet, _ = two
    typed = {"source": "khac", "chapter": "417", "industry": "121", "content": "7049", "nsnn_source": "13"}
    assert clerk.post(where("fund", sheet), typed).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.source_code, sheet.chapter, sheet.content) == ("khac", "417", "7049")
    assert clerk.get(where("fund", sheet)).context["form"].initial == typed


def test_funding_lacks_nothing_and_a_wrong_code_stays_beside_its_fault(two, clerk):
    sheet, _ = two
    page = clerk.post(where("fund", sheet), {"source": "khac", "chapter": "41", "content": ""})
    said = text_of(page, 422)
    assert "Chương : Mã này gồm 3 chữ số." in said
    assert "Tiểu mục (mã nội dung kinh tế) : Trường này là bắt buộc." in said
    assert 'value="41"' in page.content.decode()
    assert '<option value="7012">Chi phí hoạt động nghiệp vụ chuyên ngành</option>' in page.content.decode()


def test_works_are_taken_off_with_a_reason(two, clerk):
    sheet, works = two
    page = text_of(clerk.get(where("take-off", sheet)))
    assert "Tin số 002, đăng 10/07/2026, 506.000 đồng" in page
    clerk.post(where("take-off", sheet), {"works": [works[1].pk], "reason": WHY})
    sheet.refresh_from_db()
    assert sheet.gross == 506_000
    assert Work.objects.get(pk=works[1].pk).state == "scored"
    assert sheet.steps.last().reason == WHY


def test_the_last_work_is_not_taken_off(two, clerk):
    sheet, works = two
    both = {"works": [work.pk for work in works], "reason": WHY}
    assert "hãy bỏ cả bảng" in text_of(clerk.post(where("take-off", sheet), both), 422)
    assert "Hãy chọn ít nhất một tác phẩm." in text_of(clerk.post(where("take-off", sheet), {"reason": WHY}), 422)


def test_a_work_of_another_sheet_is_no_choice(two, desk, staff, clerk):
    sheet, _ = two
    other = scored(desk, staff.head, 3, payee(desk, "H Ví Dụ Êban", 2))
    assert clerk.post(where("take-off", sheet), {"works": [other.pk], "reason": WHY}).status_code == 422


def test_new_works_come_on_and_the_sum_is_told(two, desk, staff, clerk):
    sheet, _ = two
    scored(desk, staff.head, 3, payee(desk, "H Ví Dụ Êban", 2))
    page = clerk.post(where("rebuild", sheet), {"add": "1"}, follow=True)
    told = "Bổ sung 1 tác phẩm. Tổng của bảng: trước 1.012.000 đồng, nay 1.518.000 đồng."
    assert told in text_of(page)


def test_a_score_that_changed_is_priced_anew(two, clerk):
    sheet, works = two
    WorkPart.objects.filter(work=works[0]).update(coefficient=1)
    assert "nay 759.000 đồng." in text_of(clerk.post(where("rebuild", sheet), follow=True))


def test_a_refusal_of_the_law_is_told_on_the_page(two, clerk):
    sheet, works = two
    WorkPart.objects.filter(work=works[0]).update(coefficient=9)
    said = text_of(clerk.post(where("rebuild", sheet), follow=True))
    assert "Không tính lại được bảng" in said
    assert PaymentSheet.objects.get().gross == 1_012_000


def test_a_sheet_is_given_up_for_a_reason_and_its_works_wait(two, clerk):
    sheet, works = two
    assert "Hãy nêu lý do." in text_of(clerk.post(where("discard", sheet), {"reason": " "}), 422)
    clerk.post(where("discard", sheet), {"reason": WHY})
    assert PaymentSheet.objects.get().status == "discarded"
    assert {work.state for work in Work.objects.filter(pk__in=[work.pk for work in works])} == {"scored"}


def test_a_signed_sheet_is_cancelled_by_another_one(desk, staff, flow, clerk):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    sheet = flow()
    answer = clerk.post(where("counter", sheet), {"reason": WHY})
    counter = PaymentSheet.objects.get(counters=sheet)
    assert answer.url == reverse("reports:payment-sheet", args=[counter.pk])


def test_a_counter_sheet_is_not_rewritten(desk, staff, flow):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    counter = counter_sheet(actor=staff.recorder, sheet=flow(), reason=WHY)
    rewritings = [
        lambda: rebuild_sheet(actor=staff.recorder, sheet=counter),
        lambda: take_off(actor=staff.recorder, sheet=counter, works=[]),
        lambda: fund_sheet(actor=staff.recorder, sheet=counter, funding=FUNDING),
    ]
    for rewrite in rewritings:
        with pytest.raises(ValidationError, match="chỉ trình, hoặc bỏ"):
            rewrite()
    counter.refresh_from_db()
    assert counter.gross == 506_000


def test_a_counter_sheet_that_was_given_up_does_not_stand_in_the_way_of_another(desk, staff, flow):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    sheet = flow()
    given_up = counter_sheet(actor=staff.recorder, sheet=sheet, reason=WHY)
    discard_sheet(actor=staff.recorder, sheet=given_up, reason=WHY)
    assert Decision.objects.filter(action="bỏ bảng").get().before["bảng"].startswith("Bảng huỷ nhuận bút")
    again = counter_sheet(actor=staff.recorder, sheet=PaymentSheet.objects.get(pk=sheet.pk), reason=WHY)
    assert (again.counters_id, again.steps.get().action) == (sheet.pk, SheetAction.BUILD)


def test_a_signed_sheet_takes_no_change(desk, staff, flow, clerk):
    work = scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    sheet = flow("submitted")
    typed = {"source": "khac", "chapter": "417", "content": "7049"}
    for name, data in (
        ("fund", typed),
        ("discard", {"reason": WHY}),
        ("take-off", {"works": [work.pk], "reason": WHY}),
    ):
        assert "không sửa được" in text_of(clerk.post(where(name, sheet), data), 422)
    assert PaymentSheet.objects.get().status == "submitted"
