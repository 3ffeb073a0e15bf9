"""Rows of a portal's export: every cell by its column, with the faults of the row; sums and signatures left out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.workbook import Fault, Sheet
from core.workbook.cells import WrongCellError, cell_text, is_blank, quoted, read_text
from core.workbook.headings import label_key
from royalties.genres import GENRES_OF, MEDIA_WITH_PHOTOS, MEDIUM_NAMES
from royalties.portal_file.columns import NUMBER, Head
from royalties.portal_file.dates import Days
from royalties.portal_file.model import Answers
from royalties.portal_file.names import is_source
from royalties.works_file import cells, storable
from royalties.works_file import columns as own
from royalties.works_file.columns import Header
from royalties.works_file.foot import part_foot
from royalties.works_file.labels import GENRES
from royalties.works_file.rows import Row

_LONGEST_LABEL = 200
_LONGEST_CELL = 300
_TOLD_EVERY = 500
_TELL_A_WORK = (own.TITLE, own.PUBLISHED_ON, own.URL)
_MERGED = (own.TITLE, own.GENRE, own.PUBLISHED_ON, own.URL, own.AUTHOR)


def _read_label(cell: object) -> str:
    return read_text(cell, _LONGEST_LABEL)


def _read_authors(cell: object) -> str:
    text = read_text(cell, _LONGEST_CELL)
    if is_source(text):
        raise WrongCellError(f"{quoted(text)} là nguồn tin, không phải tác giả")
    return text


_READERS: dict[str, Callable[[object], Any]] = {
    own.TITLE: storable.read_title,
    own.URL: storable.read_link,
    own.GENRE: _read_label,
    own.MEDIUM: cells.read_medium,
    own.PHOTOS: cells.read_whole_number,
    own.AUTHOR: _read_authors,
    own.SHARE: cells.read_share,
    own.ID_NUMBER: cells.read_id_number,
    own.ACCOUNT: cells.read_account,
    own.BANK: storable.read_bank,
    own.ADJUSTMENTS: cells.read_adjustments,
    own.NOTE: read_text,
    # What the board will score is not read from a file, only remembered as a remark.
    own.COEFFICIENT: read_text,
    own.PHOTO_COEFFICIENT: read_text,
}


@dataclass(eq=False)
class ReadRow:
    """One row: the values that could be read and the faults found so far.

    :ivar genre: None until somebody said what the label means.
    :ivar lacks_day: the file has no days; is_blank_day: it has, but not in this row, which a co-author's may leave out.
    :ivar is_numbered: the row has a number of its own, so it is a work of its own unless the link is the same.
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    genre_key: str = ""
    genre_label: str = ""
    genre: str | None = None
    lacks_day: bool = False
    is_blank_day: bool = False
    is_numbered: bool = False

    def report(self, column: str, message: str) -> None:
        """This will note a fault in a cell of the row."""
        self.faults.append(Fault(self.number, column, message))

    @property
    def is_work(self) -> bool:
        """Whether the row says what work it is."""
        return own.TITLE in self.values


def meaning_of(key: str, answers: Answers) -> str | None:
    """This will return the genre that a label means: as somebody said, else by its name in the law."""
    return answers.genres.get(key) or GENRES.get(key)


def read_rows(
    sheet: Sheet, head: Head, days: Days, asked_for: tuple[str, date, Answers], tell: Callable[[int, int], None]
) -> list[ReadRow]:
    """This will read every row below the head that is neither blank nor of the foot.

    :param asked_for: the medium, today, and the answers.
    """
    _spread_merges(sheet, head)
    rows = []
    numbers = range(head.row + 1, len(sheet.rows) + 1)
    for done, number in enumerate(numbers):
        if done % _TOLD_EVERY == 0:
            tell(done, len(numbers))
        if not all(is_blank(cell) for cell in sheet.rows[number - 1]):
            rows.append(_read(sheet, head, number, days))
    kept = [row for row in _without_foot(rows, sheet, head) if row.values or row.faults]
    for row in kept:
        _check(row, head, days, *asked_for)
    return kept


