"""The law of the unit that a reader works in: shown unasked, told apart from the province's, changeable."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.models import RoleAssignment, Unit
from rates.models import Rate, RateCitation
from tests import list_rows
from tests.rates.screens import BY_DAY, HISTORIES, TWO_DAYS, reader
from tests.screens import browser_of, client_of, holder, words_of


def in_force(response) -> dict:
    return {found.key: found for _, rates in response.context["in_force"] for found in rates}


@pytest.fixture
def narrowed(office) -> Unit:
    """An office that has narrowed the frame of news from 01/01/2026 to at most 5."""
    general = Rate.objects.get(key="royalty/portal/news", scope="province", start=date(2021, 12, 6))
    facts = {"key": general.key, "label": general.label, "measure": general.measure, "status": "verified"}
    days = {"start": date(2026, 1, 1), "recorded": date(2026, 1, 1)}
    narrowing = Rate.objects.create(
        scope="unit", unit=office, narrows=general, form="frame", maximum=Decimal(5), **facts, **days
    )
    RateCitation.objects.create(
        rate=narrowing, instrument=list_rows.make_instrument("7/QĐ-VP"), clause="Điều 1", order=0
    )
    return office


def test_who_works_in_one_unit_reads_the_law_of_that_unit(narrowed):
    recorder = browser_of("recorder", narrowed, "thu-ky")
    page = words_of(recorder.get(BY_DAY, {"on": "30/06/2026"}))
    assert "Văn phòng Ủy ban nhân dân tỉnh (1 mức riêng, khác mức chung của tỉnh)" in page
    assert "Riêng của đơn vị; chung của tỉnh: đến 10." in page
    assert in_force(recorder.get(BY_DAY, {"on": "30/06/2026"}))["royalty/portal/news"].maximum == Decimal(5)
    assert 'value="vp-ubnd"' in recorder.get(BY_DAY).content.decode()


def test_and_may_ask_for_the_province_or_another_unit(narrowed):
    recorder = browser_of("recorder", narrowed, "thu-ky")
    province = recorder.get(BY_DAY, {"on": "30/06/2026", "unit": ""})
    assert in_force(province)["royalty/portal/news"].maximum == Decimal(10)
    assert "toàn tỉnh" in words_of(province)
    # The way to a rate's history keeps that choice, too.
    assert f'href="{reverse("rates:history", args=["base_salary"])}?unit="' in province.content.decode()
    other = recorder.get(BY_DAY, {"on": "30/06/2026", "unit": "stc"})
    assert in_force(other)["royalty/portal/news"].maximum == Decimal(10)
    assert "mức riêng" not in words_of(other)


def test_the_other_pages_of_the_law_stand_on_that_unit_as_well(narrowed, monkeypatch):
    monkeypatch.setattr("rates.law_pages.timezone.localdate", lambda: date(2026, 6, 30))
    recorder = browser_of("recorder", narrowed, "thu-ky")
    history = words_of(recorder.get(reverse("rates:history", args=["royalty/portal/news"])))
    assert "Riêng của đơn vị; chung của tỉnh: đến 10. Đọc cho Văn phòng Ủy ban nhân dân tỉnh." in history
    assert 'value="vp-ubnd"' in recorder.get(HISTORIES).content.decode()
    changes = {change.key for change in recorder.get(TWO_DAYS).context["changes"]}
    assert changes == {"royalty/portal/news"}


def test_who_works_in_two_units_or_in_the_province_reads_for_the_province(narrowed):
    two = holder("recorder", narrowed, "hai-noi")
    RoleAssignment.objects.create(
        user=two, role="recorder", unit=Unit.objects.get(code="stc"), start_on=date(2020, 1, 1)
    )
    for reads in (client_of(two), reader()):
        assert in_force(reads.get(BY_DAY, {"on": "30/06/2026"}))["royalty/portal/news"].maximum == Decimal(10)
