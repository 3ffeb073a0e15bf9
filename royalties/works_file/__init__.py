"""The works file: an Excel sheet of published works, read and checked cell by cell, without a database."""

from royalties.works_file.errors import write_error_workbook
from royalties.works_file.model import AuthorRow, Fault, FileWork, WorksFile
from royalties.works_file.package import UnreadableFileError
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
