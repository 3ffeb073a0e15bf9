"""What SQLite lacks beside PostgreSQL: Vietnamese order, search without accents, triggers that see a REPLACE."""

from core.text import syllable_keys, without_accents

VIETNAMESE = "vi-x-icu"


def prepare_connection(sender, connection, **kwargs) -> None:
    """This will give a new SQLite connection the collation and UNACCENT that PostgreSQL has.

    Without recursive triggers INSERT OR REPLACE would delete an append-only row unseen.
    """
    if connection.vendor != "sqlite":
        return
    connection.connection.create_collation(VIETNAMESE, _compare)
    connection.connection.create_function("UNACCENT", 1, _unaccent, deterministic=True)
    connection.connection.execute("PRAGMA recursive_triggers = ON")


def _compare(one: str, other: str) -> int:
    left, right = _collation_key(one), _collation_key(other)
    return (left > right) - (left < right)


def _collation_key(text: str) -> tuple[str, list[str], str]:
    """As ICU does, unlike a dictionary: the letters of the whole text, then its tones, then small before capital."""
    keys = syllable_keys(text)
    return "".join(letters for letters, _ in keys), [tone for _, tone in keys], text.swapcase()


def _unaccent(text: str | None) -> str | None:
    return None if text is None else without_accents(text)
