"""What of sheets stands on the start page: signatures to give, sheets that came back, and when each is late."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from core.models import Unit
from royalties.services.signing import return_sheet, withdraw_sheet
from tests.royalties.sheets.people import payee, people_of, scored
from tests.screens import client_of, text_of

TODAY = timezone.localdate()
TO_SIGN, SLOW = "bảng thanh toán chờ tôi ký", "bảng chờ tôi ký quá 7 ngày"
RETURNED, PAST = "bảng bị trả lại, chờ sửa", "bảng bị trả lại đã quá hạn trình lại"


@pytest.fixture
def ready(desk, staff):
    return scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))


def told(user) -> set[str]:
    context = client_of(user).get("/").context
    return {one.task.said for one in (*context["late"], *context["waiting"])} & {TO_SIGN, SLOW, RETURNED, PAST}


@pytest.mark.parametrize(("step", "who"), [("submitted", "head"), ("board", "accountant"), ("checked", "chief")])
def test_a_signature_waits_for_its_signer_alone(step, who, ready, staff, flow):
    flow(step)
    people = ("recorder", "head", "deputy", "accountant", "chief")
    assert {name: told(getattr(staff, name)) for name in people} == {
        name: {TO_SIGN} if name == who else set() for name in people
    }


def test_the_same_role_elsewhere_has_nothing_waiting(ready, staff, flow, province):
    flow("submitted")
    assert told(people_of(Unit.objects.get(code="vp-ubnd"), "-khac").head) == set()


def test_after_a_week_it_is_late(ready, staff, flow):
    flow("submitted")
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert told(staff.head) == {TO_SIGN, SLOW}


def test_a_returned_sheet_waits_for_those_who_prepare_and_is_late_after_its_deadline(ready, staff, flow):
    sheet = flow("submitted")
    return_sheet(actor=staff.head, sheet=sheet, reason="sai hệ số", deadline=TODAY + timedelta(days=2))
    assert told(staff.recorder) == told(staff.accountant) == {RETURNED}
    assert told(staff.head) == set()
    page = client_of(staff.recorder).get("/bang-thanh-toan/?status=returned")
    assert f"{TODAY + timedelta(days=2):%d/%m/%Y}" in text_of(page)
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert told(staff.recorder) == {RETURNED}
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert told(staff.recorder) == {RETURNED, PAST}


def test_a_sheet_that_was_withdrawn_has_no_deadline_to_miss(ready, staff, flow):
    sheet = flow("submitted")
    withdraw_sheet(actor=staff.recorder, sheet=sheet, reason="thiếu bài")
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert told(staff.recorder) == {RETURNED}
