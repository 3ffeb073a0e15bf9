"""The demo command: where it runs, what a second run does, and what it keeps to itself."""

import logging

import pytest
from django.core.management import CommandError, call_command

from core.models import Decision, Unit, User
from reports.demo.items import read_items
from tests.reports.demo.database import every_row


def _secrets() -> set[str]:
    people = {person for item in read_items() for person in item.authors}
    return {secret for person in people for secret in (person.id_number, person.account) if secret}


def test_a_second_run_changes_nothing(run_demo):
    printed, before = run_demo(), every_row()

    assert run_demo() == printed
    assert len(before["core_decision"]) > 50
    assert every_row() == before


def test_it_refuses_to_run_on_a_real_machine(db, settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="Lệnh demo chỉ chạy khi DEBUG=1"):
        call_command("demo")

    assert not Unit.objects.exists()
    assert list(User.objects.values_list("username", flat=True)) == ["he-thong"]


def test_no_id_or_account_lies_open_in_database_or_logs(caplog, run_demo):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django.db.backends")

    printed = run_demo()

    lying = {"bảng dữ liệu": repr(every_row()), "nhật ký": caplog.text, "màn hình": printed}
    assert "Trần Mẫu Bình" in lying["bảng dữ liệu"]
    assert "INSERT INTO" in lying["nhật ký"]
    assert len(_secrets()) == 28
    assert {(place, secret) for place, text in lying.items() for secret in _secrets() if secret in text} == set()


def test_decision_rows_name_no_id_and_no_account(run_demo):
    run_demo()

    rows = repr(list(Decision.objects.values_list("target_label", "before", "after", "reason")))

    assert "mở tài khoản" in set(Decision.objects.values_list("action", flat=True))
    assert {secret for secret in _secrets() if secret in rows} == set()
