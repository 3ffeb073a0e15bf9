"""Addresses of the lists of the law."""

from rates import views

app_name = "rates"
urlpatterns = [
    views.InstrumentList.route("van-ban/"),
    views.RateList.route("muc-chi/"),
    views.ScheduleRowList.route("bieu-muc/"),
]
