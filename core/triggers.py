"""What the database itself refuses, on SQLite and on PostgreSQL: to change what was written, or what was frozen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import migrations

APPEND_ONLY = {
    "core_decision": "Dòng quyết định đã ghi không sửa, không xoá.",
    "royalties_sheetstep": "Bước ký của bảng thanh toán đã ghi không sửa, không xoá.",
    "royalties_proofevent": "Bằng chứng đã ghi không sửa, không xoá.",
    "royalties_storedpaper": "Giấy tờ đã lưu không sửa, không xoá.",
}
_VERBS = ("insert", "update", "delete")


@dataclass(frozen=True)
class Frozen:
    """Rows of a table that nothing changes while a condition holds.

    :ivar is_frozen: SQL that is true of a frozen row, with {row} for OLD or NEW.
    :ivar message: what the database answers, in Vietnamese, without quotation marks.
    :ivar thaws: the columns that a frozen row may still change, all others staying as they are, where may_thaw holds.
    :ivar may_thaw: SQL over OLD and NEW.
    :ivar is_closed: whether no row can be added to what is frozen, or moved there, either.
    """

    table: str
    is_frozen: str
    message: str
    thaws: tuple[str, ...] = ()
    may_thaw: str = ""
    is_closed: bool = True

    def condition(self, verb: str, columns: Sequence[str]) -> str:
        """This will write when a verb is refused."""
        old, new = self.is_frozen.format(row="OLD"), self.is_frozen.format(row="NEW")
        if verb == "insert":
            return new
        if verb == "delete":
            return old
        touched = f"(({old}) OR ({new}))" if self.is_closed else f"({old})"
        if not self.thaws:
            return touched
        same = [f"OLD.{name} IS NOT DISTINCT FROM NEW.{name}" for name in columns if name not in self.thaws]
        return f"{touched} AND NOT ({' AND '.join([self.may_thaw, *same])})"

    @property
    def verbs(self) -> tuple[str, ...]:
        """The verbs that are refused."""
        return _VERBS if self.is_closed else _VERBS[1:]


def frozen(guards: Sequence[Frozen]) -> migrations.RunPython:
    """This will be the migration operation that freezes rows; run again, it brings the triggers up to date."""

    def renew(apps, schema_editor) -> None:
        for guard in guards:
            thaw(schema_editor.connection, guard)
            freeze(schema_editor.connection, guard)

    def drop(apps, schema_editor) -> None:
        for guard in guards:
            thaw(schema_editor.connection, guard)

    return migrations.RunPython(renew, drop)


def freeze(connection, guard: Frozen) -> None:
    """This will create the triggers of a guard over the columns that its table has now."""
    write = _sqlite_frozen if connection.vendor == "sqlite" else _postgresql_frozen
    with connection.cursor() as cursor:
        columns = [column.name for column in connection.introspection.get_table_description(cursor, guard.table)]
        for verb in guard.verbs:
            for statement in write(guard, verb, guard.condition(verb, columns)):
                cursor.execute(statement)


def thaw(connection, guard: Frozen) -> None:
    """This will drop the triggers of freeze."""
    _drop(connection, guard.table, [f"{guard.table}_frozen_{verb}" for verb in _VERBS])


def protect(connection, table: str, message: str) -> None:
    """This will create the triggers that refuse any change to a row that was written."""
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, table, message):
            cursor.execute(statement)


def unprotect(connection, table: str) -> None:
    """This will drop the triggers of protect."""
    _drop(connection, table, [f"{table}_no_{verb}" for verb in ("update", "delete", "replace", "truncate")])


def append_only_again(table: str) -> migrations.RunPython:
    """This will be the migration operation that brings a protected table's triggers up to those of today."""

    def renew(apps, schema_editor) -> None:
        unprotect(schema_editor.connection, table)
        protect(schema_editor.connection, table, APPEND_ONLY[table])

    return migrations.RunPython(renew, migrations.RunPython.noop)


def append_only(table: str) -> migrations.RunPython:
    """This will be the migration operation that protects a table of APPEND_ONLY."""
    return migrations.RunPython(
        lambda apps, schema_editor: protect(schema_editor.connection, table, APPEND_ONLY[table]),
        lambda apps, schema_editor: unprotect(schema_editor.connection, table),
    )


def _drop(connection, table: str, names: Sequence[str]) -> None:
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def _sqlite_frozen(guard: Frozen, verb: str, condition: str) -> list[str]:
    return [
        f"CREATE TRIGGER {guard.table}_frozen_{verb} BEFORE {verb.upper()} ON {guard.table} "
        f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
    ]


def _postgresql_frozen(guard: Frozen, verb: str, condition: str) -> list[str]:
    name, given = f"{guard.table}_frozen_{verb}", "OLD" if verb == "delete" else "NEW"
    body = (
        f"BEGIN IF {condition} THEN RAISE EXCEPTION '{guard.message}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {given}; END"
    )
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {guard.table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _statements(vendor: str, table: str, message: str) -> list[str]:
    if vendor == "sqlite":
        is_there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608  no name comes from outside
        refuse = f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        return [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            # A connection that is not ours deletes by INSERT OR REPLACE without calling the trigger on DELETE.
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {is_there} {refuse}",
        ]
    function = (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    triggers = [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"FOR EACH {level} EXECUTE FUNCTION {table}_refuse()"
        for verb, level in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT"))
    ]
    return [function, *triggers]
