"""How an import goes from one state to the next: only by the table, under the lock of its row."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from core.access import require
from core.models import User
from royalties.models import WorksImport
from royalties.states import IMPORT_MOVES, IMPORTS_IN_WORK, ImportState


def locked(works_import: WorksImport) -> WorksImport:
    """This will read an import again under the lock of its row; needs a transaction."""
    rows = WorksImport.objects.select_for_update(of=("self",)).select_related("unit", "outlet")
    return rows.get(pk=works_import.pk)


def move(works_import: WorksImport, to: ImportState, *, actor: User, **columns) -> None:
    """This will take an import that is locked to its next state and save it with further columns.

    :raises PermissionDenied: the actor may not; ValidationError: there is no such way from where it stands.
    """
    permission = IMPORT_MOVES.get((ImportState(works_import.state), to))
    if permission is None:
        said = works_import.get_state_display()
        raise ValidationError(f"Tệp này «{said}», không chuyển sang «{to.label}» được. Hãy tải lại trang.")
    require(actor, permission, unit=works_import.unit)
    works_import.state = to
    if to in IMPORTS_IN_WORK:
        columns |= {"asked_by": actor, "beat_at": timezone.now(), "done": 0, "total": 0, "failure": ""}
    for name, value in columns.items():
        setattr(works_import, name, value)
    works_import.save(update_fields=["state", *columns])
