"""Verbs on outlets, works and payment sheets: each one transaction, each with its decision row."""

from royalties.services.drafts import draft_from_file
from royalties.services.duplicates import rule_on_pair
from royalties.services.opening import add_opening, drop_opening
from royalties.services.outlets import open_outlets
from royalties.services.payee_records import add_pen_name, merge_payees, update_payee
from royalties.services.refused import RefusedDraftError, WrongWorksFileError
from royalties.services.reviews import return_work, review_work, review_works
from royalties.services.works import WorkFacts, delete_work, edit_work, record_work

__all__ = [
    "RefusedDraftError",
    "WorkFacts",
    "WrongWorksFileError",
    "add_opening",
    "add_pen_name",
    "delete_work",
    "draft_from_file",
    "drop_opening",
    "edit_work",
    "merge_payees",
    "open_outlets",
    "record_work",
    "return_work",
    "review_work",
    "review_works",
    "rule_on_pair",
    "update_payee",
]
