"""A works file of real items for a unit that is no demo unit: clean, or with ten wrong cells of known address."""

from datetime import date
from pathlib import Path

from reports.demo.items import items_to_pay
from reports.demo.works_file import LAYOUT, Row, item_rows, write_rows

PERIOD = date(2026, 3, 1)
UNIT_NAME = "Văn phòng Uỷ ban nhân dân tỉnh"
WORKS = 83
ROWS = 90
WRONG_CELLS = ("C18", "C20", "E25", "E27", "F29", "H33", "H36", "J38", "K53", "G64")
_FIRST_ROW = 6
_LETTERS = dict(zip("ABCDEFGHIJKLMNOP", LAYOUT, strict=True))
_WRONG_VALUES = {
    ("C", 18): "31/02/2017",  # not in the calendar
    ("C", 20): "01/04/2026",  # after the period
    ("E", 25): "Toạ đàm",  # a genre of radio
    ("E", 27): "Tiểu phẩm",  # no genre
    ("F", 29): "Đỗ Mẫu Sang",  # the id of another name
    ("H", 33): "-1",  # below zero
    ("H", 36): "10,5",  # above the ceiling of 10
    ("J", 38): "",  # two photos without a coefficient
    ("K", 53): "Ngày lễ: 10%",  # no adjustment
    ("G", 64): "",  # the co-author above has 62,5%
}


def month_file(path: Path) -> Path:
    """This will write 83 works in 90 rows, all earlier than April 2026 and within NĐ 18/2014, without a fault."""
    write_rows(path, _rows(), unit=UNIT_NAME, period=PERIOD)
    return path


def ten_wrong_cells(path: Path) -> tuple[str, ...]:
    """This will write the same month with ten kinds of wrong cell and return their addresses in reading order."""
    rows = _rows()
    for (letter, number), value in _WRONG_VALUES.items():
        rows[number - _FIRST_ROW][_LETTERS[letter]] = value
    write_rows(path, rows, unit=UNIT_NAME, period=PERIOD)
    return WRONG_CELLS


def _rows() -> list[Row]:
    items = items_to_pay("mh-cong", PERIOD)
    return [row for number, item in enumerate(items, start=1) for row in item_rows(number, item)]
