"""A decision row and the change it tells of stand or fall together."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from core.audit import record, say_change
from core.models import Decision, Unit, User
from core.services import accounts, create_account, load_units, system_actor
from tests.core.accounts import unit


@pytest.mark.django_db(transaction=True)
def test_a_row_outside_a_transaction_is_refused():
    actor = system_actor()
    with pytest.raises(transaction.TransactionManagementError, match="giao dịch"):
        record(actor=actor, action="thử", target=actor)
    assert not Decision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_verb_that_fails_after_its_change_leaves_neither_change_nor_row(monkeypatch):
    def fail(**kwargs):
        record(**kwargs)
        raise RuntimeError("đứt giữa chừng")

    monkeypatch.setattr(accounts, "record", fail)
    with pytest.raises(RuntimeError):
        create_account(actor=system_actor(), username="an", full_name="An", password="một mật khẩu dài")
    assert not User.objects.filter(username="an").exists()
    assert not Decision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_load_that_meets_a_bad_row_brings_in_none(tmp_path):
    source = tmp_path / "units.csv"
    source.write_text(
        "code,name,level,parent,budget_chapter,existed_from,existed_to,label\n"
        "a,Xã A,commune,,,,,QUOTED\n"
        "b,Xã B,làng,,,,,QUOTED\n",
        encoding="utf-8",
    )
    with pytest.raises(ValidationError):
        load_units(actor=system_actor(), source=source)
    assert not Unit.objects.exists()


def test_a_row_tells_who_did_what_to_whom_and_why(system):
    place = unit("a")
    record(
        actor=system, action="sửa", target=place, unit=place, before={"tên": "Cũ"}, after={"tên": "Mới"}, reason="vì"
    )
    row = Decision.objects.get()
    assert (row.actor, row.action, row.target_type, row.target_id) == (system, "sửa", "đơn vị", place.pk)
    assert (row.target_label, row.unit, row.reason) == ("Xã a", place, "vì")
    assert (row.before, row.after) == ({"tên": "Cũ"}, {"tên": "Mới"})
    assert str(row) == "sửa: Xã a"


def test_a_long_label_is_cut_to_its_column(system):
    assert len(record(actor=system, action="thử", target=Unit(name="Đ" * 400)).target_label) == 300


def test_what_a_decision_holds_is_read_as_people_write_it():
    facts = {"từ": "2026-07-01", "đến": None, "tổng": "1.872.000", "dấu vân": "0123456789abcdef" * 4, "ghi chú": ""}
    known = "từ: 01/07/2026; tổng: 1.872.000; dấu vân: 0123456789ab…"
    assert say_change(Decision(after=facts)) == say_change(Decision(before=facts)) == known


def test_what_a_decision_changed_is_read_fact_by_fact():
    before = {"tên": "Cũ", "số lượng": 0, "đến": None, "ghi chú": "gấp"}
    after = {"tên": "Mới", "số lượng": 0, "đến": "2026-07-01", "nhóm": ""}
    said = say_change(Decision(before=before, after=after))
    assert said == "tên: Cũ → Mới; đến: – → 01/07/2026; ghi chú: gấp → –"
