"""Rows made into works: by their link, else by title and date.

A row whose title or date cannot be read still belongs somewhere. Where it looks like a co-author's it joins the
likeliest work as a guess, so that its one wrong cell is not followed by faults about missing cells and shares; nothing
is concluded from a guess.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from royalties.works_file import columns
from royalties.works_file.rows import Row

# A message names the first works of that title; there may be thousands.
_WORKS_NAMED = 3


@dataclass
class Group:
    """The rows of one work in the order of the file."""

    rows: list[Row] = field(default_factory=list)
    guessed: set[int] = field(default_factory=set)

    @property
    def lead(self) -> Row:
        """The first row, which says what the work is."""
        return self.rows[0]

    @property
    def followers(self) -> list[Row]:
        """The rows that must say the same as the first one or nothing."""
        if self.lead.number in self.guessed:
            return []
        return [row for row in self.rows[1:] if row.number not in self.guessed]

    def first(self, column: str) -> Any:
        """This will return the first value known for a column, None without any."""
        return next((row[column] for row in self.rows if column in row.values), None)


class Grouping:
    """Places rows one by one; the order of the calls in `group_rows` is what makes the result right."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.home: dict[int, Group] = {}
        self.by_page: dict[str, Group] = {}
        self.by_title_and_date: dict[tuple[str, date], list[Group]] = {}
        self.by_title: dict[str, Group] = {}
        self.undated: dict[str, Group] = {}

    def add(self, row: Row, group: Group | None, *, guess: bool = False) -> Group:
        """This will put a row into a group, or into a new one where there is none."""
        if group is None:
            group = Group()
            self.groups.append(group)
        group.rows.append(row)
        if guess:
            group.guessed.add(row.number)
        self.home[row.number] = group
        return group

    def register(self, group: Group, title_key: str | None, published_on: date | None) -> None:
        """This will make a group known by its title and date."""
        if title_key is None:
            return
        self.by_title[title_key] = group
        if published_on is None:
            self.undated[title_key] = group
        else:
            self.by_title_and_date.setdefault((title_key, published_on), []).append(group)

    def place_by_title_and_date(self, row: Row) -> None:
        """This will place a row without a link whose title and date are known."""
        title_key, published_on = row.title_key, row[columns.PUBLISHED_ON]
        same = self.by_title_and_date.get((title_key, published_on), [])
        if len(same) > 1:
            numbers = ", ".join(str(group.lead.number) for group in same[:_WORKS_NAMED])
            row.report(columns.URL, f"cần đường dẫn: có nhiều tác phẩm cùng tên và ngày đăng (dòng {numbers})")
        if same:
            self.add(row, same[0], guess=len(same) > 1)
        elif title_key in self.undated and row.may_be_a_co_author:
            self.add(row, self.undated[title_key], guess=True)
        else:
            self.register(self.add(row, None), title_key, published_on)

    def place_by_guess(self, row: Row, previous: Row | None) -> None:
        """This will place a row that lacks its title or its date."""
        title_key = row.title_key
        group = None
        if row.may_be_a_co_author:
            group = self.by_title.get(title_key) if title_key is not None else previous and self.home[previous.number]
        if group:
            self.add(row, group, guess=True)
        else:
            self.register(self.add(row, None), title_key, row[columns.PUBLISHED_ON])


def group_rows(rows: list[Row]) -> list[Group]:
    """This will make works of rows: links first, then title and date, then what is left by guess.

    :returns: the works by their first row, each with its rows in the order of the file.
    """
    grouping = Grouping()
    for row in rows:
        if row.page:
            grouping.by_page[row.page] = grouping.add(row, grouping.by_page.get(row.page))
    for group in grouping.groups:
        titled = next((row for row in group.rows if row.title_key is not None), group.lead)
        grouping.register(group, titled.title_key, group.first(columns.PUBLISHED_ON))
    unlinked = [row for row in rows if not row.page]
    for row in unlinked:
        if row.title_key is not None and row[columns.PUBLISHED_ON]:
            grouping.place_by_title_and_date(row)
    previous = dict(zip((row.number for row in rows[1:]), rows, strict=False))
    for row in unlinked:
        if row.number not in grouping.home:
            grouping.place_by_guess(row, previous.get(row.number))
    for group in grouping.groups:
        group.rows.sort(key=lambda row: row.number)
    return sorted(grouping.groups, key=lambda group: group.lead.number)
