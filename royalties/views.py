"""Lists of outlets, payees, works and payment sheets."""

from django.urls import reverse

from core.access import Permission, access_of
from core.pages import ListPage
from royalties import filters, tables
from royalties.models import Outlet, Payee, PaymentSheet, Work
from royalties.queries import with_deadline

_DOINGS = [
    (Permission.RECORD_WORKS, "work-record", "Ghi tác phẩm"),
    (Permission.REVIEW_WORKS, "review-list", "Kiểm duyệt nhiều tác phẩm"),
]


class OutletList(ListPage):
    """Where units publish."""

    title = "Nơi đăng"
    empty = "Mỗi đơn vị có sẵn một nơi đăng cho từng loại hình sau khi nạp danh mục đơn vị (lệnh load_units)."
    queryset = Outlet.objects.select_related("unit")
    table_class = tables.OutletTable
    filterset_class = filters.OutletFilter


class PayeeList(ListPage):
    """Who is paid."""

    template_name = "royalties/payee_list.html"
    title = "Người nhận"
    empty = "Người nhận được ghi khi nạp tệp tác phẩm đầu tiên của đơn vị."
    queryset = Payee.objects.current().select_related("unit")
    table_class = tables.PayeeTable
    filterset_class = filters.PayeeFilter

    def actions(self) -> list[dict]:
        """This will lead to completing records one after the other, for whoever edits them."""
        may = access_of(self.request.user).allows(Permission.EDIT_PAYEES)
        return [{"url": reverse("royalties:completion"), "text": "Hoàn thiện lần lượt"}] if may else []


class WorkList(ListPage):
    """Published works."""

    title = "Tác phẩm"
    empty = "Ghi tác phẩm đầu tiên, hoặc nạp cả tháng bằng tệp Excel của cổng ở «Nạp từ Excel»."
    queryset = Work.objects.select_related("outlet__unit").prefetch_related("parts__schedule_row")
    table_class = tables.WorkTable
    filterset_class = filters.WorkFilter

    def actions(self) -> list[dict]:
        """This will lead to what the account may do with works besides reading them."""
        allows = access_of(self.request.user).allows
        return [{"url": reverse(f"royalties:{name}"), "text": text} for asked, name, text in _DOINGS if allows(asked)]


class PaymentSheetList(ListPage):
    """Payment sheets."""

    title = "Bảng thanh toán"
    empty = "Lập bảng nháp đầu tiên từ các tác phẩm đã chấm của tháng."
    queryset = with_deadline(PaymentSheet.objects.select_related("unit", "created_by").defer("inputs"))
    table_class = tables.PaymentSheetTable
    filterset_class = filters.PaymentSheetFilter

    def actions(self) -> list[dict]:
        """This will lead whoever prepares sheets to building one."""
        may = access_of(self.request.user).allows(Permission.PREPARE_SHEETS)
        build = {"url": reverse("budgets:sheet-prepare"), "text": "Lập bảng", "tone": "primary"}
        return [build] if may else []
