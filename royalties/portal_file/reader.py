"""A portal's export read whole: every row that may be a work is one or has a fault, and nothing is guessed."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from core.workbook import Fault, Sheet, in_reading_order
from core.workbook.cells import is_blank
from royalties.portal_file.columns import Head, find_head
from royalties.portal_file.dates import Days, read_order
from royalties.portal_file.grouping import make_works
from royalties.portal_file.model import (
    ONE_NAME,
    ROWS_NAMED,
    SEVERAL_NAMES,
    Answers,
    Asked,
    AskedAuthors,
    AskedGenre,
    PortalFile,
    PortalWork,
)
from royalties.portal_file.names import Names, take_apart
from royalties.portal_file.rows import ReadRow, meaning_of, read_rows
from royalties.works_file import columns as own

MOST_ROWS = 50_000
Tell = Callable[[int, int], None]


def read_portal_file(sheet: Sheet, *, medium: str, today: date, answers: Answers, tell: Tell) -> PortalFile:
    """This will read the works of one outlet's file; tell is told how many rows are done, of how many.

    Works with a fault are left out; those that wait for an answer are in, without what the answer will say.
    """
    head = find_head(sheet)
    if not head.row or head.faults:
        return _file(sheet, head, [], [*head.faults], Asked())
    if len(sheet.rows) - head.row > MOST_ROWS:
        return _file(sheet, head, [], [Fault(0, "", "Tệp có hơn 50.000 dòng: hãy chia thành nhiều tệp.")], Asked())
    days = read_order(_cells(sheet, head, own.PUBLISHED_ON), answers)
    rows = read_rows(sheet, head, days, (medium, today, answers), tell)
    cells = {row.values[own.AUTHOR]: take_apart(row.values[own.AUTHOR]) for row in rows if own.AUTHOR in row.values}
    works = make_works(rows, lambda text: _people(cells[text], text, answers))
    faults = [fault for row in rows for fault in row.faults]
    if not rows:
        faults.append(Fault(head.row, "", "không có dòng tác phẩm nào dưới dòng tiêu đề"))
    return _file(sheet, head, works, faults, _asked(head, days, rows, cells, answers))


def _people(names: Names, text: str, answers: Answers) -> tuple[str, ...]:
    several = meaning_of_cell(names, text, answers) == SEVERAL_NAMES
    return names.parts if several else (names.text,)


def meaning_of_cell(names: Names, text: str, answers: Answers) -> str:
    """This will tell whether a cell of authors is one name or several: as somebody said, else as it seems."""
    return answers.authors.get(text) or (SEVERAL_NAMES if names.seem_several else ONE_NAME)


def _asked(head: Head, days: Days, rows: list[ReadRow], cells: dict[str, Names], answers: Answers) -> Asked:
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    labelled: dict[str, list[int]] = defaultdict(list)
    named: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.is_work:
            labels[row.genre_key][row.genre_label] += 1
            labelled[row.genre_key].append(row.number)
        if own.AUTHOR in row.values:
            named[row.values[own.AUTHOR]].append(row.number)
    return Asked(
        date_order=days.order_example,
        real_dates=days.turned_example,
        day=answers.published_on is None and any(row.lacks_day for row in rows),
        genres=tuple(
            AskedGenre(
                key=key,
                label=labels[key].most_common(1)[0][0],
                rows=len(at),
                meant=meaning_of(key, answers) or "",
                at=tuple(at[:ROWS_NAMED]),
            )
            for key, at in _most_first(labelled)
        ),
        authors=tuple(
            AskedAuthors(
                key=text,
                text=cells[text].text,
                names=cells[text].parts,
                rows=len(at),
                meant=meaning_of_cell(cells[text], text, answers),
                at=tuple(at[:ROWS_NAMED]),
            )
            for text, at in _most_first(named)
            if len(cells[text].parts) > 1
        ),
    )


def _most_first(rows: dict[str, list[int]]) -> list[tuple[str, list[int]]]:
    return sorted(rows.items(), key=lambda pair: len(pair[1]), reverse=True)


def _file(sheet: Sheet, head: Head, works: list[PortalWork], faults: list[Fault], asked: Asked) -> PortalFile:
    return PortalFile.of(
        sheet,
        head.row,
        head.columns,
        works=tuple(works),
        faults=in_reading_order(faults, head.columns),
        asked=asked,
        headings=head.headings,
        unused=head.unused,
        money=tuple((heading, _sum(sheet, head, place)) for heading, place in head.money.items()),
    )


def _cells(sheet: Sheet, head: Head, column: str) -> list[object]:
    place = head.columns.get(column)
    return [] if place is None else [row[place] for row in sheet.rows[head.row :]]


def _sum(sheet: Sheet, head: Head, place: int) -> Decimal:
    """Of rows that have a title and an author: a sum below would count everything twice."""
    title, author = head.columns.get(own.TITLE, place), head.columns.get(own.AUTHOR, place)
    cells = [row[place] for row in sheet.rows[head.row :] if not is_blank(row[title]) and not is_blank(row[author])]
    return sum((Decimal(str(cell)) for cell in cells if _is_number(cell)), Decimal(0))


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
