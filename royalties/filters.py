"""Filters of outlets, payees, works and payment sheets."""

from django.db.models import Q, QuerySet
from django_filters import FilterSet, ModelChoiceFilter

from core.access import access_of
from core.filters import DayFilter, SearchFilter, UnitFilter, WaitsFilter, YearFilter, YesNoFilter
from royalties.models import DuplicatePair, OpeningBalance, Outlet, Payee, PaymentSheet, PenName, Work, WorksImport
from royalties.queries import overdue_works, past_deadlines, past_drafts, stopped_imports, works_to_review
from royalties.states import ImportState

# No key of a database is that long.
_LONG = 19


class PayeeSearch(SearchFilter):
    """Names and pen names; ids and accounts are asked for by the search of all, which no address shows."""

    def matches(self, word: str) -> Q:
        return super().matches(word) | Q(pk__in=PenName.objects.filter(name__unaccent__icontains=word).values("payee"))


class OutletFilter(FilterSet):
    """Filters of outlets."""

    q = SearchFilter("name", "unit__name", label="Tên nơi đăng hoặc đơn vị")
    unit = UnitFilter()

    class Meta:
        model = Outlet
        fields = ["q", "medium"]


class PayeeFilter(FilterSet):
    """Filters of payees."""

    q = PayeeSearch("name", label="Tên hoặc bút danh")
    unit = UnitFilter()
    to_complete = YesNoFilter("Cần bổ sung")

    class Meta:
        model = Payee
        fields = ["q", "kind", "group"]


class ImportFilter(ModelChoiceFilter):
    """The works that one Excel file brought: those of the account's units to choose from, of other units by address."""

    def __init__(self):
        super().__init__(field_name="works_import", label="Nạp từ tệp", queryset=WorksImport.objects.none())

    def get_queryset(self, request) -> QuerySet:
        files = WorksImport.objects.filter(state=ImportState.APPLIED).visible_to(request.user)
        files = files.only("file_name")
        if files.view_permission not in access_of(request.user).everywhere:
            return files
        # Of a whole province there are too many for a box.
        asked = request.GET.get("file", "")
        return files.filter(pk=int(asked)) if asked.isdecimal() and len(asked) < _LONG else files.none()


class WorkFilter(FilterSet):
    """Filters of works."""

    q = SearchFilter("title", "url", label="Tên tác phẩm hoặc đường dẫn")
    unit = UnitFilter("outlet__unit")
    since = DayFilter("Đăng từ ngày", field_name="published_on", lookup_expr="gte")
    until = DayFilter("Đăng đến ngày", field_name="published_on", lookup_expr="lte")
    file = ImportFilter()
    waits = WaitsFilter({"overdue": ("quá hạn chi", overdue_works), "review": ("chờ kiểm duyệt", works_to_review)})

    class Meta:
        model = Work
        fields = ["q", "state"]


class DuplicatePairFilter(FilterSet):
    """Filters of pairs of works that may be one."""

    q = SearchFilter("first__title", "second__title", label="Tên tác phẩm")
    unit = UnitFilter("first__outlet__unit")

    class Meta:
        model = DuplicatePair
        fields = ["q", "verdict"]


class WorksImportFilter(FilterSet):
    """Filters of Excel files of works."""

    q = SearchFilter("file_name", "outlet__name", "created_by__full_name", label="Tên tệp, nơi đăng hoặc người nạp")
    unit = UnitFilter()
    since = DayFilter("Nạp từ ngày", field_name="created_at", lookup_expr="date__gte")
    waits = WaitsFilter({"stopped": ("việc nền đã dừng", stopped_imports)})

    class Meta:
        model = WorksImport
        fields = ["q", "state"]


class OpeningBalanceFilter(FilterSet):
    """Filters of opening balances."""

    q = SearchFilter("unit__name", "begun_by__full_name", label="Tên đơn vị hoặc người mở")
    unit = UnitFilter()

    class Meta:
        model = OpeningBalance
        fields = ["q"]


class PaymentSheetFilter(FilterSet):
    """Filters of payment sheets."""

    q = SearchFilter("number", "unit__name", label="Số hoặc tên đơn vị")
    unit = UnitFilter()
    year = YearFilter("period", "Năm của kỳ")
    is_illustrative = YesNoFilter("Minh hoạ")
    waits = WaitsFilter(
        {
            "past_draft": ("nháp của kỳ đã qua", past_drafts),
            "past_deadline": ("quá hạn trình lại", past_deadlines),
        }
    )

    class Meta:
        model = PaymentSheet
        fields = ["q", "kind", "status"]
