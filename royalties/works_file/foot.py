"""The foot of a sheet: sums, the amount in words and the signatures, which are no works."""

import re
from dataclasses import dataclass, field

from core.text import fold
from core.workbook import Sheet
from core.workbook.cells import cell_text, is_blank
from royalties.works_file import columns
from royalties.works_file.columns import Header
from royalties.works_file.rows import Row

_SUM = re.compile(r"(tong|cong|tong cong|tong so)( ?[:(].*)?|tong cong .*")
_IN_WORDS = re.compile(r"((tong )?so tien )?((viet|ghi) )?bang chu\b.*")
_DONG_IN_WORDS = re.compile(
    r"(\W*\b(khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|tram|nghin|ngan|trieu|ty|ti|linh|le)\b)+"
    r"\W*dong( chan)?\W*"
)
_SIGNATURE = re.compile(
    r"nguoi (lap|duyet|kiem tra|de nghi)( bieu| bang)?|(phu trach )?ke toan( truong| \(truong\))?|thu quy"
    r"|(pho )?thu truong( don vi| co quan)?|lanh dao don vi|(pho )?truong ban( bien tap)?|chanh van phong"
    r"|(pho )?(giam doc|chu tich|tong bien tap)|xac nhan cua .*"
    r"|(kt|tl|tm|q)\. ?(pho |quyen )?(thu truong|giam doc|chu tich|truong|chanh van phong|tong bien tap)\b.*"
    r"|(kt|tl|tm|q)\. ?(lanh dao|ubnd|uy ban|ban bien tap|ban giam doc)\b.*"
    r"|.*, ngay [\d.… ]* thang [\d.… ]* nam [\d.… ]*"
)
_HOW_TO_SIGN = re.compile(r"\(?(da )?ky( ten)?(,| va).*")
_NAME = re.compile(r"([^\W\d_][\w.'’-]*)( [^\W\d_][\w.'’-]*){1,6}")
_NAME_A_WORK = (columns.GENRE, columns.MEDIUM, columns.PUBLISHED_ON, columns.URL)
_OF_WORKS_ALONE = (columns.GENRE, columns.MEDIUM, columns.PUBLISHED_ON, columns.COEFFICIENT)
_SUMMED = (columns.COEFFICIENT, columns.PHOTOS, columns.PHOTO_COEFFICIENT)
_FREE_TEXT = (columns.TITLE, columns.NOTE)


def part_foot(rows: list[Row], sheet: Sheet, header: Header) -> tuple[list[Row], list[Row]]:
    """This will part the rows of works from those that can be neither told from a work nor from the foot.

    Left out are sums wherever they stand, and below the last work what is surely foot: signatures, the names under
    them, text without anything beside it. Whatever else stands there is returned apart, with a fault.
    """
    foot = _Foot(sheet, header)
    ends = {row.number for row in rows if foot.is_sum(row)}
    kept = [row for row in rows if row.number not in ends]
    last_work = max((row.number for row in kept if foot.may_be_a_work(row)), default=header.row)
    below = [row for row in kept if row.number > last_work]
    signed = (row.number for row in below if foot.labels(row))
    start = min([*signed, *(number for number in ends if number > last_work)], default=None)
    if start is None:
        return kept, []
    works = [row for row in kept if row.number < start]
    foot.titles = {row.title_key for row in works}
    return works, [row for row in below if row.number >= start and not foot.holds(row)]


@dataclass
class _Foot:
    """What a foot is made of, cell by cell; signed_under grows with each row of signatures that it has seen."""

    sheet: Sheet
    header: Header
    titles: set[str | None] = field(default_factory=set)
    signed_under: set[int] = field(default_factory=set)

    def is_sum(self, row: Row) -> bool:
        cells = self.sheet.rows[row.number - 1]
        label = next((index for index, cell in enumerate(cells) if not is_blank(cell)), None)
        if label is None or any(column in row.values for column in _NAME_A_WORK):
            return False
        text = _folded(cells[label])
        if not (_IN_WORDS.fullmatch(text) or _SUM.fullmatch(text)):
            return False
        others = {column: index for column, index in self.header.columns.items() if index != label}
        return all(
            self._is_summed(row, column, cells[index], in_words=bool(_IN_WORDS.fullmatch(text)))
            for column, index in others.items()
        )

    def may_be_a_work(self, row: Row) -> bool:
        if any(column in row.values for column in _OF_WORKS_ALONE):
            return True
        # Any text can be read as a link.
        return columns.URL in row.values and not (_is_label(row[columns.URL]) or _is_name(row[columns.URL]))

    def labels(self, row: Row) -> set[int]:
        cells = self.sheet.rows[row.number - 1]
        return {index for index, cell in enumerate(cells) if _SIGNATURE.fullmatch(_folded(cell))}

    def holds(self, row: Row) -> bool:
        """Whether a row below the works is surely foot; where it is not, the row gets its fault."""
        self.signed_under |= self.labels(row)
        others = {column: cell for column, cell in self._cells(row).items() if not _is_label(cell)}
        beside = [column for column in others if column not in _FREE_TEXT or row.is_wrong(column)]
        if not beside or (row.title_key not in self.titles and self._are_names(others)):
            return True
        row.report(
            "",
            f"dòng {row.number} ở dưới phần cộng hoặc phần ký mà có ghi ở cột {', '.join(beside)}: là tác phẩm hay "
            "tác giả thì đưa lên trên và ghi đủ, không phải thì xoá",
        )
        return False

    def _is_summed(self, row: Row, column: str, cell: object, *, in_words: bool) -> bool:
        if is_blank(cell):
            # A formula without a value is blank too; beside the label of a sum it can only be part of the sum.
            return not row.is_wrong(column) or column in (*_SUMMED, columns.SHARE)
        if isinstance(cell, str):
            return in_words and bool(_DONG_IN_WORDS.fullmatch(_folded(cell)))
        return isinstance(cell, int | float) and column in _SUMMED

    def _cells(self, row: Row) -> dict[str, object]:
        """What stands in the known columns, a formula without a value as a blank that is wrong."""
        cells = self.sheet.rows[row.number - 1]
        known = {column: cells[index] for column, index in self.header.columns.items()}
        return {column: cell for column, cell in known.items() if not is_blank(cell) or row.is_wrong(column)}

    def _are_names(self, cells: dict[str, object]) -> bool:
        return all(
            self.header.columns[column] in self.signed_under and _is_name(cell) for column, cell in cells.items()
        )


def _is_label(cell: object) -> bool:
    text = _folded(cell)
    return bool(_SIGNATURE.fullmatch(text) or _HOW_TO_SIGN.fullmatch(text))


def _is_name(cell: object) -> bool:
    text = cell_text(cell) if isinstance(cell, str) else ""
    return bool(_NAME.fullmatch(text)) and all(word[0].isupper() for word in text.split())


def _folded(cell: object) -> str:
    return fold(cell_text(cell)) if isinstance(cell, str) else ""
