"""What is wrong with the lines of a schedule, each named by its line and field, and what is missing; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.money import format_number
from core.text import fold
from rates.schedules.bounds import Bounds
from rates.schedules.terms import COLUMNS, Line, has_amount
from rates.terms import InForce
from rates.wording import say_citations

_REQUIRED = ("medium", "code", "genre", "label", "measure")
NO_AMOUNT = "chưa ghi mức nào: ghi hệ số hoặc mức cố định; văn bản không có dòng này thì bỏ dòng"
NO_CLAUSE = "chưa ghi điều khoản"


@dataclass(frozen=True)
class LineFault:
    """A fault of one line, by its place in the list; field is empty for a fault of the whole line."""

    place: int
    field: str
    message: str

    def describe(self, line: Line) -> str:
        """This will say which line, which field, and why."""
        field = f", {COLUMNS[self.field].lower()}" if self.field else ""
        return f"«{line.label}» ({line.code}){field}: {self.message}"


@dataclass(frozen=True)
class Missing:
    """A genre of NĐ 18 that no line of its medium is for; or that has lines but none under the genre's own code."""

    medium: str
    genre: str
    label: str
    is_split: bool = False


def find_faults(lines: Sequence[Line], bounds: Bounds, *, numbers: Sequence[int] | None = None) -> list[LineFault]:
    """This will find every fault of a schedule; numbers say how its lines are called, counted from 1 unless told."""
    called = numbers or range(1, len(lines) + 1)
    found = [LineFault(place, *fault) for place, line in enumerate(lines) for fault in line_faults(line, bounds)]
    return sorted([*found, *doubled_lines(lines, called)], key=lambda fault: fault.place)


def line_faults(line: Line, bounds: Bounds, *, complete: bool = True) -> Iterator[tuple[str, str]]:
    """This will find the faults of one line as field and reason; an incomplete one may lack its amount and clause."""
    missing = [name for name in _REQUIRED if not getattr(line, name)]
    yield from ((name, "chưa ghi") for name in missing)
    if missing:
        return
    if (line.medium, line.genre) not in bounds.genres:
        yield "genre", "thể loại này không có trong loại hình đã chọn"
    elif bounds.codes.get((line.medium, line.code), line.genre) != line.genre:
        yield "code", f"mã «{line.code}» đã dùng cho thể loại khác: đặt mã mới"
    yield from _amount_faults(line, bounds)
    if complete and not has_amount(line):
        yield "maximum", NO_AMOUNT
    if complete and not line.clause:
        yield "clause", NO_CLAUSE


def _amount_faults(line: Line, bounds: Bounds) -> Iterator[tuple[str, str]]:
    low, high = line.minimum, line.maximum
    if line.fixed is not None and (low is not None or high is not None):
        yield "fixed", "đã có hệ số: một dòng chỉ ghi hệ số hoặc mức cố định"
    if low is not None and high is not None and low > high:
        yield "minimum", f"{format_number(low)} lớn hơn hệ số tối đa {format_number(high)}"
    if high is not None and not high:
        yield "maximum", "phải lớn hơn 0"
    if line.fixed is not None and line.fixed <= 0:
        yield "fixed", "phải lớn hơn 0"
    if line.level_share is not None and not 0 < line.level_share <= 1:
        yield "level_share", "phải trên 0 và không quá 100 %"
    yield from _bound_faults(line, bounds)


def _bound_faults(line: Line, bounds: Bounds) -> Iterator[tuple[str, str]]:
    found = bounds.of(line)
    if bounds.of_unit and has_amount(line):
        if found is None or found.value is not None:
            yield "code", f"tỉnh không có khung hệ số cho dòng này ngày {bounds.on:%d/%m/%Y} nên không thu hẹp được"
            return
        if line.fixed is not None or line.level_share is not None:
            yield "fixed", "đơn vị chỉ thu hẹp hệ số trong khung của tỉnh"
    if found is None or found.maximum is None:
        return
    yield from _fixed_faults(line, found, bounds)
    for name, amount in (("minimum", line.minimum), ("maximum", line.maximum)):
        if amount is not None and amount > found.maximum:
            yield name, f"{format_number(amount)} vượt {bounds.name} {_source(found.maximum, found)}"
        elif amount is not None and bounds.of_unit and found.minimum is not None and amount < found.minimum:
            yield name, f"{format_number(amount)} dưới {bounds.name} {_source(found.minimum, found)}"


def _fixed_faults(line: Line, found: InForce, bounds: Bounds) -> Iterator[tuple[str, str]]:
    unit_value = bounds.book.find("unit_value", bounds.on)
    if line.fixed is None or unit_value is None:
        return
    most = found.maximum * unit_value.value
    if line.fixed > most:
        yield (
            "fixed",
            (
                f"{format_number(line.fixed)} đồng vượt {bounds.name} {_source(found.maximum, found)}, "
                f"ngày {bounds.on:%d/%m/%Y} là {format_number(most)} đồng"
            ),
        )


def _source(bound: Decimal, found: InForce) -> str:
    return f"{format_number(bound)} ({say_citations(found.citations[:1])})"


def doubled_lines(lines: Sequence[Line], called: Sequence[int]) -> Iterator[LineFault]:
    """This will name the lines that say what one before them says; called are the numbers by which lines go."""
    codes: dict[tuple, int] = {}
    names: dict[tuple, int] = {}
    for place, line in enumerate(lines):
        first = codes.setdefault((line.medium, line.code), place)
        if first != place:
            yield LineFault(place, "code", f"trùng dòng {called[first]}: mã «{line.code}» đã có trong loại hình này")
            continue
        same = names.setdefault((line.medium, fold(line.label), line.level, fold(line.quality_class)), place)
        if same != place:
            yield LineFault(place, "label", f"trùng dòng {called[same]}: cùng tên, cùng cấp, cùng loại chất lượng")


def find_missing(lines: Sequence[Line], bounds: Bounds) -> list[Missing]:
    """This will name the genres of the media of a schedule that nothing stands for; none for a unit, which may pick."""
    if bounds.of_unit:
        return []
    media = {line.medium for line in lines}
    genres = {(line.medium, line.genre) for line in lines}
    codes = {(line.medium, line.code) for line in lines}
    return [
        Missing(medium, genre, label, is_split=(medium, genre) in genres)
        for (medium, genre), label in bounds.genres.items()
        if medium in media and (medium, genre) not in codes
    ]
