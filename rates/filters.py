"""Filters of instruments, rates and schedule rows."""

from django_filters import FilterSet

from core.filters import DayFilter, SearchFilter, UnitFilter
from rates.models import Instrument, Rate, Schedule, ScheduleRow


class InstrumentFilter(FilterSet):
    """Filters of instruments."""

    q = SearchFilter("number", "title", "issuer", label="Số hiệu, trích yếu hoặc cơ quan")
    since = DayFilter("Hiệu lực từ ngày", field_name="effective_on", lookup_expr="gte")
    until = DayFilter("Hiệu lực đến ngày", field_name="effective_on", lookup_expr="lte")

    class Meta:
        model = Instrument
        fields = ["q"]


class RateFilter(FilterSet):
    """Filters of rates."""

    q = SearchFilter("label", "key", label="Tên mức hoặc khoá")
    unit = UnitFilter()
    since = DayFilter("Bắt đầu từ ngày", field_name="start", lookup_expr="gte")
    until = DayFilter("Bắt đầu đến ngày", field_name="start", lookup_expr="lte")

    class Meta:
        model = Rate
        fields = ["q", "scope", "status"]


class ScheduleRowFilter(FilterSet):
    """Filters of schedule rows."""

    q = SearchFilter("label", "code", "instrument__number", label="Tên, mã hoặc số văn bản")

    class Meta:
        model = ScheduleRow
        fields = ["q", "medium"]


class ScheduleFilter(FilterSet):
    """Filters of schedules of signed decisions."""

    q = SearchFilter("instrument__number", "instrument__title", label="Số hoặc trích yếu của văn bản")
    unit = UnitFilter()
    since = DayFilter("Hiệu lực từ ngày", field_name="effective_on", lookup_expr="gte")
    until = DayFilter("Hiệu lực đến ngày", field_name="effective_on", lookup_expr="lte")

    class Meta:
        model = Schedule
        fields = ["q", "state"]
