"""What the rows of one work, and the people of the whole file, must agree on."""

from decimal import Decimal

from core.money import format_number
from core.text import clean_text, same_name, sort_key
from royalties.works_file import columns
from royalties.works_file.cells import Share
from royalties.works_file.grouping import Group
from royalties.genres import GENRE_NAMES, GENRES_OF, MEDIA_WITH_PHOTOS, MEDIUM_NAMES
from royalties.works_file.labels import genre_in_medium
from royalties.works_file.rows import Row

_WHOLE = Decimal(1)
_PERCENT = Decimal(100)
_OF_THE_WORK = tuple(column for column in columns.REQUIRED if column != columns.AUTHOR)
_MUST_AGREE = (
    columns.MEDIUM,
    columns.PUBLISHED_ON,
    columns.COEFFICIENT,
    columns.PHOTOS,
    columns.PHOTO_COEFFICIENT,
    columns.ADJUSTMENTS,
)


def check_group(group: Group) -> None:
    """This will note the faults of one work: missing, disagreeing and impossible cells."""
    for row in group.rows:
        _check_required(row, group)
    _check_genre(group.lead)
    _check_photos(group.lead)
    for row in group.followers:
        _check_agrees(row, group.lead)


def shares_of(group: Group) -> tuple[Decimal, ...]:
    """This will return the weights of a work's authors as fractions of 1, noting what is wrong with them.

    :returns: 1 for each author where all are blank; nothing where the shares are wrong.
    """
    if group.guessed:
        return ()
    given = [row for row in group.rows if not row.is_empty(columns.SHARE)]
    if not given:
        return (_WHOLE,) * len(group.rows)
    for row in group.rows:
        if row.is_empty(columns.SHARE):
            row.report(columns.SHARE, f"để trống trong khi dòng {given[0].number} của cùng tác phẩm có tỷ lệ")
    if any(row.is_wrong(columns.SHARE) for row in group.rows):
        return ()
    fractions = _fractions([row[columns.SHARE] for row in group.rows])
    total = sum(fractions, Decimal(0))
    if total != _WHOLE:
        for row in group.rows:
            row.report(
                columns.SHARE, f"tổng tỷ lệ của tác phẩm là {format_number(total * 100)} %, phải đúng 100 %"
            )
        return ()
    return fractions


def check_people(rows: list[Row]) -> None:
    """This will note an id that stands under two names, or with two accounts, on the later row."""
    names: dict[str, Row] = {}
    accounts: dict[str, Row] = {}
    for row in rows:
        key = _without_spaces(row[columns.ID_NUMBER])
        if not key:
            continue
        if row[columns.AUTHOR]:
            first = names.setdefault(key, row)
            if not same_name(row[columns.AUTHOR], first[columns.AUTHOR]):
                row.report(
                    columns.AUTHOR,
                    f"số định danh này ở dòng {first.number} là của «{first[columns.AUTHOR]}»",
                )
        if row[columns.ACCOUNT]:
            first = accounts.setdefault(key, row)
            if _without_spaces(row[columns.ACCOUNT]) != _without_spaces(first[columns.ACCOUNT]):
                row.report(
                    columns.ACCOUNT,
                    f"khác với số tài khoản của cùng số định danh ở dòng {first.number}",
                )


def check_named_once(group: Group) -> None:
    """This will note a person who stands twice among the authors of one work."""
    if group.guessed:
        return
    seen: dict[tuple[str, ...], int] = {}
    for row in group.rows:
        person = _person(row)
        if person is None or row.is_wrong(columns.AUTHOR):
            continue
        first = seen.setdefault(person, row.number)
        if first != row.number:
            row.report(columns.AUTHOR, f"đã có ở dòng {first} của cùng tác phẩm")


def _check_required(row: Row, group: Group) -> None:
    if row.is_empty(columns.AUTHOR):
        row.report(columns.AUTHOR, "để trống")
    if row is group.lead:
        wanted = _OF_THE_WORK
    elif row in group.followers:
        wanted = () if row[columns.URL] else (columns.TITLE, columns.PUBLISHED_ON)
    elif row.continues_another:
        wanted = (columns.TITLE, columns.PUBLISHED_ON)
    else:
        wanted = _OF_THE_WORK
    for column in wanted:
        if row.is_empty(column):
            row.report(column, "để trống")


def _check_genre(lead: Row) -> None:
    medium, genre = lead[columns.MEDIUM], lead[columns.GENRE]
    if medium and genre and genre_in_medium(genre, medium) not in GENRES_OF[medium]:
        lead.report(
            columns.GENRE, f"«{GENRE_NAMES[genre]}» không có trong loại hình «{MEDIUM_NAMES[medium]}»"
        )


def _check_photos(lead: Row) -> None:
    photos, medium = lead[columns.PHOTOS], lead[columns.MEDIUM]
    if photos and medium and medium not in MEDIA_WITH_PHOTOS:
        lead.report(columns.PHOTOS, f"loại hình «{MEDIUM_NAMES[medium]}» không có ảnh trả riêng")
    elif photos and lead.is_empty(columns.PHOTO_COEFFICIENT):
        lead.report(columns.PHOTO_COEFFICIENT, "để trống trong khi có số ảnh")
    elif lead.is_empty(columns.PHOTOS) and lead[columns.PHOTO_COEFFICIENT]:
        lead.report(columns.PHOTOS, "để trống trong khi có hệ số ảnh")


def _check_agrees(row: Row, lead: Row) -> None:
    differing = [
        column for column in _MUST_AGREE if row[column] is not None and row[column] != (lead[column] or _nothing(row[column]))
    ]
    if row.title_key is not None and row.title_key != lead.title_key:
        differing.append(columns.TITLE)
    medium = lead[columns.MEDIUM]
    if row[columns.GENRE] and genre_in_medium(row[columns.GENRE], medium) != _genre(lead):
        differing.append(columns.GENRE)
    for column in differing:
        if not row.is_wrong(column) and not lead.is_wrong(column):
            row.report(column, f"khác với dòng {lead.number} của cùng tác phẩm")
