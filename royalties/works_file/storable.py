"""Texts as works and payees keep them: refused where the column, or the key that they are found by, is too small."""

from core.text import person_sort_key, sort_key
from core.workbook.cells import WrongCellError, read_text

LONGEST_TITLE = 500
LONGEST_LINK = 1000
LONGEST_NAME = 200
LONGEST_NAME_KEY = 800
LONGEST_BANK = 200
# An entry of a PostgreSQL index has at most 2704 bytes; the outlet and the day stand in it as well.
LARGEST_INDEXED = 2600
# The key of a title or a name has four bytes at most for a letter of Vietnamese, eleven for one of any script.
_LARGEST_LETTER = 11
# The order of a work's authors is kept in two bytes.
MOST_AUTHORS = 32_767
_TOO_STRANGE = "có quá nhiều ký tự ngoài bảng chữ Việt nên không lưu được: hãy rút ngắn"


def read_title(cell: object) -> str:
    """This will read the title of a work."""
    title = read_text(cell, LONGEST_TITLE)
    if len(title) * _LARGEST_LETTER > LARGEST_INDEXED and _bytes_in(sort_key(title)) > LARGEST_INDEXED:
        raise WrongCellError(_TOO_STRANGE)
    return title


def read_link(cell: object) -> str:
    """This will read the address of a work."""
    link = read_text(cell, LONGEST_LINK)
    if _bytes_in(link) > LARGEST_INDEXED:
        raise WrongCellError(_TOO_STRANGE)
    return link


def read_name(cell: object) -> str:
    """This will read the name of an author."""
    name = read_text(cell, LONGEST_NAME)
    if len(name) * _LARGEST_LETTER > LONGEST_NAME_KEY and len(person_sort_key(name)) > LONGEST_NAME_KEY:
        raise WrongCellError(_TOO_STRANGE)
    return name


def read_bank(cell: object) -> str:
    """This will read the bank of an account."""
    return read_text(cell, LONGEST_BANK)


def _bytes_in(text: str) -> int:
    return len(text.encode())
