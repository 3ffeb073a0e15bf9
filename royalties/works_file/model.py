"""What a works file holds: works with their authors, and the faults found in its cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl.utils import get_column_letter


@dataclass(frozen=True, order=True)
class Fault:
    """One wrong cell, or a fault of a whole row (no column) or of the whole file (row 0 as well)."""

    row: int
    column: str
    message: str

    def address(self, columns: Mapping[str, int]) -> str:
        """This will return the address of the cell, such as F12, or nothing where its column is not in the file."""
        if not self.row or self.column not in columns:
            return ""
        return f"{get_column_letter(columns[self.column] + 1)}{self.row}"

    def describe(self, columns: Mapping[str, int]) -> str:
        """This will say where and why in one line: «F12 (Hệ số): không được âm»."""
        address = self.address(columns)
        if address:
            return f"{address} ({self.column}): {self.message}"
        return f"{self.column}: {self.message}" if self.column else self.message


@dataclass(frozen=True)
class AuthorRow:
    """One author of a work, as one row names them."""

    row: int
    author: str
    id_number: str
    account: str
    bank: str


@dataclass(frozen=True)
class FileWork:
    """One work; its row is its first one, its shares are weights in the order of its authors.

    A work with a fault has no shares, only the authors who are named, and nought or nothing where a cell is wrong.
    """

    row: int
    title: str
    url: str
    published_on: date
    medium: str
    genre: str
    coefficient: Decimal
    photos: int
    photo_coefficient: Decimal | None
    adjustments: dict[str, Decimal]
    note: str
    authors: tuple[AuthorRow, ...]
    shares: tuple[Decimal, ...]


@dataclass(frozen=True)
class WorksFile:
    """A whole file: header_row counts from 1 (0: none was found), columns from 0.

    :ivar faulty: works with a fault of which enough could be read to look their other cells up in the law.
    :ivar error_column: where the column «Lỗi» stands or has room, from 0; refilled: it was there already.
    :ivar last_row: the last row with anything in it.
    """

    works: tuple[FileWork, ...]
    faulty: tuple[FileWork, ...]
    faults: tuple[Fault, ...]
    columns: dict[str, int]
    header_row: int
    sheet_name: str
    error_column: int
    refilled: bool
    last_row: int


def in_reading_order(faults: Iterable[Fault], columns: Mapping[str, int]) -> tuple[Fault, ...]:
    """This will sort faults as one reads the sheet: row by row, then from left to right."""
    return tuple(sorted(faults, key=lambda fault: (fault.row, columns.get(fault.column, -1), fault)))
