"""What the shipped law says, as plain data: instruments, schedule rows, dated rates, each with its file and line."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class RelationEntry:
    """What an instrument does to another."""

    kind: str
    target: str
    on: date | None
    clause: str
    label: str


@dataclass(frozen=True)
class InstrumentEntry:
    """An instrument of the shipped law."""

    place: str
    number: str
    kind: str
    issuer: str
    title: str
    issued_on: date | None
    effective_on: date | None
    schedule_status: str
    labels: dict[str, str]
    dossier: list[str]
    note: str
    relations: list[RelationEntry]


@dataclass(frozen=True)
class ScheduleEntry:
    """A schedule row of the shipped law."""

    place: str
    medium: str
    code: str
    genre: str
    label: str
    measure: str
    order: int
    instrument: str
    clause: str
    labels: dict[str, str]
    dossier: list[str]


@dataclass(frozen=True)
class RateEntry:
    """A dated row of the shipped law, in the columns of the database."""

    place: str
    key: str
    label: str
    measure: str
    scope: str
    start: date
    recorded: date
    form: str
    value: Decimal | None
    minimum: Decimal | None
    maximum: Decimal | None
    of_key: str
    text: str
    level_share: Decimal | None
    rests_on: str
    status: str
    labels: dict[str, str]
    dossier: list[str]
    note: str
    citations: tuple[tuple[str, str], ...]

    @property
    def identity(self) -> tuple[str, str, date, date]:
        """What makes a row this row: key, scope, start and recorded."""
        return (self.key, self.scope, self.start, self.recorded)


@dataclass
class Law:
    """All that the shipped law says, and the names of the files that must say it, each with where it is named."""

    files: list[tuple[str, str]] = field(default_factory=list)
    instruments: list[InstrumentEntry] = field(default_factory=list)
    schedule_rows: list[ScheduleEntry] = field(default_factory=list)
    rates: list[RateEntry] = field(default_factory=list)
