"""Where things stand in an Excel file that was read, for whoever gives it back with its faults."""

from dataclasses import dataclass
from typing import Self

from core.workbook.headings import find_error_column
from core.workbook.sheet import Sheet


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What every kind of file knows of itself: header_row counts from 1 (0: none was found), columns from 0.

    error_column is where the column «Lỗi» stands or has room, from 0; refilled: it was there already; last_row is the
    last row with anything in it.
    """

    columns: dict[str, int]
    header_row: int
    sheet_name: str
    error_column: int
    refilled: bool
    last_row: int

    @classmethod
    def of(cls, sheet: Sheet, header_row: int, columns: dict[str, int], **more) -> Self:
        """This will tell where things stand in a sheet; more is what else its kind of file holds."""
        error_column = find_error_column(sheet.rows, header_row)
        width = len(sheet.rows[0]) if sheet.rows else 0
        return cls(
            columns=columns,
            header_row=header_row,
            sheet_name=sheet.name,
            error_column=width if error_column is None else error_column,
            refilled=error_column is not None,
            last_row=len(sheet.rows),
            **more,
        )
