"""Rows made into works: rows of one link, or of one title and day, are one work with several authors."""

from collections.abc import Callable
from decimal import Decimal

from core.money import format_number
from core.text import same_name, sort_key
from core.workbook.cells import WrongCellError, has_more_places
from royalties.alike import link_key
from royalties.portal_file.model import Author, PortalWork
from royalties.portal_file.rows import ReadRow
from royalties.works_file import columns as own
from royalties.works_file import storable
from royalties.works_file.cells import PLACES_OF_A_SHARE, Share
from royalties.works_file.storable import MOST_AUTHORS

People = Callable[[str], tuple[str, ...]]
_WHOLE, _PERCENT = Decimal(1), Decimal(100)
_AGREE = (own.PUBLISHED_ON, own.PHOTOS, own.ADJUSTMENTS)


def make_works(rows: list[ReadRow], people: People) -> list[PortalWork]:
    """This will make the works of rows, leaving out those with a fault; people tells the names in a cell of authors."""
    titled = {_titled(row): _key(row) for row in rows if row.values.get(own.URL)}
    groups: dict[tuple, list[ReadRow]] = {}
    for row in rows:
        key = _key(row)
        groups.setdefault(titled.get(key, key), []).append(row)
    works = []
    for group in groups.values():
        _check_group(group)
        authors = [(row, author) for row in group for author in _authors(row, people)]
        _check_authors(group[0], authors)
        shares = _shares(group, authors)
        if not any(row.faults for row in group):
            works.append(_work(group, tuple(author for _, author in authors), shares))
    return works


def _key(row: ReadRow) -> tuple:
    if key := link_key(row.values.get(own.URL, "")):
        return ("link", key)
    return _titled(row)


def _titled(row: ReadRow) -> tuple:
    if row.is_work and own.PUBLISHED_ON in row.values:
        return ("title", sort_key(row.values[own.TITLE]), row.values[own.PUBLISHED_ON])
    return ("row", row.number)


def _check_group(group: list[ReadRow]) -> None:
    lead = group[0]
    if not lead.is_work and not any(fault.column == own.TITLE for fault in lead.faults):
        lead.report(own.TITLE, "để trống")
    if lead.is_blank_day:
        lead.report(own.PUBLISHED_ON, "để trống")
    for row in group[1:]:
        if row.is_numbered and not row.values.get(own.URL):
            row.report(own.TITLE, f"cùng tên, cùng ngày với dòng {lead.number}: thêm đường dẫn, hoặc gộp làm một dòng")
        differing = [name for name in _AGREE if row.values.get(name) and row.values[name] != lead.values.get(name)]
        if row.is_work and lead.is_work and sort_key(row.values[own.TITLE]) != sort_key(lead.values[own.TITLE]):
            differing.append(own.TITLE)
        if row.genre_label and lead.genre_label and row.genre != lead.genre:
            differing.append(own.GENRE)
        for name in differing:
            row.report(name, f"khác với dòng {lead.number} của cùng tác phẩm")


def _authors(row: ReadRow, people: People) -> list[Author]:
    if own.AUTHOR not in row.values:
        return []
    names = people(row.values[own.AUTHOR])
    known = [row.values.get(name, "") for name in (own.ID_NUMBER, own.ACCOUNT, own.BANK)]
    if len(names) > 1 and (any(known) or own.SHARE in row.values):
        row.report(own.AUTHOR, "có nhiều tên: ghi mỗi người một dòng thì mới kèm số định danh, tài khoản, tỷ lệ được")
    try:
        return [Author(row.number, storable.read_name(name), *known) for name in names]
    except WrongCellError as error:
        row.report(own.AUTHOR, str(error))
        return []


def _check_authors(lead: ReadRow, authors: list[tuple[ReadRow, Author]]) -> None:
    if len(authors) > MOST_AUTHORS:
        lead.report(own.AUTHOR, f"một tác phẩm có nhiều nhất {format_number(MOST_AUTHORS)} tác giả")
    seen: dict[str, Author] = {}
    for row, author in authors:
        first = seen.setdefault(author.id_number or sort_key(author.name), author)
        if first is not author:
            same = same_name(first.name, author.name)
            told = f"đã có ở dòng {first.row} của cùng tác phẩm" if same else f"cùng số định danh với dòng {first.row}"
            row.report(own.AUTHOR, told)


def _shares(group: list[ReadRow], authors: list[tuple[ReadRow, Author]]) -> tuple[Decimal, ...]:
    """1 for each author where no share is given, else fractions of 1 that make exactly 1."""
    given = [row.values[own.SHARE] for row in group if own.SHARE in row.values]
    if not given:
        return (_WHOLE,) * len(authors)
    if len(given) < len(group):
        blank = next(row for row in group if own.SHARE not in row.values)
        blank.report(own.SHARE, "để trống trong khi dòng khác của cùng tác phẩm có tỷ lệ")
        return ()
    fractions = _fractions(given)
    total = sum(fractions, Decimal(0))
    if total != _WHOLE:
        group[0].report(own.SHARE, f"tổng tỷ lệ của tác phẩm là {format_number(total * _PERCENT)} %, phải đúng 100 %")
    elif any(has_more_places(fraction, PLACES_OF_A_SHARE) for fraction in fractions):
        group[0].report(own.SHARE, "có quá nhiều chữ số sau dấu phẩy: để trống cả nhóm nếu chia đều")
    return fractions


def _fractions(shares: list[Share]) -> tuple[Decimal, ...]:
    """Bare numbers of at most 1 that make 1 are fractions, as percent cells hold them; else they are percents."""
    bare = sum((share.value for share in shares if not share.is_percent), Decimal(0))
    divisor = _WHOLE if bare <= _WHOLE else _PERCENT
    return tuple(share.value if share.is_percent else share.value / divisor for share in shares)


def _work(group: list[ReadRow], authors: tuple[Author, ...], shares: tuple[Decimal, ...]) -> PortalWork:
    lead = group[0]
    return PortalWork(
        row=lead.number,
        title=lead.values[own.TITLE],
        url=next((row.values[own.URL] for row in group if own.URL in row.values), ""),
        published_on=lead.values.get(own.PUBLISHED_ON),
        genre=next((row.genre for row in group if row.genre_label), lead.genre),
        photos=lead.values.get(own.PHOTOS, 0),
        adjustments=lead.values.get(own.ADJUSTMENTS, {}),
        note=_note(lead),
        authors=authors,
        shares=shares,
    )


def _note(row: ReadRow) -> str:
    """The remark, and the coefficients of the file: whoever scores the work sees them, nothing pays by them."""
    said = [f"{name} trong tệp nạp: {row.values[name]}" for name in _COEFFICIENTS if name in row.values]
    return "; ".join([*([row.values[own.NOTE]] if own.NOTE in row.values else []), *said])


_COEFFICIENTS = (own.COEFFICIENT, own.PHOTO_COEFFICIENT)
