"""A payment sheet on screen, why each of its amounts is what it is, and its papers to take away."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from budgets.sheet_desk import sheet_desk
from core.access import visible_or_404
from core.exports import XLSX_TYPE
from core.pages import BesidePage
from rates.queries import read_law
from reports import payment_sheet_words as words
from reports.check_code import sheet_of
from reports.papers import render_paper, stored_paper
from reports.payment_sheet import payment_sheet
from royalties.explaining import cuts, shown
from royalties.models import PaymentSheet
from royalties.proof.verifying import holds
from royalties.queries import law_behind, law_behind_tax, lines_of

# Rendering a pdf takes some seconds a hundred works: above this, a request would not wait for it.
LARGEST_PDF = 200
_TYPES = {"xlsx": XLSX_TYPE, "pdf": "application/pdf", "json": "application/json"}


def visible_sheet(request: HttpRequest, pk: int) -> PaymentSheet:
    """This will return a sheet that the account may see, or refuse as visible_or_404 does."""
    return visible_or_404(request.user, PaymentSheet.objects.select_related("unit", "counters"), pk)


class PaymentSheetPage(View):
    """The sheet as its papers print it, each amount leading to its reason."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """This will show the sheet."""
        sheet = visible_sheet(request, pk)
        paid = f" Ngày chi: {sheet.paid_on:%d/%m/%Y}." if sheet.paid_on else ""
        lead = f"{sheet.unit}. Trạng thái: {sheet.get_status_display()}.{paid}"
        context = {"sheet": sheet, "lead": lead, "actions": _papers(sheet), "paper": payment_sheet(sheet)}
        context |= {"words": words, "desk": sheet_desk(request.user, sheet)}
        return render(request, "reports/payment_sheet_page.html", context)


class WorkWhy(BesidePage):
    """«Vì sao ra số này?» for one work of a sheet, a page of its own or beside the sheet."""

    def get(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        """This will explain a work's royalty and how it was shared out as stored, and name the law behind it."""
        sheet = visible_sheet(request, pk)
        works = sheet.works.select_related("work__outlet__unit").prefetch_related("work__parts__schedule_row")
        on_sheet = get_object_or_404(works, pk=row)
        law = law_behind(on_sheet.work, read_law(unit=sheet.unit))
        context = {"sheet": sheet, "on_sheet": on_sheet, "why": shown(on_sheet.explanation), "law": law}
        cut = cuts(lines_of(on_sheet))
        context |= {"cuts": cut, "adds_up": sum(one.gross for one in cut) == on_sheet.gross}
        return render(request, "reports/work_why.html", context)


class TaxWhy(BesidePage):
    """«Vì sao ra số này?» for the tax of one payee of a sheet, a page of its own or beside the sheet."""

    def get(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        """This will explain a payee's tax by the stored explanation; without a value date there is none yet."""
        sheet = visible_sheet(request, pk)
        total = get_object_or_404(sheet.payee_totals.select_related("payee", "sheet"), pk=row)
        why = shown(total.explanation) if total.explanation else None
        law = law_behind_tax(total, read_law(unit=sheet.unit)) if why else []
        return render(request, "reports/tax_why.html", {"sheet": sheet, "total": total, "why": why, "law": law})


class PaymentSheetFile(View):
    """One paper of one sheet; ids and accounts are masked in it."""

    def get(self, request: HttpRequest, pk: int, form: str) -> HttpResponse:
        """This will send the paper: 403 without the permission, 404 where the account may not see the sheet."""
        sheet = visible_sheet(request, pk)
        if form not in _TYPES:
            raise Http404("Bảng thanh toán chỉ có dạng xlsx, pdf và json.")
        content = stored_paper(sheet, form)
        if content is None and form == "pdf" and sheet.works.count() > LARGEST_PDF:
            return render(request, "reports/pdf_too_large.html", {"sheet": sheet, "largest": LARGEST_PDF}, status=409)
        name = f"bang-thanh-toan-{sheet.unit.code}-{sheet.period:%Y-%m}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        content = render_paper(sheet, form) if content is None else content
        return HttpResponse(content, content_type=_TYPES[form], headers=headers)


@method_decorator(login_not_required, name="dispatch")
class SheetCheck(View):
    """Where the code on a paper leads: whether the sheet is as it was when it was approved; nothing personal."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """This will say the sheet's number, unit, total and whether its proof holds."""
        sheet = sheet_of(token)
        context = {"sheet": sheet, "holds": bool(sheet) and holds(sheet)}
        return render(request, "reports/sheet_check.html", context)


def _papers(sheet: PaymentSheet) -> list[dict]:
    names = {"xlsx": "Tải Excel", "pdf": "Tải PDF", "json": "Tải JSON"}
    return [
        {"url": reverse("reports:payment-sheet-file", args=[sheet.pk, form]), "text": text}
        for form, text in names.items()
    ]
