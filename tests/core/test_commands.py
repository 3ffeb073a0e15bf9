"""A wrong argument of a command is told in Vietnamese, in a shell and in a program."""

import argparse
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import CommandError

from core.commands import VietnameseCommand, iso_day
from tests.project import APPS

OURS = sorted(name for name, app in get_commands().items() if app in APPS)


@pytest.mark.once
@pytest.mark.parametrize("name", OURS)
def test_every_command_of_the_project_speaks_vietnamese(name):
    assert isinstance(load_command_class(get_commands()[name], name), VietnameseCommand)


def test_there_are_commands_to_look_at():
    assert {"rate", "load_law", "check_cases", "pay_works", "load_units"} <= set(OURS)


@pytest.mark.once
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Thiếu KEY, --on."),
        (["unit_value"], "Thiếu --on."),
        (["unit_value", "--on"], "--on phải kèm theo một giá trị."),
        (["unit_value", "--on", "abc"], "--on: «abc» phải là ngày viết dạng 2026-07-01."),
        (["unit_value", "--on", "01/07/2026"], "--on: «01/07/2026» phải là ngày viết dạng 2026-07-01."),
        (["unit_value", "--on", "2026-02-30"], "--on: không có ngày «2026-02-30»."),
        (["unit_value", "--on", "2026-07-01", "--as-known-on", "x"], "--as-known-on: «x» phải là ngày"),
        (["unit_value", "--on", "2026-07-01", "--day", "1"], "Không có tham số --day 1."),
        (["unit_value", "more", "--on", "2026-07-01"], "Không có tham số more."),
        (["unit_value", "--on", "2026-07-01", "--json=yes"], "--json không kèm theo giá trị nào."),
        (["unit_value", "--on", "2026-07-01", "--s"], "--s chưa rõ là tham số nào: --settings, --skip-checks."),
        (["unit_value", "--on", "2026-07-01", "-v", "9"], "-v/--verbosity không nhận 9, chỉ nhận 0, 1, 2, 3."),
        (["unit_value", "--on", "2026-07-01", "-v", "x"], "-v/--verbosity không nhận 'x'."),
    ],
)
def test_a_wrong_argument_is_told_in_vietnamese(arguments, said):
    with pytest.raises(CommandError) as refused:
        call_command("rate", *arguments)
    assert str(refused.value).startswith(said)
    assert str(refused.value).endswith(" rate --help")


class Doubting(VietnameseCommand):
    """A command that takes one of two arguments, and says of one what the parser has no words of ours for."""

    def add_arguments(self, parser):
        either = parser.add_mutually_exclusive_group()
        either.add_argument("--one", action="store_true")
        either.add_argument("--two", action="store_true")

    def handle(self, **options):
        """Does nothing."""


@pytest.mark.once
def test_arguments_that_exclude_each_other_are_told():
    with pytest.raises(CommandError, match=r"^--two không dùng cùng --one\."):
        call_command(Doubting(), "--one", "--two")


@pytest.mark.once
def test_what_has_no_words_is_told_all_the_same():
    parser = Doubting().create_parser("manage.py", "doubting")
    with pytest.raises(CommandError, match=r"^Tham số không dùng được\. Cách dùng: manage\.py doubting --help$"):
        parser.error("something new")


@pytest.mark.once
def test_in_a_shell_it_exits_with_2_and_says_it_on_the_error_stream(tmp_path):
    environment = os.environ | {
        "DEBUG": "1",
        "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}",
    }
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "rate", "unit_value", "--on", "abc"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "--on: «abc» phải là ngày viết dạng 2026-07-01. Cách dùng: manage.py rate --help\n"


@pytest.mark.once
@pytest.mark.parametrize("text", ["20260701", "2026-W27-3", "2026-7-1", " 2026-07-01", ""])
def test_a_day_is_written_one_way(text):
    with pytest.raises(argparse.ArgumentTypeError):
        iso_day(text)
