"""An Excel file of a schedule read whole: every line that could be understood, and every fault by row and column."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.workbook import Fault, Layout, Sheet, in_reading_order, read_first_sheet
from core.workbook.cells import WrongCellError, is_blank, quoted, read_code, read_number, read_text
from core.workbook.headings import label_key, named_columns
from rates.schedules.bounds import Bounds
from rates.schedules.checks import find_faults
from rates.schedules.terms import COLUMNS, LEVELS, LineTerms, has_amount, make_code

_ROWS_SEARCHED = 20
_REQUIRED = ("medium", "genre", "label", "measure", "clause")
_AMOUNTS = ("minimum", "maximum", "fixed")
_NAMES = {label_key(heading): name for name, heading in COLUMNS.items()}
_CODE = re.compile(r"[a-z0-9_]{1,40}")
_LONGEST = {"label": 300, "measure": 40, "quality_class": 10, "clause": 120}
_COEFFICIENT_PLACES, _SHARE_PLACES = 6, 4
_LARGEST_DONG = 10**9


@dataclass(frozen=True, kw_only=True)
class ScheduleFile(Layout):
    """A whole file."""

    lines: tuple[LineTerms, ...]
    faults: tuple[Fault, ...]


def read_schedule_file(path: str | Path, bounds: Bounds, media: Mapping[str, str]) -> ScheduleFile:
    """This will read the first sheet of an xlsx file as lines of a schedule; media are the names of media by code.

    A unit's rows without an amount narrow nothing and are passed over.

    :raises UnreadableFileError: the file is no workbook that can be read.
    """
    sheet = read_first_sheet(path)
    header_row, places, faults = _find_header(sheet.rows)
    readings = list(_read_rows(sheet, header_row, places, bounds, media)) if header_row else []
    if bounds.of_unit:
        readings = [one for one in readings if one.faults or has_amount(one.terms)]
    whole = [one for one in readings if not one.faults]
    lines, rows = tuple(one.terms for one in whole), tuple(one.row for one in whole)
    faults += [fault for one in readings for fault in one.faults]
    faults += [
        Fault(rows[fault.place], COLUMNS[fault.field], fault.message)
        for fault in find_faults(lines, bounds, numbers=rows)
    ]
    if not readings and not faults:
        faults.append(Fault(header_row, "", "không có dòng nào dưới dòng tiêu đề"))
    columns = {COLUMNS[name]: place for name, place in places.items()}
    return ScheduleFile.of(sheet, header_row, columns, lines=lines, faults=in_reading_order(faults, columns))


def _find_header(rows: Sequence[Sequence[object]]) -> tuple[int, dict[str, int], list[Fault]]:
    named = [named_columns(cells, _NAMES) for cells in rows[:_ROWS_SEARCHED]]
    best = max(range(len(named)), key=lambda index: len(named[index]), default=0)
    if not named or len(named[best]) < len(_REQUIRED):
        wanted = ", ".join(f"«{COLUMNS[name]}»" for name in _REQUIRED)
        message = f"Không tìm thấy dòng tiêu đề trong {_ROWS_SEARCHED} dòng đầu: cần các cột {wanted}"
        return 0, {}, [Fault(0, "", message)]
    found, row = named[best], best + 1
    faults = [
        Fault(row, COLUMNS[name], f"thiếu cột bắt buộc «{COLUMNS[name]}»") for name in _REQUIRED if name not in found
    ]
    if not set(_AMOUNTS) & found.keys():
        faults.append(Fault(row, "", "thiếu cột mức: hệ số tối thiểu, hệ số tối đa hoặc mức cố định"))
    faults += [
        Fault(row, COLUMNS[name], f"có nhiều cột «{COLUMNS[name]}»: chỉ để lại một cột")
        for name, places in found.items()
        if len(places) > 1
    ]
    return row, {name: places[0] for name, places in found.items()}, faults


@dataclass
class _Reading:
    """One row: what it says, and what could not be read in it."""

    row: int
    terms: LineTerms
    faults: list[Fault]


def _read_rows(sheet: Sheet, header_row: int, places: dict[str, int], bounds: Bounds, media: Mapping[str, str]):
    taken: dict[str, set[str]] = {}
    for number, cells in enumerate(sheet.rows[header_row:], start=header_row + 1):
        filled = {name: cells[place] for name, place in places.items() if not is_blank(cells[place])}
        broken = {name for name, place in places.items() if (number, place) in sheet.uncomputed}
        if not filled and not broken:
            continue
        values, faults = _read_row(number, filled, broken, bounds, media)
        terms = _terms(values, bounds, taken.setdefault(values.get("medium", ""), set()))
        yield _Reading(number, terms, faults)


def _read_row(number: int, filled: dict[str, object], broken: set[str], bounds: Bounds, media: Mapping[str, str]):
    values: dict[str, Any] = {}
    faults = [
        Fault(number, COLUMNS[name], "công thức báo lỗi hoặc chưa được tính: hãy ghi giá trị thay cho công thức")
        for name in sorted(broken)
    ]
    readers = _readers(values, bounds, media)
    for name, read in readers.items():
        if name in filled and name not in broken:
            try:
                values[name] = read(filled[name])
            except WrongCellError as error:
                faults.append(Fault(number, COLUMNS[name], str(error)))
        elif name in _REQUIRED and name not in broken and name != "clause":
            faults.append(Fault(number, COLUMNS[name], "chưa ghi"))
    return values, faults


def _terms(values: dict[str, Any], bounds: Bounds, taken: set[str]) -> LineTerms:
    named = {"medium": "", "genre": "", "label": "", "measure": ""} | values
    if not named.get("code"):
        genre_label = bounds.genres.get((named["medium"], named["genre"]), "")
        named["code"] = make_code(named, genre_label, taken)
    taken.add(named["code"])
    return LineTerms(**named)


def _readers(values: dict[str, Any], bounds: Bounds, media: Mapping[str, str]) -> dict[str, Callable[[object], Any]]:
    def texts(name: str) -> Callable[[object], str]:
        return lambda cell: read_text(cell, _LONGEST[name])

    return {
        "medium": lambda cell: read_code(cell, {label_key(name): code for code, name in media.items()}, media),
        "genre": lambda cell: _read_genre(cell, values.get("medium"), bounds),
        "code": _read_row_code,
        **{name: texts(name) for name in ("label", "measure", "quality_class", "clause")},
        "level": lambda cell: read_code(cell, {label_key(name): code for code, name in LEVELS.items()}, LEVELS),
        "minimum": lambda cell: read_number(cell, _COEFFICIENT_PLACES),
        "maximum": lambda cell: read_number(cell, _COEFFICIENT_PLACES),
        "fixed": lambda cell: int(read_number(cell, 0, too_large=_LARGEST_DONG)),
        "level_share": _read_share,
    }


def _read_genre(cell: object, medium: str | None, bounds: Bounds) -> str:
    names = {genre: label for (of, genre), label in bounds.genres.items() if medium in (None, of)}
    codes = {label_key(label): genre for genre, label in names.items()} | {label_key(genre): genre for genre in names}
    return read_code(cell, codes, names)


def _read_row_code(cell: object) -> str:
    code = read_text(cell)
    if not _CODE.fullmatch(code):
        raise WrongCellError(f"{quoted(code)} không phải là mã: chỉ dùng a-z, 0-9 và gạch dưới, nhiều nhất 40 ký tự")
    return code


def _read_share(cell: object) -> Decimal:
    text = cell.strip() if isinstance(cell, str) else ""
    share = read_number(text[:-1], 2) / 100 if text.endswith("%") else read_number(cell, _SHARE_PLACES)
    if not 0 < share <= 1:
        raise WrongCellError(f"{quoted(cell)} không phải là tỷ lệ: ghi như 50% hoặc 0,5, không quá 100 %")
    return share
