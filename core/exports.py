"""Exports of tables to xlsx, a row at a time: memory stays flat however many rows there are."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import unescape
from tempfile import TemporaryFile
from typing import IO

import xlsxwriter
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django_tables2 import Table
from django_tables2.rows import BoundRow

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_EXPORT = 1_048_575
_CHUNK = 1000
WIDTH, TEXT_WIDTH = 16, 36


class TooManyRowsError(ValueError):
    """More rows than an Excel sheet holds; nothing is exported rather than a part."""

    def __init__(self):
        super().__init__("Kết quả có hơn 1.048.575 dòng, quá sức chứa của một trang Excel. Hãy lọc hẹp hơn rồi xuất.")


def export_table(table: Table, queryset: QuerySet, *, title: str) -> IO[bytes]:
    """This will write every row of a queryset, in its order, with the columns of a table, to a temporary xlsx file.

    Numbers and dates are real ones; text stays text, whatever sign it begins with.

    :raises TooManyRowsError: the sheet would not hold them.
    """
    if queryset.order_by()[: LARGEST_EXPORT + 1].count() > LARGEST_EXPORT:
        raise TooManyRowsError
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    options = {"constant_memory": True, "in_memory": False, "default_date_format": "dd/mm/yyyy"}
    with xlsxwriter.Workbook(file, options) as workbook:
        _write_sheet(workbook, table, queryset, title=title)
    file.seek(0)
    return file


def _write_sheet(workbook: xlsxwriter.Workbook, table: Table, queryset: QuerySet, *, title: str) -> None:
    columns = [column for column in table.columns.iterall() if not column.column.exclude_from_export]
    sheet = workbook.add_worksheet(title[:31])
    sheet.freeze_panes(1, 0)
    heading = heading_format(workbook)
    formats = [_format_of(workbook, column.column) for column in columns]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, WIDTH if column.column.excel_format else TEXT_WIDTH)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, str(column.header), heading)
    names = [column.name for column in columns]
    for line, values in enumerate(_values(table, queryset, names), start=1):
        for place, value in enumerate(values):
            write_cell(sheet, line, place, value, formats[place])


def _format_of(workbook: xlsxwriter.Workbook, column) -> xlsxwriter.workbook.Format | None:
    return workbook.add_format({"num_format": column.excel_format}) if column.excel_format else None


def _values(table: Table, queryset: QuerySet, names: list[str]) -> Iterator[list]:
    for record in queryset.iterator(chunk_size=_CHUNK):
        row = BoundRow(record, table)
        yield [_bare(row.get_cell_value(name)) for name in names]


def _bare(value):
    """A cell that a page shows as a link or a badge is exported as the words in it."""
    return unescape(strip_tags(value)) if isinstance(value, SafeString) else value


def heading_format(workbook: xlsxwriter.Workbook) -> xlsxwriter.workbook.Format:
    """This will make the look of a heading."""
    return workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})


def write_cell(sheet, line: int, place: int, value, cell_format=None) -> None:
    """This will write numbers and dates as such, anything else as text, and nothing for a blank."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, cell_format)
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(line, place, value, cell_format)
    else:
        sheet.write_string(line, place, str(value))


def xlsx_download(content: bytes, name: str) -> HttpResponse:
    """This will send a workbook as a file to keep; name is without its ending."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(content, content_type=XLSX_TYPE, headers=headers)
