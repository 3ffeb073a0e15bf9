"""Rows of law made by hand, so that the book is tested without a database and without the shipped files."""

from datetime import date
from decimal import Decimal

from rates.book import RateBook
from rates.terms import Citation, Form, Row, Scope, Status

_NUMBERS = ("value", "minimum", "maximum", "level_share")
_CLAUSE = "Điều 1"


def cited(number: int) -> Citation:
    """This will make the citation that the row of this number carries."""
    return Citation(f"{number}/2000/QĐ", _CLAUSE, None, None)


def row(number: int, key: str, start: date, *, form: Form = Form.VALUE, **columns) -> Row:
    """This will make a row: verified, national and recorded on its start unless told, with a citation of its own."""
    said = {name: Decimal(item) if name in _NUMBERS else item for name, item in columns.items()}
    given = {
        "label": f"Mức {key}",
        "measure": "đồng",
        "scope": Scope.NATIONAL,
        "recorded": start,
        "status": Status.VERIFIED,
        "citations": (cited(number),),
    }
    return Row(id=number, key=key, start=start, form=form, **(given | said))


def book(*rows: Row, **told) -> RateBook:
    """This will make a book of rows."""
    return RateBook(rows, **told)
