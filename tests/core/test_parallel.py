"""Two people at once, on the engine where two can write at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.models import Board, BoardMember, Decision, Unit
from core.services import load_units, seat_member, system_actor
from tests.core.accounts import person, unit

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable) -> list:
    """This will run the acts on connections of their own, started together; a refusal is a result too."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=10)
            return act()
        except ValidationError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_loads_of_the_units_bring_them_in_once():
    actor = system_actor()
    counts = at_once(*[lambda: load_units(actor=actor)] * 2)
    assert sorted(counts) == [0, 141]
    assert Unit.objects.count() == 141
    assert Decision.objects.count() == 1


def test_of_two_heads_seated_at_once_one_is_told_why_not():
    actor = system_actor()
    board = Board.objects.create(unit=unit("a"), name="Ban", decision_number="1", decided_on=date(2026, 1, 1))

    def seat(user):
        return lambda: seat_member(actor=actor, board=board, user=user, position="head", start_on=date(2026, 1, 1))

    results = at_once(seat(person("an")), seat(person("binh")))
    assert BoardMember.objects.count() == 1
    refused = [result for result in results if isinstance(result, ValidationError)]
    assert [error.messages for error in refused] == [["Ban biên tập đang có Trưởng ban."]]
