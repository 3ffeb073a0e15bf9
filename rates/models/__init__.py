"""The law as dated data, and the schedules that people enter for it."""

from rates.models.law import (
    Instrument,
    LawQuerySet,
    Medium,
    Rate,
    RateCitation,
    Relation,
    RelationKind,
    ScheduleRow,
)

__all__ = [
    "Instrument",
    "LawQuerySet",
    "Medium",
    "Rate",
    "RateCitation",
    "Relation",
    "RelationKind",
    "ScheduleRow",
]
