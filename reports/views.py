"""The papers of a payment sheet, to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from core.access import Permission, require
from core.exports import XLSX_TYPE
from reports.payment_sheet import payment_sheet
from reports.payment_sheet_json import payment_sheet_json
from reports.payment_sheet_pdf import payment_sheet_pdf
from reports.payment_sheet_xlsx import payment_sheet_xlsx
from royalties.models import PaymentSheet

# Rendering a pdf takes some seconds a hundred works: above this, a request would not wait for it.
LARGEST_PDF = 200
_FORMS = {
    "xlsx": (payment_sheet_xlsx, XLSX_TYPE),
    "pdf": (payment_sheet_pdf, "application/pdf"),
    "json": (payment_sheet_json, "application/json"),
}


class PaymentSheetFile(View):
    """One paper of one sheet; ids and accounts are masked in it."""

    def get(self, request: HttpRequest, pk: int, form: str) -> HttpResponse:
        """This will send the paper: 403 without the permission, 404 where the account may not see the sheet."""
        require(request.user, Permission.VIEW_SHEETS)
        sheet = get_object_or_404(PaymentSheet.objects.visible_to(request.user).select_related("unit"), pk=pk)
        if form not in _FORMS:
            raise Http404("Bảng thanh toán chỉ có dạng xlsx, pdf và json.")
        if form == "pdf" and sheet.works.count() > LARGEST_PDF:
            return render(request, "reports/pdf_too_large.html", {"sheet": sheet, "largest": LARGEST_PDF}, status=409)
        write, content_type = _FORMS[form]
        name = f"bang-thanh-toan-{sheet.unit.code}-{sheet.period:%Y-%m}.{form}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(write(payment_sheet(sheet)), content_type=content_type, headers=headers)
