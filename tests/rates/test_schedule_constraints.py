"""What the database itself refuses of schedules, whoever writes: on both engines."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from core.models import User
from rates.models import Instrument, Schedule, ScheduleLine
from tests.core.accounts import person

LINE = {"order": 1, "medium": "portal", "code": "news", "genre": "news", "label": "Tin", "measure": "tin"}


@pytest.fixture
def people(db) -> tuple[User, User]:
    return person("an"), person("binh")


@pytest.fixture
def decision(db) -> Instrument:
    return Instrument.objects.create(number="1/2026/QĐ-THU", kind="quyết định", issuer="UBND tỉnh")


def make(decision: Instrument, first: User, **columns) -> Schedule:
    day = date(2026, 6, 20)
    return Schedule.objects.create(instrument=decision, effective_on=day, created_by=first, **columns)


def refuses(write) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


def test_the_same_person_is_never_first_and_second(people, decision):
    first, second = people
    law = {"state": "in_force", "recorded": date(2026, 11, 24)}
    assert refuses(lambda: make(decision, first, submitted_by=second, verified_by=first, **law))
    assert refuses(lambda: make(decision, first, submitted_by=second, verified_by=second, **law))
    assert make(decision, first, submitted_by=first, verified_by=second, **law).pk


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "in_force"},
        {"state": "in_force", "recorded": date(2026, 11, 24)},
        {"state": "draft", "recorded": date(2026, 11, 24)},
        {"state": "submitted", "submitted_by": None},
        {"state": "la"},
    ],
    ids=["nobody verified", "recorded by nobody", "recorded draft", "submitted by nobody", "unknown state"],
)
def test_a_step_that_lacks_its_people_is_refused(people, decision, columns):
    assert refuses(lambda: make(decision, people[0], **({"submitted_by": people[0]} | columns)))


def test_a_decision_has_one_open_schedule_and_any_number_in_force(people, decision):
    first, second = people
    law = {"state": "in_force", "recorded": date(2026, 11, 24), "submitted_by": first, "verified_by": second}
    make(decision, first, **law)
    make(decision, first, **law)
    make(decision, first)
    assert refuses(lambda: make(decision, first))


@pytest.mark.parametrize(
    "columns",
    [
        {"fixed": 1, "maximum": Decimal(1)},
        {"minimum": Decimal(2), "maximum": Decimal(1)},
        {"minimum": Decimal(-1)},
        {"maximum": Decimal(0)},
        {"fixed": 0},
        {"level_share": Decimal("1.1")},
        {"level_share": Decimal(0)},
        {"medium": "la"},
        {"check_result": "match"},
    ],
    ids=str,
)
def test_a_line_that_contradicts_itself_is_refused(people, decision, columns):
    schedule = make(decision, people[0])
    assert refuses(lambda: ScheduleLine.objects.create(schedule=schedule, **(LINE | columns)))


def test_a_wrong_line_says_what_is_wrong(people, decision):
    schedule, found = make(decision, people[0]), {"check_result": "wrong", "checked_by": people[1]}
    assert refuses(lambda: ScheduleLine.objects.create(schedule=schedule, **LINE, **found))
    assert ScheduleLine.objects.create(schedule=schedule, **LINE, **found, check_note="bản ký ghi 7").pk


def test_a_code_stands_once_in_a_medium_of_a_schedule(people, decision):
    schedule = make(decision, people[0])
    ScheduleLine.objects.create(schedule=schedule, **LINE)
    assert refuses(lambda: ScheduleLine.objects.create(schedule=schedule, **LINE))
    assert ScheduleLine.objects.create(schedule=schedule, **(LINE | {"medium": "radio"})).pk
