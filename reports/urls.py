"""Addresses of the papers."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("bang-thanh-toan/<int:pk>/", views.PaymentSheetPage.as_view(), name="payment-sheet"),
    path("bang-thanh-toan/<int:pk>/tac-pham/<int:row>/", views.WorkWhy.as_view(), name="work-why"),
    path("bang-thanh-toan/<int:pk>/nguoi-nhan/<int:row>/", views.TaxWhy.as_view(), name="tax-why"),
    path("kiem-tra/<str:token>/", views.SheetCheck.as_view(), name="sheet-check"),
    path("bang-thanh-toan/<int:pk>/<str:form>/", views.PaymentSheetFile.as_view(), name="payment-sheet-file"),
]
