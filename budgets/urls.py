"""Addresses of the lists of funding sources and cost lines."""

from budgets import views

app_name = "budgets"
urlpatterns = [
    views.FundingSourceList.route("nguon-kinh-phi/"),
    views.CostLineList.route("noi-dung-chi/"),
]