def _read(sheet: Sheet, head: Head, number: int, days: Days) -> ReadRow:
    row = ReadRow(number)
    for column, place in head.columns.items():
        cell = sheet.rows[number - 1][place]
        if (number, place) in sheet.uncomputed:
            row.report(column, "công thức báo lỗi hoặc chưa được tính: hãy ghi giá trị thay cho công thức")
        elif not is_blank(cell) and column != NUMBER:
            try:
                if (value := _value(column, cell, days)) is not None:
                    row.values[column] = value
            except WrongCellError as error:
                row.report(column, str(error))
    return row


def _value(column: str, cell: object, days: Days) -> Any:
    return days.read(cell) if column == own.PUBLISHED_ON else _READERS[column](cell)


def _without_foot(rows: list[ReadRow], sheet: Sheet, head: Head) -> list[ReadRow]:
    """A row with a day, a link, or a number of its own beside a title stays: it may be a work."""
    shadows = {}
    for row in rows:
        shadow = Row(row.number, frozenset())
        cells_of = sheet.rows[row.number - 1]
        shadow.values = {name: row.values[name] for name in _TELL_A_WORK if name in row.values}
        row.is_numbered = _is_numbered(cells_of, head)
        if own.TITLE in row.values and row.is_numbered:
            shadow.values[own.MEDIUM] = True
        shadows[row.number] = shadow
    works, unclear = part_foot([*shadows.values()], sheet, Header(head.row, _of_a_sum(head), ()))
    kept = {shadow.number: shadow for shadow in (*works, *unclear)}
    for row in rows:
        row.faults += kept[row.number].faults if row.number in kept else []
    return [row for row in rows if row.number in kept]


def _of_a_sum(head: Head) -> dict[str, int]:
    return {name: place for name, place in head.columns.items() if name != NUMBER}


def _is_numbered(cells_of: list[object], head: Head) -> bool:
    place = head.columns.get(NUMBER)
    if place is None or is_blank(cells_of[place]):
        return False
    cell = cells_of[place]
    return isinstance(cell, int | float) or cell_text(str(cell)).rstrip(".").isdigit()


def _check(row: ReadRow, head: Head, days: Days, medium: str, today: date, answers: Answers) -> None:
    _check_genre(row, medium, answers)
    _check_day(row, head, days, today, answers)
    if own.AUTHOR not in row.values and not _has_fault(row, own.AUTHOR):
        row.report(own.AUTHOR, "để trống")
    if row.values.get(own.MEDIUM, medium) != medium:
        row.report(own.MEDIUM, f"khác loại hình của nơi đăng đã chọn («{MEDIUM_NAMES[medium]}»)")
    if row.values.get(own.PHOTOS) and medium not in MEDIA_WITH_PHOTOS:
        row.report(own.PHOTOS, f"loại hình «{MEDIUM_NAMES[medium]}» không có ảnh trả riêng")


def _check_genre(row: ReadRow, medium: str, answers: Answers) -> None:
    row.genre_label = row.values.get(own.GENRE, "")
    row.genre_key = label_key(row.genre_label)
    row.genre = meaning_of(row.genre_key, answers)
    if row.genre and row.genre not in GENRES_OF[medium]:
        row.report(own.GENRE, f"«{row.genre_label}» không có trong loại hình «{MEDIUM_NAMES[medium]}»")


def _check_day(row: ReadRow, head: Head, days: Days, today: date, answers: Answers) -> None:
    day = row.values.get(own.PUBLISHED_ON)
    if day is None and not _has_fault(row, own.PUBLISHED_ON):
        if own.PUBLISHED_ON in head.columns and days.is_known:
            row.is_blank_day = True
        elif own.PUBLISHED_ON not in head.columns:
            row.lacks_day = True
            day = answers.published_on
            row.values |= {own.PUBLISHED_ON: day} if day else {}
    if day and day > today:
        row.report(own.PUBLISHED_ON, f"{day:%d/%m/%Y} là ngày chưa tới")


def _has_fault(row: ReadRow, column: str) -> bool:
    return any(fault.column == column for fault in row.faults)


def _spread_merges(sheet: Sheet, head: Head) -> None:
    """A merged cell holds for each of its rows where it names a work or a person."""
    held = {head.columns[name] for name in _MERGED if name in head.columns}
    for top, column, bottom in sheet.merges:
        if top <= head.row or column not in held:
            continue
        for cells_of in sheet.rows[top:bottom]:
            if is_blank(cells_of[column]):
                cells_of[column] = sheet.rows[top - 1][column]
