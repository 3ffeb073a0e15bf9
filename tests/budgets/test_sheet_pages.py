"""The page that builds a sheet: what is on it, what stays off and why, and who may."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import Unit
from royalties.models import DuplicatePair, PayeeAccount, PaymentSheet, RemunerationShare, Work
from royalties.states import SheetKind
from tests.royalties.scoring import reviewed
from tests.royalties.sheets.people import payee, people_of, scored
from tests.screens import browser_of, client_of, text_of

PAGE = reverse("budgets:sheet-prepare")
FUNDED = {"source": "ngan-sach", "chapter": "405", "industry": "171", "content": "7012", "nsnn_source": "13"}


@pytest.fixture(autouse=True)
def in_november():
    with time_machine.travel(datetime(2026, 11, 24, 2, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def clerk(staff):
    return client_of(staff.recorder)


def build(client, unit, **typed):
    return client.post(PAGE, {"unit": unit.pk, "period": "07/2026", "kind": "royalty"} | FUNDED | typed)


def test_the_unit_the_month_and_the_chapter_stand_there_already(desk, staff, clerk):
    Unit.objects.filter(pk=desk.pk).update(budget_chapter="417")
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    context = clerk.get(PAGE).context
    assert context["choice"].cleaned_data == {"unit": desk, "period": date(2026, 7, 1), "kind": "royalty"}
    assert context["funding"].initial == {"chapter": "417"}


def test_the_funding_of_the_last_sheet_of_the_kind_stands_there_already(desk, staff, clerk, flow):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    build(clerk, desk)
    assert clerk.get(f"{PAGE}?unit={desk.pk}&kind=royalty&period=08/2026").context["funding"].initial == FUNDED


def test_what_will_be_on_it_is_told_late_ones_first_with_the_day_it_was_due(desk, staff, clerk):
    author = payee(desk, "Nguyễn Thị Mẫu", 1)
    scored(desk, staff.head, 1, author, published_on=date(2026, 11, 3))
    scored(desk, staff.head, 2, author, coefficient="1")
    said = text_of(clerk.get(f"{PAGE}?unit={desk.pk}&kind=royalty&period=11/2026"))
    # 506.000 and 253.000; 60 days after 10/07 and after 03/11.
    assert "Bảng thường 759.000 đồng trước thuế, 2 tác phẩm" in said
    assert "Tin số 002 10/07/2026 08/09/2026 quá hạn Nguyễn Thị Mẫu thường 253.000" in said
    assert "Tin số 001 03/11/2026 02/01/2027 Nguyễn Thị Mẫu thường 506.000" in said
    assert said.index("Tin số 002") < said.index("Tin số 001")


def test_money_of_a_signer_goes_on_a_separate_sheet_and_the_page_says_whose(desk, staff, clerk):
    own = payee(desk, staff.head.full_name, 2)
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    scored(desk, staff.head, 2, own)
    said = text_of(clerk.get(PAGE))
    assert "Bảng ký riêng 506.000 đồng trước thuế, 1 tác phẩm. Có tiền của người ký" in said
    assert "Người truongban là Người truongban (theo tên, chưa ai xác nhận)" in said
    PayeeAccount.objects.create(payee=own, user=staff.head, is_same=True, reason="thử", decided_by=staff.accountant)
    assert "chưa ai xác nhận" not in text_of(clerk.get(PAGE))
    PayeeAccount.objects.update(is_same=False)
    assert "Bảng ký riêng" not in text_of(clerk.get(PAGE))


def test_what_stays_off_says_why_and_where_that_is_mended(desk, staff, clerk):
    author, lacking = payee(desk, "Nguyễn Thị Mẫu", 1), payee(desk, "H Ví Dụ Êban", 2, to_complete=True)
    reviewed(desk, staff.head, 1)
    incomplete = scored(desk, staff.head, 2, lacking)
    first, second = scored(desk, staff.head, 3, author), scored(desk, staff.head, 4, author)
    pair = DuplicatePair.objects.create(first=first, second=second, alike_title=True)
    page = clerk.get(PAGE)
    said, html = text_of(page), page.content.decode()
    assert "Chưa có tác phẩm nào đủ điều kiện lên bảng" in said
    assert "Tin số 001, đăng 10/07/2026: chưa chấm" in said
    assert f"{incomplete}, đăng 10/07/2026: hồ sơ người nhận cần bổ sung: H Ví Dụ Êban – sửa hồ sơ H Ví Dụ Êban" in said
    assert f'href="{reverse("royalties:payee-edit", args=[lacking.pk])}"' in html
    assert "nghi trùng với «Tin số 004», chưa quyết định – so sánh hai tác phẩm" in said
    assert f'href="{reverse("royalties:pair", args=[pair.pk])}"' in html


def test_a_month_without_works_says_what_to_do_next(desk, staff, clerk):
    assert "Ghi hoặc nạp tác phẩm, rồi nhờ Ban biên tập kiểm duyệt và chấm hệ số." in text_of(clerk.get(PAGE))
    said = text_of(clerk.get(f"{PAGE}?kind=remuneration"))
    assert "Chưa có thù lao nào chờ chi." in said


def test_one_button_builds_the_draft_and_leaves_off_what_was_ticked(desk, staff, clerk):
    author = payee(desk, "Nguyễn Thị Mẫu", 1)
    scored(desk, staff.head, 1, author)
    left = scored(desk, staff.head, 2, author)
    response = build(clerk, desk, leave_off=[left.pk])
    sheet = PaymentSheet.objects.get()
    assert response.url == reverse("reports:payment-sheet", args=[sheet.pk])
    assert (sheet.status, sheet.gross, sheet.created_by) == ("draft", 506_000, staff.recorder)
    assert (sheet.source_code, sheet.source_name) == (
        "ngan-sach",
        "Ngân sách nhà nước bố trí trong dự toán chi hằng năm",
    )
    assert (sheet.chapter, sheet.industry, sheet.content, sheet.nsnn_source) == ("405", "171", "7012", "13")
    assert Work.objects.get(pk=left.pk).state == "scored"


def test_funding_may_wait(desk, staff, clerk):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    assert build(clerk, desk, **dict.fromkeys(FUNDED, "")).status_code == 302
    assert PaymentSheet.objects.get().source_code == ""


def test_a_refusal_keeps_what_was_typed(desk, staff, clerk):
    work = scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    response = build(clerk, desk, chapter="4o5", content="70120", leave_off=[work.pk])
    said, html = text_of(response, 422), response.content.decode()
    assert "Mã này gồm 3 chữ số." in said
    assert "Mã này gồm 4 chữ số." in said
    assert 'value="4o5"' in html
    assert f'value="{work.pk}" aria-label="Để «Tin số 001» lại kỳ sau" checked' in html
    assert not PaymentSheet.objects.exists()


def test_a_month_that_has_a_draft_leads_to_it(desk, staff, clerk, flow):
    author = payee(desk, "Nguyễn Thị Mẫu", 1)
    scored(desk, staff.head, 1, author)
    draft = flow("built")
    scored(desk, staff.head, 2, author)
    page = clerk.get(PAGE)
    assert "Kỳ này đã có bảng nháp." in text_of(page)
    assert reverse("reports:payment-sheet", args=[draft.pk]) in page.content.decode()
    assert "hãy bổ sung vào bảng đó, hoặc bỏ bảng đó trước" in text_of(build(clerk, desk), 422)


def test_remuneration_says_how_the_fund_of_the_year_stands(desk, staff, clerk, flow):
    work = scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1), coefficient="1", medium="radio")

    def beside(number: int) -> None:
        editor = work.contributions.create(
            payee=payee(desk, f"Biên tập {number}", number), role="editor", share=1, order=number
        )
        set_by = {"set_by": staff.head, "set_at": timezone.now()}
        RemunerationShare.objects.create(contribution=editor, percent=30, **set_by)

    beside(2)
    page = f"{PAGE}?unit={desk.pk}&kind=remuneration&period=07/2026"
    flow("built")
    # The royalty is 253.000; 30 %, 70 % and 90 % of it.
    said = text_of(clerk.get(page))
    assert "năm 2026: thù lao 75.900 đồng, tổng nhuận bút 253.000 đồng; tối đa 70 % là 177.100 đồng" in said
    assert "Vượt mức tối đa của quỹ thù lao." not in said
    beside(3)
    beside(4)
    said = text_of(clerk.get(page))
    assert "Vượt mức tối đa của quỹ thù lao." in said
    assert "thù lao 227.700 đồng" in said


def test_no_more_queries_for_more_rows(desk, staff, clerk):
    author, own = payee(desk, "Nguyễn Thị Mẫu", 1), payee(desk, staff.head.full_name, 2)

    def cost(numbers) -> int:
        for number in numbers:
            scored(desk, staff.head, number, author, own)
            reviewed(desk, staff.head, number + 500)
        with CaptureQueriesContext(connection) as captured:
            assert clerk.get(PAGE).status_code == 200
        return len(captured)

    assert cost(range(3, 12)) == cost(range(12, 14)) == cost(range(20, 24))


def test_htmx_gets_the_preview_alone(desk, staff, clerk):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    part = clerk.get(PAGE, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "Lập bảng nháp" in text_of(part)


def test_who_prepares_sheets_elsewhere_can_neither_choose_nor_build(desk, staff, province):
    other = Unit.objects.get(code="vp-ubnd")
    stranger = client_of(people_of(other, "-khac").recorder)
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    assert "preview" not in stranger.get(f"{PAGE}?unit={desk.pk}").context
    assert build(stranger, desk).status_code == 422
    assert not PaymentSheet.objects.exists()


@pytest.mark.parametrize("role", ["board_head", "board_deputy", "unit_head"])
def test_who_signs_does_not_build(desk, role):
    client = browser_of(role, desk)
    assert client.get(PAGE).status_code == 403
    assert build(client, desk).status_code == 403
    assert not PaymentSheet.objects.exists()


def test_a_kind_that_is_not_built_from_works_is_no_choice(desk, staff, clerk):
    response = build(clerk, desk, kind=SheetKind.ENCOURAGEMENT)
    assert response.status_code == 422
    assert "preview" not in response.context
