"""Pages that are declared: the list, with its permission, pages and export, and the one that asks for a reason."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import EmptyPage
from django.forms import Form, HiddenInput
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.cache import patch_vary_headers
from django.views import View
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin
from django_tables2.paginators import LazyPaginator

from core.access import Permission, VisibleQuerySet, access_of, require
from core.columns import UnitColumn
from core.exports import XLSX_TYPE, TooManyRowsError, export_table
from core.filters import UnitFilter
from core.forms import ReasonForm, accepted
from core.money import format_number
from core.tables import ListTable, SteadyRows, in_steady_order
from core.text import fold

PER_PAGE = 50
COUNT_CAP = 1000
_PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class BesidePage(View):
    """A page that may also open in the panel beside another one: its template extends frame."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        # One address, two answers: htmx asks for the content alone, a browser for the whole page.
        patch_vary_headers(response, ["HX-Request"])
        return response


class ConfirmPage(View):
    """Asks before something that changes what others did, or cannot be taken back; for a reason, unless told."""

    template_name = "core/confirm_page.html"

    def find(self, **where: int | str) -> Any:
        """This will return what the address names.

        :raises PermissionDenied: the account may look but not do this; Http404: it sees no such thing.
        """
        raise NotImplementedError

    def ask(self, thing: Any) -> dict:
        """This will say what the template needs besides the form and the way back."""
        raise NotImplementedError

    def form(self, thing: Any, data: QueryDict | None = None) -> Form:
        """This will make the form, with what was sent if anything was."""
        return ReasonForm(data)

    def act(self, thing: Any, **told: Any) -> str:
        """This will do it, with what the form told, and say what was done.

        :raises ValidationError: why not.
        """
        raise NotImplementedError

    def back(self, thing: Any) -> str:
        """This will be where the account came from."""
        raise NotImplementedError

    def ahead(self, thing: Any) -> str:
        """This will be where the account goes once it is done: back, unless there is nothing left to go back to."""
        return self.back(thing)

    def get(self, request: HttpRequest, **where: int | str) -> HttpResponse:
        """This will ask."""
        thing = self.find(**where)
        return self._page(thing, self.form(thing))

    def post(self, request: HttpRequest, **where: int | str) -> HttpResponse:
        """This will do it, or ask again and say why not."""
        thing = self.find(**where)
        form = self.form(thing, request.POST)
        said: list[str] = []
        if not accepted(form, lambda: said.append(self.act(thing, **form.cleaned_data))):
            return self._page(thing, form, status=422)
        messages.success(request, said[0])
        return redirect(self.ahead(thing))

    def _page(self, thing: Any, form: Form, status: int = 200) -> HttpResponse:
        context = {"form": form, "cancel_url": self.back(thing), **self.ask(thing)}
        return render(self.request, self.template_name, context, status=status)


def count_rows(queryset: VisibleQuerySet) -> int:
    """This will count rows up to COUNT_CAP + 1, which says «more», so that a count costs the same on any table."""
    return queryset.order_by()[: COUNT_CAP + 1].count()


def say_count(count: int) -> str:
    """This will write what count_rows gave: 1.000, or «hơn 1.000» past the cap."""
    return f"hơn {format_number(COUNT_CAP)}" if count > COUNT_CAP else format_number(count)


class CappedPaginator(LazyPaginator):
    """Reads one row past the page to know whether another follows; counts only up to the cap."""

    def _get_count(self) -> int:
        if not hasattr(self, "_count"):
            self._count = count_rows(self.object_list.data.data)
        return self._count

    count = property(_get_count)


