"""Scoring: many rows in one call, each with its own result, and no work half decided.

All is computed first and written in bulk after. A score that the law refuses is kept as it was typed, beside the part:
the coefficient and the state of the work stay what they were.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from core.access import Permission, require
from core.audit import Entry, record_all
from core.models import Unit, User
from core.money import format_number, parse_number
from rates.book import RateBook
from rates.queries import read_book
from royalties.compute.refusals import Refusal, RefusedError
from royalties.models import RefusedScore, Work, WorkPart
from royalties.states import WorkState
from royalties.worth import is_whole, price_part

SCORED, TAKEN_BACK = "chấm hệ số", "bỏ chấm"
LONGEST_TYPED = 40
_OPEN = (WorkState.REVIEWED, WorkState.SCORED)
_BATCH = 500
# One dot before one or two digits can be no group of thousands: whoever types 1.5 means 1,5.
_DOT_DECIMAL = re.compile(r"[0-9]+\.[0-9]{1,2}")
_LARGEST, _DECIMALS = Decimal(10**6), 6


class Outcome(StrEnum):
    """What became of one row."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    STALE = "stale"
    GONE = "gone"


@dataclass(frozen=True)
class Score:
    """One row as it was sent: the part, what was typed, and the coefficient that the page showed («» for none)."""

    part_id: int
    typed: str
    shown: str


@dataclass(frozen=True)
class Scored:
    """The result of one row: what became of it and, unless it was saved or unchanged, why."""

    part_id: int
    outcome: Outcome
    said: str


@dataclass
class _Batch:
    """The rows of one call with all that they ask for, and what is to be written."""

    actor: User
    now: datetime
    parts: dict[int, WorkPart]
    works: dict[int, Work]
    books: dict[Unit, RateBook]
    changed: dict[int, WorkPart] = field(default_factory=dict)
    refused: dict[int, RefusedScore] = field(default_factory=dict)
    cleared: set[int] = field(default_factory=set)


def parse_coefficient(text: str) -> Decimal | None:
    """This will read a coefficient as people type it, 1,5 or 1.5; none for a blank.

    :raises ValueError: anything else, one too large to be stored, or one of more than six decimals.
    """
    typed = text.strip()
    if not typed:
        return None
    number = Decimal(typed) if _DOT_DECIMAL.fullmatch(typed) else parse_number(typed)
    if number >= _LARGEST or -number.as_tuple().exponent > _DECIMALS:
        raise ValueError(f"«{typed}» quá lớn hoặc có quá {_DECIMALS} chữ số sau dấu phẩy")
    return number


def read_score(book: RateBook, work: Work, part: WorkPart, typed: str) -> Decimal | None:
    """This will read what was typed for a part and hold it to the law of the work's days; none for a blank.

    :raises RefusedError: no number, or the law refuses it.
    """
    try:
        coefficient = parse_coefficient(typed)
    except ValueError as error:
        raise RefusedError(Refusal.BAD_INPUT, str(error), field="coefficient") from error
    if coefficient is not None:
        price_part(book, work, part, coefficient)
    return coefficient


def say_refused(part: WorkPart, error: RefusedError) -> str:
    """This will say why a score of a part is refused, and which coefficient stands meanwhile."""
    reason = str(error)
    kept = "" if part.coefficient is None else f" Vẫn giữ hệ số {format_number(part.coefficient)}."
    return f"{reason[0].upper()}{reason[1:].rstrip('.')}.{kept}"


@transaction.atomic
def score_works(*, actor: User, scores: Sequence[Score]) -> list[Scored]:
    """This will score parts of works, take scores back where nothing is typed, and tell each row's result in order.

    A work is scored when every part of it has a coefficient within its frame, by the law of the work's days; it waits
    again when one is taken back (QĐ 10/2024/QĐ-UBND Điều 15 khoản 3).

    :raises PermissionDenied: the actor may not score works of the unit of one of the rows; then nothing is saved.
    """
    batch = _read(actor, [score.part_id for score in scores])
    before = {part.pk: part.coefficient for part in batch.parts.values()}
    states = {work.pk: work.state for work in batch.works.values()}
    results = [_score(batch, score) for score in scores]
    _move(batch)
    _write(batch)
    record_all(actor=actor, entries=list(_entries(batch, before, states)))
    return results


def _read(actor: User, part_ids: Iterable[int]) -> _Batch:
    """The works are locked in the order of their keys, so that two people who save at once wait, not fail."""
    works = Work.objects.filter(parts__in=list(part_ids)).values("pk")
    locked = Work.objects.select_for_update(of=("self",)).filter(pk__in=works).order_by("pk")
    found = list(locked.select_related("outlet__unit").prefetch_related("parts__schedule_row", "parts__refused_score"))
    units = {work.outlet.unit for work in found}
    for unit in units:
        require(actor, Permission.SCORE_WORKS, unit=unit)
    return _Batch(
        actor=actor,
        now=timezone.now(),
        parts={part.pk: part for work in found for part in work.parts.all()},
        works={work.pk: work for work in found},
        books={unit: read_book(unit=unit) for unit in units},
    )


