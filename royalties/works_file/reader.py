"""A works file read whole: every work without a fault, and every fault, in one pass."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from core.workbook import Fault, Sheet, in_reading_order, read_first_sheet
from royalties.works_file import columns
from royalties.works_file.checks import check_group, check_named_once, check_people, shares_of
from royalties.works_file.columns import Header, find_header
from royalties.works_file.foot import part_foot
from royalties.works_file.grouping import Group, group_rows
from royalties.works_file.model import AuthorRow, FileWork, WorksFile
from royalties.works_file.rows import Row, read_rows


def read_works_file(path: str | Path, *, period_end: date) -> WorksFile:
    """This will read the first sheet of an xlsx file as published works; period_end is the last day that may be paid.

    Works are those without any fault of their own; a caller prices them, and the faulty ones as far as they go, and
    adds its faults to these.

    :raises UnreadableFileError: the file is no workbook that can be read.
    """
    sheet = read_first_sheet(path)
    header = find_header(sheet.rows)
    every = read_rows(sheet, header, period_end) if header.row else []
    rows, unclear = part_foot(every, sheet, header)
    groups = group_rows(rows)
    check_people(rows)
    shares = [_check(group) for group in groups]
    whole = [_is_whole(group) for group in groups]
    works = [_work(group, share) for group, share, good in zip(groups, shares, whole, strict=True) if good]
    faulty = [_work(group, ()) for group, good in zip(groups, whole, strict=True) if not good and _can_be_priced(group)]
    faults = [*header.faults, *(fault for row in (*rows, *unclear) for fault in row.faults)]
    if not rows and not faults:
        faults.append(Fault(header.row, "", "không có dòng tác phẩm nào dưới dòng tiêu đề"))
    return _works_file(sheet, header, (works, faulty), faults)


def _works_file(
    sheet: Sheet, header: Header, works: tuple[list[FileWork], list[FileWork]], faults: list[Fault]
) -> WorksFile:
    return WorksFile.of(
        sheet,
        header.row,
        header.columns,
        works=tuple(works[0]),
        faulty=tuple(works[1]),
        faults=in_reading_order(faults, header.columns),
    )


def _check(group: Group) -> tuple[Decimal, ...]:
    check_group(group)
    check_named_once(group)
    return shares_of(group)


def _is_whole(group: Group) -> bool:
    return not group.guessed and not any(row.faults for row in group.rows) and not group.lead.absent


def _can_be_priced(group: Group) -> bool:
    return all(column in group.lead.values for column in (columns.MEDIUM, columns.GENRE, columns.PUBLISHED_ON))


def _work(group: Group, shares: tuple[Decimal, ...]) -> FileWork:
    lead = group.lead
    return FileWork(
        row=lead.number,
        title=lead[columns.TITLE] or "",
        url=group.first(columns.URL) or "",
        published_on=lead[columns.PUBLISHED_ON],
        medium=lead[columns.MEDIUM],
        genre=lead[columns.GENRE],
        coefficient=lead[columns.COEFFICIENT] or Decimal(0),
        photos=lead[columns.PHOTOS] or 0,
        photo_coefficient=lead[columns.PHOTO_COEFFICIENT],
        adjustments=lead[columns.ADJUSTMENTS] or {},
        note=group.first(columns.NOTE) or "",
        authors=tuple(_author(row) for row in group.rows if row[columns.AUTHOR]),
        shares=shares,
    )


def _author(row: Row) -> AuthorRow:
    return AuthorRow(
        row=row.number,
        author=row[columns.AUTHOR],
        id_number=row[columns.ID_NUMBER] or "",
        account=row[columns.ACCOUNT] or "",
        bank=row[columns.BANK] or "",
    )
