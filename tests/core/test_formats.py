"""Dates and numbers as Vietnamese people type and read them."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats


class _Typed(forms.Form):
    day = forms.DateField()


@pytest.mark.parametrize("text", ["03/11/2026", "3/11/2026", "03-11-2026", "2026-11-03"])
def test_the_day_comes_first(text):
    form = _Typed({"day": text})
    assert form.is_valid()
    assert form.cleaned_data == {"day": date(2026, 11, 3)}


@pytest.mark.parametrize("text", ["11/31/2026", "31/02/2026", "03.11.26", "3/11"])
def test_a_day_that_does_not_exist_is_refused(text):
    assert not _Typed({"day": text}).is_valid()


def test_dates_are_printed_day_first():
    assert Template("{{ day }} {{ day|date:'SHORT_DATE_FORMAT' }}").render(Context({"day": date(2026, 11, 3)})) == (
        "03/11/2026 03/11/2026"
    )


def test_grouped_numbers_have_dots():
    assert formats.number_format(Decimal("1234567.5"), use_l10n=True, force_grouping=True) == "1.234.567,5"


@pytest.mark.parametrize(("amount", "printed"), [(1234567, "1.234.567"), (0, "0"), (None, "–")])
def test_the_dong_filter_writes_an_amount_or_a_dash(amount, printed):
    assert Template("{{ amount|dong }}").render(Context({"amount": amount})) == printed
