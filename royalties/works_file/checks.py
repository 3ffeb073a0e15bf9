"""What the rows of one work, and the people of the whole file, must agree on."""

from collections.abc import Callable
from decimal import Decimal

from core.money import format_number
from core.text import bare, fold, sort_key
from core.workbook.cells import has_more_places
from royalties.genres import GENRE_NAMES, GENRES_OF, MEDIA_WITH_PHOTOS, MEDIUM_NAMES
from royalties.works_file import columns
from royalties.works_file.cells import PLACES_OF_A_SHARE, Share
from royalties.works_file.grouping import Group
from royalties.works_file.rows import Row
from royalties.works_file.storable import MOST_AUTHORS

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
    columns.GENRE,
)
# What makes two cells say the same of a person.
_SAID: dict[str, Callable[[str], str]] = {
    columns.AUTHOR: sort_key,
    columns.ACCOUNT: bare,
    columns.BANK: lambda bank: bare(fold(bank)),
}
# On air research is part of a group with a longer name (NĐ 18/2014/NĐ-CP Điều 10 khoản 1, nhóm 5).
_ON_AIR = {"research": "science_education"}


def check_group(group: Group) -> None:
    """This will note the faults of one work: missing, disagreeing and impossible cells."""
    for row in group.rows:
        _check_required(row, group)
    if len(group.rows) > MOST_AUTHORS:
        group.lead.report(columns.AUTHOR, f"một tác phẩm có nhiều nhất {format_number(MOST_AUTHORS)} tác giả")
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
        message = f"tổng tỷ lệ của tác phẩm là {format_number(total * _PERCENT)} %, phải đúng 100 %"
    elif any(has_more_places(fraction, PLACES_OF_A_SHARE) for fraction in fractions):
        message = f"có quá {PLACES_OF_A_SHARE - 2} chữ số sau dấu phẩy của phần trăm: để trống cả nhóm nếu chia đều"
    else:
        return fractions
    for row in group.rows:
        row.report(columns.SHARE, message)
    return ()


def check_people(rows: list[Row]) -> None:
    """This will note on the later row an id that stands under two names, or a person with two accounts or banks."""
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        if id_number := bare(row[columns.ID_NUMBER] or ""):
            _check_same(row, first, columns.AUTHOR, id_number)
            _check_same(row, first, columns.ACCOUNT, id_number)
        if person := _person(row):
            _check_same(row, first, columns.BANK, *person)


def _check_same(row: Row, first: dict[tuple[str, ...], Row], column: str, *person: str) -> None:
    if not row[column]:
        return
    before = first.setdefault((column, *person), row)
    if _SAID[column](row[column]) == _SAID[column](before[column]):
        return
    if column == columns.AUTHOR:
        row.report(column, f"số định danh này ở dòng {before.number} là của «{before[column]}»")
    else:
        row.report(column, f"khác với dòng {before.number} của cùng người nhận")


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
    wanted: tuple[str, ...] = _OF_THE_WORK
    if row is not group.lead:
        if row.number not in group.guessed and group.lead.number not in group.guessed:
            wanted = () if row[columns.URL] else (columns.TITLE, columns.PUBLISHED_ON)
        elif row.continues_another:
            wanted = (columns.TITLE, columns.PUBLISHED_ON)
    for column in (columns.AUTHOR, *wanted):
        if row.is_empty(column):
            row.report(column, "để trống")


def _check_genre(lead: Row) -> None:
    medium, genre = lead[columns.MEDIUM], lead[columns.GENRE]
    if medium and genre and genre not in GENRES_OF[medium]:
        meant = GENRES_OF[medium] & {_ON_AIR.get(genre)} or GENRES_OF[medium]
        names = ", ".join(f"«{name}»" for code, name in GENRE_NAMES.items() if code in meant)
        lead.report(
            columns.GENRE,
            f"«{GENRE_NAMES[genre]}» không có trong loại hình «{MEDIUM_NAMES[medium]}»: ghi {names}",
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
    differing = [column for column in _MUST_AGREE if row[column] is not None and _differ(row[column], lead[column])]
    if row.title_key is not None and row.title_key != lead.title_key:
        differing.append(columns.TITLE)
    for column in differing:
        if not row.is_wrong(column) and not lead.is_wrong(column):
            row.report(column, f"khác với dòng {lead.number} của cùng tác phẩm")


def _differ(value: object, of_lead: object) -> bool:
    """Nought (no photos, no adjustment) says the same as a blank."""
    is_nought = not value and of_lead is None
    return not is_nought and value != of_lead


def _fractions(shares: list[Share]) -> tuple[Decimal, ...]:
    """Bare numbers are fractions where that makes exactly 1 (a percent cell holds 60 % as 0,6), else percents.

    Where neither is the whole, numbers of at most 1 are taken for fractions, so that the message shows what was meant.
    """
    percents = sum((share.value for share in shares if share.is_percent), Decimal(0))
    bare = [share.value for share in shares if not share.is_percent]
    total = sum(bare, Decimal(0))
    are_percents = percents + total / _PERCENT == _WHOLE
    are_fractions = percents + total == _WHOLE or (not are_percents and all(value <= _WHOLE for value in bare))
    divisor = _WHOLE if are_fractions else _PERCENT
    return tuple(share.value if share.is_percent else share.value / divisor for share in shares)


def _person(row: Row) -> tuple[str, ...] | None:
    """Who is paid: known by id, else by name and account; None where one of them is wrong or the name is missing."""
    if not row[columns.AUTHOR] or row.is_wrong(columns.ID_NUMBER) or row.is_wrong(columns.ACCOUNT):
        return None
    id_number = bare(row[columns.ID_NUMBER] or "")
    return (id_number,) if id_number else (sort_key(row[columns.AUTHOR]), bare(row[columns.ACCOUNT] or ""))
