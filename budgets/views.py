"""Lists of funding sources and cost lines."""

from budgets import filters, tables
from budgets.models import CostLine, FundingSource
from core.pages import ListPage


class FundingSourceList(ListPage):
    """Where money comes from (QĐ 10/2024/QĐ-UBND Điều 13 khoản 1)."""

    title = "Nguồn kinh phí"
    empty = "Danh mục đi kèm phần mềm; nếu trống, người quản trị hệ thống chạy lại lệnh migrate."
    queryset = FundingSource.objects.all()
    table_class = tables.FundingSourceTable
    filterset_class = filters.FundingSourceFilter


class CostLineList(ListPage):
    """What money is spent on (QĐ 10/2024/QĐ-UBND Điều 13 khoản 3)."""

    title = "Nội dung chi"
    empty = "Danh mục đi kèm phần mềm; nếu trống, người quản trị hệ thống chạy lại lệnh migrate."
    queryset = CostLine.objects.all()
    table_class = tables.CostLineTable
    filterset_class = filters.CostLineFilter
