"""A works file read whole: every work without a fault, and every fault, in one pass."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from royalties.works_file import columns
from royalties.works_file.checks import check_group, check_named_once, check_people, shares_of
from royalties.works_file.columns import Header, find_error_column, find_header
from royalties.works_file.foot import without_foot
from royalties.works_file.grouping import Group, group_rows
from royalties.works_file.labels import genre_in_medium
from royalties.works_file.model import AuthorRow, Fault, FileWork, WorksFile, in_reading_order
from royalties.works_file.rows import Row, read_rows
from royalties.works_file.sheet import Sheet, read_first_sheet


def read_works_file(path: str | Path, *, period_end: date) -> WorksFile:
    """This will read the first sheet of an xlsx file as published works; period_end is the last day that may be paid.

    Works are those without any fault of their own, so that a caller can price them and add its faults to these.

    :raises UnreadableFileError: the file is no workbook that can be read.
    """
    sheet = read_first_sheet(path)
    header = find_header(sheet.rows)
    rows = without_foot(read_rows(sheet, header, period_end), sheet, header) if header.row else []
    groups = group_rows(rows)
    check_people(rows)
    works = [work for group in groups if (work := _checked(group))]
    faults = [*header.faults, *(fault for row in rows for fault in row.faults)]
    if not rows and not faults:
        faults.append(Fault(header.row, "", "không có dòng tác phẩm nào dưới dòng tiêu đề"))
    return _works_file(sheet, header, works, faults)


def _works_file(sheet: Sheet, header: Header, works: list[FileWork], faults: list[Fault]) -> WorksFile:
    width = len(sheet.rows[0]) if sheet.rows else 0
    error_column = find_error_column(sheet.rows, header.row)
    return WorksFile(
        works=tuple(works),
        faults=in_reading_order(faults, header.columns),
        columns=header.columns,
        header_row=header.row,
        sheet_name=sheet.name,
        error_column=width if error_column is None else error_column,
        refilled=error_column is not None,
        last_row=len(sheet.rows),
    )


def _checked(group: Group) -> FileWork | None:
    check_group(group)
    check_named_once(group)
    shares = shares_of(group)
    is_whole = not group.guessed and not any(row.faults for row in group.rows) and not group.lead.absent
    return _work(group, shares) if is_whole else None


def _work(group: Group, shares: tuple[Decimal, ...]) -> FileWork:
    lead = group.lead
    return FileWork(
        row=lead.number,
        title=lead[columns.TITLE],
        url=group.first(columns.URL) or "",
        published_on=lead[columns.PUBLISHED_ON],
        medium=lead[columns.MEDIUM],
        genre=genre_in_medium(lead[columns.GENRE], lead[columns.MEDIUM]),
        coefficient=lead[columns.COEFFICIENT],
        photos=lead[columns.PHOTOS] or 0,
        photo_coefficient=lead[columns.PHOTO_COEFFICIENT],
        adjustments=lead[columns.ADJUSTMENTS] or {},
        note=group.first(columns.NOTE) or "",
        authors=tuple(_author(row, share) for row, share in zip(group.rows, shares, strict=True)),
        shares=shares,
    )


def _author(row: Row, share: Decimal) -> AuthorRow:
    return AuthorRow(
        row=row.number,
        author=row[columns.AUTHOR],
        share=share if row[columns.SHARE] else None,
        id_number=row[columns.ID_NUMBER] or "",
        account=row[columns.ACCOUNT] or "",
        bank=row[columns.BANK] or "",
    )
