"""Rows: every cell of a row read by its column, with the faults that the row gathers on the way."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.text import sort_key
from royalties.works_file import cells, columns
from royalties.works_file.columns import Header
from royalties.works_file.model import Fault

_READERS: dict[str, Callable[[object], Any]] = {
    columns.TITLE: cells.read_text,
    columns.GENRE: cells.read_genre,
    columns.MEDIUM: cells.read_medium,
    columns.PUBLISHED_ON: cells.read_date,
    columns.URL: cells.read_text,
    columns.COEFFICIENT: cells.read_number,
    columns.PHOTOS: cells.read_whole_number,
    columns.PHOTO_COEFFICIENT: cells.read_number,
    columns.AUTHOR: cells.read_text,
    columns.SHARE: cells.read_share,
    columns.ID_NUMBER: cells.read_digits,
    columns.ACCOUNT: cells.read_digits,
    columns.BANK: cells.read_digits,
    columns.ADJUSTMENTS: cells.read_adjustments,
    columns.NOTE: cells.read_text,
}


@dataclass
class Row:
    """One row of the file: the values that could be read, and the faults found so far."""

    number: int
    absent: Set[str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)

    def report(self, column: str, message: str) -> None:
        """This will note a fault in a cell of the row."""
        self.faults.append(Fault(self.number, column, message))

    def is_wrong(self, column: str) -> bool:
        """This will tell whether a cell has a fault, or its required column is missing: no further fault follows."""
        return column in self.absent or any(fault.column == column for fault in self.faults)

    def is_empty(self, column: str) -> bool:
        """This will tell whether a cell was left blank, as against wrong."""
        return column not in self.values and not self.is_wrong(column)

    @property
    def title_key(self) -> str | None:
        """What rows of one work share beside the date; None where the title is not known."""
        return sort_key(self.values[columns.TITLE]) if columns.TITLE in self.values else None

    @property
    def continues_another(self) -> bool:
        """Whether the row leaves to another row what kind of work it is, as the rows of co-authors may."""
        kind = (columns.MEDIUM, columns.GENRE, columns.COEFFICIENT)
        return not any(column in self.values for column in kind)


def read_rows(
    sheet: Sequence[Sequence[object]], header: Header, uncomputed: Set[tuple[int, int]], period_end: date
) -> list[Row]:
    """This will read every row below the header that has something in a known column.

    :param uncomputed: the cells (row from 1, column from 0) whose formula has no value.
    """
    rows = []
    for number, sheet_row in enumerate(sheet[header.row :], start=header.row + 1):
        row = _read_row(number, sheet_row, header, uncomputed)
        if row.values or row.faults:
            _check_period(row, period_end)
            rows.append(row)
    return rows


def _read_row(
    number: int, sheet_row: Sequence[object], header: Header, uncomputed: Set[tuple[int, int]]
) -> Row:
    row = Row(number, header.absent)
    for column, index in header.columns.items():
        if (number, index) in uncomputed:
            row.report(column, "công thức báo lỗi hoặc chưa được tính: hãy ghi giá trị thay cho công thức")
        elif not cells.is_blank(sheet_row[index]):
            try:
                row.values[column] = _READERS[column](sheet_row[index])
            except cells.WrongCell as error:
                row.report(column, str(error))
    return row


def _check_period(row: Row, period_end: date) -> None:
    published_on = row[columns.PUBLISHED_ON]
    if published_on and published_on > period_end:
        row.report(
            columns.PUBLISHED_ON,
            f"sau kỳ thanh toán: {published_on:%d/%m/%Y}, kỳ kết thúc ngày {period_end:%d/%m/%Y}",
        )
