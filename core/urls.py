"""Addresses of the lists of units, boards, accounts, roles and decisions."""

from core import views

app_name = "core"
urlpatterns = [
    views.UnitList.route("don-vi/"),
    views.BoardList.route("ban-bien-tap/"),
    views.BoardMemberList.route("thanh-vien-ban-bien-tap/"),
    views.UserList.route("tai-khoan/"),
    views.RoleAssignmentList.route("vai-tro/"),
    views.DelegationList.route("uy-quyen/"),
    views.DecisionList.route("so-quyet-dinh/"),
]
