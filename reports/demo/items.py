"""Items as portals, bulletins and stations printed them, with invented people in the place of the real ones.

Titles, dates and links keep their oddities byte for byte: decomposed letters, cut words, missing dates, the same story
on several sites. Bylines, payees and scores are invented; ids begin with 0999 and accounts with 0099, as none does.
"""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Person:
    """An invented payee as a works file names them; id and account may be unknown."""

    name: str
    id_number: str
    account: str
    bank: str


@dataclass(frozen=True)
class Item:
    """One published item; what it is scored with stays as people type it, and is empty where no unit pays it."""

    unit: str
    title: str
    published_on: str
    url: str
    byline: str
    kind: str
    site: str
    outlet: str
    genre: str
    coefficient: str
    photos: str
    photo_coefficient: str
    authors: tuple[Person, ...]
    shares: tuple[str, ...]
    adjustments: str

    @property
    def day(self) -> date | None:
        """The day of publication, None where the site printed none."""
        return datetime.strptime(self.published_on, "%d/%m/%Y").date() if self.published_on else None  # noqa: DTZ007


@lru_cache
def read_items() -> tuple[Item, ...]:
    """This will read every item in the order of the list."""
    people = {
        row["key"]: Person(row["name"], row["id_number"], row["account"], row["bank"]) for row in _rows("people.csv")
    }
    return tuple(_item(row, people) for row in _rows("works.csv"))


def items_to_pay(unit: str, period: date) -> list[Item]:
    """This will keep what a unit has to pay in a month: the items of that month and the earlier ones."""
    return [item for item in read_items() if item.unit == unit and item.day and _month(item.day) <= _month(period)]


def _item(row: dict[str, str], people: dict[str, Person]) -> Item:
    authors = tuple(people[key] for key in row.pop("authors").split())
    shares = tuple(row.pop("shares").split())
    row.pop("medium")
    return Item(**row, authors=authors, shares=shares)


def _month(day: date) -> tuple[int, int]:
    return (day.year, day.month)


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
