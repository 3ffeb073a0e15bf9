"""What a list of lines changes in another, and in the law of the day; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rates.schedules.bounds import Bounds
from rates.schedules.terms import COLUMNS, FIELDS, Line, say_field
from rates.terms import InForce
from rates.wording import say_found, say_frame


class Kind(StrEnum):
    """In which way a line differs."""

    ADDED = "thêm"
    CHANGED = "đổi"
    REMOVED = "bỏ"
    SAME = "giữ nguyên"


@dataclass(frozen=True)
class LineChange:
    """A line that differs, with what differs in it: name, before, after."""

    kind: Kind
    line: Line
    details: tuple[tuple[str, str, str], ...] = ()


def compare(before: Iterable[Line], after: Iterable[Line]) -> list[LineChange]:
    """This will compare two lists of lines by medium and code, in the order of the later one."""
    old = {(line.medium, line.code): line for line in before}
    changes = [_change(old.pop((line.medium, line.code), None), line) for line in after]
    return changes + [LineChange(Kind.REMOVED, line) for line in old.values()]


def _change(old: Line | None, new: Line) -> LineChange:
    if old is None:
        return LineChange(Kind.ADDED, new)
    details = tuple(
        (COLUMNS[name], say_field(name, getattr(old, name)), say_field(name, getattr(new, name)))
        for name in FIELDS
        if getattr(old, name) != getattr(new, name)
    )
    return LineChange(Kind.CHANGED if details else Kind.SAME, new, details)


def say_line(line: Line) -> str:
    """This will write the amount of a line."""
    if line.fixed is not None:
        said = f"{say_field('fixed', line.fixed)} đồng"
    elif line.minimum is None and line.maximum is None:
        return "chưa ghi mức"
    else:
        said = f"hệ số {say_frame(line.minimum, line.maximum, 'hệ số')}"
    return said if line.level_share is None else f"{said}, nhân {say_field('level_share', line.level_share)} theo cấp"


def say_present(line: Line, bounds: Bounds) -> str:
    """This will write what the law says of a line on the day, with how well that is known."""
    found: InForce | None = bounds.present(line)
    return f"{say_found(found)} {found.measure} ({found.status.label})" if found else "chưa có"
