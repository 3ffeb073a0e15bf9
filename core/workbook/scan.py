"""One pass over the XML of a sheet before it is read: its extent, and the formulas that have no value.

python-calamine lays a sheet out as a full rectangle: one stray or false address would ask for more memory than there
is, and end the process. It also gives blanks for formulas without a value: a broken share would pay equal parts.
"""

import re
from xml.parsers.expat import ParserCreate

from openpyxl.utils.cell import column_index_from_string

from core.workbook.package import UnreadableFileError

LAST_ROW = 100_000
LAST_COLUMN = 1_000
MOST_CELLS = 5_000_000
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_TOO_LARGE = (
    "Trang tính quá lớn: chỉ nhận đến 100.000 dòng, 1.000 cột và 5.000.000 ô; hãy xoá ô thừa ở xa hoặc chia tệp."
)


class SheetScan:
    """Follows the cells of a sheet; what it found stands in `uncomputed`, as (row from 1, column from 0)."""

    def __init__(self) -> None:
        self.uncomputed: set[tuple[int, int]] = set()
        self._row = self._column = self._height = self._width = 0
        self._kind: str | None = None
        self._contents: set[str] = set()
        self._in_cell = self._in_value = False

    def read(self, content: bytes) -> frozenset[tuple[int, int]]:
        """This will return the places of the cells that hold an error, or a formula without a value.

        :raises UnreadableFileError: cells beyond the limits; xml.parsers.expat.ExpatError, ValueError: damaged XML.
        """
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)  # noqa: FBT003
        return frozenset(self.uncomputed)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
            # Below the last row only blank cells with a format may stand, which a filled cell will tell.
            if self._row < 1:
                raise ValueError(attributes["r"])
        elif self._in_cell:
            self._contents.add(name)
            self._in_value = name == "v"

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._in_cell, self._kind, self._contents = True, attributes.get("t"), set()
        if "r" not in attributes:
            self._column += 1
            return
        match = _ADDRESS.fullmatch(attributes["r"])
        if not match:
            raise ValueError(attributes["r"])
        self._column, self._row = column_index_from_string(match[1]), int(match[2])

    def _text(self, text: str) -> None:
        if self._in_value and text.strip():
            self._contents.add("a value")

    def _end(self, tag: str) -> None:
        self._in_value = False
        if tag.rpartition(":")[2] == "c" and self._in_cell:
            self._in_cell = False
            if self._contents:
                self._measure()
            if self._lacks_value():
                self.uncomputed.add((self._row, self._column - 1))

    def _measure(self) -> None:
        self._height = max(self._height, self._row)
        self._width = max(self._width, self._column)
        if self._height > LAST_ROW or self._width > LAST_COLUMN or self._height * self._width > MOST_CELLS:
            raise UnreadableFileError(_TOO_LARGE)

    def _lacks_value(self) -> bool:
        if self._kind == "e":
            return True
        # A formula may well give an empty text (t="str"); any other kind without a value was never computed.
        return "f" in self._contents and self._kind != "str" and "a value" not in self._contents
