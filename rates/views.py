"""Lists of the law: instruments, rates, schedule rows; each says how many rates need a second look."""

from django.utils import timezone

from core.pages import ListPage
from rates import filters, tables
from rates.models import Instrument, Rate, ScheduleRow
from rates.queries import law_watch, with_law

_LOAD_FIRST = "Người quản trị hệ thống nạp luật đi kèm phần mềm trước tiên (lệnh load_law)."


class LawList(ListPage):
    """A list of the law, with the ways to its other pages."""

    template_name = "rates/law_list.html"
    empty = _LOAD_FIRST

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(watch=law_watch(on=timezone.localdate()), **kwargs)


class InstrumentList(LawList):
    """Legal instruments."""

    title = "Văn bản"
    queryset = Instrument.objects.all()
    table_class = tables.InstrumentTable
    filterset_class = filters.InstrumentFilter


class RateList(LawList):
    """Every dated row of the law, with its citations."""

    title = "Mức chi"
    queryset = with_law(Rate.objects.all())
    table_class = tables.RateTable
    filterset_class = filters.RateFilter


class ScheduleRowList(LawList):
    """Rows of the royalty schedules."""

    title = "Biểu mức"
    queryset = ScheduleRow.objects.select_related("instrument")
    table_class = tables.ScheduleRowTable
    filterset_class = filters.ScheduleRowFilter
