"""Verbs on outlets, works and payment sheets: each one transaction, each with its decision row."""

from royalties.services.drafts import draft_from_file
from royalties.services.outlets import open_outlets
from royalties.services.refused import WrongWorksFileError

__all__ = ["WrongWorksFileError", "draft_from_file", "open_outlets"]
