"""Verbs on the law."""

from rates.services.load import EnteredByPeopleError, LawInUseError, load_law

__all__ = ["EnteredByPeopleError", "LawInUseError", "load_law"]
