"""What a portal's export was understood as, what has to be asked, and the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.workbook import Fault, Layout

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
# So many rows of a question are named, the others counted.
ROWS_NAMED = 5
KEPT, SWAPPED = "keep", "swap"
ONE_NAME, SEVERAL_NAMES = "one", "several"


@dataclass(frozen=True)
class Answers:
    """What people said that the file does not say itself.

    :ivar date_order: DAY_FIRST or MONTH_FIRST, for days written as text.
    :ivar real_dates: KEPT, or SWAPPED where a spreadsheet took the day for the month.
    :ivar published_on: the day of works without one.
    :ivar genres: genre by the key of a label; the key of none is the empty text.
    :ivar authors: ONE_NAME or SEVERAL_NAMES by the key of a cell.
    """

    date_order: str = ""
    real_dates: str = ""
    published_on: date | None = None
    genres: Mapping[str, str] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Author:
    """One author of a work, as a row names them."""

    row: int
    name: str
    id_number: str = ""
    account: str = ""
    bank: str = ""


@dataclass(frozen=True)
class PortalWork:
    """One work; its row is its first one; genre and day are None where they have to be asked, or are wrong."""

    row: int
    title: str
    url: str
    published_on: date | None
    genre: str | None
    photos: int
    adjustments: dict[str, Decimal]
    note: str
    authors: tuple[Author, ...]
    shares: tuple[Decimal, ...]


@dataclass(frozen=True)
class AskedGenre:
    """A label of a genre in the file: how many rows have it and what it means, "" as long as nobody said.

    :ivar at: the first of these rows.
    """

    key: str
    label: str
    rows: int
    meant: str
    at: tuple[int, ...] = ()


@dataclass(frozen=True)
class AskedAuthors:
    """A cell that may name several people: its names if so, how many rows have it, and what it was taken for.

    :ivar at: the first of these rows.
    """

    key: str
    text: str
    names: tuple[str, ...]
    rows: int
    meant: str
    at: tuple[int, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What only a person can say; an empty one means that nothing has to be asked.

    :ivar date_order: an example of a day that can be read two ways; real_dates: one that Excel may have turned round.
    :ivar day: whether works have no day at all.
    """

    date_order: str = ""
    real_dates: str = ""
    day: bool = False
    genres: tuple[AskedGenre, ...] = ()
    authors: tuple[AskedAuthors, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PortalFile(Layout):
    """A whole file.

    :ivar money: per column of money its heading and its sum, which nothing uses.
    """

    works: tuple[PortalWork, ...]
    faults: tuple[Fault, ...]
    asked: Asked
    headings: dict[str, str]
    unused: tuple[str, ...]
    money: tuple[tuple[str, Decimal], ...]
