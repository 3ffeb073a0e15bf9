"""Verbs on Excel files of works: upload, answer, apply, cancel, begin again, undo; what takes long is a job."""

from royalties.services.imports.undoing import undo_import, works_in_the_way
from royalties.services.imports.verbs import answer_import, apply_import, cancel_import, restart_import, upload_import

__all__ = [
    "answer_import",
    "apply_import",
    "cancel_import",
    "restart_import",
    "undo_import",
    "upload_import",
    "works_in_the_way",
]
