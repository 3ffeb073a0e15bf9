"""Headings of columns, found by name in any order and however they are written."""

from collections.abc import Mapping, Sequence

from core.text import fold

ERRORS = "Lỗi"


def label_key(label: str) -> str:
    """This will return the letters and digits of a label alone: no case, accents, spaces or punctuation."""
    return "".join(char for char in fold(label) if char.isalnum())


def named_columns(cells: Sequence[object], names: Mapping[str, str]) -> dict[str, list[int]]:
    """This will find the places (from 0) of known headings in a row; names maps the key of a label to its column."""
    places: dict[str, list[int]] = {}
    for index, cell in enumerate(cells):
        key = label_key(cell) if isinstance(cell, str) else ""
        if key in names:
            places.setdefault(names[key], []).append(index)
    return places


def find_error_column(rows: Sequence[Sequence[object]], header_row: int) -> int | None:
    """This will find the column «Lỗi» of an earlier reading (from 0), in the header row or in the first one.

    Faults of the whole file may follow the heading on the lines below it.
    """
    for row in rows[:1] + rows[max(header_row - 1, 0) : header_row]:
        for index, cell in enumerate(row):
            if isinstance(cell, str) and label_key(cell.strip().split("\n")[0]) == label_key(ERRORS):
                return index
    return None
