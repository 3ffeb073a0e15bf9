"""Addresses of outlets, payees, works and payment sheets."""

from django.urls import path

from royalties import duplicate_pages, payee_pages, price_pages, review_pages, scoring_pages, views, work_pages

app_name = "royalties"
urlpatterns = [
    views.OutletList.route("noi-dang/"),
    views.PayeeList.route("nguoi-nhan/"),
    path("nguoi-nhan/giong-nhau/", payee_pages.LookAlikes.as_view(), name="look-alikes"),
    path("nguoi-nhan/<int:pk>/", payee_pages.PayeePage.as_view(), name="payee"),
    path("nguoi-nhan/<int:pk>/sua/", payee_pages.PayeeEdit.as_view(), name="payee-edit"),
    path("nguoi-nhan/<int:pk>/but-danh/", payee_pages.PenNameAdd.as_view(), name="pen-name-add"),
    path("nguoi-nhan/<int:pk>/gop/<int:other>/", payee_pages.PayeeMerge.as_view(), name="payee-merge"),
    views.WorkList.route("tac-pham/"),
    path("tac-pham/ghi/", work_pages.WorkRecord.as_view(), name="work-record"),
    path("tac-pham/kiem-duyet/", review_pages.ReviewList.as_view(), name="review-list"),
    duplicate_pages.DuplicatePairList.route("tac-pham/trung/"),
    path("tac-pham/trung/<int:pk>/", duplicate_pages.PairPage.as_view(), name="pair"),
    path("tac-pham/<int:pk>/", work_pages.WorkPage.as_view(), name="work"),
    path("tac-pham/<int:pk>/sua/", work_pages.WorkEdit.as_view(), name="work-edit"),
    path("tac-pham/<int:pk>/xoa/", work_pages.WorkDelete.as_view(), name="work-delete"),
    path("tac-pham/<int:pk>/kiem-duyet/", review_pages.WorkReview.as_view(), name="work-review"),
    path("tac-pham/<int:pk>/tra-lai/", review_pages.WorkReturn.as_view(), name="work-return"),
    scoring_pages.ScoringGrid.route("cham/"),
    path("cham/tinh/<int:pk>/", scoring_pages.ScorePreview.as_view(), name="score-preview"),
    path("tac-pham/<int:pk>/vi-sao/", price_pages.WorkPriceWhy.as_view(), name="work-price-why"),
    views.PaymentSheetList.route("bang-thanh-toan/"),
]
