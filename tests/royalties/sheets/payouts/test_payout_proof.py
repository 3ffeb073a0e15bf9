"""Whoever rewrites a payout past the triggers is named by verify_sheets."""

from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from core.crypto import encrypt
from royalties.services.transfers import confirm_paid, mark_returned
from tests.royalties.sheets.payouts.conftest import END_OF_JULY
from tests.royalties.sheets.people import payee, scored
from tests.triggers import triggers_off


@pytest.fixture
def paid(desk, staff, flow, draft, send):
    """One line that was paid, one that was returned."""
    one, other = payee(desk, "Nguyễn Thị Mẫu", 1), payee(desk, "H Ví Dụ Êban", 2)
    scored(desk, staff.head, 1, one, other)
    payout = send(draft(flow()))
    first, second = payout.lines.select_related("payout__unit").order_by("order")
    confirm_paid(actor=staff.accountant, payout=payout, paid_on=END_OF_JULY, lines=[first.pk])
    transfer = second.transfers.select_related("line__payout__unit").get()
    mark_returned(actor=staff.accountant, transfer=transfer, returned_on=END_OF_JULY, reason="sai tên")
    return payout


def verified() -> str:
    """What does not hold, as the command says it."""
    said = StringIO()
    with suppress(CommandError):
        call_command("verify_sheets", stdout=said)
        return ""
    return said.getvalue()


REWRITTEN = {
    "a net": ("UPDATE royalties_payoutline SET net = net - 1, tax = tax + 1", "thuế"),
    "the total": ("UPDATE royalties_payout SET gross = gross + 1, net = net + 1", "số tiền"),
    "the value date": ("UPDATE royalties_payout SET value_date = '2026-06-30'", "ngày chi"),
    "a printed name": ("UPDATE royalties_payoutline SET printed_name = 'Người Khác'", "tên đã in"),
    "a share": ("UPDATE royalties_payoutline SET shares = '[]'", "phần của từng bảng"),
    "an invoice": ("UPDATE royalties_payoutline SET invoice = 'khác'", "hoá đơn"),
    "the number": ("UPDATE royalties_payout SET number = 'MH-DC-2026-0007'", "sổ số đợt chi năm 2026"),
    "a number of no form": ("UPDATE royalties_payout SET number = 'x'", "số"),
    "the state": (
        "UPDATE royalties_payout SET status = 'voided', void_reason = 'x', voided_at = sent_at",
        "không khớp với bằng chứng huỷ",
    ),
    "back to a draft": (
        "UPDATE royalties_payout SET status = 'draft', number = NULL, sent_at = NULL, sent_by_id = NULL",
        "không còn ở trạng thái đã gửi",
    ),
    "a day": ("UPDATE royalties_transfer SET settled_on = '2026-07-30' WHERE state = 'paid'", "lần chuyển 1"),
    "a payment made up": (
        "UPDATE royalties_transfer SET state = 'paid', reason = '' WHERE state = 'returned'",
        "dòng 2, lần chuyển 1 khác với bằng chứng",
    ),
    "the papers away": ("DELETE FROM royalties_storedpaper WHERE name = 'list.txt'", "thiếu giấy tờ đã lưu"),
    "the proof away": ("DELETE FROM royalties_proofevent WHERE kind = 'sent'", "không có bằng chứng đã gửi"),
}  # fmt: skip


@pytest.mark.parametrize(("sql", "said"), REWRITTEN.values(), ids=REWRITTEN)
def test_what_was_rewritten_is_named(paid, sql, said):
    assert verified() == ""
    with triggers_off(connection), connection.cursor() as cursor:
        if "sent'" in sql and sql.startswith("DELETE"):
            cursor.execute("DELETE FROM royalties_storedpaper WHERE name = 'list.txt'")
        cursor.execute(sql)
        assert cursor.rowcount > 0
    assert said in verified()


def test_money_led_elsewhere_is_named(paid):
    with triggers_off(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE royalties_transfer SET facts = %s WHERE state = 'paid'", [encrypt('{"account": "9"}')])
    assert "dòng 1, lần chuyển 1 khác với bằng chứng" in verified()
