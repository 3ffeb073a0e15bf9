"""States of works, of imports of works, and of payment sheets."""

from django.db import models

from core.access import Permission


class WorkState(models.TextChoices):
    """How far a work has come (QĐ 10/2024/QĐ-UBND Điều 20 khoản 2: reviewed before it is paid)."""

    RECORDED = "recorded", "đã ghi"
    REVIEWED = "reviewed", "đã kiểm duyệt"
    SCORED = "scored", "đã chấm"
    ON_SHEET = "on_sheet", "trên bảng thanh toán"
    PAID = "paid", "đã chi"


# Every way that a work can go, and the permission in its unit that opens it; nothing else is possible.
WORK_MOVES: dict[tuple[WorkState, WorkState], Permission] = {
    (WorkState.RECORDED, WorkState.REVIEWED): Permission.REVIEW_WORKS,
    (WorkState.REVIEWED, WorkState.RECORDED): Permission.REVIEW_WORKS,
    (WorkState.REVIEWED, WorkState.SCORED): Permission.SCORE_WORKS,
    (WorkState.SCORED, WorkState.REVIEWED): Permission.SCORE_WORKS,
    (WorkState.SCORED, WorkState.ON_SHEET): Permission.PREPARE_SHEETS,
    (WorkState.ON_SHEET, WorkState.SCORED): Permission.PREPARE_SHEETS,
}


class ImportState(models.TextChoices):
    """How far an Excel file of works has come: understood first, then applied all or nothing."""

    UPLOADED = "uploaded", "chờ đọc"
    READING = "reading", "đang đọc"
    CHECKED = "checked", "đã đọc, chờ áp dụng"
    FAULTY = "faulty", "cần sửa hoặc trả lời"
    APPLYING = "applying", "đang ghi"
    APPLIED = "applied", "đã ghi"
    CANCELLED = "cancelled", "đã huỷ"
    UNDONE = "undone", "đã hoàn tác"
    FAILED = "failed", "không đọc được"


IMPORTS_IN_WORK = (ImportState.UPLOADED, ImportState.READING, ImportState.APPLYING)
_IMPORT_WAYS = {
    ImportState.UPLOADED: (ImportState.READING, ImportState.UPLOADED, ImportState.CANCELLED),
    ImportState.READING: (
        ImportState.CHECKED,
        ImportState.FAULTY,
        ImportState.FAILED,
        ImportState.UPLOADED,
        ImportState.CANCELLED,
    ),
    ImportState.CHECKED: (ImportState.APPLYING, ImportState.UPLOADED, ImportState.CANCELLED),
    ImportState.FAULTY: (ImportState.UPLOADED, ImportState.CANCELLED),
    ImportState.APPLYING: (ImportState.APPLIED, ImportState.UPLOADED, ImportState.FAILED, ImportState.CANCELLED),
    ImportState.APPLIED: (ImportState.UNDONE,),
    ImportState.FAILED: (ImportState.UPLOADED, ImportState.CANCELLED),
}
# Every way that an import can go, and the permission in its unit that opens it; nothing else is possible.
IMPORT_MOVES: dict[tuple[ImportState, ImportState], Permission] = {
    (before, after): Permission.RECORD_WORKS for before, ways in _IMPORT_WAYS.items() for after in ways
}


class SheetStatus(models.TextChoices):
    """How far a payment sheet has come; approval by the unit head freezes its gross."""

    DRAFT = "draft", "nháp"
    SUBMITTED = "submitted", "trình"
    BOARD_APPROVED = "board_approved", "trưởng ban duyệt"
    ACCOUNTANT_CHECKED = "checked", "kế toán kiểm"
    APPROVED = "approved", "thủ trưởng duyệt"
    CANCELLED = "cancelled", "đã huỷ"


class SheetKind(models.TextChoices):
    """What a payment sheet pays; one kind a sheet."""

    ROYALTY = "royalty", "nhuận bút"
    REMUNERATION = "remuneration", "thù lao"
    ENCOURAGEMENT = "encouragement", "tiền khuyến khích"
    DIGITISATION = "digitisation", "số hoá"
    DIFFERENCE = "difference", "truy lĩnh, truy thu"
