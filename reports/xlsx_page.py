"""One worksheet laid out as a Vietnamese administrative paper: letterhead, table, foot and signatures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from reports import payment_sheet_words as words
from reports.payment_sheet_rows import PaymentSheetPaper
from reports.text_lines import line_count

# The Vietnamese locale is named, so that the dots stand wherever the file is opened.
_LOCALE = "[$-42A]"
_MONEY = f"{_LOCALE}#,##0"
_FONT = '&"Times New Roman,Regular"'
_BOLD_FONT = '&"Times New Roman,Bold"'
_LINE_HEIGHT = 15
_PIXELS_A_CHARACTER, _PIXELS_OF_PADDING = 7, 5
_PIXELS_AN_EM = 11 * 96 / 72
_DRAWN_LINES = (110, 190)
_DRAWN_LINE_HEIGHT = 9
_HEAD_HEIGHT = 18
_HEADINGS_HEIGHT = 34
_SIGNATURES_HEIGHT = 110
_MARGINS = {"left": 30 / 25.4, "right": 15 / 25.4, "top": 20 / 25.4, "bottom": 20 / 25.4}


@dataclass(frozen=True)
class Columns:
    """The columns of a paper, and where its letterhead and its signatures stand, as column ranges."""

    headings: tuple[str, ...]
    widths: tuple[int, ...]
    letterhead: tuple[str, str]
    signers: tuple[str, str, str, str]
    hidden: tuple[str, ...] = ()

    @property
    def last(self) -> str:
        """The letter of the last column."""
        return chr(ord("A") + len(self.headings) - 1)

    def ems(self, columns: str) -> float:
        """This will return the width of one column, or of a range that is merged, in ems of the body text."""
        first, *last = (ord(letter) - ord("A") for letter in columns.split(":"))
        widths = self.widths[first : max(last, default=first) + 1]
        return sum(widths) * _PIXELS_A_CHARACTER / _PIXELS_AN_EM

    def middle(self, columns: str) -> int:
        """This will return the middle of a range of columns, in pixels from the left edge of the sheet."""
        first, last = (ord(letter) - ord("A") for letter in columns.split(":"))
        pixels = [width * _PIXELS_A_CHARACTER + _PIXELS_OF_PADDING for width in self.widths]
        return sum(pixels[:first]) + sum(pixels[first : last + 1]) // 2


class XlsxPage:
    """Writes one worksheet from top to bottom; row is the current row as Excel counts, from 1."""

    def __init__(self, workbook: Workbook, name: str, columns: Columns, paper: PaymentSheetPaper):
        self._workbook, self._columns, self._paper = workbook, columns, paper
        self._sheet = workbook.add_worksheet(name)
        self._formats: dict[tuple, Format] = {}
        self._lines = 1
        self.row = 1
        self._set_up_print()
        self._write_head(name)

    def next_row(self, height: float = 0) -> None:
        """This will go one row down; unless a height in points is given, the row is as high as its longest text."""
        self._sheet.set_row(self.row - 1, height or _LINE_HEIGHT * self._lines)
        self._lines = 1
        self.row += 1

    def text(self, column: str, text: str, **look) -> None:
        """This will write a text, whatever it begins with."""
        self._lines = max(self._lines, line_count(text, self._columns.ems(column)))
        self._sheet.write_string(f"{column}{self.row}", text, self._cell(**look))

    def blank(self, column: str, **look) -> None:
        """This will draw an empty cell of the table."""
        self._sheet.write_blank(f"{column}{self.row}", None, self._cell(**look))

    def number(self, column: str, number: Decimal | int, **look) -> None:
        """This will write a count or a coefficient with the decimals that it has."""
        places = max(0, -Decimal(number).normalize().as_tuple().exponent)
        shown = f"{_LOCALE}#,##0" + (f".{'0' * places}" if places else "")
        self._sheet.write_number(f"{column}{self.row}", number, self._cell(num_format=shown, align="center", **look))

    def money(self, column: str, amount: int) -> None:
        """This will write whole đồng."""
        self._sheet.write_number(f"{column}{self.row}", amount, self._money())

    def formula(self, column: str, formula: str, amount: int, *, bold: bool = False) -> None:
        """This will write a formula together with its value in whole đồng."""
        cell = self._money(bold=bold)
        self._sheet.write_formula(f"{column}{self.row}", formula, cell, amount)

    def day(self, column: str, day: date, **look) -> None:
        """This will write a real date."""
        cell = self._cell(num_format="dd/mm/yyyy", align="center", **look)
        self._sheet.write_datetime(f"{column}{self.row}", day, cell)

    def write_across(self, text: str) -> None:
        """This will write one row of the table across all columns."""
        self._merge(f"A:{self._columns.last}", text, self._cell(align="center"))
        self.next_row()

    def write_total(self, until: str) -> None:
        """This will begin the row of totals: its label up to a column, blank cells after it."""
        for heading in range(len(self._columns.headings)):
            self.blank(chr(ord("A") + heading), bold=True)
        self._merge(f"A:{until}", words.TOTAL, self._cell(align="center", bold=True))

    def write_check(self, label: str, until: str, column: str, formula: str) -> None:
        """This will write a row under the table whose formula must come to nothing."""
        self._merge(f"A:{until}", label, self._look(italic=True, align="right"))
        self._sheet.write_formula(
            f"{column}{self.row}", formula, self._look(italic=True, align="right", indent=1, num_format=_MONEY), 0
        )
        self.next_row()

    def write_foot(self, notes: tuple[words.Note, ...]) -> None:
        """This will write the gross in words, the notes and the places to sign."""
        self._paragraph(words.sum_in_words(self._paper), bold=True, italic=True)
        for note in notes:
            if note.heading:
                self._paragraph(f"{note.heading}:", bold=True)
            for line in note.lines:
                self._paragraph(line)
        self.next_row()
        self._write_signatures()

    def _write_signatures(self) -> None:
        # One row holds all of it: programs break pages between rows, and names must not stand on a page of their own.
        look = self._look(align="center", valign="top", text_wrap=True)
        bold, italic = self._look(bold=True), self._look(italic=True)
        places = ("", "", "", words.PLACE_AND_DATE)
        for columns, place, signer, signing, signed in zip(
            self._columns.signers, places, words.SIGNERS, words.SIGNING, self._paper.signatures, strict=True
        ):
            self._merge(columns, "", look)
            texts = [italic, f"{place}\n", bold, f"{signer.upper()}\n", italic, signing]
            texts += [bold, f"\n\n{signed}"] if signed else []
            self._sheet.write_rich_string(f"{columns.split(':')[0]}{self.row}", *texts, look)
        self.next_row(_SIGNATURES_HEIGHT)

    def _write_head(self, name: str) -> None:
        left, right = self._columns.letterhead
        owner = (left, self._paper.owner, {}), (right, words.NATION, {"bold": True})
        unit = (left, self._paper.unit, {"bold": True}), (right, words.MOTTO, {"bold": True, "font_size": 13})
        for sides in (owner, unit):
            for columns, text, look in sides:
                shown = text if text == words.MOTTO else text.upper()
                self._merge(columns, shown, self._look(align="center", **{"font_size": 12, **look}))
            self.next_row(_HEAD_HEIGHT)
        self._draw_lines()
        self._across(self._paper.title.upper(), _HEAD_HEIGHT, bold=True, align="center", font_size=14)
        self._across(f"{name} – {words.subtitle(self._paper)}", _HEAD_HEIGHT, bold=True, align="center", font_size=12)
        if self._paper.mark:
            self._across(self._paper.mark, _HEAD_HEIGHT, bold=True, align="center", font_size=13)
        self._across(words.CURRENCY, italic=True, align="right")
        self._write_headings()

    def _draw_lines(self) -> None:
        for columns, length in zip(self._columns.letterhead, _DRAWN_LINES, strict=True):
            look = {
                "width": length,
                "height": 1,
                "x_offset": self._columns.middle(columns) - length // 2,
                "y_offset": 3,
                "line": {"color": "#000000", "width": 0.25},
                "object_position": 3,
            }
            self._sheet.insert_textbox(f"A{self.row}", "", look)
        self.next_row(_DRAWN_LINE_HEIGHT)

    def _write_headings(self) -> None:
        cell = self._cell(bold=True, align="center", valign="vcenter")
        self._sheet.write_row(f"A{self.row}", self._columns.headings, cell)
        self._sheet.repeat_rows(self.row - 1)
        self._sheet.freeze_panes(self.row, 2)
        self.next_row(_HEADINGS_HEIGHT)

    def _set_up_print(self) -> None:
        sheet = self._sheet
        for index, width in enumerate(self._columns.widths):
            hidden = {"hidden": chr(ord("A") + index) in self._columns.hidden}
            sheet.set_column(index, index, width, None, hidden)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(**_MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_header(f"&C{_FONT}&13&P")
        mark = f"&R{_BOLD_FONT}&11{self._paper.mark}" if self._paper.mark else ""
        sheet.set_footer(f"&L{_FONT}&8{words.fingerprint(self._paper)}{mark}")
        sheet.ignore_errors({"number_stored_as_text": f"A1:{self._columns.last}1048576"})

    def _across(self, text: str, height: float = 0, **look) -> None:
        self._merge(f"A:{self._columns.last}", text, self._look(**look))
        self.next_row(height)

    def _paragraph(self, text: str, **look) -> None:
        self._lines = line_count(text, self._columns.ems(f"A:{self._columns.last}"))
        self._across(text, text_wrap=True, valign="top", **look)

    def _merge(self, columns: str, text: str, look: Format) -> None:
        first, last = columns.split(":")
        self._sheet.merge_range(f"{first}{self.row}:{last}{self.row}", "", look)
        self._sheet.write_string(f"{first}{self.row}", text, look)

    def _money(self, *, bold: bool = False) -> Format:
        return self._cell(num_format=_MONEY, align="right", indent=1, text_wrap=False, bold=bold)

    def _cell(self, **look) -> Format:
        return self._look(**{"border": 1, "text_wrap": True, "valign": "top", **look})

    def _look(self, **properties) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(properties)
        return self._formats[key]