def _score(batch: _Batch, score: Score) -> Scored:
    part = batch.parts.get(score.part_id)
    if part is None:
        return Scored(score.part_id, Outcome.GONE, "Tác phẩm không còn phần này. Hãy tải lại trang.")
    work = batch.works[part.work_id]
    if work.state not in _OPEN:
        return Scored(part.pk, Outcome.GONE, f"Tác phẩm {work.get_state_display()}: không chấm được ở đây.")
    if not _is_as_shown(part, score.shown):
        return Scored(part.pk, Outcome.STALE, _say_stale(part))
    try:
        coefficient = read_score(batch.books[work.outlet.unit], work, part, score.typed)
    except RefusedError as error:
        return _refuse(batch, part, score, say_refused(part, error))
    return _accept(batch, part, coefficient)


def _is_as_shown(part: WorkPart, shown: str) -> bool:
    try:
        return parse_coefficient(shown) == part.coefficient
    except ValueError:
        return False


def _say_stale(part: WorkPart) -> str:
    now = _say_coefficient(part.coefficient)
    return f"Chưa ghi: có người vừa sửa, hệ số hiện là: {now}. Kiểm tra rồi gõ lại."


def _refuse(batch: _Batch, part: WorkPart, score: Score, said: str) -> Scored:
    batch.cleared.discard(part.pk)
    batch.refused[part.pk] = RefusedScore(
        part=part, typed=score.typed.strip()[:LONGEST_TYPED], reason=said, typed_by=batch.actor, typed_at=batch.now
    )
    return Scored(part.pk, Outcome.REFUSED, said)


def _accept(batch: _Batch, part: WorkPart, coefficient: Decimal | None) -> Scored:
    batch.refused.pop(part.pk, None)
    if hasattr(part, "refused_score"):
        batch.cleared.add(part.pk)
    if coefficient == part.coefficient:
        return Scored(part.pk, Outcome.UNCHANGED, "Không đổi.")
    part.coefficient = coefficient
    part.scored_by, part.scored_at = (None, None) if coefficient is None else (batch.actor, batch.now)
    batch.changed[part.pk] = part
    return Scored(part.pk, Outcome.SAVED, "Đã bỏ chấm." if coefficient is None else "Đã lưu.")


def _move(batch: _Batch) -> None:
    """The law may have changed under a coefficient that stood before: the whole work is looked at again."""
    for work_id in {part.work_id for part in batch.changed.values()}:
        work = batch.works[work_id]
        state = WorkState.SCORED if _is_scored(batch, work) else WorkState.REVIEWED
        if state != work.state:
            work.move_to(state)


def _is_scored(batch: _Batch, work: Work) -> bool:
    try:
        for part in work.parts.all() if is_whole(work) else ():
            price_part(batch.books[work.outlet.unit], work, part, part.coefficient)
    except RefusedError:
        return False
    return is_whole(work)


def _write(batch: _Batch) -> None:
    WorkPart.objects.bulk_update(batch.changed.values(), ["coefficient", "scored_by", "scored_at"], batch_size=_BATCH)
    works = [batch.works[pk] for pk in sorted({part.work_id for part in batch.changed.values()})]
    Work.objects.bulk_update(works, ["state"], batch_size=_BATCH)
    RefusedScore.objects.filter(part__in=batch.cleared | batch.refused.keys()).delete()
    RefusedScore.objects.bulk_create(batch.refused.values(), batch_size=_BATCH)


def _entries(batch: _Batch, before: dict[int, Decimal | None], states: dict[int, str]) -> Iterable[Entry]:
    """One decision a work; a score typed twice in one call is one change."""
    changed: dict[int, list[WorkPart]] = {}
    for part in batch.changed.values():
        if part.coefficient != before[part.pk]:
            changed.setdefault(part.work_id, []).append(part)
    for work_id, parts in changed.items():
        work = batch.works[work_id]
        yield Entry(
            target=work,
            unit=work.outlet.unit,
            action=SCORED if any(part.coefficient is not None for part in parts) else TAKEN_BACK,
            before=_said(parts, before, states[work_id]),
            after=_said(parts, {part.pk: part.coefficient for part in parts}, work.state),
        )


def _said(parts: list[WorkPart], coefficients: dict[int, Decimal | None], state: str) -> dict:
    numbers = {
        f"hệ số {part.schedule_row} (phần {part.order})": _say_coefficient(coefficients[part.pk]) for part in parts
    }
    return numbers | {"trạng thái": WorkState(state).label}


def _say_coefficient(number: Decimal | None) -> str:
    return "chưa chấm" if number is None else format_number(number)
