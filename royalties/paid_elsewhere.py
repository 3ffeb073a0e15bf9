"""Works that an opening balance names: paid elsewhere already, so neither recorded, reviewed nor paid again."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from django.db.models import Q

from core.text import sort_key
from royalties.alike import link_key
from royalties.models import OpeningWork

_CHUNK = 500


class Told(Protocol):
    """A work by what people know of it: a stored one, one of a file, one that is being typed."""

    title: str
    url: str
    published_on: date


def paid_elsewhere(unit_id: int | None, works: Sequence[Told]) -> list[OpeningWork | None]:
    """This will find, for each work, the row of the unit's opening balances that names it, in a query per 500 works.

    The same address is the same work; so are the same title and day where not both have an address.
    """
    return [found for start in range(0, len(works), _CHUNK) for found in _named(unit_id, works[start : start + _CHUNK])]


def say_paid_elsewhere(row: OpeningWork) -> str:
    """This will say why the work that a row names is refused."""
    return f"đã trả ở nơi khác, theo số dư đầu năm {row.opening.year}: «{row}»"


def _named(unit_id: int | None, works: Sequence[Told]) -> list[OpeningWork | None]:
    links, titles = [link_key(work.url) for work in works], [sort_key(work.title) for work in works]
    by_link = Q(link_key__in={key for key in links if key})
    rows = OpeningWork.objects.filter(by_link | Q(title_key__in=set(titles)), opening__unit=unit_id)
    known = list(rows.select_related("opening"))
    linked = {row.link_key: row for row in known if row.link_key}
    titled = {(row.title_key, row.published_on, bool(row.link_key)): row for row in known}
    return [
        linked.get(link)
        or titled.get((title, work.published_on, False))
        or (None if link else titled.get((title, work.published_on, True)))
        for work, link, title in zip(works, links, titles, strict=True)
    ]
