"""States of works and payment sheets."""

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
