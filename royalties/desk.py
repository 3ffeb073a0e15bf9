"""What of works, payees and sheets waits for whom, and how the search tells them."""

from django.urls import reverse

from core.access import Role
from core.desk import Task
from core.money import format_number
from core.search import Hit, Searched
from royalties.duplicate_pages import DuplicatePairList
from royalties.import_pages import WorksImportList
from royalties.models import Payee, PaymentSheet, Work
from royalties.models.payees import PayeeQuerySet
from royalties.scoring_pages import ScoringGrid
from royalties.views import PayeeList, PaymentSheetList, WorkList

_CLERKS = frozenset({Role.RECORDER, Role.ACCOUNTANT})
_BOARD = frozenset({Role.BOARD_HEAD, Role.BOARD_DEPUTY})
_HEADS = _BOARD | {Role.UNIT_HEAD}
_OVERSEERS = frozenset({Role.AUDITOR, Role.PROVINCIAL_COORDINATOR})

TASKS = [
    Task(
        said="tác phẩm quá hạn chi",
        to_do="Đã quá «Thời hạn trả nhuận bút kể từ ngày đăng» (số ngày và căn cứ: Mức chi theo ngày). Chi trước tiên.",
        page=WorkList,
        asked={"waits": "overdue"},
        roles=_CLERKS | _HEADS | _OVERSEERS,
        is_late=True,
    ),
    Task(
        said="bảng của kỳ đã qua còn là nháp",
        to_do="Xem lại con số và căn cứ rồi trình; chỗ nào còn sai thì sửa ngay trên bảng.",
        page=PaymentSheetList,
        asked={"waits": "past_draft"},
        roles=_CLERKS | {Role.AUDITOR},
        is_late=True,
    ),
    Task(
        said="bảng bị trả lại đã quá hạn trình lại",
        to_do="Sửa theo lý do ghi trên bảng rồi trình lại ngay.",
        page=PaymentSheetList,
        asked={"waits": "past_deadline"},
        roles=_CLERKS | {Role.AUDITOR},
        is_late=True,
    ),
    Task(
        said="tác phẩm chờ kiểm duyệt",
        to_do="Chưa kiểm duyệt thì chưa chấm và chưa chi được.",
        page=WorkList,
        asked={"waits": "review"},
        roles=_BOARD,
    ),
    Task(
        said="tác phẩm đã kiểm duyệt, chờ chấm",
        to_do="Chấm hệ số trong khung để đưa vào bảng thanh toán.",
        page=ScoringGrid,
        asked={},
        roles=_BOARD,
    ),
    Task(
        said="cặp nghi trùng chờ quyết định",
        to_do="Xem hai tác phẩm cạnh nhau: là một thì chỉ giữ một để chi, khác nhau thì ghi rõ vì sao.",
        page=DuplicatePairList,
        asked={"verdict": "waiting"},
        roles=_BOARD,
    ),
    Task(
        said="bảng thanh toán nháp",
        to_do="Xem trước con số và căn cứ; bảng tới lượt ký ở «Chờ tôi ký» khi được trình.",
        page=PaymentSheetList,
        asked={"status": "draft"},
        roles=_HEADS,
    ),
    Task(
        said="bảng bị trả lại, chờ sửa",
        to_do="Lý do và hạn trình lại ghi trên bảng.",
        page=PaymentSheetList,
        asked={"status": "returned"},
        roles=_CLERKS,
    ),
    Task(
        said="tác phẩm đã chấm, chờ lên bảng",
        to_do="Mở «Lập bảng thanh toán», xem trước rồi lập bảng của tháng.",
        page=WorkList,
        asked={"state": "scored"},
        roles=_CLERKS,
    ),
    Task(
        said="tệp Excel mà việc nền đã dừng",
        to_do="Mở tệp rồi cho chạy lại: chưa đọc, chưa ghi hoặc chưa dò trùng xong.",
        page=WorksImportList,
        asked={"waits": "stopped"},
        roles=frozenset({Role.RECORDER}),
    ),
    Task(
        said="người nhận cần bổ sung hồ sơ",
        to_do="Đủ số định danh, tài khoản và ngân hàng thì mới chuyển tiền và khai thuế được.",
        page=PayeeList,
        asked={"to_complete": "1"},
        roles=_CLERKS,
    ),
]


def tell_work(work: Work) -> Hit:
    """This will tell a work that was found."""
    detail = f"{work.outlet.unit}, đăng {work.published_on:%d/%m/%Y}, {work.get_state_display()}"
    return Hit(work.title, reverse("royalties:work", args=[work.pk]), detail)


def tell_payee(payee: Payee) -> Hit:
    """This will tell a payee that was found; of the id only the last digits."""
    known = f"số định danh {payee.masked_id}" if payee.masked_id else "chưa có số định danh"
    return Hit(payee.name, reverse("royalties:payee", args=[payee.pk]), f"{payee.unit}, {known}")


def tell_sheet(sheet: PaymentSheet) -> Hit:
    """This will tell a payment sheet that was found, with its gross in đồng."""
    detail = f"{sheet.unit}, {sheet.get_status_display()}, {format_number(sheet.gross)} đồng trước thuế"
    return Hit(str(sheet), reverse("reports:payment-sheet", args=[sheet.pk]), detail)


SEARCHED = [
    Searched(WorkList, tell_work),
    Searched(PayeeList, tell_payee, by_number=PayeeQuerySet.with_number),
    Searched(PaymentSheetList, tell_sheet),
]
