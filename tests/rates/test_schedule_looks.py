"""A look at any page of a schedule writes nothing, whoever of its two people looks."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rates.services import keep_upload
from tests.rates.schedules import drafted, keeper, submitted
from tests.test_urls import ONLY_POSTS, WRITES, filled, patterns

_WRONG = [["Loại hình", "Thể loại (NĐ 18)", "Hệ số tối thiểu", "Hệ số tối đa"], ["Báo giấy", "Tin", "một", "10"]]


def _workbook() -> bytes:
    book, file = openpyxl.Workbook(), BytesIO()
    for row in _WRONG:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.fixture
def looks(province) -> list[tuple]:
    """Every address of a schedule: its name, what it names, and who looks."""
    first, second = keeper("provincial_coordinator", "an"), keeper("provincial_coordinator", "binh")
    waiting, draft = submitted(first), drafted(first, number="78/2026/QĐ-THU")
    keep_upload(actor=first, schedule=draft, name="a.xlsx", content=_workbook())
    alone = ["", "-head", "-line-new", "-scan", "-scan-add", "-submit", "-template", "-upload", "-preview", "-errors"]
    seen_by_first = [(f"rates:schedule{page}", [draft.pk], first) for page in alone]
    line = ("rates:schedule-line", [draft.pk, draft.lines.first().pk], first)
    return [*seen_by_first, line, ("rates:schedule-verify", [waiting.pk], second)]


def test_every_address_of_a_schedule_is_looked_at(looks):
    named = {name for name, where in patterns() if "<" in where and filled(where) not in ONLY_POSTS}
    assert {name for name in named if name.startswith("rates:schedule")} == {name for name, _, _ in looks}


def test_a_look_at_a_schedule_writes_nothing(looks):
    for name, args, viewer in looks:
        client = Client()
        client.force_login(viewer)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name, args=args)).status_code == 200, name
        assert [sql for sql in (q["sql"] for q in captured) if sql.lstrip().upper().startswith(WRITES)] == [], name
