"""What differs in the law between two days, and what brought it about; pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rates.reading import Reading, said
from rates.terms import PARENT_ENDED, STATUS_WARNINGS, WARNING_TEXTS, Citation, InForce
from rates.wording import say_difference, say_found, say_warnings


class Kind(StrEnum):
    """In which way a rate differs, as people are told."""

    STARTS = "bắt đầu có hiệu lực"
    ENDS = "hết hiệu lực"
    AMOUNT = "mức thay đổi"
    STANDING = "giữ mức, đổi căn cứ hoặc lưu ý"


@dataclass(frozen=True)
class Change:
    """One rate that differs on two days; by holds the clauses that the second day has and the first has not."""

    key: str
    label: str
    measure: str
    kind: Kind
    before: InForce | None
    after: InForce | None
    by: tuple[Citation, ...]

    @property
    def was(self) -> str:
        """What the rate said on the first day."""
        return say_found(self.before) if self.before else "không có"

    @property
    def becomes(self) -> str:
        """What the rate says on the second day."""
        return say_found(self.after) if self.after else "không có"

    @property
    def difference(self) -> str:
        """By how much, where both are numbers."""
        return say_difference(self.before, self.after) if self.before and self.after else ""

    @property
    def goes_on(self) -> bool:
        """Whether it is from then on that it goes on although its decree has ended, until a new schedule."""
        stood_so = self.before is not None and PARENT_ENDED in self.before.warnings
        return self.after is not None and PARENT_ENDED in self.after.warnings and not stood_so

    @property
    def remarks(self) -> list[str]:
        """What else differs: scope, status, and warnings that came or went."""
        if not (self.before and self.after):
            return say_warnings(self.after) if self.after else []
        # A change of status already says what its warnings would.
        told = STATUS_WARNINGS.values() if self.before.status != self.after.status else ()
        old, new = (
            [text for text in say_warnings(found) if text not in {WARNING_TEXTS[one] for one in told}]
            for found in (self.before, self.after)
        )
        remarks = [
            f"{name}: {one.label} → {other.label}."
            for name, one, other in [
                ("Phạm vi", self.before.scope, self.after.scope),
                ("Tình trạng", self.before.status, self.after.status),
            ]
            if one != other
        ]
        remarks += [f"Thêm lưu ý «{text.rstrip('.')}»." for text in new if text not in old]
        return remarks + [f"Không còn lưu ý «{text.rstrip('.')}»." for text in old if text not in new]


def changes_between(reading: Reading, first: date, second: date) -> list[Change]:
    """This will list the rates that differ on two days, in the order of the law's files."""
    found = (change_of(reading, key, first, second) for key in reading.labels)
    return [change for change in found if change]


def change_of(reading: Reading, key: str, first: date, second: date) -> Change | None:
    """This will tell how a rate differs on two days; None where it does not."""
    before, after = reading.book.find(key, first), reading.book.find(key, second)
    kind = _kind(before, after)
    if kind is None:
        return None
    found = after or before
    by = _brought_by(before, after) if after else reading.absence(key, second).citations
    return Change(key, found.label, found.measure, kind, before, after, by)


def _kind(before: InForce | None, after: InForce | None) -> Kind | None:
    if before is None or after is None:
        return Kind.STARTS if after else Kind.ENDS if before else None
    if said(before) != said(after):
        return Kind.AMOUNT
    return None if _standing(before) == _standing(after) else Kind.STANDING


def _standing(found: InForce) -> tuple:
    return (found.scope, found.status, found.warnings, found.citations)


def _brought_by(before: InForce | None, after: InForce) -> tuple[Citation, ...]:
    old = before.citations if before else ()
    return tuple(cited for cited in after.citations if cited not in old) or after.citations


@dataclass(frozen=True)
class Coming:
    """A day that lies ahead and what changes on it."""

    day: date
    changes: list[Change]

    @property
    def eve(self) -> date:
        """The day before."""
        return self.day - timedelta(days=1)

    @property
    def telling(self) -> list[Change]:
        """The rates that start, end or change their amount."""
        return [change for change in self.changes if change.kind != Kind.STANDING]

    @property
    def others(self) -> int:
        """How many keep their amount and change what stands behind it."""
        return len(self.changes) - len(self.telling)


def coming_changes(reading: Reading, on: date) -> list[Coming]:
    """This will list what law changes after a day, as far as it is recorded, derived values included."""
    ahead = [day for day in reading.days() if day > on]
    found = (Coming(day, changes_between(reading, day - timedelta(days=1), day)) for day in ahead)
    return [coming for coming in found if coming.changes]


def last_change(reading: Reading, on: date) -> date:
    """This will return the last day up to a day on which a row starts; the day itself while none does."""
    return max((day for day in reading.days() if day <= on), default=on)
