"""What a works file holds: works with their authors, and the faults found in its cells."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.workbook import Fault, Layout


@dataclass(frozen=True)
class AuthorRow:
    """One author of a work, as one row names them."""

    row: int
    author: str
    id_number: str
    account: str
    bank: str


@dataclass(frozen=True)
class FileWork:
    """One work; its row is its first one, its shares are weights in the order of its authors.

    A work with a fault has no shares, only the authors who are named, and nought or nothing where a cell is wrong.
    """

    row: int
    title: str
    url: str
    published_on: date
    medium: str
    genre: str
    coefficient: Decimal
    photos: int
    photo_coefficient: Decimal | None
    adjustments: dict[str, Decimal]
    note: str
    authors: tuple[AuthorRow, ...]
    shares: tuple[Decimal, ...]


@dataclass(frozen=True, kw_only=True)
class WorksFile(Layout):
    """A whole file.

    :ivar faulty: works with a fault of which enough could be read to look their other cells up in the law.
    """

    works: tuple[FileWork, ...]
    faulty: tuple[FileWork, ...]
    faults: tuple[Fault, ...]
