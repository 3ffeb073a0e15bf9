"""What is wrong in an Excel file: the cell, the row or the whole file, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from core.crypto import mask_numbers


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
        """This will say where and why in one line, what may be an id masked: «F12 (Hệ số): không được âm»."""
        address, message = self.address(columns), mask_numbers(self.message)
        if address:
            return f"{address} ({self.column}): {message}"
        return f"{self.column}: {message}" if self.column else message


def in_reading_order(faults: Iterable[Fault], columns: Mapping[str, int]) -> tuple[Fault, ...]:
    """This will sort faults as one reads the sheet: row by row, then from left to right."""
    return tuple(sorted(faults, key=lambda fault: (fault.row, columns.get(fault.column, -1), fault)))
