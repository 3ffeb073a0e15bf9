"""Where every address leads; apps declare their own, this only includes them."""

from django.contrib.auth.views import LogoutView
from django.urls import include, path

from budgets import desk as budgets
from budgets.urls import signing_patterns
from core import views as core
from core.search import SearchPage
from rates import desk as rates
from reports.papers import render_papers
from royalties import desk as royalties

# In the order in which the start page and the search show them.
TASKS = [*budgets.TASKS, *royalties.TASKS, *rates.TASKS, *core.TASKS]
SEARCHED = [*royalties.SEARCHED, *rates.SEARCHED, *core.SEARCHED]

urlpatterns = [
    path("", core.StartPage.as_view(tasks=TASKS), name="start"),
    path("tim-kiem/", SearchPage.as_view(searched=SEARCHED), name="search"),
    path("dang-nhap/", core.LogIn.as_view(), name="login"),
    path("dang-xuat/", LogoutView.as_view(), name="logout"),
    path("", include("core.urls")),
    path("", include("rates.urls")),
    path("", include("royalties.urls")),
    path("", include("budgets.urls")),
    path("", include((signing_patterns(render_papers), "signing"))),
    path("", include("reports.urls")),
]
