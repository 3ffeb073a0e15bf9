"""Append-only tables: the database itself refuses UPDATE and DELETE, on SQLite and on PostgreSQL."""

from django.db import migrations

APPEND_ONLY = {"core_decision": "Dòng quyết định đã ghi không sửa, không xoá."}


def protect(connection, table: str, message: str) -> None:
    """This will create the triggers that refuse any change to a row that was written."""
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, table, message):
            cursor.execute(statement)


def unprotect(connection, table: str) -> None:
    """This will drop the triggers of protect."""
    names = [f"{table}_no_{verb}" for verb in ("update", "delete", "replace", "truncate")]
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


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
