"""Where every address leads; apps declare their own, this only includes them."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from core.forms import LoginForm
from core.views import StartPage

urlpatterns = [
    path("", StartPage.as_view(), name="start"),
    path(
        "dang-nhap/", LoginView.as_view(authentication_form=LoginForm, redirect_authenticated_user=True), name="login"
    ),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("", include("core.urls")),
    path("", include("rates.urls")),
    path("", include("royalties.urls")),
    path("", include("budgets.urls")),
    path("", include("reports.urls")),
]
