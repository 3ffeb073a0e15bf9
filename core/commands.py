"""Commands that answer a wrong argument in Vietnamese, as they answer everything else."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from functools import partial
from typing import NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MISUSED = 2
_OTHERWISE = "Tham số không dùng được."
# What the parser says, and what people are told.
_WORDS = [
    (r"the following arguments are required: (.+)", "Thiếu {0}."),
    (r"unrecognized arguments: (.+)", "Không có tham số {0}."),
    (r"ambiguous option: (.+) could match (.+)", "{0} chưa rõ là tham số nào: {1}."),
    (r"argument ([^:]+): expected .*argument.*", "{0} phải kèm theo một giá trị."),
    (r"argument ([^:]+): ignored explicit argument .+", "{0} không kèm theo giá trị nào."),
    (r"argument ([^:]+): not allowed with argument (.+)", "{0} không dùng cùng {1}."),
    (r"argument ([^:]+): invalid choice: (.+) \(choose from (.+)\)", "{0} không nhận {1}, chỉ nhận {2}."),
    (r"argument ([^:]+): invalid \w+ value: (.+)", "{0} không nhận {1}."),
    (r"argument ([^:]+): (.+)", "{0}: {1}."),
]


class VietnameseCommand(BaseCommand):
    """A command whose wrong arguments are told in Vietnamese: exit 2 in a shell, CommandError in a program."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = partial(_refuse, parser)
        return parser


def iso_day(text: str) -> date:
    """This will read an argument that is a day, such as 2026-07-01.

    :raises ArgumentTypeError: no such day.
    """
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"không có ngày «{text}»") from error
    raise ArgumentTypeError(f"«{text}» phải là ngày viết dạng 2026-07-01")


def _refuse(parser: ArgumentParser, message: str) -> NoReturn:
    said = f"{_say(message)} Cách dùng: {parser.prog} --help"
    if parser.called_from_command_line:
        parser.exit(_MISUSED, f"{said}\n")
    raise CommandError(said)


def _say(message: str) -> str:
    for pattern, words in _WORDS:
        if found := re.fullmatch(pattern, message):
            return words.format(*found.groups())
    return _OTHERWISE
