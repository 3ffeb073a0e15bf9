"""Rows: every cell of a row read by its column, with the faults that the row gathers on the way."""

from collections.abc import Callable, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from core.text import sort_key
from core.workbook import Fault, Sheet
from core.workbook.cells import WrongCellError, is_blank, read_text
from royalties.alike import link_key
from royalties.works_file import cells, columns, storable
from royalties.works_file.columns import Header

_READERS: dict[str, Callable[[object], Any]] = {
    columns.TITLE: storable.read_title,
    columns.GENRE: cells.read_genre,
    columns.MEDIUM: cells.read_medium,
    columns.PUBLISHED_ON: cells.read_date,
    columns.URL: storable.read_link,
    columns.COEFFICIENT: cells.read_coefficient,
    columns.PHOTOS: cells.read_whole_number,
    columns.PHOTO_COEFFICIENT: cells.read_coefficient,
    columns.AUTHOR: storable.read_name,
    columns.SHARE: cells.read_share,
    columns.ID_NUMBER: cells.read_id_number,
    columns.ACCOUNT: cells.read_account,
    columns.BANK: storable.read_bank,
    columns.ADJUSTMENTS: cells.read_adjustments,
    columns.NOTE: read_text,
}
# What names a work or a person holds for every row of a merged cell; a number there could be paid twice.
_HELD_BY_A_MERGE = (
    columns.TITLE,
    columns.GENRE,
    columns.MEDIUM,
    columns.PUBLISHED_ON,
    columns.URL,
    columns.AUTHOR,
    columns.ID_NUMBER,
    columns.ACCOUNT,
    columns.BANK,
)


@dataclass(eq=False)
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

    @cached_property
    def title_key(self) -> str | None:
        """What rows of one work share beside the date; None where the title is not known."""
        return sort_key(self.values[columns.TITLE]) if columns.TITLE in self.values else None

    @cached_property
    def page(self) -> str:
        """What rows of one work share however its link is written; blank where there is no link."""
        link = self[columns.URL]
        return (link_key(link) or link) if link else ""

    @property
    def continues_another(self) -> bool:
        """Whether the row leaves to another row what kind of work it is, as the rows of co-authors may."""
        kind = (columns.MEDIUM, columns.GENRE, columns.COEFFICIENT)
        return not any(column in self.values for column in kind)

    @property
    def may_be_a_co_author(self) -> bool:
        """Whether the row has what only the rows of several authors have: a share, or nothing but the author."""
        return self.continues_another or not self.is_empty(columns.SHARE)


def read_rows(sheet: Sheet, header: Header, period_end: date) -> list[Row]:
    """This will read every row below the header that has something in a known column."""
    _spread_merges(sheet, header)
    rows = []
    for number, sheet_row in enumerate(sheet.rows[header.row :], start=header.row + 1):
        row = _read_row(number, sheet_row, header, sheet.uncomputed)
        if row.values or row.faults:
            _check_period(row, period_end)
            rows.append(row)
    return rows


def _spread_merges(sheet: Sheet, header: Header) -> None:
    held = {header.columns[column] for column in _HELD_BY_A_MERGE if column in header.columns}
    for top, column, bottom in sheet.merges:
        if top <= header.row or column not in held:
            continue
        for row in sheet.rows[top:bottom]:
            # Only a file that no spreadsheet wrote has something under a merge; it is left as it is.
            if not is_blank(row[column]):
                break
            row[column] = sheet.rows[top - 1][column]


def _read_row(number: int, sheet_row: list[object], header: Header, uncomputed: Set[tuple[int, int]]) -> Row:
    row = Row(number, header.absent)
    for column, index in header.columns.items():
        if (number, index) in uncomputed:
            row.report(column, "công thức báo lỗi hoặc chưa được tính: hãy ghi giá trị thay cho công thức")
        elif not is_blank(sheet_row[index]):
            try:
                row.values[column] = _READERS[column](sheet_row[index])
            except WrongCellError as error:
                row.report(column, str(error))
    return row


def _check_period(row: Row, period_end: date) -> None:
    published_on = row[columns.PUBLISHED_ON]
    if published_on and published_on > period_end:
        row.report(
            columns.PUBLISHED_ON,
            f"sau kỳ thanh toán: {published_on:%d/%m/%Y}, kỳ kết thúc ngày {period_end:%d/%m/%Y}",
        )
