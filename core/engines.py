"""What SQLite lacks beside PostgreSQL: the Vietnamese order and the search without accents."""

from core.text import fold, sort_key

VIETNAMESE = "vi-x-icu"


def prepare_connection(sender, connection, **kwargs) -> None:
    """This will give a new SQLite connection the collation and UNACCENT that PostgreSQL has."""
    if connection.vendor != "sqlite":
        return
    connection.connection.create_collation(VIETNAMESE, _compare)
    connection.connection.create_function("UNACCENT", 1, _unaccent, deterministic=True)


def _compare(one: str, other: str) -> int:
    left, right = sort_key(one), sort_key(other)
    return (left > right) - (left < right)


def _unaccent(text: str | None) -> str | None:
    return None if text is None else fold(text)