class ListPage(SingleTableMixin, FilterView):
    """A page of rows that a user may see: denied by default, filtered, sorted, paged, exported.

    A list declares queryset, table_class, filterset_class, title, and in `empty` what to do while there is no row.
    """

    title: str
    empty: str
    queryset: VisibleQuerySet
    template_name = "core/list_page.html"
    part_template = "core/_list.html"
    # Not paginate_by: with it Django and django-tables2 would both page, and count twice.
    table_pagination = {"per_page": PER_PAGE, "paginator_class": CappedPaginator, "silent": False}

    @classmethod
    def route(cls, where: str) -> URLPattern:
        """This will give the list its address; its name is <model>-list."""
        return path(where, cls.as_view(), name=f"{cls.queryset.model._meta.model_name}-list")

    @classmethod
    def url_name(cls) -> str:
        """This will name the list's address for reverse."""
        return f"{cls.queryset.model._meta.app_label}:{cls.queryset.model._meta.model_name}-list"

    @classmethod
    def permission(cls) -> Permission:
        """This will name what an account needs in order to open the list."""
        return cls.queryset.view_permission

    @classmethod
    def rows_for(cls, user) -> VisibleQuerySet:
        """This will return the rows that a user may see today; page, count and export start here."""
        return cls.queryset.visible_to(user)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        require(request.user, self.permission())
        response = super().dispatch(request, *args, **kwargs)
        # One address, two answers: without this a browser would show the part alone when somebody comes back.
        patch_vary_headers(response, ["HX-Request"])
        return response

    def get_template_names(self) -> list[str]:
        return [self.part_template if self.request.htmx else self.template_name]

    def get_queryset(self) -> VisibleQuerySet:
        return in_steady_order(self.rows_for(self.request.user))

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.filterset = self.get_filterset(self.filterset_class)
        if faults := list(self._faults()):
            return self._refuse(faults)
        self.object_list = self.filterset.qs
        return self._export() if "export" in request.GET else self.render_to_response(self.get_context_data())

    def get_table_data(self) -> SteadyRows:
        return SteadyRows(self.object_list)

    def get_table(self, **kwargs):
        try:
            table = super().get_table(**kwargs)
        except EmptyPage as error:
            raise Http404("Trang này của danh sách không có dòng nào.") from error
        self._spare_the_only_unit(table)
        return table

    def _spare_the_only_unit(self, table: ListTable) -> None:
        """Who sees the rows of one unit only neither reads its name in every row nor chooses it."""
        access = access_of(self.request.user)
        if self.permission() in access.everywhere or len(access.in_units.get(self.permission(), ())) != 1:
            return
        for bound in table.columns.iterall():
            if isinstance(bound.column, UnitColumn):
                table.columns.hide(bound.name)
        for name, one in self.filterset.filters.items():
            if isinstance(one, UnitFilter):
                self.filterset.form.fields[name].widget = HiddenInput()

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(filter=self.filterset, **kwargs)
        count = context["table"].paginator.count
        is_filtered = any(self.request.GET.get(name) for name in self.filterset.filters)
        return {**context, "count": count, "count_said": say_count(count), "is_filtered": is_filtered}

    def _refuse(self, faults: list[str]) -> HttpResponse:
        self.object_list = self.filterset.queryset.none()
        return self.render_to_response({"view": self, "filter": self.filterset, "faults": faults}, status=400)

    def _export(self) -> HttpResponse:
        table = self.table_class(data=self.get_table_data(), order_by=self.request.GET.get("sort") or None)
        try:
            file = export_table(table, table.data.data, title=self.title)
        except TooManyRowsError as error:
            return self._refuse([str(error)])
        name = fold(self.title).replace(" ", "-")
        return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)

    def _faults(self) -> Iterator[str]:
        asked = self.request.GET
        for name in asked.keys() - {*self.filterset.filters, "sort", "page", "export"}:
            yield f"Không có tham số «{name}» trên trang này."
        if self.filterset.is_bound and not self.filterset.is_valid():
            yield "Chưa lọc được: xem lỗi cạnh từng ô bên dưới."
        page = asked.get("page", "1")
        if not _PAGE_NUMBER.fullmatch(page):
            yield f"Số trang «{page}» không hợp lệ."
        for column in asked.getlist("sort"):
            if column.removeprefix("-") not in {"", *self.table_class.sortable()}:
                yield f"Không sắp xếp được theo «{column}»."
        if asked.get("export", "xlsx") != "xlsx":
            yield f"Không xuất được dạng «{asked['export']}»; chỉ có xlsx."
