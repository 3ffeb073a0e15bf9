"""Verbs on the Excel file of a schedule: keep it to be looked at, then save its lines, all or none."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import ValidationError
from django.db import transaction

from core.audit import record
from core.models import User
from core.text import clean_text
from core.workbook import UnreadableFileError, write_error_workbook
from rates.models import Schedule, ScheduleLine, ScheduleUpload
from rates.queries import read_bounds
from rates.schedules.bounds import Bounds
from rates.schedules.reader import ScheduleFile, read_schedule_file
from rates.schedules.terms import FIELDS, MEDIA, LineTerms, terms_of
from rates.services.schedules import open_draft

LARGEST_UPLOAD = 5 * 1024 * 1024


@transaction.atomic
def keep_upload(*, actor: User, schedule: Schedule, name: str, content: bytes) -> ScheduleUpload:
    """This will keep a file in place of the one before, to be looked at; the draft stays as it is.

    :raises ValidationError: no workbook that can be read, above 5 MB, or no longer a draft.
    """
    schedule = open_draft(actor=actor, schedule=schedule)
    if len(content) > LARGEST_UPLOAD:
        raise ValidationError({"file": "Tệp lớn hơn 5 MB: một biểu mức không cần đến thế."})
    told = {"name": clean_text(name)[:200], "content": content, "added_by": actor}
    upload, _ = ScheduleUpload.objects.update_or_create(schedule=schedule, defaults=told)
    try:
        read_upload(upload)
    except UnreadableFileError as error:
        raise ValidationError({"file": str(error)}) from error
    record(actor=actor, action="gửi tệp biểu mức", target=schedule, unit=schedule.unit, after={"tệp": upload.name})
    return upload


@transaction.atomic
def save_upload(*, actor: User, schedule: Schedule) -> int:
    """This will make the lines of a draft those of the file that was kept, and return how many there are.

    Lines that say the same as before keep what was found of them.

    :raises ValidationError: no file, a file with faults, or no longer a draft.
    """
    schedule = open_draft(actor=actor, schedule=schedule)
    upload = ScheduleUpload.objects.filter(schedule=schedule).first()
    if upload is None:
        raise ValidationError("Chưa có tệp nào được gửi: hãy chọn tệp lại.")
    file = read_upload(upload)
    if file.faults:
        raise ValidationError([fault.describe(file.columns) for fault in file.faults])
    _replace_lines(schedule, file.lines)
    said = {"tệp": upload.name, "số dòng": len(file.lines)}
    record(actor=actor, action="lưu biểu mức từ tệp", target=schedule, unit=schedule.unit, after=said)
    upload.delete()
    return len(file.lines)


def read_upload(upload: ScheduleUpload, bounds: Bounds | None = None) -> ScheduleFile:
    """This will read a file that was kept, by the law of its schedule's first day, which may be read already.

    :raises UnreadableFileError: it is no workbook that can be read.
    """
    schedule = upload.schedule
    bounds = bounds or read_bounds(on=schedule.effective_on, unit=schedule.unit)
    return read_schedule_file(BytesIO(bytes(upload.content)), bounds, MEDIA)


def faulty_copy(upload: ScheduleUpload, file: ScheduleFile) -> bytes:
    """This will give the file back with a column «Lỗi»."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "bieu-muc.xlsx", Path(folder) / "bieu-muc-loi.xlsx"
        source.write_bytes(bytes(upload.content))
        write_error_workbook(source, target, file.faults, file)
        return target.read_bytes()


def _replace_lines(schedule: Schedule, lines: tuple[LineTerms, ...]) -> None:
    known = {(line.medium, line.code): line for line in schedule.lines.all()}
    new, changed = [], []
    for order, terms in enumerate(lines, start=1):
        line = known.pop((terms.medium, terms.code), None)
        if line is None:
            new.append(ScheduleLine(schedule=schedule, order=order, **{name: getattr(terms, name) for name in FIELDS}))
            continue
        if terms_of(line) != terms:
            for name in FIELDS:
                setattr(line, name, getattr(terms, name))
            line.check_result, line.check_note, line.checked_by = "", "", None
        line.order = order
        changed.append(line)
    ScheduleLine.objects.filter(pk__in=[line.pk for line in known.values()]).delete()
    ScheduleLine.objects.bulk_update(changed, [*FIELDS, "order", "check_result", "check_note", "checked_by"])
    ScheduleLine.objects.bulk_create(new)
