"""The decision book cannot be rewritten, not even by SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from core.audit import record
from core.models import Decision
from core.triggers import APPEND_ONLY, protect, unprotect
from royalties.guards import GUARDS, PAYOUT_GUARDS

REFUSAL = "Dòng quyết định đã ghi không sửa, không xoá."
EVERYWHERE = [
    "UPDATE core_decision SET reason = 'khác'",
    "UPDATE core_decision SET id = id + 1",
    "DELETE FROM core_decision",
]
ON_ENGINE = {
    "sqlite": "REPLACE INTO core_decision SELECT * FROM core_decision",
    "postgresql": "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE core_decision CASCADE",
}


@pytest.fixture
def decision(system) -> Decision:
    return record(actor=system, action="thử", target=system, reason="lý do")


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("sql", EVERYWHERE)
def test_a_written_decision_is_neither_changed_nor_deleted(decision, sql):
    with pytest.raises(DatabaseError, match=REFUSAL):
        execute(sql)
    assert Decision.objects.values_list("pk", "reason").get() == (decision.pk, "lý do")


def test_the_ways_of_one_engine_round_the_triggers_are_closed_too(decision):
    with pytest.raises(DatabaseError, match=REFUSAL):
        execute(ON_ENGINE[connection.vendor])
    assert Decision.objects.values_list("pk", "reason").get() == (decision.pk, "lý do")


@pytest.mark.once
def test_a_replace_by_another_program_is_refused_too(decision):
    execute("PRAGMA recursive_triggers = OFF")
    try:
        with pytest.raises(DatabaseError, match=REFUSAL):
            execute(ON_ENGINE["sqlite"])
    finally:
        execute("PRAGMA recursive_triggers = ON")
    assert Decision.objects.values_list("pk", "reason").get() == (decision.pk, "lý do")


def test_the_orm_is_refused_as_well(decision):
    decision.reason = "khác"
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        decision.save()
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        Decision.objects.all().delete()


def test_new_decisions_are_accepted(decision, system):
    record(actor=system, action="thử nữa", target=system)
    assert Decision.objects.count() == 2


def test_protection_can_be_taken_off_and_put_back(decision):
    unprotect(connection, "core_decision")
    execute("UPDATE core_decision SET reason = 'khác'")
    protect(connection, "core_decision", REFUSAL)
    with pytest.raises(DatabaseError, match=REFUSAL):
        execute("UPDATE core_decision SET reason = 'lý do'")


def test_every_guard_stands_in_the_migrated_database(db):
    """A later migration that makes a table of SQLite anew drops its triggers: then it must bring them back."""
    wanted = {f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")}
    wanted |= {f"{guard.table}_frozen_{verb}" for guard in (*GUARDS, *PAYOUT_GUARDS) for verb in guard.verbs}
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(query[connection.vendor])
        found = {name for (name,) in cursor.fetchall()}
    assert found >= wanted
