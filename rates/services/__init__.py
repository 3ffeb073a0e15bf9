"""Verbs on the law."""

from rates.services.load import LawInUseError, load_law

__all__ = ["LawInUseError", "load_law"]
