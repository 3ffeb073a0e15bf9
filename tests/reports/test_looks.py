"""A look at any page of a thing that exists writes nothing; the lists are looked at by the tests of addresses."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import RoleAssignment, User
from tests.screens import browser_of
from tests.test_urls import ONLY_POSTS, WRITES, filled, patterns
from tests.things import things_of


@pytest.fixture
def things(office, system, tmp_path) -> dict[str, list]:
    looked_at = {name for name, where in patterns() if "<" in where and filled(where) not in ONLY_POSTS}
    return {name: args for name, args in things_of(office, system, tmp_path).items() if name in looked_at}


def test_a_look_at_a_thing_writes_nothing(things, office):
    client = browser_of("recorder", office)
    viewer = User.objects.get(username="nguoi-xem")
    RoleAssignment.objects.create(user=viewer, role="board_head", unit=office, start_on=date(2020, 1, 1))
    for name, args in things.items():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name, args=args)).status_code == 200, name
        assert [sql for sql in (q["sql"] for q in captured) if sql.lstrip().upper().startswith(WRITES)] == [], name
