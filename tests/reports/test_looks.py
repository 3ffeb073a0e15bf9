"""A look at any page of a thing that exists writes nothing; the lists are looked at by the tests of addresses."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import RoleAssignment, User
from rates.models import ScheduleRow
from royalties.models import DuplicatePair, OpeningBalance, OpeningFund, Payee, Quota
from royalties.services import draft_from_file, open_outlets
from royalties.services.imports import upload_import
from tests.royalties.files import good, works_xlsx
from tests.royalties.portal_file.layouts import rows_xlsx
from tests.royalties.recording import recorded
from tests.royalties.scoring import reviewed
from tests.screens import browser_of, holder
from tests.test_urls import ONLY_POSTS, WRITES, filled, patterns
from tests.worker import run_jobs

JUDGING = ["royalties:work-adjust", "royalties:work-remunerate", "royalties:quota-except", "royalties:quota-count"]


@pytest.fixture
def things(office, system, tmp_path) -> dict[str, list]:
    """One real thing for each address that names one."""
    open_outlets(actor=system)
    other = {"Tác giả": "H Ví Dụ Êban", "Số định danh": "000000000002", "Số tài khoản": ""}
    path = works_xlsx(tmp_path / "works.xlsx", [good(1), good(2, **other)])
    sheet = draft_from_file(actor=system, unit=office, period=date(2026, 7, 1), path=path, paid_on=date(2026, 8, 5))
    one, two = Payee.objects.order_by("pk")
    row = ScheduleRow.objects.get(medium="portal", code="news")
    recorder, portal = holder("recorder", office, "thu-ky"), office.outlets.get(medium="portal")
    work = recorded(recorder, portal, row)
    wrong = rows_xlsx([["Tên tác phẩm", "Thể loại", "Ngày đăng", "Tác giả"], ["Tin một", "Tin", "không rõ", "Mẫu Ví"]])
    faulty = upload_import(actor=recorder, outlet=portal, file_name="sai.xlsx", content=wrong)
    run_jobs()
    opening = OpeningBalance.objects.create(unit=office, year=2026, begun_by=system)
    fund = OpeningFund.objects.create(opening=opening, medium="portal", amount=1)
    pair = DuplicatePair.objects.create(first=sheet.works.first().work, second=work, alike_title=True)
    waiting = reviewed(office, system, 900)
    quota = Quota.objects.create(payee=one, works_per_month=5, start_on=date(2026, 1, 1), reason="Quyết định")
    return {
        "rates:instrument": ["18/2014/NĐ-CP"],
        "rates:history": ["base_salary"],
        "royalties:payee": [one.pk],
        "royalties:payee-edit": [one.pk],
        "royalties:payee-complete": [one.pk],
        "royalties:payee-merge": [one.pk, two.pk],
        "royalties:import": [faulty.pk],
        "royalties:import-progress": [faulty.pk],
        "royalties:import-errors": [faulty.pk],
        "royalties:import-undo": [faulty.pk],
        "royalties:work": [work.pk],
        "royalties:work-edit": [work.pk],
        "royalties:work-delete": [work.pk],
        "royalties:opening": [office.pk, 2026, "quy"],
        "royalties:opening-drop": [office.pk, 2026, "quy", fund.pk],
        "royalties:pair": [pair.pk],
        "royalties:work-return": [work.pk],
        "royalties:work-price-why": [sheet.works.first().work_id],
        **{name: [waiting.pk] for name in JUDGING},
        "royalties:quota-end": [quota.pk],
        "royalties:score-preview": [waiting.parts.get().pk],
        "reports:payment-sheet": [sheet.pk],
        "reports:work-why": [sheet.pk, sheet.works.first().pk],
        "reports:tax-why": [sheet.pk, sheet.payee_totals.first().pk],
        "reports:payment-sheet-file": [sheet.pk, "json"],
    }


def test_every_address_of_a_thing_is_looked_at(things):
    named = {name for name, where in patterns() if "<" in where and filled(where) not in ONLY_POSTS}
    # Those of schedules are looked at by their own tests, as by those who keep schedules.
    assert {name for name in named if not name.startswith("rates:schedule")} == set(things)


def test_a_look_at_a_thing_writes_nothing(things, office):
    client = browser_of("recorder", office)
    viewer = User.objects.get(username="nguoi-xem")
    RoleAssignment.objects.create(user=viewer, role="board_head", unit=office, start_on=date(2020, 1, 1))
    for name, args in things.items():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name, args=args)).status_code == 200, name
        assert [sql for sql in (q["sql"] for q in captured) if sql.lstrip().upper().startswith(WRITES)] == [], name
