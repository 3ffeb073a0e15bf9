"""The papers of signed sheets: rendered once, stored with the proof, printed from the store, checked by their code."""

import json
import re
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.utils import timezone
from pypdf import PdfReader

from budgets.services import approve_sheet
from reports.check_code import check_code
from reports.papers import render_papers
from royalties.models import ContributionRole, PaymentSheet, Quota, RemunerationShare, StoredPaper
from royalties.services.countering import counter_sheet
from royalties.services.signing import sign_sheet, submit_sheet
from royalties.states import SheetAction, SheetKind
from tests.royalties.sheets.people import JULY, payee, scored
from tests.screens import client_of
from tests.triggers import triggers_off


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def approved(desk, staff, flow) -> PaymentSheet:
    scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1), payee(desk, "H Ví Dụ Êban", 2))
    sheet = flow("checked")
    approve_sheet(actor=staff.chief, sheet=sheet, render=render_papers)
    return PaymentSheet.objects.get(pk=sheet.pk)


def test_a_frozen_sheet_is_printed_from_the_store_whatever_is_known_now(approved, staff):
    payee_of = approved.payee_totals.first().payee
    payee_of.name = "Tên Mới"
    payee_of.save()
    client = client_of(staff.head)
    for form in ("xlsx", "pdf", "json"):
        stored = StoredPaper.objects.get(name=f"bang-thanh-toan.{form}").content
        assert client.get(f"/bang-thanh-toan/{approved.pk}/{form}/").content == stored
    said = json.loads(StoredPaper.objects.get(name="bang-thanh-toan.json").content)
    assert said["sheet"]["number"] == "MH-NB-2026-0001"
    assert "Tên Mới" not in str(said)


def test_the_paper_names_its_signers_its_source_and_where_it_is_checked(approved):
    text = text_of(StoredPaper.objects.get(name="bang-thanh-toan.pdf").content)
    for name in ("Người thuky", "Người truongban", "Người ketoan", "Người thutruong"):
        assert name in text
    assert "Chương 405, khoản 171, tiểu mục 7012, mã nguồn 13" in text
    assert "/kiem-tra/" in re.sub(r"\s", "", text)


def test_the_code_leads_a_stranger_to_the_number_and_total_and_to_no_name(approved, client, settings):
    where = check_code(approved).address.removeprefix(settings.PUBLIC_URL)
    page = client.get(where).content.decode()
    assert "MH-NB-2026-0001" in page
    assert "506.000 đồng" in page
    assert "đúng như khi duyệt" in page
    assert "Nguyễn Thị Mẫu" not in page
    with triggers_off(connection):
        PaymentSheet.objects.update(gross=507_000)
    assert "KHÔNG còn đúng" in client.get(where).content.decode()
    assert "không phải của một bảng đã duyệt" in client.get(where.replace(f"{approved.pk}:", "99:")).content.decode()


def test_what_is_inside_a_quota_stands_on_the_paper_with_nothing_paid(desk, staff, flow):
    member, free = payee(desk, "Y Thử Niê", 3), payee(desk, "H Ví Dụ Êban", 2)
    Quota.objects.create(payee=member, works_per_month=1, start_on=JULY, reason="Quyết định")
    scored(desk, staff.head, 1, member, free)
    sheet = flow("built")
    # Half of 506.000; the other half is the member's own job and goes to nobody.
    assert (sheet.gross, sheet.works.get().royalty) == (253_000, 506_000)
    text = text_of(render_papers(sheet)["bang-thanh-toan.pdf"])
    assert "Trong định mức, không chi: 253.000 đồng" in text


def test_remuneration_is_paid_beside_the_royalty_on_a_sheet_of_its_own(desk, staff, flow):
    work = scored(desk, staff.head, 1, payee(desk, "Nguyễn Thị Mẫu", 1), medium="radio", coefficient="1")
    beside = work.contributions.create(
        payee=payee(desk, "Y Thử Niê", 3), role=ContributionRole.EDITOR, share=Decimal(1), order=2
    )
    RemunerationShare.objects.create(contribution=beside, percent=Decimal(20), set_by=staff.head, set_at=timezone.now())
    royalty = flow("built")
    sheet = flow("checked", kind=SheetKind.REMUNERATION)
    assert (royalty.gross, sheet.gross) == (253_000, 50_600)
    approve_sheet(actor=staff.chief, sheet=sheet, render=render_papers)
    sheet.refresh_from_db()
    assert sheet.number == "MH-TL-2026-0001"
    book = openpyxl.load_workbook(BytesIO(StoredPaper.objects.get(name="bang-thanh-toan.xlsx").content))
    assert "Thù lao" in [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert "biên tập, 20" in text_of(StoredPaper.objects.get(name="bang-thanh-toan.pdf").content)


def test_the_paper_of_a_counter_sheet_says_what_it_cancels(approved, staff):
    counter = counter_sheet(actor=staff.recorder, sheet=approved, reason="chi nhầm kỳ")
    submit_sheet(actor=staff.recorder, sheet=counter)
    sign_sheet(actor=staff.head, sheet=counter, action=SheetAction.BOARD_APPROVE)
    text = text_of(render_papers(PaymentSheet.objects.get(pk=counter.pk))["bang-thanh-toan.pdf"])
    assert "số mh-nb-2026-0001" in text.lower()
