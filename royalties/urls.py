"""Addresses of outlets, payees, works and payment sheets."""

from django.urls import path

from royalties import (
    duplicate_pages,
    import_pages,
    opening_pages,
    payee_pages,
    price_pages,
    review_pages,
    scoring_pages,
    views,
    work_pages,
)

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
    import_pages.WorksImportList.route("nap-tac-pham/"),
    path("nap-tac-pham/tai-len/", import_pages.ImportUpload.as_view(), name="import-upload"),
    path("nap-tac-pham/tep-mau/", import_pages.ImportTemplate.as_view(), name="import-template"),
    path("nap-tac-pham/<int:pk>/", import_pages.ImportPage.as_view(), name="import"),
    path("nap-tac-pham/<int:pk>/tien-do/", import_pages.ImportProgress.as_view(), name="import-progress"),
    path("nap-tac-pham/<int:pk>/tep-loi/", import_pages.ImportErrors.as_view(), name="import-errors"),
    path("nap-tac-pham/<int:pk>/tra-loi/", import_pages.ImportAnswer.as_view(), name="import-answer"),
    path("nap-tac-pham/<int:pk>/ap-dung/", import_pages.ImportApply.as_view(), name="import-apply"),
    path("nap-tac-pham/<int:pk>/huy/", import_pages.ImportCancel.as_view(), name="import-cancel"),
    path("nap-tac-pham/<int:pk>/chay-lai/", import_pages.ImportRestart.as_view(), name="import-restart"),
    path("nap-tac-pham/<int:pk>/hoan-tac/", import_pages.ImportUndo.as_view(), name="import-undo"),
    opening_pages.OpeningBalanceList.route("so-du-dau/"),
    path("so-du-dau/<int:unit>/<int:year>/<str:kind>/", opening_pages.OpeningPage.as_view(), name="opening"),
    path(
        "so-du-dau/<int:unit>/<int:year>/<str:kind>/<int:pk>/bo/",
        opening_pages.OpeningDrop.as_view(),
        name="opening-drop",
    ),
    views.PaymentSheetList.route("bang-thanh-toan/"),
]
