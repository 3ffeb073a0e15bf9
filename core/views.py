"""The log-in, the start page, and the lists of units, boards, accounts, roles and decisions."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.generic import TemplateView
from django_htmx.http import HttpResponseClientRefresh

from core import filters, tables
from core.access import Role
from core.desk import Task, waiting_for
from core.forms import LoginForm
from core.models import Board, BoardMember, Decision, Delegation, RoleAssignment, Unit, User
from core.pages import ListPage
from core.search import Hit, Searched


@method_decorator(login_not_required, name="dispatch")
class LogIn(LoginView):
    """The log-in."""

    authentication_form = LoginForm
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        # A session that ran out while a page stood open: the page itself goes to the log-in, not a part of it.
        return HttpResponseClientRefresh() if request.htmx else super().dispatch(request, *args, **kwargs)


class StartPage(TemplateView):
    """Who I am today, what waits for me, what is late, and which lists I may open."""

    template_name = "core/start.html"
    tasks: Sequence[Task] = ()

    def get_context_data(self, **kwargs) -> dict:
        today, user = timezone.localdate(), self.request.user
        roles = list(user.roles.in_force(today).select_related("unit"))
        delegations = list(user.delegations.in_force(today).select_related("unit", "giver"))
        found = waiting_for(self.request, self.tasks, [(held.role, held.unit) for held in [*roles, *delegations]])
        return super().get_context_data(
            today=today,
            roles=roles,
            delegations=delegations,
            waiting=[waiting for waiting in found if not waiting.task.is_late],
            late=[waiting for waiting in found if waiting.task.is_late],
            **kwargs,
        )


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


def tell_unit(unit: Unit) -> Hit:
    """This will tell a unit that was found."""
    url = f"{reverse(UnitList.url_name())}?{urlencode({'q': unit.code})}"
    return Hit(unit.name, url, f"mã {unit.code}, cấp {unit.get_level_display()}")


SEARCHED = [Searched(UnitList, tell_unit)]
TASKS = [
    Task(
        said="tài khoản chưa có vai trò hôm nay",
        to_do="Giao vai trò có ngày bắt đầu, hoặc khoá tài khoản không còn dùng.",
        page=UserList,
        asked={"waits": "no_role"},
        roles=frozenset({Role.SYSTEM_ADMIN, Role.AUDITOR}),
    )
]
