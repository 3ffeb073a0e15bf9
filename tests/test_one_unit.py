"""Lists as somebody sees them who works for one unit: its name is not said in every row."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from core.models import RoleAssignment, Unit, User
from tests import list_rows

WORKS = reverse("royalties:work-list")


@pytest.fixture
def unit(db) -> Unit:
    return list_rows.make_unit("thu-1", "Sở Thử Một")


@pytest.fixture
def clerk(client, unit) -> User:
    """Records the works of one unit, which has one work."""
    list_rows.works(1, unit)
    user = list_rows.make_user("thu-ky")
    RoleAssignment.objects.create(user=user, role="recorder", unit=unit, start_on=date(2020, 1, 1))
    client.force_login(user)
    return user


def _headings(page) -> list[str]:
    return [str(column.header) for column in page.context["table"].columns]


def test_who_sees_one_unit_neither_reads_nor_chooses_it(client, clerk, unit):
    page = client.get(WORKS)
    assert _headings(page) == ["Ngày đăng", "Tên tác phẩm", "Thể loại và hệ số", "Nơi đăng", "Trạng thái"]
    assert page.context["filter"].form["unit"].is_hidden
    assert client.get(WORKS, {"unit": unit.pk}).context["count"] == 1


def test_the_export_names_the_unit_all_the_same(client, clerk):
    sheet = openpyxl.load_workbook(BytesIO(client.get(WORKS, {"export": "xlsx"}).getvalue())).active
    assert [cell.value for cell in sheet[1]][4] == "Đơn vị"
    assert sheet.cell(2, 5).value == "Sở Thử Một"


def test_who_sees_two_units_reads_and_chooses_them(client, clerk):
    other = list_rows.make_unit("thu-2", "Sở Thử Hai")
    RoleAssignment.objects.create(user=clerk, role="recorder", unit=other, start_on=date(2020, 1, 1))
    page = client.get(WORKS)
    assert "Đơn vị" in _headings(page)
    assert not page.context["filter"].form["unit"].is_hidden
