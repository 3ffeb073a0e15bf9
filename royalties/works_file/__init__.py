"""The works file: an Excel sheet of published works, read and checked cell by cell, without a database."""

from core.workbook import Fault, UnreadableFileError, write_error_workbook
from royalties.works_file.model import AuthorRow, FileWork, WorksFile
from royalties.works_file.reader import read_works_file

__all__ = [
    "AuthorRow",
    "Fault",
    "FileWork",
    "UnreadableFileError",
    "WorksFile",
    "read_works_file",
    "write_error_workbook",
]
