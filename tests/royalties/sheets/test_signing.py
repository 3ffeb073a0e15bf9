"""Who may do what with a sheet in which state: roles × states × acts, and every forbidden signer, on the services."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from budgets.services import approve_sheet
from core.access import Role
from core.models import Delegation, RoleAssignment, Unit
from rates.models import Rate
from royalties.models import Payee, PayeeAccount, PaymentSheet, Work
from royalties.services.building import build_sheets, discard_sheet, fund_sheet, rebuild_sheet, take_off
from royalties.services.countering import counter_sheet
from royalties.services.signing import return_sheet, sign_sheet, submit_sheet, withdraw_sheet
from royalties.states import SheetAction, SheetKind
from tests.royalties.sheets.conftest import papers
from tests.royalties.sheets.people import FUNDING, JULY, payee, people_of, person, scored

TOMORROW = timezone.localdate() + timedelta(days=1)
STATES = ("built", "submitted", "board", "checked", "approved", "returned")
ACTS = {
    "rebuild": lambda actor, sheet: rebuild_sheet(actor=actor, sheet=sheet),
    "fund": lambda actor, sheet: fund_sheet(actor=actor, sheet=sheet, funding=FUNDING),
    "submit": lambda actor, sheet: submit_sheet(actor=actor, sheet=sheet),
    "discard": lambda actor, sheet: discard_sheet(actor=actor, sheet=sheet, reason="lập lại sau"),
    "board": lambda actor, sheet: sign_sheet(actor=actor, sheet=sheet, action=SheetAction.BOARD_APPROVE),
    "check": lambda actor, sheet: sign_sheet(actor=actor, sheet=sheet, action=SheetAction.CHECK),
    "approve": lambda actor, sheet: approve_sheet(actor=actor, sheet=sheet, render=papers),
    "return": lambda actor, sheet: return_sheet(actor=actor, sheet=sheet, reason="sai hệ số", deadline=TOMORROW),
    "withdraw": lambda actor, sheet: withdraw_sheet(actor=actor, sheet=sheet, reason="còn thiếu bài"),
    "counter": lambda actor, sheet: counter_sheet(actor=actor, sheet=sheet, reason="chi nhầm kỳ"),
}
PREPARING = {"rebuild", "fund", "submit", "discard"}
# Kept by hand: what each person of the unit can do with an ordinary sheet of the recorder's in each state.
ALLOWED = {
    ("recorder", "built"): PREPARING,
    ("recorder", "returned"): PREPARING,
    ("recorder", "submitted"): {"withdraw"},
    ("recorder", "approved"): {"counter"},
    ("accountant", "built"): PREPARING,
    ("accountant", "returned"): PREPARING,
    ("accountant", "submitted"): {"withdraw"},
    ("accountant", "board"): {"check", "return"},
    ("accountant", "approved"): {"counter"},
    ("head", "submitted"): {"board", "return"},
    ("chief", "checked"): {"approve", "return"},
}
WHO = ("recorder", "head", "deputy", "accountant", "chief", "neighbour", "administrator", "auditor", "nobody")


def nobody_else(desk, who: str):
    """Near-misses: every role of the neighbouring unit, and the roles of the whole province."""
    if who == "neighbour":
        other = Unit.objects.create(
            code="mh-ben", name="Đơn vị bên", level="commune", source_label="DEMO", is_demo=True
        )
        user = person("ben")
        for role in Role.unit_roles():
            RoleAssignment.objects.create(user=user, role=role, unit=other, start_on=date(2025, 7, 1))
        return user
    role = {"administrator": Role.SYSTEM_ADMIN, "auditor": Role.AUDITOR}.get(who)
    return person(who, role)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", WHO)
def test_each_person_can_do_in_each_state_what_the_table_says_and_nothing_else(who, state, desk, staff, flow):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    scored(desk, staff.head, 2, payee(desk, "H Ví Dụ Êban", 2))
    sheet = flow("submitted" if state == "returned" else state)
    if state == "returned":
        return_sheet(actor=staff.head, sheet=sheet, reason="thiếu bài", deadline=TOMORROW)
    actor = getattr(staff, who, None) or nobody_else(desk, who)
    allowed = ALLOWED.get((who, state), set())
    before = PaymentSheet.objects.values().get(pk=sheet.pk)
    for name, act in ACTS.items():
        if name not in allowed:
            with pytest.raises((PermissionDenied, ValidationError)):
                act(actor, sheet)
            assert PaymentSheet.objects.values().get(pk=sheet.pk) == before, name
    if allowed:
        ACTS[sorted(allowed)[0]](actor, sheet)


@pytest.mark.parametrize("name", sorted(set().union(*ALLOWED.values())))
def test_what_is_allowed_succeeds(name, desk, staff, flow):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    who, state = next(key for key, acts in ALLOWED.items() if name in acts)
    sheet = flow(state)
    ACTS[name](getattr(staff, who), sheet)


def sheet_of(desk, staff, flow, step="submitted", **columns) -> PaymentSheet:
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1, **columns))
    return flow(step)


def board(actor, sheet):
    return sign_sheet(actor=actor, sheet=sheet, action=SheetAction.BOARD_APPROVE)


def as_board_head(user, desk):
    RoleAssignment.objects.create(user=user, role=Role.BOARD_HEAD, unit=desk, start_on=date(2025, 7, 1))


def test_who_made_the_sheet_signs_it_in_no_role(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow)
    as_board_head(staff.recorder, desk)
    with pytest.raises(PermissionDenied, match="Người lập hoặc sửa bảng"):
        board(staff.recorder, sheet)


def test_a_later_editor_signs_nothing_either(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow, "built")
    rebuild_sheet(actor=staff.accountant, sheet=sheet)
    submit_sheet(actor=staff.recorder, sheet=sheet)
    board(staff.head, sheet)
    with pytest.raises(PermissionDenied, match="Người lập hoặc sửa bảng"):
        sign_sheet(actor=staff.accountant, sheet=sheet, action=SheetAction.CHECK)


def test_one_person_signs_once(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow, "board")
    RoleAssignment.objects.create(user=staff.head, role=Role.ACCOUNTANT, unit=desk, start_on=date(2025, 7, 1))
    with pytest.raises(PermissionDenied, match="chỉ ký một bước"):
        sign_sheet(actor=staff.head, sheet=sheet, action=SheetAction.CHECK)


def test_a_signature_lapses_with_a_return(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow, "board")
    return_sheet(actor=staff.accountant, sheet=sheet, reason="sai hệ số", deadline=TOMORROW)
    submit_sheet(actor=staff.recorder, sheet=sheet)
    assert board(staff.head, sheet).status == "board_approved"


@pytest.mark.parametrize("accounts_name", ["Nguyễn Thị Mẫu", "  nguyễn thị  mẫu "])
def test_nobody_approves_his_own_money_told_by_name(accounts_name, desk, staff, flow):
    sheet = sheet_of(desk, staff, flow)
    twin = person("trung-ten", Role.BOARD_HEAD, desk, full_name=accounts_name)
    with pytest.raises(PermissionDenied, match="tiền của chính người ký"):
        board(twin, sheet)
    PayeeAccount.objects.create(
        payee=Payee.objects.get(), user=twin, is_same=False, reason="trùng tên", decided_by=staff.accountant
    )
    assert board(twin, sheet).status == "board_approved"


def test_nobody_approves_his_own_money_told_by_a_ruling(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow)
    PayeeAccount.objects.create(
        payee=Payee.objects.get(), user=staff.head, is_same=True, reason="bút danh", decided_by=staff.accountant
    )
    with pytest.raises(PermissionDenied, match="tiền của chính người ký"):
        board(staff.head, sheet)


def lend(giver, receiver, desk, role, end_on) -> Delegation:
    return Delegation.objects.create(
        giver=giver,
        receiver=receiver,
        role=role,
        unit=desk,
        document_number="05/GUQ-THU",
        start_on=date(2026, 1, 1),
        end_on=end_on,
    )


def test_a_lent_role_signs_to_its_last_day_and_says_so(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow)
    friend = person("duoc-uy-quyen")
    lend(staff.head, friend, desk, Role.BOARD_HEAD, timezone.localdate())
    board(friend, sheet)
    assert str(sheet.steps.last().delegation.document_number) == "05/GUQ-THU"


def test_an_expired_delegation_signs_nothing(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow)
    friend = person("duoc-uy-quyen")
    lend(staff.head, friend, desk, Role.BOARD_HEAD, timezone.localdate() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        board(friend, sheet)


def test_nobody_signs_for_the_money_of_whoever_lent_the_role(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow)
    PayeeAccount.objects.create(
        payee=Payee.objects.get(), user=staff.head, is_same=True, reason="bút danh", decided_by=staff.accountant
    )
    friend = person("duoc-uy-quyen")
    lend(staff.head, friend, desk, Role.BOARD_HEAD, TOMORROW)
    with pytest.raises(PermissionDenied, match="người uỷ quyền"):
        board(friend, sheet)


def test_the_money_of_a_signer_goes_to_a_sheet_that_the_deputy_signs(desk, staff):
    own = payee(desk, staff.head.full_name, 7)
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    scored(desk, staff.head, 2, own)
    made = build_sheets(actor=staff.recorder, unit=desk, period=JULY, kind=SheetKind.ROYALTY, funding=FUNDING)
    assert [(sheet.is_separate, sheet.gross) for sheet in made] == [(False, 506_000), (True, 506_000)]
    separate = made[1]
    submit_sheet(actor=staff.recorder, sheet=separate)
    with pytest.raises(PermissionDenied, match="tiền của chính người ký"):
        board(staff.head, separate)
    assert board(staff.deputy, separate).status == "board_approved"
    submit_sheet(actor=staff.recorder, sheet=made[0])
    with pytest.raises(PermissionDenied):
        board(staff.deputy, made[0])


def test_another_source_of_money_is_a_change_with_its_decision(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow, "built")
    fund_sheet(actor=staff.accountant, sheet=sheet, funding=replace(FUNDING, content="7049"))
    assert PaymentSheet.objects.get().content == "7049"
    assert sheet.steps.last().action == "change"
    with pytest.raises(ValidationError) as error:
        fund_sheet(actor=staff.accountant, sheet=sheet, funding=replace(FUNDING, content="70490"))
    assert list(error.value.error_dict) == ["content"]


def test_what_is_incomplete_is_neither_submitted_nor_signed(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow, "built")
    PaymentSheet.objects.filter(pk=sheet.pk).update(source_code="")
    Payee.objects.update(to_complete=True)
    with pytest.raises(ValidationError) as error:
        submit_sheet(actor=staff.recorder, sheet=sheet)
    assert error.value.messages == [
        "Chưa chọn nguồn kinh phí, chương và tiểu mục.",
        "Hồ sơ người nhận cần bổ sung: Nguyễn Thị Mẫu.",
    ]


def test_an_unverified_schedule_stops_a_real_sheet(office, province):
    people = people_of(office, ".that")
    scored(office, people.head, 1, payee(office, "Nguyễn Thị Mẫu", 1), coefficient="8")
    (sheet,) = build_sheets(actor=people.recorder, unit=office, period=JULY, kind=SheetKind.ROYALTY, funding=FUNDING)
    with pytest.raises(ValidationError, match="chưa được người thứ hai đối chiếu"):
        submit_sheet(actor=people.recorder, sheet=sheet)
    Rate.objects.filter(key__startswith="royalty/", scope="province").update(status="verified")
    rebuild_sheet(actor=people.recorder, sheet=sheet)
    assert submit_sheet(actor=people.recorder, sheet=sheet).status == "submitted"


def test_what_changed_since_it_was_submitted_is_not_approved(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow, "checked")
    Payee.objects.update(bank="Ngân hàng Khác")
    with pytest.raises(ValidationError, match="đã đổi từ khi trình"):
        approve_sheet(actor=staff.chief, sheet=sheet, render=papers)
    assert PaymentSheet.objects.get().status == "checked"


def test_a_work_taken_off_waits_for_another_sheet(desk, staff, flow):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    off = scored(desk, staff.head, 2, payee(desk, "H Ví Dụ Êban", 2))
    sheet = flow("built")
    take_off(actor=staff.recorder, sheet=sheet, works=[off.pk])
    sheet.refresh_from_db()
    assert (sheet.gross, Work.objects.get(pk=off.pk).state) == (506_000, "scored")
    rebuild_sheet(actor=staff.recorder, sheet=sheet, add=True)
    sheet.refresh_from_db()
    assert (sheet.gross, Work.objects.get(pk=off.pk).state) == (1_012_000, "on_sheet")


def test_a_counter_sheet_cancels_whole_and_its_works_are_paid_anew(desk, staff, flow):
    sheet = sheet_of(desk, staff, flow, "approved")
    counter = counter_sheet(actor=staff.recorder, sheet=sheet, reason="chi nhầm kỳ")
    submit_sheet(actor=staff.recorder, sheet=counter)
    board(staff.head, counter)
    sign_sheet(actor=staff.accountant, sheet=counter, action=SheetAction.CHECK)
    approve_sheet(actor=staff.chief, sheet=counter, render=papers)
    sheet.refresh_from_db()
    counter.refresh_from_db()
    assert (sheet.status, counter.status, counter.number) == ("cancelled", "approved", "MH-NB-2026-0002")
    again = flow("approved")
    assert (again.number, again.gross) == ("MH-NB-2026-0003", 506_000)
