"""What bounds the lines of a schedule on its first day: ceilings for the province, its frames for a unit; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rates.book import RateBook
from rates.schedules.terms import Line
from rates.terms import InForce, Scope

# Every provincial frame of its time lives by this decree (NĐ 18/2014/NĐ-CP); later ones stand by themselves.
PARENT = "validity/18-2014"
OF_UNIT, OF_PROVINCE = "khung của tỉnh", "trần của trung ương"


@dataclass(frozen=True)
class Bounds:
    """The law around a schedule, by medium and code: names of the genres of NĐ 18; genres, names, measures of all rows.

    book holds no unit's rows: what a unit narrows is the law without its own narrowing.
    """

    on: date
    book: RateBook
    genres: Mapping[tuple[str, str], str]
    codes: Mapping[tuple[str, str], str]
    labels: Mapping[tuple[str, str], str]
    measures: Mapping[tuple[str, str], str]
    of_unit: bool = False

    def of(self, line: Line) -> InForce | None:
        """This will find what bounds a line; None where nothing does."""
        key = frame_key(line) if self.of_unit else f"ceiling/{frame_key(line, genre=True)}"
        return self.book.find(key, self.on)

    def present(self, line: Line) -> InForce | None:
        """This will find what the law says today of a line, on the day the schedule takes effect."""
        return self.book.find(frame_key(line), self.on)

    @property
    def name(self) -> str:
        """What the bounds are called."""
        return OF_UNIT if self.of_unit else OF_PROVINCE

    @property
    def rests_on(self) -> str:
        """The key by whose validity a provincial schedule lives; empty once the parent decree has ended."""
        parent = self.book.find(PARENT, self.on)
        return PARENT if parent and parent.scope == Scope.NATIONAL else ""


def frame_key(line: Line, *, genre: bool = False) -> str:
    """This will name the rate of a line, or of its genre."""
    return f"royalty/{line.medium}/{line.genre if genre else line.code}"
