"""Excel files that people fill in: read guarded and whole, checked cell by cell, given back with a column «Lỗi»."""

from core.workbook.errors import write_error_workbook
from core.workbook.faults import Fault, in_reading_order
from core.workbook.layout import Layout
from core.workbook.package import UnreadableFileError
from core.workbook.sheet import Sheet, read_first_sheet

__all__ = [
    "Fault",
    "Layout",
    "Sheet",
    "UnreadableFileError",
    "in_reading_order",
    "read_first_sheet",
    "write_error_workbook",
]
