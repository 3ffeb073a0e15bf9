"""Tables of funding sources and cost lines."""

from budgets.models import CostLine, FundingSource
from core.tables import ListTable


class FundingSourceTable(ListTable):
    """Where money comes from."""

    class Meta:
        model = FundingSource
        fields = ["name", "code", "clause"]


class CostLineTable(ListTable):
    """What money is spent on."""

    class Meta:
        model = CostLine
        fields = ["name", "code", "clause"]
