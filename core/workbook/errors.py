"""A file given back with a column «Lỗi»: per row each wrong cell and why, the wrong cells coloured."""

from collections.abc import Iterable
from copy import copy
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.workbook.faults import Fault, in_reading_order
from core.workbook.headings import ERRORS
from core.workbook.layout import Layout
from core.workbook.sheet import read_first_sheet

# Not the red of Excel's own «Bad» style, which users give to cells themselves.
_COLOUR = "FFFFC9C4"
_FILL = PatternFill("solid", fgColor=_COLOUR)
_WIDTH = 70
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_error_workbook(
    source_path: str | Path, target_path: str | Path, faults: Iterable[Fault], layout: Layout
) -> None:
    """This will write the file again with the column «Lỗi», replacing that of an earlier reading.

    :param faults: all that was found; faults of the whole file stand in the header row.
    :param layout: what the reader of the source made of it.
    :raises UnreadableFileError: the source is gone or has been damaged since.
    """
    book = _open(source_path, layout)
    sheet = book[layout.sheet_name]
    column = layout.error_column + 1
    _make_room(sheet, column)
    if layout.refilled:
        _forget_earlier_faults(sheet, column, layout)
    heading_row = layout.header_row or 1
    lines: dict[int, list[str]] = {heading_row: [ERRORS]}
    for fault in in_reading_order(faults, layout.columns):
        lines.setdefault(fault.row or heading_row, []).append(fault.describe(layout.columns))
        if address := fault.address(layout.columns):
            sheet[address].fill = _FILL
    for row, texts in lines.items():
        _write(sheet, row, column, "\n".join(texts))
    sheet.cell(heading_row, column).font = Font(bold=True)
    book.save(target_path)


def _open(path: str | Path, layout: Layout) -> Workbook:
    try:
        book = load_workbook(path)
    # openpyxl stops, by whatever error, at styles and filters that other programs write and that no value needs.
    except Exception:
        return _copy_of_values(path, layout.sheet_name)
    return book if layout.sheet_name in book.sheetnames else _copy_of_values(path, layout.sheet_name)


def _copy_of_values(path: str | Path, name: str) -> Workbook:
    book = Workbook()
    book.active.title = name
    for number, cells in enumerate(read_first_sheet(path).rows, start=1):
        for column, value in enumerate(cells, start=1):
            if isinstance(value, str):
                _write_text(book.active, number, column, value)
            else:
                book.active.cell(number, column, value)
    return book


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    _write_text(sheet, row, column, text)
    sheet.cell(row, column).alignment = _WRAPPED


def _write_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    if text:
        cell = sheet.cell(row, column, ILLEGAL_CHARACTERS_RE.sub("", text))
        # openpyxl takes a leading = for a formula and #N/A for an error.
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@"


def _make_room(sheet: Worksheet, column: int) -> None:
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_col <= column <= merged.max_col:
            sheet.unmerge_cells(merged.coord)
    _split_column_group(sheet, column)
    dimension = sheet.column_dimensions[get_column_letter(column)]
    dimension.width, dimension.hidden = _WIDTH, False


def _split_column_group(sheet: Worksheet, column: int) -> None:
    """Excel keeps equal columns as one group; a column inside it must leave it, or the file counts as damaged."""
    for group in list(sheet.column_dimensions.values()):
        first, last = group.min or 0, group.max or 0
        if not first <= column <= last or first == last:
            continue
        del sheet.column_dimensions[group.index]
        for start, end in ((first, column - 1), (column + 1, last)):
            if start <= end:
                part = copy(group)
                part.index, part.min, part.max = get_column_letter(start), start, end
                sheet.column_dimensions[part.index] = part
        return


def _forget_earlier_faults(sheet: Worksheet, column: int, layout: Layout) -> None:
    known = [place + 1 for place in layout.columns.values()]
    for row in range(1, layout.last_row + 1):
        sheet.cell(row, column).value = None
        for place in known:
            cell = sheet.cell(row, place)
            if cell.fill.fgColor.rgb == _COLOUR:
                cell.fill = PatternFill()
