"""The instruments along time: when each begins and ends, and what it does to others, said both ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rates.models import Instrument, Relation, RelationKind

_ENDING = (RelationKind.REPLACES, RelationKind.REPEALS)
_PASSIVE = {
    RelationKind.AMENDS: ("được", "sửa đổi, bổ sung"),
    RelationKind.REPLACES: ("được", "thay thế"),
    RelationKind.REPEALS: ("bị", "bãi bỏ"),
    RelationKind.BASED_ON: ("là căn cứ của", ""),
    RelationKind.GUIDES: ("được", "hướng dẫn"),
}


@dataclass(frozen=True)
class Tie:
    """A relation from the side of one instrument: words, the other instrument, words, then when and where."""

    opening: str
    other: Instrument
    closing: str
    on: date | None
    clause: str
    label: str
    is_bond: bool

    @property
    def where(self) -> str:
        """From which day and by which clause, where known."""
        since = f"từ {self.on:%d/%m/%Y}" if self.on else ""
        return ", ".join(part for part in (since, self.clause) if part)


@dataclass(frozen=True)
class Life:
    """An instrument along time; its relations must have been read."""

    instrument: Instrument

    @property
    def start(self) -> date | None:
        """The effective day; the day of issue where the former is not entered; None where neither is."""
        return self.instrument.effective_on or self.instrument.issued_on

    @cached_property
    def end(self) -> date | None:
        """The first day on which another instrument has replaced or repealed it, where that day is known."""
        ending = [relation for relation in self.instrument.acted_on_by.all() if relation.kind in _ENDING]
        days = (relation.on or relation.instrument.effective_on for relation in ending)
        return min((day for day in days if day), default=None)

    @property
    def does(self) -> list[Tie]:
        """What it does to others."""
        return [_tie(relation, relation.target, relation.get_kind_display()) for relation in self._acting()]

    @property
    def suffers(self) -> list[Tie]:
        """What others do to it."""
        return [
            _tie(relation, relation.instrument, *_PASSIVE[RelationKind(relation.kind)])
            for relation in self.instrument.acted_on_by.all()
        ]

    @property
    def ties(self) -> list[Tie]:
        """All its relations, those first that change another instrument or itself."""
        return sorted([*self.does, *self.suffers], key=lambda tie: tie.is_bond)

    def _acting(self) -> Iterable[Relation]:
        return self.instrument.relations.all()


def _tie(relation: Relation, other: Instrument, opening: str, closing: str = "") -> Tie:
    is_bond = relation.kind in (RelationKind.BASED_ON, RelationKind.GUIDES)
    return Tie(opening, other, closing, relation.on, relation.clause, relation.label, is_bond)


def by_year(lives: Iterable[Life]) -> list[tuple[int | None, list[Life]]]:
    """This will put instruments under the years of their start, latest first; those without a day come last."""
    years: dict[int | None, list[Life]] = {}
    dated = sorted((life for life in lives if life.start), key=lambda life: life.start, reverse=True)
    undated = [life for life in lives if not life.start]
    for life in [*dated, *undated]:
        years.setdefault(life.start.year if life.start else None, []).append(life)
    return list(years.items())
