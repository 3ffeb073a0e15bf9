"""Approved sheets of the demo unit, by a clock that stands still, and payouts of them."""

from datetime import date

import pytest
import time_machine

from royalties.models import PaymentSheet, Payout
from royalties.services.payouts import draft_payout
from royalties.services.sending import send_payout

END_OF_JULY = date(2026, 7, 31)


@pytest.fixture(autouse=True)
def clock():
    """The last day of July 2026, in the morning."""
    with time_machine.travel("2026-07-31T02:00:00Z", tick=False) as standing:
        yield standing


def papers(payout: Payout) -> dict[str, bytes]:
    """Stands for the papers, which the tests of reports render."""
    return {"list.txt": f"{payout.number}: {payout.net}".encode()}


@pytest.fixture
def draft(desk, staff):
    """Makes a draft payout of approved sheets."""

    def make(*sheets: PaymentSheet, value_date: date = END_OF_JULY, actor=None, unit=desk) -> Payout:
        keys = [sheet.pk for sheet in sheets]
        return draft_payout(actor=actor or staff.accountant, unit=unit, sheets=keys, value_date=value_date)

    return make


@pytest.fixture
def send(staff):
    """Sends a payout as it stands."""

    def make(payout: Payout, *, actor=None, seen: str | None = None) -> Payout:
        looked_at = payout.fingerprint if seen is None else seen
        return send_payout(actor=actor or staff.accountant, payout=payout, seen=looked_at, render=papers)

    return make
