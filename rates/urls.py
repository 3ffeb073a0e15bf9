"""Addresses of the law: its lists, and the law of a day, between days, of one rate, of one instrument."""

from django.urls import path

from rates import law_pages, schedule_file_pages, schedule_pages, verification_pages, views

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
    views.ScheduleList.route("bieu-muc/quyet-dinh/"),
    path("bieu-muc/thu-hep/", verification_pages.Narrowings.as_view(), name="narrowings"),
    path("bieu-muc/quyet-dinh/nhap/", schedule_pages.ScheduleNew.as_view(), name="schedule-new"),
    path("bieu-muc/quyet-dinh/<int:pk>/", schedule_pages.SchedulePage.as_view(), name="schedule"),
    path("bieu-muc/quyet-dinh/<int:pk>/sua/", schedule_pages.HeadEdit.as_view(), name="schedule-head"),
    path("bieu-muc/quyet-dinh/<int:pk>/dong/", schedule_pages.LineEdit.as_view(), name="schedule-line-new"),
    path("bieu-muc/quyet-dinh/<int:pk>/dong/<int:row>/", schedule_pages.LineEdit.as_view(), name="schedule-line"),
    path(
        "bieu-muc/quyet-dinh/<int:pk>/dong/<int:row>/bo/",
        schedule_pages.LineRemove.as_view(),
        name="schedule-line-remove",
    ),
    path("bieu-muc/quyet-dinh/<int:pk>/ban-ky/", schedule_pages.ScanDownload.as_view(), name="schedule-scan"),
    path("bieu-muc/quyet-dinh/<int:pk>/dinh-kem/", schedule_pages.ScanAdd.as_view(), name="schedule-scan-add"),
    path("bieu-muc/quyet-dinh/<int:pk>/trinh/", schedule_pages.ScheduleSubmit.as_view(), name="schedule-submit"),
    path("bieu-muc/quyet-dinh/<int:pk>/mau/", schedule_file_pages.TemplateDownload.as_view(), name="schedule-template"),
    path("bieu-muc/quyet-dinh/<int:pk>/tep/", schedule_file_pages.UploadNew.as_view(), name="schedule-upload"),
    path("bieu-muc/quyet-dinh/<int:pk>/tep/xem/", schedule_file_pages.UploadPreview.as_view(), name="schedule-preview"),
    path("bieu-muc/quyet-dinh/<int:pk>/tep/loi/", schedule_file_pages.UploadErrors.as_view(), name="schedule-errors"),
    path("bieu-muc/quyet-dinh/<int:pk>/doi-chieu/", verification_pages.Verification.as_view(), name="schedule-verify"),
]
