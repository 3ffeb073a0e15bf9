"""The first sheet of an xlsx file as plain cells, and the formulas whose value the file does not hold."""

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from openpyxl.utils.cell import coordinate_to_tuple
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


class UnreadableFile(Exception):
    """The file is not an xlsx workbook that can be read; the message says so in Vietnamese."""


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet from A1 on, and the places (row from 1, column from 0) of formulas without a value."""

    rows: list[list[object]]
    uncomputed: frozenset[tuple[int, int]]


def read_first_sheet(path: str | Path) -> Sheet:
    """This will read the first worksheet of an xlsx file.

    :raises UnreadableFile: the file is missing, of another kind, protected, damaged, or has no worksheet.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if _WORKBOOK not in archive.namelist():
                raise UnreadableFile("Tệp không phải là sổ tính Excel (.xlsx).")
            name = _first_worksheet(path)
            content = _sheet_content(archive, name)
        with CalamineWorkbook.from_path(str(path)) as workbook:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        uncomputed = _uncomputed_cells(content)
    except zipfile.BadZipFile as error:
        raise UnreadableFile("Tệp không phải là sổ tính Excel (.xlsx), bị hỏng hoặc có mật khẩu.") from error
    except (CalamineError, ElementTree.ParseError, KeyError) as error:
        raise UnreadableFile("Không đọc được sổ tính Excel: tệp bị hỏng hoặc có mật khẩu.") from error
    except OSError as error:
        raise UnreadableFile(f"Không mở được tệp «{path}».") from error
    return Sheet(_with_rows_of(uncomputed, rows), uncomputed)


def _first_worksheet(path: str | Path) -> str:
    with CalamineWorkbook.from_path(str(path)) as workbook:
        for sheet in workbook.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                return sheet.name
    raise UnreadableFile("Sổ tính Excel không có trang tính nào.")


def _sheet_content(archive: zipfile.ZipFile, name: str) -> bytes:
    relation = next(
        _attribute(element, "id")
        for element in ElementTree.fromstring(archive.read(_WORKBOOK)).iter()
        if _tag(element) == "sheet" and element.get("name") == name
    )
    target = next(
        element.attrib["Target"]
        for element in ElementTree.fromstring(archive.read(_RELATIONS))
        if element.get("Id") == relation
    )
    return archive.read(posixpath.normpath(posixpath.join("/xl", target)).lstrip("/"))


def _uncomputed_cells(content: bytes) -> frozenset[tuple[int, int]]:
    """python-calamine reads these as blank: a broken share would pay equal parts in silence."""
    if b"<f" not in content and b't="e"' not in content:
        return frozenset()
    places = set()
    for _, element in ElementTree.iterparse(BytesIO(content)):
        if _tag(element) == "c" and "r" in element.attrib and _lacks_value(element):
            row, column = coordinate_to_tuple(element.attrib["r"])
            places.add((row, column - 1))
        elif _tag(element) == "row":
            element.clear()
    return frozenset(places)


def _lacks_value(cell: ElementTree.Element) -> bool:
    if cell.get("t") == "e":
        return True
    parts = {_tag(part): part.text for part in cell}
    # A formula may well give an empty text (t="str"); any other kind without a value was never computed.
    return "f" in parts and cell.get("t") != "str" and not parts.get("v")


def _with_rows_of(places: frozenset[tuple[int, int]], rows: list[list[object]]) -> list[list[object]]:
    width = len(rows[0]) if rows else 0
    missing = max((row for row, _ in places), default=0) - len(rows)
    return rows + [[""] * width for _ in range(missing)]


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(element: ElementTree.Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.endswith("}" + name)), None)
