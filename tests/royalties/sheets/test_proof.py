"""Whoever rewrites the database past its triggers is named by verify_sheets, without the key whatever he does."""

import hashlib
import hmac
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from core.crypto import encrypt, encrypt_bytes
from rates.models import Rate
from royalties.models import Payee, PaymentSheet, ProofEvent
from tests.royalties.sheets.people import payee, scored
from tests.triggers import triggers_off


@pytest.fixture
def frozen(desk, staff, flow) -> PaymentSheet:
    one, other = payee(desk, "Nguyễn Thị Mẫu", 1), payee(desk, "H Ví Dụ Êban", 2)
    scored(desk, staff.head, 1, one)
    scored(desk, staff.head, 2, one, other)
    return flow()


def verified(capsys) -> str:
    """What the command says; it exits with an error exactly where something does not hold."""
    try:
        call_command("verify_sheets")
    except CommandError as error:
        return capsys.readouterr().out + str(error)
    return capsys.readouterr().out


def rewrite(sql: str, *params) -> None:
    with triggers_off(connection), connection.cursor() as cursor:
        cursor.execute(sql, params)
        assert cursor.rowcount > 0


def test_an_untouched_sheet_holds(frozen, capsys):
    assert verified(capsys) == "Mọi bảng đã duyệt của 1 đơn vị đúng như khi duyệt.\n"


REWRITTEN = {
    "a coefficient": ("UPDATE royalties_sheetline SET coefficient = 1.5", "hệ số"),
    "a printed name": ("UPDATE royalties_payeetotal SET printed_name = 'Người Khác'", "tên đã in"),
    "a total of a payee": ("UPDATE royalties_payeetotal SET gross = gross + 1", "số tiền"),
    "the total": ("UPDATE royalties_paymentsheet SET gross = gross + 1", "số tiền"),
    "a printed title": ("UPDATE royalties_sheetwork SET printed = '{\"title\": \"khác\"}'", "thông tin đã in"),
    "the number": ("UPDATE royalties_paymentsheet SET number = 'MH-NB-2026-0009'", "số"),
    "who signed": ("UPDATE royalties_sheetstep SET actor_id = (SELECT min(id) FROM core_user)", "bước ký"),
    "the state": ("UPDATE royalties_paymentsheet SET status = 'cancelled'", "không khớp với bằng chứng huỷ"),
    "the state, back to a draft": (
        "UPDATE royalties_paymentsheet SET status = 'draft', number = NULL",
        "không còn ở trạng thái đã duyệt",
    ),
    "the proof away": ("DELETE FROM royalties_storedpaper", "thiếu giấy tờ đã lưu"),
}  # fmt: skip


@pytest.mark.parametrize("what", REWRITTEN)
def test_whatever_is_rewritten_is_named(what, frozen, capsys):
    sql, said = REWRITTEN[what]
    rewrite(sql)
    assert said in verified(capsys)


def test_facts_and_papers_that_were_swapped_are_named(frozen, capsys):
    rewrite("UPDATE royalties_payeetotal SET printed_facts = %s", encrypt('{"account": "1"}'))
    rewrite("UPDATE royalties_storedpaper SET content = %s", encrypt_bytes(b"another"))
    said = verified(capsys)
    assert "số định danh, tài khoản, ngân hàng đã in" in said
    assert "giấy tờ đã lưu «sheet.txt» đã bị thay" in said


def test_what_no_longer_decrypts_is_named(frozen, capsys):
    rewrite("UPDATE royalties_payeetotal SET printed_facts = 'gAAAA'")
    rewrite("UPDATE royalties_storedpaper SET content = %s", b"gAAAA")
    said = verified(capsys)
    assert "không giải mã được" in said
    assert "giấy tờ đã lưu «sheet.txt» đã bị thay" in said


def test_an_intruder_without_the_key_cannot_make_the_chain_fit(frozen, capsys):
    """Columns, JSON and MAC are rewritten together, the MAC under a key of the intruder's own."""
    event = ProofEvent.objects.get()
    content = json.loads(event.content)
    content["sheet"]["gross"] += 1
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    message = "\n".join((event.unit.code, str(event.sequence), event.previous_mac, text))
    forged = hmac.new(b"guess", message.encode(), hashlib.sha256).hexdigest()
    rewrite("UPDATE royalties_proofevent SET content = %s, mac = %s", text, forged)
    rewrite("UPDATE royalties_paymentsheet SET gross = gross + 1")
    assert "mã xác thực của sự kiện thứ 1 không khớp" in verified(capsys)


def test_a_sheet_that_went_wholly_leaves_a_gap(frozen, staff, desk, flow, capsys):
    scored(desk, staff.head, 3, payee(desk, "Y Thử Niê", 3))
    flow()
    for table, where in (
        ("storedpaper", "event_id IN (SELECT id FROM royalties_proofevent WHERE sheet_id = %s)"),
        ("proofevent", "sheet_id = %s"),
        ("sheetstep", "sheet_id = %s"),
        ("paidclaim", "sheet_id = %s"),
        ("payeetotal", "sheet_id = %s"),
        ("sheetline", "sheet_work_id IN (SELECT id FROM royalties_sheetwork WHERE sheet_id = %s)"),
        ("sheetwork", "sheet_id = %s"),
    ):
        rewrite(f"DELETE FROM royalties_{table} WHERE {where}", frozen.pk)  # noqa: S608  names of this test
    rewrite("DELETE FROM budgets_reservation WHERE sheet_id = %s", frozen.pk)
    rewrite("DELETE FROM royalties_paymentsheet WHERE id = %s", frozen.pk)
    said = verified(capsys)
    assert "thiếu sự kiện thứ 1" in said
    assert "thiếu bảng số NB-2026-0001" in said


def test_new_law_and_new_facts_leave_an_old_sheet_as_it_was(frozen, capsys):
    Rate.objects.exclude(value=None).update(value=1)
    Payee.objects.update(name="Tên Mới", bank="Ngân hàng Khác")
    assert "đúng như khi duyệt" in verified(capsys)
    assert "không" not in verified(capsys)
