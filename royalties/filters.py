"""Filters of outlets, payees, works and payment sheets."""

from django.db.models import Q
from django_filters import FilterSet

from core.crypto import keyed_hash
from core.filters import DayFilter, SearchFilter, UnitFilter, WaitsFilter, YearFilter, YesNoFilter
from royalties.models import Outlet, Payee, PaymentSheet, PenName, Work
from royalties.queries import overdue_works, past_drafts, undated_drafts


class PayeeSearch(SearchFilter):
    """Names and pen names in part; a personal id or an account only whole, since they are encrypted."""

    def matches(self, word: str) -> Q:
        pen_names = PenName.objects.filter(name__unaccent__icontains=word).values("payee")
        hashed = keyed_hash(word)
        return super().matches(word) | Q(pk__in=pen_names) | Q(id_hash=hashed) | Q(account_hash=hashed)


class OutletFilter(FilterSet):
    """Filters of outlets."""

    q = SearchFilter("name", "unit__name", label="Tên nơi đăng hoặc đơn vị")
    unit = UnitFilter()

    class Meta:
        model = Outlet
        fields = ["q", "medium"]


class PayeeFilter(FilterSet):
    """Filters of payees."""

    q = PayeeSearch("name", label="Tên, bút danh, số định danh hoặc số tài khoản đủ")
    unit = UnitFilter()
    to_complete = YesNoFilter("Cần bổ sung")

    class Meta:
        model = Payee
        fields = ["q", "kind", "group"]


class WorkFilter(FilterSet):
    """Filters of works."""

    q = SearchFilter("title", "url", label="Tên tác phẩm hoặc đường dẫn")
    unit = UnitFilter("outlet__unit")
    since = DayFilter("Đăng từ ngày", field_name="published_on", lookup_expr="gte")
    until = DayFilter("Đăng đến ngày", field_name="published_on", lookup_expr="lte")
    waits = WaitsFilter({"overdue": ("quá hạn chi", overdue_works)})

    class Meta:
        model = Work
        fields = ["q", "state"]


class PaymentSheetFilter(FilterSet):
    """Filters of payment sheets."""

    q = SearchFilter("number", "unit__name", label="Số hoặc tên đơn vị")
    unit = UnitFilter()
    year = YearFilter("period", "Năm của kỳ")
    is_illustrative = YesNoFilter("Minh hoạ")
    waits = WaitsFilter(
        {
            "past_draft": ("nháp của kỳ đã qua", past_drafts),
            "undated_draft": ("nháp chưa có ngày chi", undated_drafts),
        }
    )

    class Meta:
        model = PaymentSheet
        fields = ["q", "kind", "status"]
