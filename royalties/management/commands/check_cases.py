from pathlib import Path

from django.core.management.base import CommandError

from core.commands import VietnameseCommand
from rates.lawfile import LawFileError
from rates.queries import read_book
from royalties.cases.reading import read_cases
from royalties.cases.running import run_case


class Command(VietnameseCommand):
    help = "Chạy các trường hợp tính sẵn qua chính mã lệnh trả tiền, với đơn vị cấp tỉnh chưa nhập biểu mức."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *, files, **options):
        try:
            cases = [(path, case) for path in files for case in read_cases(path)]
        except LawFileError as error:
            raise CommandError(str(error)) from error
        book = read_book(shipped_only=True)
        failed = 0
        for path, case in cases:
            if wrong := run_case(book, case):
                failed += 1
                self.stdout.write(f"SAI {path.name}: {case.name}: {'; '.join(wrong)}")
        self.stdout.write(f"{len(cases) - failed} passed, {failed} failed")
        if failed:
            raise CommandError(f"{failed} trường hợp không khớp.")
