import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import CommandError
from django.db import transaction

from core.commands import VietnameseCommand
from core.crypto import mask_numbers
from core.models import Unit
from core.money import format_number
from core.services import system_actor
from reports.payment_sheet_files import SHEET_FILES, put_in_place, write_payment_sheet
from reports.payment_sheet_rows import PaymentSheetPaper
from royalties.models import PaymentSheet
from royalties.services import RefusedDraftError, WrongWorksFileError, draft_from_file
from royalties.works_file import UnreadableFileError, write_error_workbook

_ERRORS_FILE = "errors.xlsx"
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Command(VietnameseCommand):
    help = "Đọc tệp tác phẩm, lưu một bảng thanh toán nháp và ghi sheet.xlsx, sheet.pdf, sheet.json (sai: errors.xlsx)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.xlsx", type=Path, help="tệp tác phẩm")
        parser.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị, ví dụ vp-ubnd")
        parser.add_argument("--period", required=True, metavar="YYYY-MM", help="tháng thanh toán")
        parser.add_argument("--paid-on", metavar="YYYY-MM-DD", help="ngày chi; thiếu thì chưa tính thuế TNCN")
        parser.add_argument("--out", required=True, metavar="DIR", type=Path, help="thư mục ghi kết quả")

    def handle(self, *, file: Path, unit: str, period: str, paid_on: str | None, out: Path, **options):
        facts = {"unit": _unit(unit), "period": _period(period), "paid_on": _paid_on(paid_on)}
        _open_folder(out, source=file)
        try:
            # The papers are in place before the draft is: where one cannot be made, there is no draft either.
            with transaction.atomic():
                sheet = draft_from_file(actor=system_actor(), path=file, **facts)
                paper = _write_papers(sheet, out)
        except (RefusedDraftError, UnreadableFileError) as error:
            raise CommandError(str(error)) from error
        except WrongWorksFileError as error:
            self._give_back(file, out, error)
        _forget_errors(out, source=file)
        for remark in paper.remarks:
            self.stderr.write(f"Lưu ý: {remark}")
        self.stdout.write(_done(sheet, out))

    def _give_back(self, source: Path, out: Path, error: WrongWorksFileError) -> None:
        for fault in error.faults:
            self.stderr.write(fault.describe(error.works_file.columns))
        try:
            put_in_place(
                out, {_ERRORS_FILE: lambda path: write_error_workbook(source, path, error.faults, error.works_file)}
            )
        except OSError as failure:
            raise CommandError(
                f"Tệp có {len(error.faults)} chỗ sai, không lưu gì, và không ghi được {out / _ERRORS_FILE}: {failure}."
            ) from failure
        raise CommandError(
            f"Tệp có {len(error.faults)} chỗ sai, không lưu gì; xem cột «Lỗi» trong {out / _ERRORS_FILE}."
        ) from error


def _write_papers(sheet: PaymentSheet, out: Path) -> PaymentSheetPaper:
    try:
        return write_payment_sheet(sheet, out)
    except OSError as error:
        raise CommandError(f"Không ghi được bảng thanh toán vào thư mục «{out}», không lưu gì: {error}.") from error
    # Whatever stops the making of a paper, what would be left is a draft that nobody has on paper.
    except Exception as error:
        raise CommandError(f"Không lập được giấy tờ của {sheet}, không lưu gì: {mask_numbers(repr(error))}.") from error


def _unit(code: str) -> Unit:
    if unit := Unit.objects.filter(code=code).first():
        return unit
    raise CommandError(f"Không có đơn vị mã «{code}». Danh mục đơn vị được nạp bằng lệnh load_units.")


def _period(text: str) -> date:
    try:
        return _day(_MONTH, text, f"{text}-01")
    except ValueError as error:
        raise CommandError(f"Kỳ «{text}» phải là một tháng viết dạng YYYY-MM, ví dụ 2026-06.") from error


def _paid_on(text: str | None) -> date | None:
    try:
        return _day(_DAY, text, text) if text else None
    except ValueError as error:
        raise CommandError(f"Ngày chi «{text}» phải là một ngày viết dạng YYYY-MM-DD, ví dụ 2026-07-15.") from error


def _day(form: re.Pattern, text: str, iso: str) -> date:
    if not form.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(iso)


def _open_folder(out: Path, *, source: Path) -> None:
    """A folder that cannot be made, or a works file that the papers would overwrite, is refused before any work."""
    if source.resolve() in {(out / name).resolve() for name in SHEET_FILES}:
        raise CommandError(f"Tệp tác phẩm «{source}» sẽ bị bảng thanh toán ghi đè: chọn thư mục --out khác.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"Không tạo được thư mục «{out}».") from error


def _forget_errors(out: Path, *, source: Path) -> None:
    """The faults of an earlier try are mended; where the mended file is that very file, it stays."""
    errors = out / _ERRORS_FILE
    if errors.resolve() != source.resolve():
        errors.unlink(missing_ok=True)


def _done(sheet: PaymentSheet, out: Path) -> str:
    names = ", ".join(SHEET_FILES)
    return f"Đã lưu {sheet}: {format_number(sheet.gross)} đồng. Đã ghi {names} vào {out}."
