"""The sheet's own page: its way, what each person may do next or why not, and what to look at before signing."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.access import Role
from core.models import Delegation, RoleAssignment, Unit
from royalties.models import Payee, PayeeAccount, PaymentSheet
from royalties.services.countering import counter_sheet
from royalties.services.signing import return_sheet
from tests.royalties.sheets.people import payee, people_of, scored
from tests.screens import client_of, text_of

TOMORROW = timezone.localdate() + timedelta(days=1)
CHANGING = ["Sửa nguồn kinh phí", "Bổ sung tác phẩm mới đủ điều kiện", "Lấy tác phẩm ra"]
CHANGING += ["Tính lại theo luật và hồ sơ hôm nay", "Bỏ bảng"]
# Kept by hand: the buttons of each person of the unit on an ordinary sheet of the recorder's, state by state.
BUTTONS = {
    ("recorder", "built"): ["Trình", *CHANGING],
    ("accountant", "built"): ["Trình", *CHANGING],
    ("recorder", "submitted"): ["Rút lại"],
    ("accountant", "submitted"): ["Rút lại"],
    ("head", "submitted"): ["Duyệt", "Trả lại"],
    ("accountant", "board"): ["Ký: đã kiểm", "Trả lại"],
    ("chief", "checked"): ["Duyệt chi", "Trả lại"],
    ("recorder", "approved"): ["Lập bảng huỷ"],
    ("accountant", "approved"): ["Lập bảng huỷ"],
}
PEOPLE = ("recorder", "head", "deputy", "accountant", "chief")


@pytest.fixture
def author(desk) -> Payee:
    return payee(desk, "Nguyễn Thị Mẫu", 1)


def page_of(sheet, user):
    return client_of(user).get(reverse("reports:payment-sheet", args=[sheet.pk]))


def buttons(sheet, user) -> list[str]:
    return [act.text for act in page_of(sheet, user).context["desk"].acts]


@pytest.mark.parametrize("step", ["built", "submitted", "board", "checked", "approved"])
def test_each_person_finds_exactly_the_buttons_of_the_step(step, desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow(step)
    assert {who: buttons(sheet, getattr(staff, who)) for who in PEOPLE} == {
        who: BUTTONS.get((who, step), []) for who in PEOPLE
    }


def test_every_button_leads_where_its_verb_is(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("built")
    acts = {act.text: act for act in page_of(sheet, staff.recorder).context["desk"].acts}
    client = client_of(staff.recorder)
    for act in acts.values():
        answer = client.post(act.url, act.sent) if act.is_button else client.get(act.url)
        assert answer.status_code == (302 if act.is_button else 200), act
    assert PaymentSheet.objects.get().status == "submitted"


def test_its_way_is_told_with_reason_deadline_and_what_comes(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("submitted")
    return_sheet(actor=staff.head, sheet=sheet, reason="Sai hệ số tin 1", deadline=TOMORROW)
    said = text_of(page_of(sheet, staff.recorder))
    assert f"Trả lại, Người truongban, lý do: Sai hệ số tin 1 Hạn trình lại: {TOMORROW:%d/%m/%Y}" in said
    assert "đang chờ Người lập sửa rồi trình lại rồi tới Trưởng ban biên tập duyệt rồi tới Kế toán kiểm" in said


def test_a_signature_in_the_name_of_another_says_so(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("submitted")
    lent = {"role": Role.BOARD_HEAD, "unit": desk, "document_number": "5/GUQ"}
    today = timezone.localdate()
    Delegation.objects.create(giver=staff.head, receiver=staff.deputy, start_on=today, end_on=today, **lent)
    client = client_of(staff.deputy)
    page = page_of(sheet, staff.deputy)
    act = page.context["desk"].acts[0]
    assert act.text == "Duyệt theo giấy uỷ quyền số 5/GUQ"
    client.post(act.url, act.sent)
    assert "Người phoban (theo giấy uỷ quyền số 5/GUQ của Người truongban)" in text_of(page_of(sheet, staff.chief))


def test_who_holds_the_role_but_may_not_sign_reads_why(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("submitted")
    RoleAssignment.objects.create(user=staff.recorder, role=Role.BOARD_HEAD, unit=desk, start_on=date(2025, 7, 1))
    page = page_of(sheet, staff.recorder)
    assert "không ký được bảng này. Người lập hoặc sửa bảng không ký bảng đó." in text_of(page)
    assert [act.text for act in page.context["desk"].acts] == ["Rút lại"]


def test_what_is_missing_stands_on_top_and_hides_what_cannot_succeed(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("built")
    PaymentSheet.objects.filter(pk=sheet.pk).update(content="")
    page = page_of(sheet, staff.recorder)
    assert "Còn thiếu, chưa trình và chưa ký được: Chưa chọn nguồn kinh phí" in text_of(page)
    assert "Trình" not in buttons(sheet, staff.recorder)
    PaymentSheet.objects.filter(pk=sheet.pk).update(status="submitted")
    assert buttons(sheet, staff.head) == ["Trả lại"]


def test_what_is_missing_leads_to_where_it_is_mended(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow("built")
    Payee.objects.filter(pk=author.pk).update(to_complete=True)
    links = [mend.url for mend in page_of(sheet, staff.recorder).context["desk"].mends]
    assert links == [reverse("royalties:payee-edit", args=[author.pk])]
    assert page_of(sheet, staff.head).context["desk"].mends == []


def concerns(sheet, user) -> str:
    return " | ".join(concern.text for concern in page_of(sheet, user).context["desk"].concerns)


def test_a_first_payment_and_a_changed_account_are_told(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    first = flow()
    assert concerns(first, staff.recorder) == ""
    author.account_number, author.bank = "0000999999", "Ngân hàng Khác"
    author.save()
    scored(desk, staff.head, 2, author)
    scored(desk, staff.head, 3, payee(desk, "H Ví Dụ Êban", 2))
    said = concerns(flow("built"), staff.recorder)
    assert "Lần đầu được chi ở đơn vị: H Ví Dụ Êban." in said
    assert "Tài khoản nhận tiền đã đổi từ lần chi trước: Nguyễn Thị Mẫu (" in said
    assert "Ngân hàng Ví Dụ → " in said
    assert "0000999999" not in said


def test_the_first_sheet_of_a_unit_does_not_name_everybody(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    said = concerns(flow("built"), staff.recorder)
    assert said.startswith("Đơn vị chưa có bảng nào được duyệt trong phần mềm")


def test_a_score_above_the_genres_median_is_told_the_furthest_first(desk, staff, flow, author):
    day = timezone.localdate().replace(day=1) - timedelta(days=1)
    for number in range(1, 4):
        scored(desk, staff.head, number, author, coefficient="1", published_on=day)
    scored(desk, staff.head, 4, author, coefficient="1.5", published_on=day)
    scored(desk, staff.head, 5, author, coefficient="2", published_on=day)
    said = concerns(flow("built", period=day.replace(day=1)), staff.recorder)
    # Of 1, 1, 1, 1,5 and 2 the middle is 1.
    assert "trong 12 tháng qua: «Tin số 005» 2, trung vị 1 (5 lần chấm); «Tin số 004» 1,5, trung vị 1" in said


def test_money_of_a_signer_is_told_with_the_way_to_decide(desk, staff, flow):
    own = payee(desk, staff.head.full_name, 2)
    scored(desk, staff.head, 1, own)
    sheet = flow("built")
    assert sheet.is_separate
    page = page_of(sheet, staff.recorder)
    assert "«Người truongban» là Người truongban (theo tên, chưa ai xác nhận)" in text_of(page)
    assert reverse("royalties:payee", args=[own.pk]) in page.content.decode()
    PayeeAccount.objects.create(payee=own, user=staff.head, is_same=True, reason="thử", decided_by=staff.accountant)
    assert "chưa ai xác nhận" not in text_of(page_of(sheet, staff.recorder))


def test_a_counter_sheet_is_submitted_or_given_up_and_nothing_else(desk, staff, flow, author):
    scored(desk, staff.head, 1, author)
    sheet = flow()
    counter = counter_sheet(actor=staff.recorder, sheet=sheet, reason="chi nhầm kỳ")
    assert buttons(counter, staff.recorder) == ["Trình", "Bỏ bảng"]
    assert buttons(sheet, staff.recorder) == []
    said = text_of(page_of(counter, staff.recorder))
    assert f"Bảng này huỷ {sheet}" in said


def test_the_page_costs_as_much_for_many_rows(desk, staff, flow, author):
    def cost(sheet) -> int:
        client = client_of(staff.head)
        where = reverse("reports:payment-sheet", args=[sheet.pk])
        client.get(where)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(where).status_code == 200
        return len(captured)

    for number in range(1, 3):
        scored(desk, staff.head, number, author, payee(desk, f"Người {number}", number + 10))
    few = cost(flow("submitted"))
    august = date(2026, 8, 1)
    for number in range(3, 12):
        other = payee(desk, f"Người {number}", number + 10)
        scored(desk, staff.head, number, author, other, published_on=august)
    assert cost(flow("submitted", period=august)) == few


def test_somebody_of_another_unit_finds_no_sheet(desk, staff, flow, author, province):
    scored(desk, staff.head, 1, author)
    sheet = flow("submitted")
    stranger = people_of(Unit.objects.get(code="vp-ubnd"), "-khac").head
    assert page_of(sheet, stranger).status_code == 404
