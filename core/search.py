"""One search over several lists: each list's own search, its first rows, and the way to all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from core.access import Permission, access_of, require
from core.crypto import decrypt, encrypt
from core.forms import SearchForm
from core.pages import ListPage

SHOWN = 10
_KEPT, _MOST_KEPT = "cau", 20


@dataclass(frozen=True)
class Hit:
    """A row that was found: its name, where it leads, and what tells it from others of the same name."""

    text: str
    url: str
    detail: str


@dataclass(frozen=True)
class Searched:
    """A list that the search looks through by the list's own field q, and how a row of it is told.

    by_number keeps the rows that have a whole personal id or account; only a question that was posted, and is kept
    out of the address, asks it.
    """

    page: type[ListPage]
    tell: Callable[[Model], Hit]
    by_number: Callable[[QuerySet, str], QuerySet] | None = None


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
        """This will look for words of an address; for ids, which would stand in histories and logs, only if kept."""
        require(request.user, Permission.VIEW_LAW)
        asked = request.GET.dict()
        if not asked:
            return render(request, "core/search.html", {"form": SearchForm()})
        if _KEPT not in asked:
            return self._answer(request, SearchForm(asked), has_numbers=False)
        kept = _kept_question(request.session, asked.pop(_KEPT))
        if kept is None:
            return render(request, "core/search.html", {"form": SearchForm(), "is_forgotten": True}, status=410)
        return self._answer(request, SearchForm({**asked, "q": kept}), has_numbers=True)

    def post(self, request: HttpRequest) -> HttpResponse:
        """This will lead to the answer, so that the way back from what was found leads there, too.

        Words go into the address; what may be an id or an account is kept in the session, encrypted.
        """
        require(request.user, Permission.VIEW_LAW)
        form = SearchForm(request.POST)
        if not form.is_valid():
            return self._answer(request, form, has_numbers=False)
        asked = form.cleaned_data["q"]
        has_digits = any(letter.isdigit() for letter in asked)
        query = {_KEPT: _keep_question(request.session, asked)} if has_digits else {"q": asked}
        return redirect(f"{reverse('search')}?{urlencode(query)}")

    def _answer(self, request: HttpRequest, form: SearchForm, *, has_numbers: bool) -> HttpResponse:
        if not form.is_valid():
            return render(request, "core/search.html", {"form": form}, status=400)
        asked, access = form.cleaned_data["q"], access_of(request.user)
        open_lists = [one for one in self.searched if access.allows(one.page.permission())]
        found = [_look_through(request, one, asked, has_numbers=has_numbers) for one in open_lists]
        groups = [findings for findings in found if findings.hits]
        return render(request, "core/search.html", {"form": form, "asked_everywhere": asked, "groups": groups})


def _keep_question(session: SessionBase, asked: str) -> str:
    """Under a number of its own, of which only the last few stay, so that an earlier answer opens again as well."""
    kept = session.get(_KEPT, {})
    place = str(max(map(int, kept), default=0) + 1)
    session[_KEPT] = dict([*kept.items(), (place, encrypt(asked))][-_MOST_KEPT:])
    return place


def _kept_question(session: SessionBase, place: str) -> str | None:
    token = session.get(_KEPT, {}).get(place)
    return decrypt(token) if token else None


def _look_through(request: HttpRequest, searched: Searched, asked: str, *, has_numbers: bool) -> Findings:
    page, query = searched.page, {"q": asked}
    rows = page.filterset_class(query, queryset=page.rows_for(request.user), request=request).qs
    if has_numbers and searched.by_number:
        rows = rows | searched.by_number(page.rows_for(request.user), asked)
    first = list(rows.prefetch_related(None)[: SHOWN + 1])
    return Findings(
        title=page.title,
        hits=[searched.tell(row) for row in first[:SHOWN]],
        url=f"{reverse(page.url_name())}?{urlencode(query)}",
        has_more=len(first) > SHOWN,
    )
