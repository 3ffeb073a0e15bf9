"""Pairs of works that may be one: their list, and the page where a person compares two and decides."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from core.access import Permission, access_of, require, visible_or_404
from core.forms import ReasonForm, accepted
from core.models import Decision
from core.pages import ListPage
from royalties import filters, tables
from royalties.models import DuplicatePair, Verdict, Work
from royalties.services import rule_on_pair
from royalties.services.works import told

_PAIRS = DuplicatePair.objects.select_related("first__outlet__unit", "second__outlet", "ruled_by")


class RulingForm(ReasonForm):
    """What a person decides of two works, and why."""

    verdict = forms.ChoiceField(
        label="Quyết định",
        choices=[(one.value, one.label.capitalize()) for one in Verdict if one != Verdict.WAITING],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một quyết định."},
    )
    field_order = ("verdict", "reason")


class DuplicatePairList(ListPage):
    """Pairs of works that may be one."""

    title = "Cặp nghi trùng"
    empty = "Mỗi khi ghi tác phẩm, máy tự tìm tác phẩm cùng đường dẫn hoặc tên gần giống trong đơn vị."
    queryset = _PAIRS
    table_class = tables.DuplicatePairTable
    filterset_class = filters.DuplicatePairFilter


class PairPage(View):
    """Two works side by side."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show both works with what differs marked, and the form for who may decide."""
        return self._page(request, visible_or_404(request.user, _PAIRS, pk), RulingForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will keep the decision, or say why not."""
        pair, form = visible_or_404(request.user, _PAIRS, pk), RulingForm(request.POST)
        require(request.user, Permission.REVIEW_WORKS, unit=pair.first.outlet.unit)
        if not accepted(form, lambda: rule_on_pair(actor=request.user, pair=pair, **form.cleaned_data)):
            return self._page(request, pair, form, status=422)
        messages.success(request, "Đã ghi quyết định về cặp nghi trùng.")
        return redirect("royalties:pair", pk)

    def _page(self, request: HttpRequest, pair: DuplicatePair, form: RulingForm, status: int = 200) -> HttpResponse:
        history = Decision.objects.about(pair)
        context = {
            "pair": pair,
            "rows": _compared(pair.first, pair.second),
            "form": form,
            "may_rule": access_of(request.user).allows(Permission.REVIEW_WORKS, pair.first.outlet.unit_id),
            "history": history,
        }
        return render(request, "royalties/pair.html", context, status=status)


def _compared(first: Work, second: Work) -> list[tuple[str, str, str]]:
    one, other = ({"trạng thái": work.get_state_display()} | told(work) for work in (first, second))
    return [(name, one[name], other[name]) for name in one]
