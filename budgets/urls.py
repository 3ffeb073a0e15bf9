"""Addresses of building, changing and signing payment sheets, and of the lists of funding sources and cost lines."""

from django.urls import URLPattern, path

from budgets import sheet_changes, sheet_pages, signing_pages, views
from royalties.services.freezing import Render
from royalties.states import SheetAction

_SHEET = "bang-thanh-toan/<int:pk>"

app_name = "budgets"
urlpatterns = [
    path("bang-thanh-toan/lap/", sheet_pages.SheetPrepare.as_view(), name="sheet-prepare"),
    path(f"{_SHEET}/nguon/", sheet_changes.SheetFund.as_view(), name="sheet-fund"),
    path(f"{_SHEET}/tinh-lai/", sheet_changes.SheetRebuild.as_view(), name="sheet-rebuild"),
    path(f"{_SHEET}/lay-ra/", sheet_changes.SheetTakeOff.as_view(), name="sheet-take-off"),
    path(f"{_SHEET}/bo/", sheet_changes.SheetDiscard.as_view(), name="sheet-discard"),
    path(f"{_SHEET}/rut-lai/", sheet_changes.SheetWithdraw.as_view(), name="sheet-withdraw"),
    path(f"{_SHEET}/lap-bang-huy/", sheet_changes.SheetCounter.as_view(), name="sheet-counter"),
    path(f"{_SHEET}/trinh/", signing_pages.SheetSubmit.as_view(), name="sheet-submit"),
    path(f"{_SHEET}/tra-lai/", signing_pages.SheetReturn.as_view(), name="sheet-return"),
    path(f"{_SHEET}/duyet/", signing_pages.SheetSign.as_view(), name="sheet-board-approve"),
    path(f"{_SHEET}/kiem/", signing_pages.SheetSign.as_view(action=SheetAction.CHECK), name="sheet-check"),
    views.FundingSourceList.route("nguon-kinh-phi/"),
    views.CostLineList.route("noi-dung-chi/"),
]


def signing_patterns(render: Render) -> list[URLPattern]:
    """This will be the addresses of signatures that freeze a sheet; render makes its papers."""
    return [
        path(f"{_SHEET}/duyet-chi/", signing_pages.SheetApprove.as_view(render=render), name="approve"),
        path("cho-toi-ky/", signing_pages.SheetsToSign.as_view(render=render), name="list"),
    ]
