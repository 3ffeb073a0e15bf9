"""Lists, and other pages of many rows: however many there are, and whichever page is looked at, queries are as many."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import Unit, User
from royalties.models import OpeningBalance, OpeningPayee, OpeningWork, Payee, Work
from tests import list_rows
from tests.listing import LISTINGS, Listing
from tests.royalties.scoring import DAY, reviewed
from tests.screens import browser_of, client_of, holder


def to_score(count: int, office: Unit, by: User) -> None:
    for number in range(count):
        reviewed(office, by, number, published_on=DAY + timedelta(days=number % 7))


def to_review(count: int, office: Unit, by: User) -> None:
    to_score(count, office, by)
    Work.objects.update(state="recorded", reviewed_by=None, reviewed_at=None, recorded_by=by)


def to_complete(count: int, office: Unit, by: User) -> None:
    for number in range(count):
        Payee.objects.create(unit=office, name=f"Người {number:03d}", to_complete=True)


def look_alikes(count: int, office: Unit, by: User) -> None:
    for number in range(count // 2):
        for name in (f"Người Giống {number:03d}", f"Nguoi Giong {number:03d}"):
            Payee.objects.create(unit=office, name=name)


def alike_to_one(count: int, office: Unit, by: User) -> None:
    for number in range(count):
        Payee.objects.create(unit=office, name="Nguoi Thu 000", account_number=f"9{number}")


def opening_works(count: int, office: Unit, by: User) -> None:
    opening = OpeningBalance.objects.create(unit=office, year=2026, begun_by=by)
    works = [OpeningWork(opening=opening, title=f"Tin số {number}", published_on=DAY) for number in range(count)]
    for work in works:
        work.refresh_keys()
    OpeningWork.objects.bulk_create(works)


def opening_payees(count: int, office: Unit, by: User) -> None:
    opening = OpeningBalance.objects.create(unit=office, year=2026, begun_by=by)
    for number in range(count):
        payee = Payee.objects.create(unit=office, name=f"Người {number:03d}")
        OpeningPayee.objects.create(opening=opening, payee=payee, gross=1000, tax=0)


@dataclass(frozen=True)
class Long:
    """A page: who looks, how to make its rows, where it stands; of 120 rows it shows so many of what marks one."""

    role: str
    make: Callable[[int, Unit, User], None]
    where: str
    mark: str
    shown: int

    def __str__(self) -> str:
        return self.where


PAGES = [
    Long("board_head", to_review, "/tac-pham/kiem-duyet/", 'name="work"', 100),
    Long("board_head", to_review, "/tac-pham/kiem-duyet/?page=2", 'name="work"', 20),
    Long("board_head", to_score, "/cham/", 'name="typed-', 60),
    Long("accountant", look_alikes, "/nguoi-nhan/giong-nhau/", "so sánh và gộp</a>", 60),
    Long("accountant", to_complete, "/nguoi-nhan/{payee}/hoan-thien/", "121 hồ sơ", 1),
    Long("accountant", alike_to_one, "/nguoi-nhan/{payee}/", "so sánh và gộp</a>", 120),
    Long("accountant", opening_works, "/so-du-dau/{unit}/2026/tac-pham/", ">Bỏ</a>", 120),
    Long("accountant", opening_payees, "/so-du-dau/{unit}/2026/nguoi-nhan/", ">Bỏ</a>", 120),
]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_more_rows_cost_no_more_queries(page: Long, office):
    user = holder(page.role, office)
    payee = Payee.objects.create(unit=office, name="Người Thử 000", to_complete=True)
    client, where = client_of(user), page.where.format(unit=office.pk, payee=payee.pk)
    client.get(where)
    costs = {}
    for count in (2, 60, 120):
        with transaction.atomic():
            page.make(count, office, user)
            with CaptureQueriesContext(connection) as captured:
                response = client.get(where)
            costs[count] = len(captured)
            transaction.set_rollback(True)
    assert response.content.decode().count(page.mark) == page.shown
    assert len(set(costs.values())) == 1, costs


@pytest.mark.parametrize("listing", LISTINGS, ids=str)
def test_more_rows_and_pages_cost_no_more_queries(listing: Listing, system):
    where, here = reverse(listing.page.url_name()), list_rows.make_unit("thu", "Đơn vị thử")
    client = browser_of("auditor")

    def costs(rows: int, *queries: str) -> list[int]:
        found = []
        with transaction.atomic():
            listing.make(rows, here)
            for query in queries:
                with CaptureQueriesContext(connection) as captured:
                    assert client.get(f"{where}?{query}").status_code == 200
                found.append(len(captured))
            transaction.set_rollback(True)
        return found

    client.get(where)
    many = costs(120, "", "export=xlsx", "page=2")
    assert costs(60, "", "export=xlsx", "page=2") == many
    assert costs(3, "", "export=xlsx") == many[:2]
