"""One search over several lists: each list's own search, its first rows, and the way to all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from core.access import Permission, access_of, require
from core.forms import SearchForm
from core.pages import ListPage

SHOWN = 10


@dataclass(frozen=True)
class Hit:
    """A row that was found: its name, where it leads, and what tells it from others of the same name."""

    text: str
    url: str
    detail: str


@dataclass(frozen=True)
class Searched:
    """A list that the search looks through by the list's own field q, and how a row of it is told."""

    page: type[ListPage]
    tell: Callable[[Model], Hit]


@dataclass(frozen=True)
class Findings:
    """What was found in one list: at most SHOWN rows, and the address of the list with all of them."""

    title: str
    hits: list[Hit]
    url: str
    has_more: bool


class SearchPage(View):
    """Works, people, sheets, instruments and units by what somebody remembers of them."""

    searched: Sequence[Searched] = ()

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will look through every list that the account may open; a wrong question is refused with 400."""
        require(request.user, Permission.VIEW_LAW)
        if not request.GET:
            return render(request, "core/search.html", {"form": SearchForm()})
        form = SearchForm(request.GET)
        if not form.is_valid():
            return render(request, "core/search.html", {"form": form}, status=400)
        asked = form.cleaned_data["q"]
        context = {"form": form, "asked_everywhere": asked, "groups": self._look(request, asked)}
        return render(request, "core/search.html", context)

    def _look(self, request: HttpRequest, asked: str) -> list[Findings]:
        access = access_of(request.user)
        open_lists = [one for one in self.searched if access.allows(one.page.permission())]
        found = [_look_through(request, one, asked) for one in open_lists]
        return [findings for findings in found if findings.hits]


def _look_through(request: HttpRequest, searched: Searched, asked: str) -> Findings:
    page, query = searched.page, {"q": asked}
    rows = page.filterset_class(query, queryset=page.rows_for(request.user), request=request).qs
    first = list(rows.prefetch_related(None)[: SHOWN + 1])
    return Findings(
        title=page.title,
        hits=[searched.tell(row) for row in first[:SHOWN]],
        url=f"{reverse(page.url_name())}?{urlencode(query)}",
        has_more=len(first) > SHOWN,
    )
