"""Pages of opening balances: their list, and for a unit and a year three tables to read, add to and drop from."""

from io import BytesIO

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from core.access import Permission, access_of, require
from core.models import Decision, Unit
from core.pages import ConfirmPage, ListPage
from core.workbook import Fault, UnreadableFileError, read_first_sheet
from royalties import filters, tables
from royalties.models import OpeningBalance, OpeningFund
from royalties.opening_table import FUNDS, KINDS, PAYEES, WORKS, Kind, Table, read_pasted, read_sheet, read_table
from royalties.services import add_opening, drop_opening
from royalties.services.opening import WrongOpeningError, check_opening

_LINES, _PER_PAGE = 3, 200
_SAVE = "ghi"
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_LARGEST_FILE = 5 * 1024 * 1024
_ROWS = {WORKS.code: "works", PAYEES.code: "payees", FUNDS.code: "funds"}


class OpeningForm(forms.Form):
    """A table pasted from a spreadsheet, or an Excel file; single rows are typed into boxes besides."""

    pasted = forms.CharField(
        label="Dán bảng từ Excel",
        required=False,
        strip=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 6, "wrap": "off"}),
    )
    file = forms.FileField(
        label="Hoặc chọn tệp Excel (.xlsx)",
        required=False,
        help_text="Tệp được kiểm tra trước; đúng hết thì hiện trong ô dán để ghi.",
    )

    def clean_file(self):
        """This will refuse a file that is too large to be such a table."""
        file = self.cleaned_data["file"]
        if file and file.size > _LARGEST_FILE:
            raise forms.ValidationError("Tệp quá lớn: nhiều nhất 5 MB.")
        return file


class OpeningBalanceList(ListPage):
    """Opening balances of units by year."""

    title = "Số dư đầu"
    empty = "Kế toán của đơn vị nhập một lần những gì đã trả trong năm trước khi dùng hệ thống này."
    queryset = OpeningBalance.objects.select_related("unit", "begun_by")
    table_class = tables.OpeningBalanceTable
    filterset_class = filters.OpeningBalanceFilter

    def actions(self) -> list[dict]:
        """This will lead to this year's balance of each unit whose sheets the account prepares."""
        held = access_of(self.request.user).in_units.get(Permission.PREPARE_SHEETS, ())
        year = timezone.localdate().year
        units = Unit.objects.filter(pk__in=held)
        return [{"url": _where(unit.pk, year, WORKS), "text": f"Nhập năm {year}: {unit}"} for unit in units]


class OpeningPage(View):
    """One table of one unit's year."""

    def get(self, request: HttpRequest, unit: int, year: int, kind: str) -> HttpResponse:
        """This will show what is there, and the boxes for who may add to it."""
        place, what = _place(request, unit, year, kind)
        return self._page(request, place, year, what, OpeningForm())

    def post(self, request: HttpRequest, unit: int, year: int, kind: str) -> HttpResponse:
        """This will check what was typed, pasted or chosen; only «ghi» keeps it, and only where nothing is wrong."""
        place, what = _place(request, unit, year, kind)
        require(request.user, Permission.PREPARE_SHEETS, unit=place)
        form = OpeningForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, place, year, what, form, status=422)
        table, faults = _read(request, place, year, what, form)
        if faults or _SAVE not in request.POST or form.cleaned_data["file"]:
            return self._checked(request, place, year, what, form, table, faults)
        return self._save(request, place, year, what, form, table)

    def _save(self, request, place: Unit, year: int, what: Kind, form: OpeningForm, table: Table) -> HttpResponse:
        try:
            add_opening(actor=request.user, unit=place, year=year, table=table)
        except WrongOpeningError as error:
            return self._checked(request, place, year, what, form, table, error.faults)
        messages.success(request, f"Đã ghi {len(table.rows)} dòng.")
        return redirect(_where(place.pk, year, what))

    def _checked(self, request, place: Unit, year: int, what: Kind, form, table: Table | None, faults) -> HttpResponse:
        if faults:
            return self._page(request, place, year, what, form, status=422, table=table, faults=faults)
        right = OpeningForm(initial={"pasted": table.text()})
        # The rows stand in the box for pasting now; left in their own boxes too, they would be sent twice.
        return self._page(request, place, year, what, right, typed=[], table=table)

    def _page(
        self, request, place: Unit, year: int, what: Kind, form, status: int = 200, typed: list | None = None, **more
    ) -> HttpResponse:
        opening = OpeningBalance.objects.filter(unit=place, year=year).first()
        rows = getattr(opening, _ROWS[what.code]).all() if opening else OpeningFund.objects.none()
        if what == PAYEES and opening:
            rows = rows.select_related("payee").defer("payee__id_number", "payee__account_number")
        lines = (_typed(request, what) if typed is None else typed) or [[""] * len(what.readers)] * _LINES
        context = {
            "unit": place,
            "year": year,
            "kind": what,
            "tabs": [
                {"url": _where(place.pk, year, one), "text": one.title, "is_current": one == what}
                for one in KINDS.values()
            ],
            "page": Paginator(rows, _PER_PAGE).get_page(request.GET.get("page")),
            "history": _history(opening),
            "may_add": access_of(request.user).allows(Permission.PREPARE_SHEETS, place.pk),
            "form": form,
            "lines": [[*zip(what.readers, cells, strict=False)] for cells in lines],
            "others": [year - 1, year + 1],
            **more,
        }
        return render(request, "royalties/opening.html", context, status=status)


