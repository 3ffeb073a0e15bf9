"""Quotas (định mức) of members of staff: the list, giving one, ending one."""

import django_tables2
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views import View
from django_filters import FilterSet

from core.access import Permission, access_of, require, visible_or_404
from core.columns import ComputedColumn, TextColumn, UnitColumn
from core.filters import InForceFilter, SearchFilter, UnitFilter
from core.forms import accepted
from core.pages import ConfirmPage, ListPage
from core.tables import ListTable
from royalties.models import Quota
from royalties.price_forms import QuotaEndForm, QuotaForm
from royalties.services.quotas import end_quota, give_quota


class QuotaTable(ListTable):
    """Quotas with who has them."""

    payee = TextColumn(order_by="payee__name_key", linkify=("royalties:payee", [django_tables2.A("payee_id")]))
    payee__unit = UnitColumn()
    end = ComputedColumn("Việc", exclude_from_export=True)

    class Meta:
        model = Quota
        fields = ["payee", "payee__unit", "works_per_month", "start_on", "end_on", "reason", "end"]

    def value_payee(self, value):
        """This will be the bare name."""
        return str(value)

    def render_end(self, record):
        """This will lead to whoever may end the quota."""
        if not access_of(self.request.user).allows(Permission.SCORE_WORKS, record.payee.unit_id):
            return ""
        where = reverse("royalties:quota-end", args=[record.pk])
        said = '<a href="{}" aria-label="Thôi định mức của {}">Thôi định mức</a>'
        return format_html(said, where, record.payee)


class QuotaFilter(FilterSet):
    """Filters of quotas."""

    q = SearchFilter("payee__name", "reason", label="Tên người nhận hoặc căn cứ")
    unit = UnitFilter("payee__unit")
    on = InForceFilter()

    class Meta:
        model = Quota
        fields = ["q"]


class QuotaList(ListPage):
    """Who makes how many works a month as part of the job."""

    title = "Định mức"
    empty = "Trưởng ban, Phó Trưởng ban biên tập giao định mức cho người làm báo trong biên chế của đơn vị."
    queryset = Quota.objects.select_related("payee__unit").defer("payee__id_number", "payee__account_number")
    table_class = QuotaTable
    filterset_class = QuotaFilter

    def actions(self) -> list[dict]:
        """This will lead whoever decides about works to giving a quota."""
        may_give = access_of(self.request.user).allows(Permission.SCORE_WORKS)
        give = {"url": reverse("royalties:quota-give"), "text": "Giao định mức", "tone": "primary"}
        return [give] if may_give else []


class QuotaGive(View):
    """Giving a quota."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """This will show the form."""
        require(request.user, Permission.SCORE_WORKS)
        return self._page(request, QuotaForm(request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """This will give the quota, or show the form again with what was typed and what is wrong."""
        require(request.user, Permission.SCORE_WORKS)
        form = QuotaForm(request.user, request.POST)
        given: list[Quota] = []
        if not accepted(form, lambda: given.append(give_quota(actor=request.user, **form.cleaned_data))):
            return self._page(request, form, status=422)
        messages.success(request, f"Đã giao định mức: {given[0]}.")
        return redirect("royalties:quota-list")

    def _page(self, request: HttpRequest, form: QuotaForm, status: int = 200) -> HttpResponse:
        context = {"title": "Giao định mức", "form": form, "submit": "Giao định mức"}
        context |= {
            "lead": "Trong định mức không chi nhuận bút; phần không chi không chia cho người khác.",
            "cancel_url": reverse("royalties:quota-list"),
        }
        return render(request, "core/form_page.html", context, status=status)


class QuotaEnd(ConfirmPage):
    """Asks for the last day of a quota, and why."""

    template_name = "core/form_page.html"

    def find(self, pk):
        return _decided_quota(self.request, pk)

    def ask(self, quota):
        return {"title": f"Thôi định mức của {quota.payee}", "lead": str(quota), "submit": "Thôi định mức"}

    def form(self, quota, data=None):
        return QuotaEndForm(data)

    def act(self, quota, **told):
        end_quota(actor=self.request.user, quota=quota, **told)
        return f"Đã thôi định mức của {quota.payee}."

    def back(self, quota):
        return reverse("royalties:quota-list")


def _decided_quota(request: HttpRequest, pk: int) -> Quota:
    """This will return a quota that the account may end.

    :raises PermissionDenied: the account may look but not score.
    """
    quota = visible_or_404(request.user, Quota.objects.select_related("payee__unit"), pk)
    require(request.user, Permission.SCORE_WORKS, unit=quota.payee.unit)
    return quota
