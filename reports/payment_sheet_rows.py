"""The rows of a payment sheet's papers, as plain data; reports.payment_sheet gathers them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.payment_sheet_notes import Cited, Concern
from royalties.states import SheetKind


@dataclass(frozen=True, slots=True)
class AuthorRow:
    """What one author gets for one work, in đồng; share is blank for a sole author."""

    author: str
    share: str
    text: int
    photos: int

    @property
    def total(self) -> int:
        """Text and photos together."""
        return self.text + self.photos


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One work with a row for each author; photos is their number, None where the work has none besides its text.

    key is the stored row, for whoever asks why.
    """

    key: int
    order: int
    title: str
    url: str
    published_on: date
    genre: str
    coefficient: Decimal
    photos: Decimal | None
    photo_coefficient: Decimal | None
    details: tuple[str, ...]
    marks: str
    authors: tuple[AuthorRow, ...]


@dataclass(frozen=True, slots=True)
class PayeeRow:
    """What the sheet pays one payee, in đồng; id and account are masked, tax and net None without a value date.

    key is the stored total, for whoever asks why.
    """

    key: int
    order: int
    name: str
    masked_id: str
    masked_account: str
    bank: str
    gross: int
    tax: int | None
    net: int | None
    note: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """What one payee gets for one part of one work, as the machine-readable paper lists it."""

    title: str
    part: str
    payee: str
    quantity: Decimal
    coefficient: Decimal
    unit_value: Decimal
    gross: int
    citations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PaymentSheetPaper:
    """Everything that the papers of one payment sheet say; amounts in đồng, rows add up to the totals."""

    owner: str
    unit: str
    unit_code: str
    title: str
    kind: SheetKind
    period: date
    number: str | None
    shown_number: str
    status: str
    marks: tuple[str, ...]
    paid_on: date | None
    works: tuple[WorkRow, ...]
    payees: tuple[PayeeRow, ...]
    lines: tuple[LineRow, ...]
    text_total: int
    photo_total: int
    gross: int
    tax: int | None
    net: int | None
    gross_in_words: str
    legend: tuple[Cited, ...]
    tax_legend: tuple[Cited, ...]
    concerns: tuple[Concern, ...]
    remarks: tuple[str, ...]
    unit_values: tuple[str, ...]
    fingerprint: str
    funding: tuple[str, ...]
    signatures: tuple[str, ...]

    @property
    def shows_photos(self) -> bool:
        """Whether the columns of photos have a meaning: remuneration is paid for the whole work."""
        return self.kind != SheetKind.REMUNERATION

    @property
    def mark(self) -> str:
        """What every page carries across it: nothing where the sheet is real and in force."""
        return " · ".join(self.marks)

    @property
    def has_shared_works(self) -> bool:
        """Whether a work has several authors, each with a row."""
        return any(len(work.authors) > 1 for work in self.works)
