"""Papers taken from the list: those who may see the sheet get them, a neighbour finds nothing."""

import json
from io import BytesIO

import openpyxl
import pypdf
import pytest
from django.urls import reverse

from reports import views
from tests.screens import browser_of


@pytest.fixture
def sheet(june):
    return june.save()


def address(sheet, form: str) -> str:
    return reverse("reports:payment-sheet-file", args=[sheet.pk, form])


def test_each_paper_is_what_it_says(sheet):
    client = browser_of("accountant", sheet.unit)
    xlsx = client.get(address(sheet, "xlsx"))
    assert openpyxl.load_workbook(BytesIO(xlsx.content)).sheetnames == ["Theo tác phẩm", "Theo người nhận"]
    assert f'filename="bang-thanh-toan-{sheet.unit.code}-{sheet.period:%Y-%m}.xlsx"' in xlsx["Content-Disposition"]
    pdf = client.get(address(sheet, "pdf"))
    assert "BẢNG THANH TOÁN NHUẬN BÚT" in pypdf.PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    assert json.loads(client.get(address(sheet, "json")).content)["sheet"]["gross"] == str(sheet.gross)


def test_an_unknown_form_is_not_found(sheet):
    assert browser_of("accountant", sheet.unit).get(address(sheet, "docx")).status_code == 404


@pytest.mark.parametrize("role", ["recorder", "accountant", "board_head", "board_deputy", "unit_head"])
def test_roles_of_the_unit_read_it(sheet, role):
    assert browser_of(role, sheet.unit).get(address(sheet, "json")).status_code == 200


def test_an_auditor_reads_it_and_a_finance_reviewer_does_not(sheet):
    assert browser_of("auditor", None).get(address(sheet, "json")).status_code == 200
    for role in ("finance_reviewer", "provincial_coordinator", "system_admin"):
        assert browser_of(role, None, role).get(address(sheet, "json")).status_code == 403


def test_a_long_sheet_is_not_rendered_as_pdf_in_a_request(sheet, monkeypatch):
    monkeypatch.setattr(views, "LARGEST_PDF", sheet.works.count() - 1)
    response = browser_of("accountant", sheet.unit).get(address(sheet, "pdf"))
    assert response.status_code == 409
    assert "bản Excel" in response.content.decode()
    monkeypatch.setattr(views, "LARGEST_PDF", sheet.works.count())
    assert browser_of("accountant", sheet.unit, "khac").get(address(sheet, "pdf")).status_code == 200


def test_a_code_of_nobody_is_answered_without_a_name(client, db):
    page = client.get("/kiem-tra/12:khong-ai-ky/")
    assert "Mã này không phải của một bảng đã duyệt" in page.content.decode()
