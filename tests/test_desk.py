"""The start page: what waits for whom, what is late, and that each number is the number of the list behind it."""

from datetime import date

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.urls import TASKS
from core.models import Delegation, RoleAssignment, Unit, User
from rates.services import load_law
from royalties.models import DuplicatePair, PaymentSheet, Work
from tests import list_rows
from tests.triggers import triggers_off

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def on_the_tenth_of_march():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def here(db) -> Unit:
    return list_rows.make_unit("thu-1", "Sở Thử Một")


@pytest.fixture
def there(db) -> Unit:
    return list_rows.make_unit("thu-2", "Sở Thử Hai")


@pytest.fixture
def law(system, frozen_law) -> None:
    load_law(actor=system, law=frozen_law)


def person(*held: tuple[str, Unit | None], username: str = "nguoi-dung") -> Client:
    user = list_rows.make_user(username)
    for role, unit in held:
        RoleAssignment.objects.create(user=user, role=role, unit=unit, start_on=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def fill(unit: Unit) -> None:
    """Twelve works, one a day from 01/01/2026, every second scored; six payees; sheets of January to March."""
    list_rows.works(12, unit)
    list_rows.payees(6, unit)
    list_rows.sheets(3, unit)
    with triggers_off(connection):
        PaymentSheet.objects.filter(period=date(2026, 3, 1)).update(
            status="draft", number=None, paid_on=None, tax=None, net=None
        )


def desk(client: Client) -> dict[str, list[tuple[str, str | None, int]]]:
    context = client.get("/").context
    return {
        place: [(one.task.said, one.unit and one.unit.name, one.number) for one in context[place]]
        for place in ("late", "waiting")
    }


ONE = "Sở Thử Một"
OVERDUE = "tác phẩm quá hạn chi"
PAST = "bảng của kỳ đã qua còn là nháp"
REVIEW = "tác phẩm chờ kiểm duyệt"
PAIRS = "cặp nghi trùng chờ quyết định"
DRAFTS = "bảng thanh toán nháp"
SCORED = "tác phẩm đã chấm, chờ lên bảng"
COMPLETE = "người nhận cần bổ sung hồ sơ"
# 60 days before 10/03/2026 is 09/01/2026: the works of 01/01 to 08/01 are late.
DESKS = {
    "recorder": {"late": [(OVERDUE, ONE, 8), (PAST, ONE, 1)], "waiting": [(SCORED, ONE, 6), (COMPLETE, ONE, 1)]},
    "accountant": {
        "late": [(OVERDUE, ONE, 8), (PAST, ONE, 1)],
        "waiting": [(SCORED, ONE, 6), (COMPLETE, ONE, 1)],
    },
    "board_head": {"late": [(OVERDUE, ONE, 8)], "waiting": [(REVIEW, ONE, 6), (DRAFTS, ONE, 2)]},
    "board_deputy": {"late": [(OVERDUE, ONE, 8)], "waiting": [(REVIEW, ONE, 6), (DRAFTS, ONE, 2)]},
    "unit_head": {"late": [(OVERDUE, ONE, 8)], "waiting": [(DRAFTS, ONE, 2)]},
}


@pytest.mark.parametrize("role", sorted(DESKS))
def test_each_role_of_a_unit_finds_its_own_work(role, law, here):
    fill(here)
    assert desk(person((role, here))) == DESKS[role]


@pytest.mark.parametrize("role", sorted(DESKS))
def test_another_unit_has_nothing_of_it(role, law, here, there):
    fill(here)
    assert desk(person((role, there))) == {"late": [], "waiting": []}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("auditor", {OVERDUE: 8, PAST: 1, "tài khoản chưa có vai trò hôm nay": 2}),
        ("provincial_coordinator", {OVERDUE: 8}),
        ("finance_reviewer", {}),
        ("system_admin", {"tài khoản chưa có vai trò hôm nay": 2}),
    ],
)
def test_each_role_of_the_province_finds_its_own_work(role, expected, law, here):
    fill(here)
    found = desk(person((role, None)))
    said = {said: number for said, _, number in found["late"] + found["waiting"]}
    of_the_law = {
        "dòng mức chi cần đối chiếu, của mọi thời kỳ",
        "dòng mức chi chưa nhập từ bản ký, của mọi thời kỳ",
    } & said.keys()
    # The reviewer and the clerk of list_rows hold no role.
    assert {name: number for name, number in said.items() if name not in of_the_law} == expected
    assert (len(of_the_law) == 2) == (role != "system_admin")


def test_every_number_is_that_of_the_list_that_it_leads_to(law, here):
    fill(here)
    asked = set()
    for role in [*DESKS, "auditor", "provincial_coordinator", "finance_reviewer", "system_admin"]:
        client = person((role, here if role in DESKS else None), username=role)
        context = client.get("/").context
        for waiting in context["late"] + context["waiting"]:
            response = client.get(waiting.url)
            assert response.status_code == 200
            assert response.context["count"] == waiting.number, waiting
            assert f"{waiting.count} dòng" in response.content.decode()
            asked.add(waiting.task.said)
    # All but these, of which there are no rows here.
    assert {task.said for task in TASKS} - asked == {
        "tác phẩm đã kiểm duyệt, chờ chấm",
        PAIRS,
        "tệp Excel mà việc nền đã dừng",
        "bảng bị trả lại, chờ sửa",
        "bảng bị trả lại đã quá hạn trình lại",
        "bảng thanh toán chờ tôi ký",
        "bảng chờ tôi ký quá 7 ngày",
        "biểu mức chờ người thứ hai đối chiếu",
        "biểu mức đang nhập dở",
    }


