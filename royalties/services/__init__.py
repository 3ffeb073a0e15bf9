"""Verbs on outlets, works and payment sheets: each one transaction, each with its decision row."""

from royalties.services.drafts import draft_from_file
from royalties.services.outlets import open_outlets
from royalties.services.payee_records import add_pen_name, merge_payees, update_payee
from royalties.services.refused import WrongWorksFileError

__all__ = [
    "WrongWorksFileError",
    "add_pen_name",
    "draft_from_file",
    "merge_payees",
    "open_outlets",
    "update_payee",
]
