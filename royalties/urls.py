"""Addresses of the lists of outlets, payees, works and payment sheets."""

from royalties import views

app_name = "royalties"
urlpatterns = [
    views.OutletList.route("noi-dang/"),
    views.PayeeList.route("nguoi-nhan/"),
    views.WorkList.route("tac-pham/"),
    views.PaymentSheetList.route("bang-thanh-toan/"),
]
