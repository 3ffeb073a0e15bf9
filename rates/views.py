"""Lists of the law: instruments, rates, schedule rows; each says how many rates need a second look."""

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from core.access import Permission, access_of
from core.pages import ListPage
from rates import filters, tables
from rates.models import Instrument, Rate, Schedule, ScheduleRow
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


class ScheduleList(LawList):
    """Schedules of signed decisions, as people enter and verify them."""

    title = "Biểu mức theo quyết định"
    empty = "Điều phối cấp tỉnh nhập biểu mức của tỉnh từ bản ký; đơn vị chỉ nhập quyết định thu hẹp của mình."
    queryset = Schedule.objects.select_related("instrument", "unit", "created_by", "verified_by").annotate(
        line_count=Count("lines")
    )
    table_class = tables.ScheduleTable
    filterset_class = filters.ScheduleFilter

    @property
    def actions(self) -> list[dict]:
        """The ways on from the list: to a new schedule, and to what a unit has narrowed."""
        access = access_of(self.request.user)
        narrows = access.allows(Permission.NARROW_SCHEDULES)
        found = [{"url": reverse("rates:narrowings"), "text": "Mức thu hẹp cần xác nhận lại"}] if narrows else []
        if narrows or access.allows(Permission.KEEP_SCHEDULES):
            found.insert(0, {"url": reverse("rates:schedule-new"), "text": "Nhập biểu mức", "tone": "primary"})
        return found
