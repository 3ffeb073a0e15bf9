"""What the database refuses to change once a payment sheet is frozen, on both engines, whoever asks."""

from core.triggers import Frozen

_SHEET = "SELECT 1 FROM royalties_paymentsheet s"
_OF_SHEET = f"EXISTS ({_SHEET} WHERE s.id = {{row}}.sheet_id AND s.status IN ('approved', 'cancelled'))"
_OF_WORK = (
    f"EXISTS ({_SHEET} JOIN royalties_sheetwork w ON w.sheet_id = s.id "
    "WHERE w.id = {row}.sheet_work_id AND s.status IN ('approved', 'cancelled'))"
)
_RESTED_ON = (
    f"EXISTS ({_SHEET} JOIN royalties_sheetwork w ON w.sheet_id = s.id "
    "JOIN royalties_sheetline l ON l.sheet_work_id = w.id "
    "WHERE l.{column} = {{row}}.id AND s.status = 'approved')"
)
_PAYOUT = "EXISTS (SELECT 1 FROM royalties_payout p WHERE p.id = {row}.payout_id AND p.status IN ('sent', 'voided'))"
_SENT = "Đợt chi đã gửi: không sửa, không xoá."
_MESSAGE = "Bảng thanh toán đã duyệt: không sửa, không xoá."

GUARDS = (
    Frozen(
        "royalties_paymentsheet",
        "{row}.status IN ('approved', 'cancelled')",
        _MESSAGE,
        thaws=("status",),
        may_thaw="OLD.status = 'approved' AND NEW.status = 'cancelled'",
        is_closed=False,
    ),
    Frozen("royalties_sheetwork", _OF_SHEET, _MESSAGE),
    Frozen("royalties_sheetline", _OF_WORK, _MESSAGE),
    Frozen("royalties_payeetotal", _OF_SHEET, _MESSAGE),
    # What an approved line rests on: a score, a share. After a cancellation they may change again.
    Frozen("royalties_workpart", _RESTED_ON.format(column="part_id"), _MESSAGE, is_closed=False),
    Frozen("royalties_contribution", _RESTED_ON.format(column="contribution_id"), _MESSAGE, is_closed=False),
    Frozen(
        "royalties_paidclaim",
        "{row}.id IS NOT NULL",
        "Đã tính để chi: chỉ thôi khi bảng bị huỷ.",
        thaws=("released_at",),
        may_thaw="OLD.released_at IS NULL AND NEW.released_at IS NOT NULL",
        is_closed=False,
    ),
)
# In a migration of their own: their tables came later.
PAYOUT_GUARDS = (
    Frozen(
        "royalties_payout",
        "{row}.status IN ('sent', 'voided')",
        _SENT,
        thaws=("status", "void_reason", "voided_at", "changed_at"),
        may_thaw="OLD.status = 'sent' AND NEW.status = 'voided'",
        is_closed=False,
    ),
    Frozen(
        "royalties_payoutsheet",
        _PAYOUT,
        _SENT,
        thaws=("released_at",),
        may_thaw="OLD.released_at IS NULL AND NEW.released_at IS NOT NULL",
    ),
    Frozen("royalties_payoutline", _PAYOUT, _SENT),
    Frozen(
        "royalties_transfer",
        "{row}.id IS NOT NULL",
        "Lần chuyển tiền đã ghi: chỉ từ đã gửi thành đã chi hoặc ngân hàng trả lại.",
        thaws=("state", "settled_on", "reason"),
        may_thaw="OLD.state = 'sent' AND NEW.state IN ('paid', 'returned')",
        is_closed=False,
    ),
)
