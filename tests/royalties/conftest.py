"""Drafts of the office for July, made from rows of a works file."""

from datetime import date

import pytest

from royalties.services import draft_from_file, open_outlets
from tests.royalties.files import works_xlsx

JULY = date(2026, 7, 1)


@pytest.fixture
def unit(office, system):
    open_outlets(actor=system)
    return office


@pytest.fixture
def draft(unit, system, tmp_path):
    """Makes a draft of the office for July from rows."""

    def make(rows, *, actor=system, of=unit, period=JULY, paid_on=None):
        path = works_xlsx(tmp_path / "works.xlsx", rows)
        return draft_from_file(actor=actor, unit=of, period=period, path=path, paid_on=paid_on)

    return make
