"""What people do with an import: upload, answer, apply, cancel, begin again; each with its decision row."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.access import Permission, require
from core.audit import record
from core.models import User
from royalties.genres import GENRES_OF
from royalties.models import ImportAnswer, ImportFile, Outlet, WorksImport
from royalties.models.imports import AnswerKind
from royalties.portal_file.model import DAY_FIRST, KEPT, MONTH_FIRST, ONE_NAME, SEVERAL_NAMES, SWAPPED
from royalties.services.imports.comparing import pairs_in_background
from royalties.services.imports.moving import locked, move
from royalties.services.imports.running import apply_in_background, read_in_background
from royalties.states import ImportState

LARGEST_FILE = 10 * 1024 * 1024
_LONGEST_NAME = 200
_ZIP = b"PK\x03\x04"


@transaction.atomic
def upload_import(*, actor: User, outlet: Outlet, file_name: str, content: bytes) -> WorksImport:
    """This will keep a file of an outlet's works and queue its reading.

    :raises PermissionDenied: the actor may not record works of the unit.
    :raises ValidationError: empty, above 10 MB, or no xlsx workbook.
    """
    require(actor, Permission.RECORD_WORKS, unit=outlet.unit)
    if len(content) > LARGEST_FILE:
        raise ValidationError("Tệp lớn hơn 10 MB: hãy chia thành nhiều tệp.")
    if not content.startswith(_ZIP):
        raise ValidationError("Tệp không phải là sổ tính Excel (.xlsx). Mở bằng Excel rồi lưu lại kiểu .xlsx.")
    works_import = WorksImport.objects.create(
        unit=outlet.unit,
        outlet=outlet,
        file_name=file_name[-_LONGEST_NAME:] or "tệp không tên",
        size=len(content),
        beat_at=timezone.now(),
        created_by=actor,
        asked_by=actor,
    )
    ImportFile.objects.create(works_import=works_import, content=content)
    record(
        actor=actor,
        action="tải tệp tác phẩm lên",
        target=works_import,
        unit=outlet.unit,
        after={"nơi đăng": str(outlet), "cỡ (byte)": len(content)},
    )
    read_in_background.enqueue(works_import.pk)
    return works_import


@transaction.atomic
def answer_import(*, actor: User, works_import: WorksImport, answers: dict) -> WorksImport:
    """This will keep what somebody said of a file's words, for it and for the unit's next ones, and read it anew.

    :raises ValidationError: an answer that nobody asked for, or the file is not waiting for answers.
    """
    require(actor, Permission.RECORD_WORKS, unit=works_import.unit)
    row = locked(works_import)
    if row.state not in (ImportState.CHECKED, ImportState.FAULTY):
        raise ValidationError("Tệp này không chờ trả lời. Hãy tải lại trang.")
    _must_make_sense(row, answers)
    move(row, ImportState.UPLOADED, actor=actor, answers={**row.answers, **answers}, run=row.run + 1)
    kept = {AnswerKind.GENRE: answers.get("genres", {}), AnswerKind.AUTHORS: answers.get("authors", {})}
    ImportAnswer.objects.bulk_create(
        [
            ImportAnswer(unit=row.unit, kind=kind, key=key, value=value)
            for kind, said in kept.items()
            for key, value in said.items()
            # A blank label means another thing in each file.
            if key
        ],
        update_conflicts=True,
        unique_fields=["unit", "kind", "key"],
        update_fields=["value"],
    )
    read_in_background.enqueue(row.pk)
    return row


@transaction.atomic
def apply_import(*, actor: User, works_import: WorksImport) -> WorksImport:
    """This will queue the recording of a checked file.

    :raises ValidationError: there is nothing to record, or the file is not ready.
    """
    require(actor, Permission.RECORD_WORKS, unit=works_import.unit)
    row = locked(works_import)
    if row.state == ImportState.CHECKED and not row.work_count:
        raise ValidationError("Không có tác phẩm mới nào để ghi.")
    move(row, ImportState.APPLYING, actor=actor, applied_by=actor, run=row.run + 1)
    record(actor=actor, action="áp dụng tệp tác phẩm", target=row, unit=row.unit, after={"số tác phẩm": row.work_count})
    apply_in_background.enqueue(row.pk)
    return row


@transaction.atomic
def cancel_import(*, actor: User, works_import: WorksImport) -> WorksImport:
    """This will give an import up, wherever it stands, as long as it has recorded nothing.

    :raises ValidationError: it has, or it was given up before.
    """
    require(actor, Permission.RECORD_WORKS, unit=works_import.unit)
    row = locked(works_import)
    before = row.get_state_display()
    move(row, ImportState.CANCELLED, actor=actor)
    record(actor=actor, action="huỷ tệp tác phẩm", target=row, unit=row.unit, before={"trạng thái": before})
    return row


@transaction.atomic
def restart_import(*, actor: User, works_import: WorksImport) -> WorksImport:
    """This will begin again what stopped: the reading of a file, or the look for works that may be one once applied.

    A worker that was only slow finds another run, and stops before it writes anything of a file.

    :raises ValidationError: a worker is busy with it.
    """
    require(actor, Permission.RECORD_WORKS, unit=works_import.unit)
    row = locked(works_import)
    if row.state != ImportState.FAILED and not row.is_stopped:
        raise ValidationError("Tệp này không dừng: hãy đợi, hoặc huỷ.")
    record(actor=actor, action="chạy lại tệp tác phẩm", target=row, unit=row.unit)
    if row.is_comparing:
        row.run, row.beat_at, row.done, row.total = row.run + 1, timezone.now(), 0, 0
        row.save(update_fields=["run", "beat_at", "done", "total"])
        pairs_in_background.enqueue(row.pk)
    else:
        move(row, ImportState.UPLOADED, actor=actor, run=row.run + 1)
        read_in_background.enqueue(row.pk)
    return row


def _must_make_sense(row: WorksImport, answers: dict) -> None:
    """Whoever sends a form by hand may not leave words behind that later readings stumble over."""
    asked = (row.understood or {}).get("asked", {})
    labels = {key for key, *_ in asked.get("genres", ())}
    texts = {text for text, *_ in asked.get("authors", ())}
    people = {name: {"new", *(str(pk) for pk, _ in options)} for name, options, *_ in asked.get("people", ())}
    day = answers.get("published_on", "")
    is_fine = (
        answers.keys() <= {"date_order", "real_dates", "published_on", "genres", "authors", "people"}
        and answers.get("date_order", DAY_FIRST) in (DAY_FIRST, MONTH_FIRST)
        and answers.get("real_dates", KEPT) in (KEPT, SWAPPED)
        and all(key in labels and code in GENRES_OF[row.outlet.medium] for key, code in _of(answers, "genres"))
        and all(text in texts and how in (ONE_NAME, SEVERAL_NAMES) for text, how in _of(answers, "authors"))
        and all(payee in people.get(name, ()) for name, payee in _of(answers, "people"))
    )
    if not is_fine:
        raise ValidationError("Câu trả lời không hợp với tệp này. Hãy tải lại trang.")
    if day and date.fromisoformat(day) > timezone.localdate():
        raise ValidationError("Ngày đăng không thể là ngày chưa tới.")


def _of(answers: dict, name: str) -> list[tuple[str, str]]:
    return list(answers.get(name, {}).items())
