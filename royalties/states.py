"""States of works, of imports of works, and of payment sheets."""

from dataclasses import dataclass

from django.db import models

from core.access import Permission


class WorkState(models.TextChoices):
    """How far a work has come (QĐ 10/2024/QĐ-UBND Điều 20 khoản 2: reviewed before it is paid)."""

    RECORDED = "recorded", "đã ghi"
    REVIEWED = "reviewed", "đã kiểm duyệt"
    SCORED = "scored", "đã chấm"
    ON_SHEET = "on_sheet", "trên bảng thanh toán"
    PAID = "paid", "đã chi"


# Every way that a work can go; nothing else is possible: whoever takes a work on does so by move_to, and asks first.
WORK_MOVES: frozenset[tuple[WorkState, WorkState]] = frozenset(
    {
        (WorkState.RECORDED, WorkState.REVIEWED),
        (WorkState.REVIEWED, WorkState.RECORDED),
        (WorkState.REVIEWED, WorkState.SCORED),
        (WorkState.SCORED, WorkState.REVIEWED),
        (WorkState.SCORED, WorkState.ON_SHEET),
        (WorkState.ON_SHEET, WorkState.SCORED),
        (WorkState.ON_SHEET, WorkState.PAID),
    }
)


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
    RETURNED = "returned", "trả lại"
    DISCARDED = "discarded", "đã bỏ"
    CANCELLED = "cancelled", "đã huỷ"


CHANGEABLE = (SheetStatus.DRAFT, SheetStatus.RETURNED)
IN_SIGNING = (SheetStatus.SUBMITTED, SheetStatus.BOARD_APPROVED, SheetStatus.ACCOUNTANT_CHECKED)
FROZEN = (SheetStatus.APPROVED, SheetStatus.CANCELLED)


class SheetAction(models.TextChoices):
    """What is done with a payment sheet as a whole; every act is kept as a step."""

    BUILD = "build", "lập"
    CHANGE = "change", "sửa"
    SUBMIT = "submit", "trình"
    BOARD_APPROVE = "board_approve", "trưởng ban duyệt"
    CHECK = "check", "kế toán kiểm"
    APPROVE = "approve", "thủ trưởng duyệt"
    RETURN = "return", "trả lại"
    WITHDRAW = "withdraw", "rút lại"
    DISCARD = "discard", "bỏ"
    CANCEL = "cancel", "huỷ"


@dataclass(frozen=True)
class SheetMove:
    """From which states an act leads to which, and the permission in the sheet's unit that opens it.

    :ivar of_separate: opens it too where the sheet pays one of those who sign (a deputy or a superior signs).
    """

    action: SheetAction
    before: tuple[SheetStatus, ...]
    after: SheetStatus
    permission: Permission
    of_separate: Permission | None = None


# Every act on a payment sheet that has been built; nothing else is possible. Signatures stand in their order
# (QĐ 10/2024/QĐ-UBND Điều 15 khoản 3; NĐ 224/2026/NĐ-CP Điều 20 khoản 3 điểm b).
SUBMISSION = SheetMove(SheetAction.SUBMIT, CHANGEABLE, SheetStatus.SUBMITTED, Permission.PREPARE_SHEETS)
SIGNATURES = (
    SheetMove(
        SheetAction.BOARD_APPROVE,
        (SheetStatus.SUBMITTED,),
        SheetStatus.BOARD_APPROVED,
        Permission.APPROVE_AS_BOARD,
        of_separate=Permission.APPROVE_AS_DEPUTY,
    ),
    SheetMove(
        SheetAction.CHECK, (SheetStatus.BOARD_APPROVED,), SheetStatus.ACCOUNTANT_CHECKED, Permission.CHECK_SHEETS
    ),
    SheetMove(SheetAction.APPROVE, (SheetStatus.ACCOUNTANT_CHECKED,), SheetStatus.APPROVED, Permission.APPROVE_SHEETS),
)
# Whoever could sign next may return instead; the preparer may withdraw what nobody has signed yet.
WITHDRAWAL = SheetMove(SheetAction.WITHDRAW, (SheetStatus.SUBMITTED,), SheetStatus.RETURNED, Permission.PREPARE_SHEETS)
DISCARDING = SheetMove(SheetAction.DISCARD, CHANGEABLE, SheetStatus.DISCARDED, Permission.PREPARE_SHEETS)
SHEET_MOVES = (SUBMISSION, *SIGNATURES, WITHDRAWAL, DISCARDING)


def next_signature(status: str) -> SheetMove | None:
    """This will name the signature that a sheet waits for, or None."""
    return next((move for move in SIGNATURES if status in move.before), None)


class PayoutStatus(models.TextChoices):
    """How far a payout has come; sending it to the State Treasury freezes it."""

    DRAFT = "draft", "nháp"
    SENT = "sent", "đã gửi Kho bạc"
    VOIDED = "voided", "đã huỷ"


class TransferState(models.TextChoices):
    """What became of the money that was sent to one payee."""

    SENT = "sent", "đã gửi"
    PAID = "paid", "đã chi"
    RETURNED = "returned", "ngân hàng trả lại"


class SheetKind(models.TextChoices):
    """What a payment sheet pays; one kind a sheet."""

    ROYALTY = "royalty", "nhuận bút"
    REMUNERATION = "remuneration", "thù lao"
    ENCOURAGEMENT = "encouragement", "tiền khuyến khích"
    DIGITISATION = "digitisation", "số hoá"
    DIFFERENCE = "difference", "truy lĩnh, truy thu"


# What stands in the numbers of sheets for their kind.
KIND_CODES = {
    SheetKind.ROYALTY: "NB",
    SheetKind.REMUNERATION: "TL",
    SheetKind.ENCOURAGEMENT: "KK",
    SheetKind.DIGITISATION: "SH",
    SheetKind.DIFFERENCE: "CL",
}
