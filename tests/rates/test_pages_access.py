"""Who reads the pages of the law, and what a look costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import RoleAssignment, Unit, User
from tests import list_rows
from tests.core.accounts import LONG_AGO
from tests.rates.screens import BY_DAY, HISTORIES, TIMELINE, TWO_DAYS, WATCH, reader

DAYS = "?first=30/06/2026&second=01/07/2026"
PAGES = [
    f"{BY_DAY}?on=30/06/2026&unit=vp-ubnd",
    f"{BY_DAY}?export=xlsx",
    TWO_DAYS,
    TWO_DAYS + DAYS,
    f"{TWO_DAYS}{DAYS}&export=xlsx",
    HISTORIES,
    reverse("rates:history", args=["unit_value"]),
    reverse("rates:history", args=["royalty/portal/news"]) + "?unit=vp-ubnd&as_known_on=01/01/2026",
    reverse("rates:instrument", args=["18/2014/NĐ-CP"]),
    TIMELINE,
    WATCH,
    f"{WATCH}?on=01/06/2026",
]
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def queries_of(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize("address", PAGES)
def test_an_account_without_a_role_reads_nothing(province, address):
    assert reader(None).get(address).status_code == 403


@pytest.mark.parametrize("address", PAGES)
def test_a_role_in_any_unit_reads_all(province, address):
    user = User.objects.create(username="thu-ky", full_name="Thư Ký")
    place = Unit.objects.get(code="stc")
    RoleAssignment.objects.create(user=user, role="recorder", unit=place, start_on=LONG_AGO)
    client = Client()
    client.force_login(user)
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", PAGES)
def test_a_look_writes_nothing_and_costs_the_same_on_more_law(province, address):
    client = reader("auditor")
    before = queries_of(client, address)
    list_rows.rates(40, Unit.objects.get(code="vp-ubnd"))
    for number in range(5):
        list_rows.make_instrument(f"{number}/2025/QĐ-THEM")
    after = queries_of(client, address)
    assert [sql for sql in [*before, *after] if sql.lstrip().upper().startswith(WRITES)] == []
    assert len(after) == len(before) <= 12
    assert len([sql for sql in after if '"rates_ratecitation"."clause"' in sql and "rates_rate" in sql]) <= 2
