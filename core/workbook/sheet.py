"""The first sheet of an xlsx file as plain cells, and the formulas whose value the file does not hold."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook

from core.workbook.package import UnreadableFileError, read_parts, stored
from core.workbook.scan import SheetScan

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_DAMAGED = (CalamineError, ElementTree.ParseError, ExpatError, ValueError, LookupError)


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet from A1 on, the places (row from 1, column from 0) of formulas without a value, the merges.

    :ivar merges: (first row, first column, last row) of each merged range, rows from 1, columns from 0.
    """

    name: str
    rows: list[list[object]]
    uncomputed: frozenset[tuple[int, int]]
    merges: tuple[tuple[int, int, int], ...]


def read_first_sheet(path: str | Path) -> Sheet:
    """This will read the first worksheet that is not hidden.

    :raises UnreadableFileError: missing, of another kind, protected, damaged, too large, or without a worksheet.
    """
    parts = read_parts(path)
    if _WORKBOOK not in parts:
        raise UnreadableFileError("Tệp không phải là sổ tính Excel (.xlsx).")
    try:
        name, part = _first_worksheet(parts)
        uncomputed = SheetScan().read(parts[part])
        with CalamineWorkbook.from_filelike(stored(parts)) as workbook:
            sheet = workbook.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            merges = tuple((top + 1, left, bottom + 1) for (top, left), (bottom, _) in sheet.merged_cell_ranges or [])
    except _DAMAGED as error:
        raise UnreadableFileError("Không đọc được sổ tính Excel: tệp bị hỏng.") from error
    return Sheet(name, _with_rows_of(uncomputed, rows), uncomputed, merges)


def _first_worksheet(parts: dict[str, bytes]) -> tuple[str, str]:
    worksheets = list(_worksheets(parts))
    if not worksheets:
        raise UnreadableFileError("Sổ tính Excel không có trang tính nào.")
    # What a person calls the first sheet is the first one that they see.
    _, name, part = next((sheet for sheet in worksheets if sheet[0] == "visible"), worksheets[0])
    return name, part


def _worksheets(parts: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    relations = {relation.get("Id"): relation for relation in _parsed(parts[_RELATIONS])}
    for element in _parsed(parts[_WORKBOOK]).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            relation = relations[_relation_id(element)]
            if relation.get("Type", "").endswith("/worksheet"):
                target = posixpath.join("/xl", relation.attrib["Target"])
                part = posixpath.normpath(target).lstrip("/")
                yield element.get("state", "visible"), element.attrib["name"], part


def _parsed(content: bytes) -> ElementTree.Element:
    # The package refuses every DTD, so no entity can expand.
    return ElementTree.fromstring(content)  # noqa: S314


def _relation_id(element: ElementTree.Element) -> str | None:
    return next((value for key, value in element.attrib.items() if key.endswith("}id")), None)


def _with_rows_of(places: frozenset[tuple[int, int]], rows: list[list[object]]) -> list[list[object]]:
    width = len(rows[0]) if rows else 0
    missing = max((row for row, _ in places), default=0) - len(rows)
    return rows + [[""] * width for _ in range(missing)]
