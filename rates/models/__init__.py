"""The law as dated data, and the schedules that people enter for it."""

from rates.models.law import (
    Instrument,
    LawQuerySet,
    Rate,
    RateCitation,
    Relation,
    RelationKind,
    ScheduleRow,
)
from rates.models.schedules import Schedule, ScheduleLine, ScheduleScan, ScheduleUpload

__all__ = [
    "Instrument",
    "LawQuerySet",
    "Rate",
    "RateCitation",
    "Relation",
    "RelationKind",
    "Schedule",
    "ScheduleLine",
    "ScheduleRow",
    "ScheduleScan",
    "ScheduleUpload",
]
