"""Switching the database's own triggers off for a moment; only tests may."""

from contextlib import contextmanager


@contextmanager
def triggers_off(connection):
    """This will run a block without the triggers of any table, and bring them back whatever happens."""
    with connection.cursor() as cursor:
        before, after = (_sqlite if connection.vendor == "sqlite" else _postgresql)(cursor)
        for statement in before:
            cursor.execute(statement)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for statement in after:
                cursor.execute(statement)


def _sqlite(cursor) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _ in triggers], [sql for _, sql in triggers]


def _postgresql(cursor) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    tables = [table for (table,) in cursor.fetchall()]
    switch = "ALTER TABLE {} {} TRIGGER USER"
    off, on = ([switch.format(table, verb) for table in tables] for verb in ("DISABLE", "ENABLE"))
    # A table with a foreign key that is still to be checked cannot be altered.
    return ["SET CONSTRAINTS ALL IMMEDIATE", *off], on
