"""Two accountants at once: PostgreSQL lets one have a sheet, and gives one number to one payout."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.access import Role
from royalties.models import Payout, PayoutSheet
from royalties.proof.verifying import verify_unit
from tests.royalties.sheets.people import payee, person, scored

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(*acts) -> list[str]:
    """What becomes of acts that begin together, what was refused first."""

    def run(act) -> str:
        try:
            act()
        except ValidationError as error:
            return str(error)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return sorted(pool.map(run, acts), key=lambda said: said == "done")


@pytest.fixture
def other(desk):
    return person("ketoanhai", Role.ACCOUNTANT, desk)


def test_a_sheet_that_two_pay_at_once_is_in_one_payout(desk, staff, other, flow, draft):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    sheet = flow()
    said = at_once(lambda: draft(sheet), lambda: draft(sheet, actor=other))
    assert said[1] == "done"
    assert "đã ở trong «Đợt chi MH-nháp" in said[0]
    assert (Payout.objects.count(), PayoutSheet.objects.count()) == (1, 1)


def test_payouts_that_are_sent_at_once_are_numbered_one_after_the_other(desk, staff, other, flow, draft, send):
    payouts = []
    for number, month in enumerate((7, 8), start=1):
        scored(desk, staff.head, number, payee(desk, f"Người Thứ {number}", 10 + number))
        payouts.append(draft(flow(period=date(2026, month, 1))))
    first, second = payouts
    assert at_once(lambda: send(first), lambda: send(second, actor=other)) == ["done", "done"]
    numbers = Payout.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == ["MH-DC-2026-0001", "MH-DC-2026-0002"]
    assert list(verify_unit(desk)) == []


def test_one_payout_that_two_send_at_once_is_sent_once(desk, staff, other, flow, draft, send):
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1))
    payout = draft(flow())
    said = at_once(lambda: send(payout), lambda: send(payout, actor=other))
    assert said[1] == "done"
    assert "không sửa được" in said[0]
