"""Verbs on the law: load what is shipped, enter and verify schedules, narrow them in a unit."""

from rates.services.load import EnteredByPeopleError, LawInUseError, load_law
from rates.services.narrowings import confirm_narrowings, lapses_of
from rates.services.schedule_files import faulty_copy, keep_upload, read_upload, save_upload
from rates.services.schedules import (
    Head,
    attach_scan,
    change_head,
    create_schedule,
    remove_line,
    require_keeper,
    save_line,
    submit_schedule,
)
from rates.services.verification import Mark, conclude_verification, mark_lines, require_second

__all__ = [
    "EnteredByPeopleError",
    "Head",
    "LawInUseError",
    "Mark",
    "attach_scan",
    "change_head",
    "conclude_verification",
    "confirm_narrowings",
    "create_schedule",
    "faulty_copy",
    "keep_upload",
    "lapses_of",
    "load_law",
    "mark_lines",
    "read_upload",
    "remove_line",
    "require_keeper",
    "require_second",
    "save_line",
    "save_upload",
    "submit_schedule",
]
