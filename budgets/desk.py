"""What of payment sheets waits for whose signature."""

from budgets.signing_pages import SheetsToSign
from core.access import Role
from core.desk import Task
from royalties.signing_reads import SLOW

_SIGNERS = frozenset({Role.BOARD_HEAD, Role.BOARD_DEPUTY, Role.ACCOUNTANT, Role.UNIT_HEAD})

TASKS = [
    Task(
        said=f"bảng chờ tôi ký quá {SLOW.days} ngày",
        to_do="Ký, hoặc trả lại với lý do: người được trả đang chờ.",
        page=SheetsToSign,
        asked={"waits": "slow"},
        roles=_SIGNERS,
        is_late=True,
    ),
    Task(
        said="bảng thanh toán chờ tôi ký",
        to_do="Mở bảng để xem điều cần để ý rồi ký, hoặc ký nhiều bảng một lượt.",
        page=SheetsToSign,
        asked={},
        roles=_SIGNERS,
    ),
]
