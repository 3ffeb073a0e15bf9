"""Submitting, signing and returning on the pages, one sheet or several; each sheet stands by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.access import Role
from core.models import RoleAssignment, Unit
from royalties.models import PayeeAccount, PaymentSheet
from royalties.services.signing import return_sheet, submit_sheet
from tests.royalties.sheets.people import payee, people_of, scored
from tests.screens import browser_of, client_of, text_of

TO_SIGN = reverse("signing:list")
TODAY = timezone.localdate()


@pytest.fixture
def author(desk):
    return payee(desk, "Nguyễn Thị Mẫu", 1)


def where(name: str, sheet: PaymentSheet) -> str:
    return reverse("signing:approve" if name == "approve" else f"budgets:sheet-{name}", args=[sheet.pk])


def sign(name: str, sheet: PaymentSheet, user, **sent):
    return client_of(user).post(where(name, sheet), {"seen": sheet.fingerprint} | sent, follow=True)


def ticked(*sheets: PaymentSheet) -> dict:
    return {"sheet": [f"{sheet.pk}-{sheet.fingerprint}" for sheet in sheets]}


def waiting(user) -> list[PaymentSheet]:
    page = client_of(user).get(TO_SIGN)
    assert page.status_code == 200
    return [row.record for row in page.context["table"].paginated_rows]


def test_from_draft_to_number_by_the_buttons(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("built")
    said = text_of(client_of(staff.recorder).post(where("submit", sheet), follow=True))
    assert "Đã trình. Bảng nay ở bước «trình»." in said
    sheet.refresh_from_db()
    assert "Bảng nay ở bước «trưởng ban duyệt»." in text_of(sign("board-approve", sheet, staff.head))
    assert "Bảng nay ở bước «kế toán kiểm»." in text_of(sign("check", sheet, staff.accountant))
    assert "Đã ký. Số của bảng: MH-NB-" in text_of(sign("approve", sheet, staff.chief))
    sheet.refresh_from_db()
    assert (sheet.status, sheet.number.endswith("-0001")) == ("approved", True)
    assert {paper.name for event in sheet.events.all() for paper in event.papers.all()} == {
        "bang-thanh-toan.xlsx",
        "bang-thanh-toan.pdf",
        "bang-thanh-toan.json",
    }


def test_figures_that_changed_since_they_were_looked_at_are_not_signed(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("submitted")
    said = text_of(sign("board-approve", sheet, staff.head, seen="0" * 64))
    assert "Bảng đã đổi từ khi bạn mở trang" in said
    assert PaymentSheet.objects.get().status == "submitted"


def test_a_second_click_is_told_and_changes_nothing(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("board")
    assert "không chờ chữ ký này" in text_of(sign("board-approve", sheet, staff.head))


def test_a_forbidden_signer_is_refused_in_words(desk, staff, flow):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    sheet = flow("submitted")
    RoleAssignment.objects.create(user=staff.recorder, role=Role.BOARD_HEAD, unit=desk, start_on=TODAY)
    response = sign("board-approve", sheet, staff.recorder)
    assert "Người lập hoặc sửa bảng không ký bảng đó." in text_of(response, 403)
    assert client_of(staff.recorder).get(where("return", sheet)).status_code == 403


def test_a_sheet_is_returned_with_a_reason_and_a_deadline(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("submitted")
    client = client_of(staff.head)
    assert f'value="{TODAY + timedelta(days=3):%d/%m/%Y}"' in client.get(where("return", sheet)).content.decode()
    yesterday = f"{TODAY - timedelta(days=1):%d/%m/%Y}"
    wrong = client.post(where("return", sheet), {"reason": "Sai hệ số", "deadline": yesterday})
    assert "Hạn trình lại phải từ hôm nay." in text_of(wrong, 422)
    assert "Sai hệ số" in wrong.content.decode()
    assert "Hãy ghi hạn trình lại." in text_of(client.post(where("return", sheet), {"reason": "Sai"}), 422)
    client.post(where("return", sheet), {"reason": "Sai hệ số", "deadline": f"{TODAY:%d/%m/%Y}"})
    step = PaymentSheet.objects.get().steps.last()
    assert (step.action, step.reason, step.deadline) == ("return", "Sai hệ số", TODAY)


def test_a_submission_that_lacks_something_says_what(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("built")
    PaymentSheet.objects.update(chapter="")
    said = text_of(client_of(staff.recorder).post(where("submit", sheet), follow=True))
    assert said.count("Chưa chọn nguồn kinh phí, chương và tiểu mục.") == 2


@pytest.mark.parametrize(("step", "who"), [("submitted", "head"), ("board", "accountant"), ("checked", "chief")])
def test_a_sheet_waits_for_one_signer_at_a_time(step, who, desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow(step)
    for name in ("head", "deputy", "accountant", "chief"):
        assert waiting(getattr(staff, name)) == ([sheet] if name == who else []), name


def test_a_separate_sheet_waits_for_the_deputy(desk, staff, flow):
    scored(desk, staff.head, 1, payee(desk, staff.head.full_name, 2))
    sheet = flow("submitted")
    assert waiting(staff.deputy) == [sheet]
    assert waiting(staff.head) == []
    PayeeAccount.objects.create(
        payee=sheet.payee_totals.get().payee,
        user=staff.head,
        is_same=False,
        reason="trùng tên",
        decided_by=staff.accountant,
    )
    assert waiting(staff.head) == [sheet]


def test_a_ruling_keeps_a_beneficiary_of_another_name_away(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("submitted")
    told = {"payee": author, "user": staff.head, "reason": "bút danh", "decided_by": staff.accountant}
    PayeeAccount.objects.create(is_same=True, **told)
    assert waiting(staff.head) == []
    assert sheet.status == "submitted"


def test_who_made_changed_or_signed_a_sheet_has_nothing_waiting(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("board")
    for user in (staff.recorder, staff.head):
        RoleAssignment.objects.create(user=user, role=Role.ACCOUNTANT, unit=desk, start_on=TODAY)
        assert waiting(user) == []
    return_sheet(actor=staff.accountant, sheet=sheet, reason="thử", deadline=TODAY)
    submit_sheet(actor=staff.recorder, sheet=sheet)
    assert waiting(staff.head) == [sheet]


def three(desk, staff, flow, author, step="submitted") -> list[PaymentSheet]:
    """Sheets of July, August and September."""
    made = []
    for month in (7, 8, 9):
        day = timezone.localdate().replace(year=2026, month=month, day=1)
        scored(desk, staff.head, month, author, published_on=day)
        made.append(flow(step, period=day))
    return made


def test_several_are_signed_each_by_itself_and_each_is_told(desk, staff, flow, author):
    july, august, september = three(desk, staff, flow, author)
    PaymentSheet.objects.filter(pk=august.pk).update(content="")
    page = client_of(staff.head).post(TO_SIGN, ticked(july, august))
    said = text_of(page)
    assert "Đã ký 1 bảng; 1 bảng chưa ký được, xem lý do dưới đây." in said
    assert f"{july}, Đơn vị thử: trưởng ban duyệt" in said
    assert "chưa ký Chưa chọn nguồn kinh phí, chương và tiểu mục." in said
    statuses = {sheet.pk: sheet.status for sheet in PaymentSheet.objects.all()}
    assert statuses == {july.pk: "board_approved", august.pk: "submitted", september.pk: "submitted"}


def test_several_are_approved_with_numbers_in_order(desk, staff, flow, author):
    sheets = three(desk, staff, flow, author, "checked")
    said = text_of(client_of(staff.chief).post(TO_SIGN, ticked(*sheets)))
    assert "Đã ký 3 bảng." in said
    numbers = PaymentSheet.objects.order_by("pk").values_list("number", flat=True)
    assert [number[-4:] for number in numbers] == ["0001", "0002", "0003"]


def test_a_changed_a_foreign_and_a_made_up_sheet_are_not_signed(desk, staff, flow, author, province):
    scored(desk, staff.head, 1, author)
    sheet = flow("submitted")
    client = client_of(staff.head)
    assert "Bảng đã đổi từ khi bạn mở trang" in text_of(client.post(TO_SIGN, {"sheet": [f"{sheet.pk}-{'0' * 64}"]}))
    assert "Chưa chọn bảng nào." in text_of(client.post(TO_SIGN, {"sheet": ["la"]}, follow=True))
    stranger = client_of(people_of(Unit.objects.get(code="vp-ubnd"), "-khac").head)
    assert "Đã ký 0 bảng" in text_of(stranger.post(TO_SIGN, ticked(sheet)))
    assert PaymentSheet.objects.get().status == "submitted"


def test_one_that_may_not_sign_is_told_so_among_several(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("submitted")
    RoleAssignment.objects.create(user=staff.recorder, role=Role.BOARD_HEAD, unit=desk, start_on=TODAY)
    said = text_of(client_of(staff.recorder).post(TO_SIGN, ticked(sheet)))
    assert "chưa ký Người lập hoặc sửa bảng không ký bảng đó." in said


def test_what_waits_for_more_than_a_week_stands_out(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("submitted")
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        client = client_of(staff.head)
        assert "badge bad" not in client.get(TO_SIGN).content.decode()
        assert client.get(f"{TO_SIGN}?waits=slow").context["count"] == 0
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        client = client_of(staff.head)
        assert "badge bad" in client.get(TO_SIGN).content.decode()
        assert [row.record for row in client.get(f"{TO_SIGN}?waits=slow").context["table"].rows] == [sheet]


def test_a_list_of_many_costs_as_many_queries(desk, staff, flow, author):
    def cost() -> int:
        client = client_of(staff.head)
        client.get(TO_SIGN)
        with CaptureQueriesContext(connection) as captured:
            client.get(TO_SIGN)
        return len(captured)

    scored(desk, staff.head, 1, author, published_on=timezone.localdate().replace(year=2026, month=5, day=1))
    flow("submitted", period=timezone.localdate().replace(year=2026, month=5, day=1))
    one = cost()
    three(desk, staff, flow, author)
    assert cost() == one


@pytest.mark.parametrize("role", ["recorder", "auditor", "finance_reviewer"])
def test_who_signs_nothing_has_no_such_page(desk, role):
    client = browser_of(role, desk if role == "recorder" else None)
    assert client.get(TO_SIGN).status_code == 403
    assert client.post(TO_SIGN).status_code == 403
    assert "Chờ tôi ký" not in client.get("/").content.decode()
