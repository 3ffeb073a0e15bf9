"""The days of a file: read in the order that the whole column shows, and asked where the column does not show it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.workbook.cells import WrongCellError, cell_text, is_blank, quoted
from royalties.portal_file.model import DAY_FIRST, MONTH_FIRST, SWAPPED, Answers

_HOUR = r"([ T,]+[0-9]{1,2}[:h][0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?( ?([AP]M|SA|CH))?(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_TWO_AND_YEAR = re.compile(rf"([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{4}}){_HOUR}", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{1,2}}){_HOUR}", re.IGNORECASE)
_MONTHS = 12


@dataclass(frozen=True)
class Days:
    """How the days of one file are to be read.

    :ivar order: DAY_FIRST, MONTH_FIRST, or "" where nobody can tell; order_example shows why.
    :ivar turned_example: a real date that a spreadsheet may have made of a text by taking the day for the month.
    """

    order: str = DAY_FIRST
    order_example: str = ""
    turned: bool = False
    turned_example: str = ""

    @property
    def is_known(self) -> bool:
        """Whether every day can be read without asking."""
        return not (self.order_example or self.turned_example)

    def read(self, cell: object) -> date | None:
        """This will read a day; None where it has to be asked first.

        :raises WrongCellError: no day.
        """
        if isinstance(cell, date):
            return self._real(cell.date() if isinstance(cell, datetime) else cell)
        text = cell_text(cell) if isinstance(cell, str) else ""
        if match := _YEAR_FIRST.fullmatch(text):
            return _day(cell, *(int(match[group]) for group in (1, 2, 3)))
        if match := _TWO_AND_YEAR.fullmatch(text):
            first, second, year = (int(match[group]) for group in (1, 2, 3))
            return self._written(cell, first, second, year)
        raise WrongCellError(f"{quoted(cell)} không phải là ngày: ghi kiểu 31/12/2026 hoặc dùng ô ngày tháng của Excel")

    def _real(self, day: date) -> date | None:
        if self.turned_example:
            return None
        return date(day.year, day.day, day.month) if self.turned and day.day <= _MONTHS else day

    def _written(self, cell: object, first: int, second: int, year: int) -> date | None:
        if not self.order and first != second and first <= _MONTHS and second <= _MONTHS:
            return None
        day, month = (second, first) if self._month_stands_first(first, second) else (first, second)
        return _day(cell, year, month, day)

    def _month_stands_first(self, first: int, second: int) -> bool:
        return self.order == MONTH_FIRST or (not self.order and second > _MONTHS)


def read_order(cells: Sequence[object], answers: Answers) -> Days:
    """This will see how the days of a column are written; what a person answered decides where the column does not."""
    pairs = [
        (int(match[1]), int(match[2]), text)
        for cell in cells
        if isinstance(cell, str) and not is_blank(cell)
        for text in [cell_text(cell)]
        if (match := _TWO_AND_YEAR.fullmatch(text))
    ]
    day_first = any(first > _MONTHS for first, _, _ in pairs)
    month_first = any(second > _MONTHS for _, second, _ in pairs)
    unsure = next((text for one, two, text in pairs if one != two and one <= _MONTHS and two <= _MONTHS), "")
    shown = "" if day_first == month_first else DAY_FIRST if day_first else MONTH_FIRST
    order = shown or answers.date_order
    turned_example = "" if answers.real_dates else _turned(cells, pairs, unsure)
    if order or not unsure:
        return Days(order, "", answers.real_dates == SWAPPED, turned_example)
    return Days("", unsure, answers.real_dates == SWAPPED, turned_example)


def _turned(cells: Sequence[object], pairs: list[tuple[int, int, str]], unsure: str) -> str:
    """Excel in another language makes real dates of 07/08/2026, the wrong way round, and leaves 13/08/2026 a text."""
    real = [cell for cell in cells if isinstance(cell, date)]
    if not pairs or unsure or not real or any(cell.day > _MONTHS for cell in real):
        return ""
    return next((f"{cell:%d/%m/%Y}" for cell in real if cell.day != cell.month), "")


def _day(cell: object, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise WrongCellError(f"ngày {quoted(cell)} không có trên lịch") from error
