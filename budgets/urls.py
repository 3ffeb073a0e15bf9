"""Addresses of building payment sheets, and of the lists of funding sources and cost lines."""

from django.urls import path

from budgets import sheet_pages, views

app_name = "budgets"
urlpatterns = [
    path("bang-thanh-toan/lap/", sheet_pages.SheetPrepare.as_view(), name="sheet-prepare"),
    views.FundingSourceList.route("nguon-kinh-phi/"),
    views.CostLineList.route("noi-dung-chi/"),
]
