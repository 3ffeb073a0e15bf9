"""The long part of an import, in the background: a job gets a key, and writes nothing but its beat until its end."""

import logging
from collections.abc import Callable
from io import BytesIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from core.jobs import Beat, StoppedError
from core.models import User
from core.workbook import UnreadableFileError, write_error_workbook
from royalties.models import ImportFile, WorksImport
from royalties.services.imports.applying import ChangedError, write
from royalties.services.imports.comparing import pairs_in_background
from royalties.services.imports.moving import locked, move
from royalties.services.imports.planning import Plan, make_plan
from royalties.services.imports.telling import told_faults, understood
from royalties.states import ImportState

_AGAIN = 3
_BROKEN = "Việc nền gặp lỗi ngoài dự kiến, chưa ghi gì. Bấm «Chạy lại»; nếu vẫn lỗi, báo người quản trị hệ thống."
log = logging.getLogger(__name__)


@task()
def read_in_background(pk: int) -> None:
    """This will read an uploaded file and keep what was understood of it, or what is wrong."""
    if mine := _begun(pk):
        _run(mine, _read)


@task()
def apply_in_background(pk: int) -> None:
    """This will record the works of a checked file, all or nothing."""
    mine = WorksImport.objects.filter(pk=pk, state=ImportState.APPLYING).first()
    if mine is not None:
        _run(mine, _apply)


@transaction.atomic
def _begun(pk: int) -> WorksImport | None:
    """Two workers cannot begin the same reading."""
    mine = WorksImport.objects.select_for_update(of=("self",)).filter(pk=pk, state=ImportState.UPLOADED).first()
    if mine is not None:
        mine.state, mine.beat_at = ImportState.READING, timezone.now()
        mine.save(update_fields=["state", "beat_at"])
    return mine


def _run(mine: WorksImport, work: Callable[[WorksImport, User, Beat], None]) -> None:
    """On behalf of whoever asked for it, if the permission still holds at the end."""
    own = WorksImport.objects.filter(pk=mine.pk, run=mine.run, state=mine.state)
    try:
        work(mine, mine.asked_by, Beat(own))
    except StoppedError:
        return
    except (UnreadableFileError, PermissionDenied, ValidationError) as error:
        own.update(state=ImportState.FAILED, failure=_said(error))
    except Exception:
        log.exception("Import %s broke", mine.pk)
        own.update(state=ImportState.FAILED, failure=_BROKEN)
        raise
    except BaseException:
        # The worker is being ended: whoever looks at the page sees at once that nobody works on it.
        own.update(beat_at=None)
        raise


def _said(error: Exception) -> str:
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


def _read(mine: WorksImport, actor: User, beat: Beat) -> None:
    plan = make_plan(mine, beat)
    told, errors = understood(plan), _error_workbook(mine, plan) if plan.faults else None
    with transaction.atomic():
        row = _still_mine(mine)
        ImportFile.objects.filter(works_import=row).update(errors=errors)
        is_clean = not plan.faults and not plan.waits
        move(
            row,
            ImportState.CHECKED if is_clean else ImportState.FAULTY,
            actor=actor,
            understood=told,
            faults=told_faults(plan),
            fault_count=len(plan.faults),
            work_count=len(plan.works),
        )


def _error_workbook(mine: WorksImport, plan: Plan) -> bytes:
    target = BytesIO()
    write_error_workbook(BytesIO(bytes(mine.file.content)), target, plan.faults, plan.file)
    return target.getvalue()


def _apply(mine: WorksImport, actor: User, beat: Beat) -> None:
    for _ in range(_AGAIN):
        plan = make_plan(mine, beat)
        if plan.faults or plan.waits or plan.digest != (mine.understood or {}).get("digest"):
            break
        try:
            write(mine, plan, actor=actor, follow_up=lambda: pairs_in_background.enqueue(mine.pk))
            return
        except ChangedError:
            continue
    _read_again(mine, actor)


@transaction.atomic
def _read_again(mine: WorksImport, actor: User) -> None:
    """What is recorded has changed since somebody looked: it is read anew, so that somebody looks again."""
    row = _still_mine(mine)
    move(row, ImportState.UPLOADED, actor=actor, run=row.run + 1, beat_at=timezone.now())
    read_in_background.enqueue(row.pk)


def _still_mine(mine: WorksImport) -> WorksImport:
    row = locked(mine)
    if (row.run, row.state) != (mine.run, mine.state):
        raise StoppedError
    return row
