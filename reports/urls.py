"""Addresses of the papers."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("bang-thanh-toan/<int:pk>/<str:form>/", views.PaymentSheetFile.as_view(), name="payment-sheet-file"),
]
