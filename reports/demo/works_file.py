"""A month of items as the works file of a unit, typed as people do: real dates beside text, 1 beside «0,5»."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from xlsxwriter import Workbook

from reports.demo.items import Item, Person
from royalties.genres import GENRE_NAMES, MEDIUM_NAMES
from royalties.works_file import columns

HEADER_ROW = 5
LAYOUT = (
    "Stt",
    columns.TITLE,
    columns.PUBLISHED_ON,
    columns.MEDIUM,
    columns.GENRE,
    columns.AUTHOR,
    columns.SHARE,
    columns.COEFFICIENT,
    columns.PHOTOS,
    columns.PHOTO_COEFFICIENT,
    columns.ADJUSTMENTS,
    columns.ID_NUMBER,
    columns.ACCOUNT,
    columns.BANK,
    columns.URL,
    columns.NOTE,
)
_WIDTHS = {columns.TITLE: 60, columns.URL: 40, columns.BANK: 36, columns.NOTE: 36, "Stt": 5}
_MADE_AT = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)

Row = dict[str, object]


def write_works_file(path: Path, items: Iterable[Item], *, unit: str, period: date) -> None:
    """This will write the items as an xlsx works file, one row an author, with the header in row 5."""
    rows = [row for number, item in enumerate(items, start=1) for row in item_rows(number, item)]
    write_rows(path, rows, unit=unit, period=period)


def item_rows(number: int, item: Item) -> list[Row]:
    """This will make the rows of one item: the first says what it is, those of co-authors only repeat which one."""
    which = {
        columns.TITLE: item.title,
        columns.PUBLISHED_ON: item.day if number % 2 else item.published_on,
        columns.URL: item.url,
    }
    what = {
        "Stt": number,
        columns.MEDIUM: MEDIUM_NAMES[item.outlet],
        columns.GENRE: GENRE_NAMES[item.genre],
        columns.COEFFICIENT: _number(item.coefficient),
        columns.PHOTOS: _number(item.photos),
        columns.PHOTO_COEFFICIENT: _number(item.photo_coefficient),
        columns.ADJUSTMENTS: item.adjustments,
        columns.NOTE: _note(item),
    }
    rows = [which | _who(person, share) for person, share in zip(item.authors, _shares(item), strict=True)]
    return [what | rows[0], *rows[1:]]


def write_rows(path: Path, rows: Sequence[Row], *, unit: str, period: date) -> None:
    """This will write rows under the header of the works file, with the heading that units print above it."""
    with Workbook(path) as book:
        book.set_properties({"title": "Danh sách tác phẩm", "created": _MADE_AT})
        sheet = book.add_worksheet("Danh sách")
        bold, text = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_string(0, 0, unit, bold)
        sheet.write_string(1, 0, "DANH SÁCH TÁC PHẨM ĐỀ NGHỊ CHI TRẢ NHUẬN BÚT", bold)
        sheet.write_string(2, 0, f"Kỳ thanh toán: tháng {period:%m/%Y}")
        for place, name in enumerate(LAYOUT):
            sheet.set_column(place, place, _WIDTHS.get(name, 16))
            sheet.write_string(HEADER_ROW - 1, place, name, bold)
        for number, row in enumerate(rows, start=HEADER_ROW):
            for place, name in enumerate(LAYOUT):
                _write(sheet, number, place, row.get(name, ""), text=text, day=day)
        sheet.freeze_panes(HEADER_ROW, 0)


def _write(sheet, row: int, place: int, value: object, *, text, day) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, int):
        sheet.write_number(row, place, value)
    elif value:
        sheet.write_string(row, place, value, text)


def _who(person: Person, share: str) -> Row:
    return {
        columns.AUTHOR: person.name,
        columns.SHARE: share,
        columns.ID_NUMBER: person.id_number,
        columns.ACCOUNT: person.account,
        columns.BANK: person.bank,
    }


def _shares(item: Item) -> tuple[str, ...]:
    return tuple(f"{share}%" for share in item.shares) or ("",) * len(item.authors)


def _number(typed: str) -> object:
    return int(typed) if typed.isdigit() else typed


def _note(item: Item) -> str:
    signed = f"Ký tên: {item.byline}" if item.byline else "Không ký tên"
    return f"{signed} ({item.site})"
