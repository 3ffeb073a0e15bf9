"""The database as it lies on the disk: past the models, which decrypt."""

from django.db import connection


def every_row() -> dict[str, list[tuple]]:
    """This will read every row of every table by plain SQL."""
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in connection.introspection.table_names(cursor)}


def _rows(cursor, table: str) -> list[tuple]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  names come from the engine
    return sorted(cursor.fetchall(), key=repr)