class OpeningDrop(ConfirmPage):
    """Asks why a row is dropped."""

    def find(self, unit, year, kind, pk):
        place, what = _place(self.request, unit, year, kind)
        require(self.request.user, Permission.PREPARE_SHEETS, unit=place)
        opening = get_object_or_404(OpeningBalance.objects.select_related("unit"), unit=place, year=year)
        return get_object_or_404(getattr(opening, _ROWS[what.code]), pk=pk)

    def ask(self, row):
        return {
            "title": f"Bỏ «{row}» khỏi số dư đầu?",
            "consequences": ["Bỏ dòng này; sổ quyết định giữ lại nội dung đã bỏ."],
            "submit": "Bỏ dòng",
            "tone": "danger",
        }

    def act(self, row, reason):
        drop_opening(actor=self.request.user, row=row, reason=reason)
        return f"Đã bỏ «{row}»."

    def back(self, row):
        return _where(self.kwargs["unit"], self.kwargs["year"], KINDS[self.kwargs["kind"]])


def _place(request: HttpRequest, unit: int, year: int, kind: str) -> tuple[Unit, Kind]:
    require(request.user, Permission.VIEW_SHEETS)
    if kind not in KINDS or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Http404("Không có bảng số dư đầu này.")
    place = get_object_or_404(Unit, pk=unit)
    if not access_of(request.user).allows(Permission.VIEW_SHEETS, place.pk):
        raise Http404("Không có bảng số dư đầu này.")
    return place, KINDS[kind]


def _where(unit: int, year: int, kind: Kind) -> str:
    return reverse("royalties:opening", args=[unit, year, kind.code])


def _history(opening: OpeningBalance | None):
    if opening is None:
        return []
    rows = Decision.objects.about(opening)
    return rows[:50]


def _typed(request: HttpRequest, kind: Kind) -> list[list[str]]:
    columns = [request.POST.getlist(f"o-{place}") for place in range(len(kind.readers))]
    return [list(cells) for cells in zip(*columns, strict=False)]


def _read(request, place: Unit, year: int, kind: Kind, form: OpeningForm) -> tuple[Table | None, list[Fault]]:
    """One of three ways in; two at once would leave open which rows are meant."""
    lines = [cells for cells in _typed(request, kind) if any(cell.strip() for cell in cells)]
    pasted, file = form.cleaned_data["pasted"].strip("\r\n"), form.cleaned_data["file"]
    if sum(map(bool, (lines, pasted.strip(), file))) > 1:
        return None, [Fault(0, "", "Chỉ dùng một cách một lần: ô nhập, bảng dán, hoặc tệp.")]
    try:
        table = _from_file(kind, file) if file else read_pasted(kind, pasted) if pasted else read_table(kind, lines)
    except UnreadableFileError as error:
        return None, [Fault(0, "", str(error))]
    return table, check_opening(place, year, table)


def _from_file(kind: Kind, file) -> Table:
    return read_sheet(kind, read_first_sheet(BytesIO(file.read())))