def test_a_work_that_was_reviewed_waits_for_whoever_scores(here):
    list_rows.works(2, here)
    Work.objects.filter(title="Chuyện Bích Ngọc").update(state="reviewed")
    board = desk(person(("board_head", here)))["waiting"]
    assert ("tác phẩm đã kiểm duyệt, chờ chấm", ONE, 1) in board
    assert desk(person(("recorder", here), username="thu-ky"))["waiting"] == []


def test_a_pair_that_may_be_one_work_waits_for_the_board(here):
    list_rows.pairs(3, here)
    client = person(("board_deputy", here))
    assert (PAIRS, ONE, 2) in desk(client)["waiting"]
    [waiting] = [one for one in client.get("/").context["waiting"] if one.task.said == PAIRS]
    assert client.get(waiting.url).context["count"] == 2


def test_who_works_in_two_units_finds_each_by_itself(law, here, there):
    fill(here)
    found = desk(person(("recorder", here), ("unit_head", there)))
    assert found == DESKS["recorder"]


def test_a_lent_role_brings_its_work_along_once(law, here):
    fill(here)
    deputy = person(("board_deputy", here))
    head = list_rows.make_user("truong-ban")
    RoleAssignment.objects.create(user=head, role="board_head", unit=here, start_on=date(2020, 1, 1))
    Delegation.objects.create(
        giver=head,
        receiver=User.objects.get(username="nguoi-dung"),
        role="board_head",
        unit=here,
        document_number="1/GUQ",
        start_on=TODAY,
        end_on=TODAY,
    )
    assert desk(deputy) == DESKS["board_deputy"]


def test_a_work_that_was_paid_is_never_late(law, here):
    list_rows.works(2, here)
    Work.objects.filter(title="Chuyện Bích Ngọc").update(state="paid")
    assert desk(person(("accountant", here)))["late"] == [(OVERDUE, ONE, 1)]


def test_a_work_that_is_one_with_another_that_is_kept_is_never_late(law, here):
    list_rows.works(2, here)
    ruled = {"ruled_by": list_rows.make_user("truong-ban"), "ruled_at": timezone.now(), "reason": "cùng bài"}
    first, second = Work.objects.order_by("pk")
    DuplicatePair.objects.create(first=first, second=second, same_link=True, verdict="keep_second", **ruled)
    assert desk(person(("accountant", here)))["late"] == [(OVERDUE, ONE, 1)]


def test_the_sixtieth_day_is_in_time_and_the_next_one_late(law, here):
    list_rows.works(1, here)
    client = person(("accountant", here))
    Work.objects.update(published_on=date(2026, 1, 9))
    assert desk(client)["late"] == []
    Work.objects.update(published_on=date(2026, 1, 8))
    assert desk(client)["late"] == [(OVERDUE, ONE, 1)]


def test_without_law_nothing_is_called_late(here):
    list_rows.works(2, here)
    assert desk(person(("accountant", here)))["late"] == []


def test_the_draft_of_this_month_is_not_late(here):
    fill(here)
    PaymentSheet.objects.filter(period=date(2026, 2, 1)).delete()
    assert desk(person(("recorder", here)))["late"] == []


def test_an_account_with_a_lent_role_only_lacks_none(here):
    head, friend = list_rows.make_user("truong-ban"), list_rows.make_user("ban")
    RoleAssignment.objects.create(user=head, role="board_head", unit=here, start_on=date(2020, 1, 1))
    client = person(("system_admin", None))
    assert desk(client)["waiting"] == [("tài khoản chưa có vai trò hôm nay", None, 1)]
    Delegation.objects.create(
        giver=head,
        receiver=friend,
        role="board_head",
        unit=here,
        document_number="1/GUQ",
        start_on=TODAY,
        end_on=TODAY,
    )
    assert desk(client)["waiting"] == []


def test_a_quiet_day_says_so(here):
    page = person(("recorder", here)).get("/").content.decode()
    assert "Không có việc nào trễ hôm nay." in page
    assert "Không có việc nào đang chờ bạn hôm nay." in page


def test_more_rows_cost_no_more_queries(law, here):
    client = person(("accountant", here))

    def cost(rows: int) -> int:
        with transaction.atomic():
            list_rows.works(rows, here)
            list_rows.payees(rows, here)
            list_rows.sheets(rows, here)
            with CaptureQueriesContext(connection) as captured:
                assert client.get("/").status_code == 200
            transaction.set_rollback(True)
        return len(captured)

    client.get("/")
    assert timezone.localdate() == TODAY
    assert cost(60) == cost(3)
