"""The works of a file priced in memory: what each earns, or which of its cells is to blame."""

from dataclasses import dataclass
from decimal import Decimal

from rates.book import RateBook
from royalties.compute.refusals import RefusedError
from royalties.compute.royalty import PartTerms, WorkPrice, WorkTerms, price_work, refusals
from royalties.compute.shares import AuthorShare, share_work
from royalties.genres import PHOTO
from royalties.works_file import Fault, FileWork, columns

_COLUMN_OF = {
    "medium": columns.MEDIUM,
    "genre": columns.GENRE,
    "genre_2": columns.PHOTOS,
    "quantity_2": columns.PHOTOS,
    "coefficient": columns.COEFFICIENT,
    "coefficient_2": columns.PHOTO_COEFFICIENT,
    "adjustments": columns.ADJUSTMENTS,
    "published_on": columns.PUBLISHED_ON,
    "share": columns.SHARE,
}


@dataclass(frozen=True)
class PricedWork:
    """A work of the file with its royalty and its authors' shares, in the order of the file."""

    work: FileWork
    terms: WorkTerms
    price: WorkPrice
    shares: tuple[AuthorShare, ...]


def price_works(book: RateBook, works: tuple[FileWork, ...]) -> tuple[list[PricedWork], list[Fault]]:
    """This will price the works of a file; a work that is refused gives a fault for each cell to blame."""
    priced, faults = [], []
    for work in works:
        try:
            priced.append(_price(book, work))
        except RefusedError:
            faults += [_fault(work, error) for error in refusals(book, _terms(work))]
    return priced, faults


def price_faults(book: RateBook, works: tuple[FileWork, ...]) -> list[Fault]:
    """This will look up in the law what could be read of works that have faults already."""
    return [_fault(work, error) for work in works for error in refusals(book, _terms(work))]


def _price(book: RateBook, work: FileWork) -> PricedWork:
    terms = _terms(work)
    price = price_work(book, terms)
    parts = [(part.amount, part.explanation) for part in price.parts]
    shares = share_work(price.amount, parts, work.shares)
    return PricedWork(work, terms, price, tuple(shares))


def _terms(work: FileWork) -> WorkTerms:
    parts = [PartTerms(work.genre, work.genre, Decimal(1), work.coefficient)]
    if work.photos:
        parts.append(PartTerms(PHOTO, PHOTO, Decimal(work.photos), work.photo_coefficient or Decimal(0)))
    return WorkTerms(
        medium=work.medium,
        published_on=work.published_on,
        parts=tuple(parts),
        adjustments=work.adjustments,
    )


def _fault(work: FileWork, error: RefusedError) -> Fault:
    return Fault(work.row, _COLUMN_OF[error.field], str(error))
