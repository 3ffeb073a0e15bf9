"""The book of decisions leads to what was decided about, for who may see it, and costs no query a row."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.audit import record
from core.models import Unit
from royalties.models import Payee, PaymentSheet, Work
from tests import list_rows
from tests.screens import browser_of

BOOK = "/so-quyet-dinh/"


@pytest.fixture
def here(system) -> Unit:
    unit = list_rows.make_unit("thu-1", "Sở Thử Một")
    list_rows.works(2, unit)
    list_rows.payees(1, unit)
    list_rows.sheets(1, unit)
    return unit


def decide(actor, unit: Unit, *targets) -> None:
    with transaction.atomic():
        for target in targets:
            record(actor=actor, action="thử", target=target, unit=unit)


def links(client: Client) -> set[str]:
    content = client.get(BOOK).content.decode()
    return {part.split('"')[0] for part in content.split('<a href="')[1:]}


def test_each_kind_leads_to_its_page(here, system):
    work, payee, sheet = Work.objects.first(), Payee.objects.first(), PaymentSheet.objects.first()
    decide(system, here, work, payee, sheet, here)
    head = browser_of("board_head", here)
    ways = [
        reverse("royalties:work", args=[work.pk]),
        reverse("royalties:payee", args=[payee.pk]),
        reverse("reports:payment-sheet", args=[sheet.pk]),
    ]
    assert set(ways) <= links(head)
    assert all(head.get(way).status_code == 200 for way in ways[:2])


def test_what_is_gone_has_no_way_and_an_export_has_names_alone(here, system):
    work = Work.objects.last()
    decide(system, here, work)
    where = reverse("royalties:work", args=[work.pk])
    client = browser_of("board_head", here)
    assert where in links(client)
    assert client.get(BOOK, {"export": "xlsx"}).status_code == 200
    work.parts.all().delete()
    work.delete()
    assert where not in links(client)


def test_a_work_that_has_moved_to_another_unit_has_no_way(here, system):
    there = list_rows.make_unit("thu-2", "Sở Thử Hai")
    work = Work.objects.first()
    decide(system, there, work)
    assert reverse("royalties:work", args=[work.pk]) not in links(browser_of("unit_head", there))


def test_more_rows_cost_no_more_queries(here, system):
    client = browser_of("auditor")
    decide(system, here, Work.objects.first(), Payee.objects.first())
    client.get(BOOK)
    with CaptureQueriesContext(connection) as few:
        client.get(BOOK)
    outlet, day = Work.objects.first().outlet, Work.objects.first().published_on
    for number in range(20):
        Work.objects.create(outlet=outlet, title=f"Thêm {number}", published_on=day)
    decide(system, here, *Work.objects.all(), *Payee.objects.all())
    with CaptureQueriesContext(connection) as more:
        client.get(BOOK)
    assert len(more) == len(few)
