"""What is to be recorded on a later day is not law yet: asked without a day of knowledge, the law is as known today."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from rates.models import Rate, RateCitation
from rates.queries import law_watch, read_book, read_bounds, read_law
from tests.list_rows import make_instrument
from tests.rates.screens import reader
from tests.screens import words_of

pytestmark = pytest.mark.django_db

TODAY, TOMORROW = date(2030, 3, 1), date(2030, 3, 2)
ASKED = date(2030, 3, 20)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def rows():
    """A value recorded long ago, and its correction that is to be recorded tomorrow."""
    instrument = make_instrument()
    for recorded, value in ((date(2029, 1, 1), 5), (TOMORROW, 6)):
        rate = Rate.objects.create(
            key="base_salary",
            label="Lương cơ sở",
            measure="đồng",
            scope="national",
            start=date(2029, 1, 1),
            recorded=recorded,
            form="value",
            value=Decimal(value),
            status="to_verify",
        )
        RateCitation.objects.create(rate=rate, instrument=instrument, clause="Điều 1", order=0)


def test_a_book_leaves_out_what_is_to_be_recorded_tomorrow(rows):
    assert read_book().rate("base_salary", ASKED).value == Decimal(5)
    assert read_book(as_known_on=TOMORROW).rate("base_salary", ASKED).value == Decimal(6)


def test_from_the_day_of_its_recording_it_is_law(rows):
    with time_machine.travel(TOMORROW, tick=False):
        assert read_book().rate("base_salary", ASKED).value == Decimal(6)


def test_the_pages_and_the_bounds_read_the_same(rows):
    assert read_law().book.rate("base_salary", ASKED).value == Decimal(5)
    assert read_bounds(on=ASKED).book.rate("base_salary", ASKED).value == Decimal(5)
    assert law_watch(on=ASKED).items[0].since == date(2029, 1, 1)
    page = words_of(reader().get(reverse("rates:history", args=["base_salary"])))
    assert "Ngày 01/03/2030 chưa ghi nhận." in page


def test_a_key_that_is_not_known_yet_is_refused(rows, capsys):
    Rate.objects.get(recorded=date(2029, 1, 1)).delete()
    with pytest.raises(CommandError, match="Không có mức"):
        call_command("rate", "base_salary", "--on", f"{ASKED}")
    call_command("rate", "base_salary", "--on", f"{ASKED}", "--as-known-on", f"{TODAY + timedelta(days=1)}")
    assert "6 đồng" in capsys.readouterr().out
