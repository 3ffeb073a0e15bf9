"""Tables of units, boards, accounts, roles and decisions, and what every table shares."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import F, QuerySet
from django.utils.html import format_html
from django_tables2 import Table
from django_tables2.data import TableQuerysetData
from django_tables2.utils import OrderBy

from core.audit import say_change
from core.columns import WIDE, ComputedColumn, DateTimeColumn, PersonColumn, TextColumn, UnitColumn, YesNoColumn
from core.models import Board, BoardMember, Decision, Delegation, RoleAssignment, Unit, User
from core.ways import ways_to_targets

NOT_ENTERED = "chưa nhập"


def in_steady_order(queryset: QuerySet) -> QuerySet:
    """This will break ties by pk: rows that compare equal would wander between pages otherwise."""
    order = queryset.query.order_by or queryset.model._meta.ordering
    return queryset.order_by(*order) if {"pk", "-pk"} & {*order} else queryset.order_by(*order, "pk")


class SteadyRows(TableQuerysetData):
    """Rows sorted by what their columns say; empty values last on both engines, ties by pk."""

    ordering = None

    def order_by(self, aliases) -> None:
        keys = [key for alias in aliases for key in self._keys(OrderBy(alias))]
        if keys:
            self.data = self.data.order_by(*keys, "pk")

    def _keys(self, alias: OrderBy) -> list:
        bound = self.table.columns[alias.bare]
        stored = bound.column.order_by
        keys = [F(path) for path in stored] if stored else bound.column.sort_keys(str(bound.accessor))
        return [key.desc(nulls_last=True) if alias.is_descending else key.asc(nulls_last=True) for key in keys]


class ListTable(Table):
    """A table of a list page; named_by is the column that says which row this is, the first unless told."""

    named_by = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, default="", **kwargs)
        self.named_by = self.named_by or next(self.columns.iterall()).name

    @classmethod
    def sortable(cls) -> list[str]:
        """This will name the columns that a reader may sort by."""
        return [name for name, column in cls.base_columns.items() if column.orderable is not False and column.visible]


class UnitTable(ListTable):
    """Units with their level and their place in the state budget."""

    named_by = "name"
    name = TextColumn(order_by="name_key")
    budget_chapter = TextColumn(default=NOT_ENTERED)
    qhns_code = TextColumn(default=NOT_ENTERED)
    is_demo = YesNoColumn(yes="MINH HOẠ", no="", tone="warn")

    class Meta:
        model = Unit
        fields = [
            "code",
            "name",
            "level",
            "parent",
            "budget_chapter",
            "qhns_code",
            "existed_from",
            "existed_to",
            "is_demo",
        ]


class BoardTable(ListTable):
    """Editorial boards and the decision that set each up."""

    named_by = "name"
    members = ComputedColumn("Thành viên", attrs=WIDE)

    class Meta:
        model = Board
        fields = ["unit", "name", "decision_number", "decided_on", "members"]

    def render_members(self, record):
        """This will list who sits on the board today, with the seat of each."""
        return "; ".join(f"{seat.user} ({seat.get_position_display()})" for seat in record.seated_today)


class BoardMemberTable(ListTable):
    """Seats of boards between two days."""

    board = TextColumn("Ban biên tập", accessor="board__name")
    board__unit = UnitColumn()

    class Meta:
        model = BoardMember
        fields = ["user", "position", "board", "board__unit", "start_on", "end_on"]


class UserTable(ListTable):
    """Accounts; what each may do is in the list of roles."""

    full_name = PersonColumn()
    is_active = YesNoColumn(yes="đang dùng", no="đã khoá")
    last_login = DateTimeColumn("Đăng nhập gần nhất", default="chưa đăng nhập")

    class Meta:
        model = User
        fields = ["full_name", "username", "is_active", "last_login"]


class RoleAssignmentTable(ListTable):
    """Roles given to people between two days."""

    unit = UnitColumn(default="toàn tỉnh")

    class Meta:
        model = RoleAssignment
        fields = ["user", "role", "unit", "start_on", "end_on"]


class DelegationTable(ListTable):
    """Dated powers to act in another's role."""

    class Meta:
        model = Delegation
        fields = ["giver", "receiver", "role", "unit", "document_number", "start_on", "end_on"]


class DecisionTable(ListTable):
    """Who decided what, newest first."""

    named_by = "action"
    unit = UnitColumn(default="toàn tỉnh")
    changes = ComputedColumn("Nội dung", attrs=WIDE)
    ways: Mapping[tuple[str, int], str] = MappingProxyType({})

    class Meta:
        model = Decision
        fields = ["at", "actor", "action", "target_type", "target_label", "unit", "changes", "reason"]

    def before_render(self, request):
        """This will look up, for the rows of one page, which targets have a page that the account may open."""
        self.ways = ways_to_targets(request.user, (row.record for row in self.paginated_rows))

    def render_target_label(self, record, value):
        """This will lead to the target's page, where there is one."""
        way = self.ways.get((record.target_type, record.target_id))
        return format_html('<a href="{}">{}</a>', way, value) if way else value

    def value_target_label(self, value):
        """This will keep the name alone for an export."""
        return value

    def render_changes(self, record):
        """This will say what was before and what is after."""
        return say_change(record)
