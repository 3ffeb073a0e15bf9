"""Lists of the law: instruments, rates, schedule rows."""

from django.db.models import OuterRef, Subquery

from core.pages import ListPage
from rates import filters, tables
from rates.models import Instrument, Rate, ScheduleRow

_LOAD_FIRST = "Người quản trị hệ thống nạp luật đi kèm phần mềm trước tiên (lệnh load_law)."


class InstrumentList(ListPage):
    """Legal instruments."""

    title = "Văn bản"
    empty = _LOAD_FIRST
    queryset = Instrument.objects.all()
    table_class = tables.InstrumentTable
    filterset_class = filters.InstrumentFilter


class RateList(ListPage):
    """Every dated row of the law, with its citations."""

    title = "Mức chi"
    empty = _LOAD_FIRST
    queryset = (
        Rate.objects.select_related("unit")
        .prefetch_related("citations__instrument")
        .annotate(of_label=Subquery(Rate.objects.filter(key=OuterRef("of_key")).order_by("-start").values("label")[:1]))
    )
    table_class = tables.RateTable
    filterset_class = filters.RateFilter


class ScheduleRowList(ListPage):
    """Rows of the royalty schedules."""

    title = "Biểu mức"
    empty = _LOAD_FIRST
    queryset = ScheduleRow.objects.select_related("instrument")
    table_class = tables.ScheduleRowTable
    filterset_class = filters.ScheduleRowFilter
