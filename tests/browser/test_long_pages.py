"""Pages of many rows that are no list of the registry are fit for everybody, with their pages' links."""

import pytest
from playwright.sync_api import expect

from core.models import Unit
from core.services import load_units, system_actor
from rates.services import load_law
from tests.browser.looking import log_in, must_be_fit
from tests.screens import holder
from tests.test_long_pages import look_alikes, opening_works, to_review

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(live_server, frozen_law) -> Unit:
    load_units(actor=system_actor())
    load_law(actor=system_actor(), law=frozen_law)
    return Unit.objects.get(code="vp-ubnd")


@pytest.mark.parametrize("context", ["light"], indirect=True)
def test_second_pages_and_long_ones_are_fit_for_everybody(office, context, page, live_server):
    head, accountant = holder("board_head", office, "truong-ban"), holder("accountant", office, "ke-toan")
    to_review(120, office, head)
    look_alikes(60, office, accountant)
    opening_works(210, office, accountant)
    log_in(context, head, live_server.url)
    page.goto("/tac-pham/kiem-duyet/?page=2")
    expect(page.get_by_role("checkbox")).to_have_count(20)
    must_be_fit(page)
    log_in(context, accountant, live_server.url)
    page.goto(f"/so-du-dau/{office.pk}/2026/tac-pham/?page=2")
    expect(page.get_by_role("link", name="Bỏ «")).to_have_count(10)
    must_be_fit(page)
    page.goto("/nguoi-nhan/giong-nhau/")
    expect(page.get_by_role("link", name="So sánh và gộp")).to_have_count(30)
    must_be_fit(page)
