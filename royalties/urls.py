"""Addresses of outlets, payees, works and payment sheets."""

from django.urls import path

from royalties import payee_pages, views

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
    views.PaymentSheetList.route("bang-thanh-toan/"),
]
