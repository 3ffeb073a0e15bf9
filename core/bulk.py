"""Thousands of new rows in a moment: all that can be done before a transaction is done before it.

Keys are reserved and every value is made what the database takes, without a lock; what is left is one COPY on
PostgreSQL, and one prepared statement on SQLite. Keys that were reserved and then not used leave a gap.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from django.db import connection
from django.db.models import Field, JSONField, Model

_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


@dataclass(frozen=True)
class PreparedRows:
    """Rows of one table, ready to be written: as the text that COPY takes, or as values."""

    model: type[Model]
    copied: str = ""
    values: tuple[tuple, ...] = ()

    def insert(self) -> None:
        """This will write the rows; whoever calls it holds the transaction."""
        quote = connection.ops.quote_name
        names = ", ".join(quote(field.column) for field in self.model._meta.local_concrete_fields)
        table = quote(self.model._meta.db_table)
        with connection.cursor() as cursor:
            if self.copied:
                cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", StringIO(self.copied))
            elif self.values:
                places = ", ".join(["%s"] * len(self.values[0]))
                # No name comes from outside.
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", self.values)  # noqa: S608


def reserve_keys(objects: Sequence[Model]) -> None:
    """This will give new objects of one model their keys, which nobody else will get."""
    if not objects:
        return
    table = objects[0]._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, len(objects)]
            )
            keys = [key for (key,) in cursor.fetchall()]
        else:
            last = _reserve_in_sqlite(cursor, table, len(objects))
            keys = range(last - len(objects) + 1, last + 1)
    for item, key in zip(objects, keys, strict=True):
        item.pk = key


def _reserve_in_sqlite(cursor, table: str, count: int) -> int:
    """The counter of AUTOINCREMENT is an ordinary table; its row comes with the first row of the table it counts."""
    cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, table])
    if found := cursor.fetchone():
        return found[0]
    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count])
    return count


def prepare(model: type[Model], objects: Sequence[Model]) -> PreparedRows:
    """This will make new objects, whose keys are reserved, into rows."""
    fields = model._meta.local_concrete_fields
    if connection.vendor == "postgresql":
        lines = ("\t".join(_copied(field, _value(field, item)) for field in fields) for item in objects)
        return PreparedRows(model, copied="".join(f"{line}\n" for line in lines))
    made = (tuple(field.get_db_prep_save(_value(field, item), connection) for field in fields) for item in objects)
    return PreparedRows(model, values=tuple(made))


def _value(field: Field, item: Model):
    return field.pre_save(item, add=True)


def _copied(field: Field, value) -> str:
    """A value in the text format of COPY."""
    if isinstance(field, JSONField) and value is not None:
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
    ready = field.get_db_prep_save(value, connection)
    if ready is None:
        return r"\N"
    return ready.isoformat() if isinstance(ready, date) else str(ready).translate(_ESCAPED)
