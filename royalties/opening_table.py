"""Tables of opening balances, typed, pasted or from Excel, read whole: every row, and every wrong cell by its place."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.money import LARGEST_DONG, format_number, parse_number
from core.workbook import Fault, Sheet
from core.workbook.cells import WrongCellError, cell_text, decimal_of, is_blank, quoted
from core.workbook.headings import label_key, named_columns
from royalties.genres import MEDIUM_NAMES
from royalties.works_file.cells import read_date, read_id_number, read_medium
from royalties.works_file.storable import read_link, read_name, read_title

TITLE, LINK, DAY = "Tên tác phẩm", "Đường dẫn", "Ngày đăng"
NAME, ID, GROSS, TAX = "Họ và tên", "Số định danh", "Tổng trước thuế", "Thuế đã khấu trừ"
MEDIUM, FUND = "Loại hình", "Quỹ nhuận bút đã chi"
MOST_ROWS = 5000


def read_dong(cell: object) -> int:
    """This will read whole đồng: a number cell, or text as 1.234.567."""
    try:
        number = parse_number(cell_text(cell)) if isinstance(cell, str) else decimal_of(cell, "số tiền")
    except ValueError as error:
        raise WrongCellError(f"{quoted(cell)} không phải là số tiền viết theo kiểu 1.234.567") from error
    if number != number.to_integral_value() or not 0 <= number <= LARGEST_DONG:
        raise WrongCellError(f"{quoted(cell)} không phải là số đồng chẵn, không âm")
    return int(number)


@dataclass(frozen=True)
class Kind:
    """One of the three tables: its code in addresses, its title, the readers of its columns, which may be blank."""

    code: str
    title: str
    readers: dict[str, Callable[[object], Any]]
    optional: frozenset[str] = frozenset()


WORKS = Kind("tac-pham", "Tác phẩm đã trả", {TITLE: read_title, LINK: read_link, DAY: read_date}, frozenset({LINK}))
PAYEES = Kind(
    "nguoi-nhan",
    "Người nhận đã trả",
    {NAME: read_name, ID: read_id_number, GROSS: read_dong, TAX: read_dong},
    frozenset({ID}),
)
FUNDS = Kind("quy", "Quỹ nhuận bút đã chi", {MEDIUM: read_medium, FUND: read_dong})
KINDS = {kind.code: kind for kind in (WORKS, PAYEES, FUNDS)}


@dataclass
class Table:
    """What was read: the values of each row by column, with the row's number from 1, and the wrong cells."""

    kind: Kind
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def text(self) -> str:
        """This will write the rows as a table that can be pasted again, under its headings."""
        lines = [[_written(column, values.get(column)) for column in self.kind.readers] for _, values in self.rows]
        return "\n".join("\t".join(line) for line in [list(self.kind.readers), *lines])


def read_table(kind: Kind, rows: Sequence[Sequence[object]], uncomputed: Iterable[tuple[int, int]] = ()) -> Table:
    """This will read rows of cells; headings are found by name, without them the columns stand in their order."""
    header, places = _header(kind, rows)
    table, wrong = Table(kind, places=places), set(uncomputed)
    for number, cells in enumerate(rows[header:], start=header + 1):
        if not all(is_blank(cell) for cell in cells):
            _read_row(table, number, cells, wrong)
    if not table.rows and not table.faults:
        table.faults.append(Fault(0, "", "Chưa có dòng nào."))
    if len(table.rows) > MOST_ROWS:
        table.faults.append(Fault(0, "", f"Nhiều nhất {format_number(MOST_ROWS)} dòng một lần."))
    return table


def read_pasted(kind: Kind, text: str) -> Table:
    """This will read a table pasted from a spreadsheet: a line a row, a tab between cells."""
    return read_table(kind, [line.rstrip("\r").split("\t") for line in text.split("\n")])


def read_sheet(kind: Kind, sheet: Sheet) -> Table:
    """This will read the first sheet of an Excel file."""
    return read_table(kind, sheet.rows, sheet.uncomputed)


def _header(kind: Kind, rows: Sequence[Sequence[object]]) -> tuple[int, dict[str, int]]:
    names = {label_key(column): column for column in kind.readers}
    for number, cells in enumerate(rows, start=1):
        found = named_columns(cells, names)
        if set(found) >= set(kind.readers) - kind.optional:
            return number, {column: places[0] for column, places in found.items()}
    return 0, {column: place for place, column in enumerate(kind.readers)}


def _read_row(table: Table, number: int, cells: Sequence[object], uncomputed: set[tuple[int, int]]) -> None:
    values: dict[str, Any] = {}
    for column, read in table.kind.readers.items():
        place = table.places.get(column, len(cells))
        cell = cells[place] if place < len(cells) else ""
        try:
            if (number, place) in uncomputed:
                raise WrongCellError("công thức báo lỗi hoặc chưa được tính: hãy ghi giá trị thay cho công thức")
            if not is_blank(cell):
                values[column] = read(cell)
            elif column not in table.kind.optional:
                raise WrongCellError("để trống")
        except WrongCellError as error:
            table.faults.append(Fault(number, column, str(error)))
    if values.get(TAX, 0) > values.get(GROSS, LARGEST_DONG):
        table.faults.append(Fault(number, TAX, "lớn hơn tổng trước thuế"))
    table.rows.append((number, values))


def _written(column: str, value: object) -> str:
    """As whoever typed it would write it, so that the same reader reads it again."""
    if column == MEDIUM:
        return MEDIUM_NAMES.get(str(value), "")
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return format_number(value) if isinstance(value, int | Decimal) else str(value or "")
