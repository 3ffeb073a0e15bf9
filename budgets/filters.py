"""Filters of funding sources and cost lines."""

from django_filters import FilterSet

from budgets.models import CostLine, FundingSource
from core.filters import SearchFilter


class FundingSourceFilter(FilterSet):
    """Filters of funding sources."""

    q = SearchFilter("name", "code", "clause", label="Tên, mã hoặc điều khoản")

    class Meta:
        model = FundingSource
        fields = ["q"]


class CostLineFilter(FilterSet):
    """Filters of cost lines."""

    q = SearchFilter("name", "code", "clause", label="Tên, mã hoặc điều khoản")

    class Meta:
        model = CostLine
        fields = ["q"]
