"""What follows upon an answer of the law: from which day, by which clauses, and what it says then; pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from rates.changes import Change, Kind, change_of
from rates.reading import Reading
from rates.terms import PARENT_ENDED, STATUS_WARNINGS, Citation, InForce, Status
from rates.wording import say_measure

_NOTHING_KNOWN = "Chưa ghi nhận thay đổi nào."
_WAITS_FOR_SCHEDULE = "Chưa ghi nhận ngày đổi: mức này áp dụng tiếp sau khi văn bản gốc hết hiệu lực, chờ biểu mức mới."
_WAITS_FOR_ENTRY = "Chưa ghi nhận ngày đổi: chờ nhập biểu mức từ bản ký."


@dataclass(frozen=True)
class Following:
    """What follows from a day on and the clauses that bring it about; without a day, what is known of that."""

    day: date | None
    said: str
    by: tuple[Citation, ...]


def what_follows(reading: Reading, found: InForce) -> Following:
    """This will tell the next change that is recorded of an answer, or what it waits for."""
    if found.until is None:
        return _waiting(reading, found)
    day = found.until + timedelta(days=1)
    change = change_of(reading, found.key, found.until, day)
    if change is None:
        again = reading.book.find(found.key, day)
        return Following(day, "ghi dòng mới, giữ nguyên mức.", again.citations if again else ())
    return Following(day, _said(change), tuple(dict.fromkeys([*_newly_ended(change), *change.by])))


def _newly_ended(change: Change) -> list[Citation]:
    """The clauses that end something on the day itself: they brought the change about, so they are told first."""
    before = change.before.ends if change.before else ()
    return [cited for cited in change.after.ends if cited not in before] if change.after else []


def _said(change: Change) -> str:
    if change.kind == Kind.ENDS:
        return "hết hiệu lực, chưa ghi nhận mức thay."
    amount = " ".join(part for part in (change.becomes, say_measure(change.measure)) if part)
    told = [f"thành {amount}" if change.kind == Kind.AMOUNT else f"giữ mức {amount}"]
    if change.difference:
        told.append(f"chênh {change.difference}")
    if change.goes_on:
        told.append("áp dụng tiếp dù văn bản gốc hết hiệu lực, chờ biểu mức mới")
    elif _newly_ended(change):
        told.append("trần đứng trên hết hiệu lực")
    return f"{', '.join(told)}."


def _waiting(reading: Reading, found: InForce) -> Following:
    if PARENT_ENDED in found.warnings:
        parent = reading.book.find(reading.row(found.row_ids[0]).rests_on, found.on)
        return Following(None, _WAITS_FOR_SCHEDULE, parent.citations if parent else ())
    if STATUS_WARNINGS[Status.NOT_ENTERED] in found.warnings:
        return Following(None, _WAITS_FOR_ENTRY, ())
    return Following(None, _NOTHING_KNOWN, ())
