"""Addresses of the law: its lists, and the law of a day, between days, of one rate, of one instrument."""

from django.urls import path

from rates import law_pages, views

app_name = "rates"
urlpatterns = [
    views.InstrumentList.route("van-ban/"),
    path("van-ban/dong-thoi-gian/", law_pages.InstrumentTimeline.as_view(), name="timeline"),
    path("van-ban/so/<path:number>/", law_pages.InstrumentPage.as_view(), name="instrument"),
    views.RateList.route("muc-chi/"),
    path("muc-chi/theo-ngay/", law_pages.RatesByDay.as_view(), name="by-day"),
    path("muc-chi/so-sanh/", law_pages.TwoDays.as_view(), name="two-days"),
    path("muc-chi/theo-doi/", law_pages.LegalWatch.as_view(), name="watch"),
    path("muc-chi/lich-su/", law_pages.RateHistory.as_view(), name="histories"),
    path("muc-chi/lich-su/<path:key>/", law_pages.RateHistory.as_view(), name="history"),
    views.ScheduleRowList.route("bieu-muc/"),
]
