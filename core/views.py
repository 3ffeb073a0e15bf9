"""The start page, and the lists of units, boards, accounts, roles and decisions."""

from django.db.models import Prefetch
from django.utils import timezone
from django.views.generic import TemplateView

from core import filters, tables
from core.models import Board, BoardMember, Decision, Delegation, RoleAssignment, Unit, User
from core.pages import ListPage


class StartPage(TemplateView):
    """Who I am, what I am today, and which lists I may open."""

    template_name = "core/start.html"

    def get_context_data(self, **kwargs) -> dict:
        today, user = timezone.localdate(), self.request.user
        roles = user.roles.in_force(today).select_related("unit")
        delegations = user.delegations.in_force(today).select_related("unit", "giver")
        return super().get_context_data(today=today, roles=roles, delegations=delegations, **kwargs)


class UnitList(ListPage):
    """Agencies with a budget of their own."""

    title = "Đơn vị"
    empty = "Người quản trị hệ thống nạp danh mục đơn vị của tỉnh trước tiên (lệnh load_units)."
    queryset = Unit.objects.select_related("parent")
    table_class = tables.UnitTable
    filterset_class = filters.UnitListFilter


class BoardList(ListPage):
    """Editorial boards with who sits on them today."""

    title = "Ban biên tập"
    empty = "Người quản trị tài khoản ghi quyết định thành lập ban biên tập của từng đơn vị."
    queryset = Board.objects.select_related("unit")
    table_class = tables.BoardTable
    filterset_class = filters.BoardFilter

    @classmethod
    def rows_for(cls, user):
        seats = BoardMember.objects.in_force(timezone.localdate()).select_related("user").order_by("start_on", "pk")
        return super().rows_for(user).prefetch_related(Prefetch("members", seats, to_attr="seated_today"))


class BoardMemberList(ListPage):
    """Seats of boards, past ones too."""

    title = "Thành viên ban biên tập"
    empty = "Ghi ban biên tập trước, rồi phân công Trưởng ban, Phó Trưởng ban và thành viên."
    queryset = BoardMember.objects.select_related("user", "board__unit")
    table_class = tables.BoardMemberTable
    filterset_class = filters.BoardMemberFilter


class UserList(ListPage):
    """Accounts."""

    title = "Tài khoản"
    empty = "Người quản trị tài khoản mở tài khoản cho từng người, rồi giao vai trò."
    queryset = User.objects.all()
    table_class = tables.UserTable
    filterset_class = filters.UserFilter


class RoleAssignmentList(ListPage):
    """Roles given, past ones too."""

    title = "Vai trò"
    empty = "Người quản trị tài khoản giao vai trò, có ngày bắt đầu, cho từng tài khoản."
    queryset = RoleAssignment.objects.select_related("user", "unit")
    table_class = tables.RoleAssignmentTable
    filterset_class = filters.RoleAssignmentFilter


class DelegationList(ListPage):
    """Delegations, past ones too."""

    title = "Uỷ quyền"
    empty = "Khi Trưởng ban hoặc thủ trưởng đi vắng, ghi giấy uỷ quyền có thời hạn cho người ký thay."
    queryset = Delegation.objects.select_related("giver", "receiver", "unit")
    table_class = tables.DelegationTable
    filterset_class = filters.DelegationFilter


class DecisionList(ListPage):
    """The book of who decided what."""

    title = "Sổ quyết định"
    empty = "Sổ tự ghi mỗi khi có người lập, sửa, trình hoặc duyệt; ở đây không nhập gì bằng tay."
    queryset = Decision.objects.select_related("actor", "unit")
    table_class = tables.DecisionTable
    filterset_class = filters.DecisionFilter
