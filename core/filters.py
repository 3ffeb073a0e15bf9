"""Filters of list pages: search without accents, units that a user may see, days and years."""

from collections.abc import Callable
from functools import reduce
from operator import or_

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_filters import CharFilter, ChoiceFilter, DateFilter, Filter, FilterSet, ModelChoiceFilter

from core.access import Role, access_of
from core.models import Board, BoardMember, Decision, Delegation, RoleAssignment, Unit, User
from core.queries import accounts_without_role
from core.text import clean_text

_LONGEST_SEARCH = 100


class SearchFilter(CharFilter):
    """Every word asked for stands in one of the columns, whatever its case and accents."""

    def __init__(self, *paths: str, label: str):
        super().__init__(label=label, max_length=_LONGEST_SEARCH, widget=forms.TextInput(attrs={"type": "search"}))
        self.paths = paths

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        for word in clean_text(value or "").split():
            queryset = queryset.filter(self.matches(word))
        return queryset

    def matches(self, word: str) -> Q:
        """This will be the condition that one word puts on a row."""
        return reduce(or_, (Q(**{f"{path}__unaccent__icontains": word}) for path in self.paths))


class UnitFilter(ModelChoiceFilter):
    """One of the units whose rows of this kind the user may see."""

    def __init__(self, field_name: str = "unit", label: str = "Đơn vị"):
        super().__init__(field_name=field_name, label=label, queryset=Unit.objects.none())

    def get_queryset(self, request) -> QuerySet:
        access, permission = access_of(request.user), self.model.objects.all().view_permission
        if permission in access.everywhere:
            return Unit.objects.all()
        return Unit.objects.filter(pk__in=access.in_units.get(permission, ()))


class DayFilter(DateFilter):
    """A day typed as 31/12/2026: a browser's own date field would show it in the order of its own language."""

    def __init__(self, label: str, **kwargs):
        widget = forms.DateInput(attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"})
        super().__init__(label=label, widget=widget, **kwargs)


class InForceFilter(DayFilter):
    """Rows in force on a day."""

    def __init__(self):
        super().__init__("Có hiệu lực ngày")

    def filter(self, queryset: QuerySet, value) -> QuerySet:
        return queryset.in_force(value) if value else queryset


class YearFilter(Filter):
    """A calendar year of a date column."""

    field_class = forms.IntegerField

    def __init__(self, field_name: str, label: str = "Năm"):
        super().__init__(field_name=field_name, lookup_expr="year", label=label, min_value=2000, max_value=2100)


class YesNoFilter(ChoiceFilter):
    """True, false, or both."""

    def __init__(self, label: str, **kwargs):
        super().__init__(label=label, choices=[("1", "có"), ("0", "không")], **kwargs)

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return queryset.filter(**{self.field_name: value == "1"}) if value else queryset


class WaitsFilter(ChoiceFilter):
    """What waits for somebody today: named questions, each a read of the rows as of a day."""

    def __init__(self, questions: dict[str, tuple[str, Callable]]):
        choices = [(name, label) for name, (label, _) in questions.items()]
        super().__init__(label="Việc đang chờ", choices=choices)
        self.questions = questions

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        return self.questions[value][1](queryset, timezone.localdate()) if value else queryset


class UnitListFilter(FilterSet):
    """Filters of units."""

    q = SearchFilter("name", "code", label="Tên hoặc mã đơn vị")
    on = DayFilter("Tồn tại ngày", method="existing_on")

    class Meta:
        model = Unit
        fields = ["q", "level"]

    def existing_on(self, queryset, name, day):
        """This will keep the units that existed on a day."""
        return queryset.existing_on(day)


class BoardFilter(FilterSet):
    """Filters of editorial boards."""

    q = SearchFilter("name", "decision_number", label="Tên ban hoặc số quyết định")
    unit = UnitFilter()

    class Meta:
        model = Board
        fields = ["q"]


class BoardMemberFilter(FilterSet):
    """Filters of board members."""

    q = SearchFilter("user__full_name", "board__name", label="Tên người hoặc tên ban")
    unit = UnitFilter("board__unit")
    on = InForceFilter()

    class Meta:
        model = BoardMember
        fields = ["q", "position"]


class UserFilter(FilterSet):
    """Filters of accounts."""

    q = SearchFilter("full_name", "username", label="Họ tên hoặc tên đăng nhập")
    is_active = YesNoFilter("Đang dùng")
    waits = WaitsFilter({"no_role": ("chưa có vai trò hôm nay", accounts_without_role)})

    class Meta:
        model = User
        fields = ["q"]


class RoleAssignmentFilter(FilterSet):
    """Filters of roles given."""

    q = SearchFilter("user__full_name", "user__username", label="Họ tên hoặc tên đăng nhập")
    role = ChoiceFilter(label="Vai trò", choices=Role.choices)
    unit = UnitFilter()
    on = InForceFilter()

    class Meta:
        model = RoleAssignment
        fields = ["q"]


class DelegationFilter(FilterSet):
    """Filters of delegations."""

    q = SearchFilter(
        "giver__full_name", "receiver__full_name", "document_number", label="Tên người hoặc số giấy uỷ quyền"
    )
    role = ChoiceFilter(label="Vai trò", choices=Role.choices)
    unit = UnitFilter()
    on = InForceFilter()

    class Meta:
        model = Delegation
        fields = ["q"]


class DecisionFilter(FilterSet):
    """Filters of the book of decisions."""

    q = SearchFilter("action", "target_label", "actor__full_name", label="Việc, đối tượng hoặc người thực hiện")
    unit = UnitFilter()
    since = DayFilter("Từ ngày", field_name="at", lookup_expr="date__gte")
    until = DayFilter("Đến hết ngày", field_name="at", lookup_expr="date__lte")

    class Meta:
        model = Decision
        fields = ["q"]
