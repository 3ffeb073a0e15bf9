"""What each step from a works file to a draft sheet costs, as ratios to reading the bare cells."""

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import django
from django.db import transaction
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from core.models import Unit  # noqa: E402  after the set-up
from core.services import system_actor  # noqa: E402
from rates.queries import read_book  # noqa: E402
from reports.payment_sheet import payment_sheet  # noqa: E402
from royalties.services import draft_from_file  # noqa: E402
from royalties.services.pricing import price_works  # noqa: E402
from royalties.works_file import read_works_file  # noqa: E402
from royalties.works_file.columns import COLUMNS  # noqa: E402

PERIOD, PERIOD_END = date(2026, 7, 1), date(2026, 7, 31)
PEOPLE = 100


def main(works: int) -> None:
    """This will time every step once, in turn, and print seconds and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_file(Path(folder) / "works.xlsx", works)
        steps: dict[str, float] = {}
        timed(steps, "bare cells", lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())
        file = timed(steps, "read and check", lambda: read_works_file(path, period_end=PERIOD_END))
        unit = Unit.objects.get(code="vp-ubnd")
        timed(steps, "price and explain", lambda: price_works(read_book(unit=unit), file.works))
        with transaction.atomic():
            sheet = timed(steps, "whole draft", lambda: draft(unit, path))
            timed(steps, "same file again", lambda: draft(unit, path))
            timed(steps, "rows of the paper", lambda: payment_sheet(sheet))
            transaction.set_rollback(True)
    floor = steps["bare cells"]
    for name, seconds in steps.items():
        sys.stdout.write(f"{name:20} {seconds:8.2f} s {seconds / floor:8.1f} ×\n")


def timed(steps: dict[str, float], name: str, step):
    """This will run a step and keep how long it took."""
    start = time.perf_counter()
    result = step()
    steps[name] = time.perf_counter() - start
    return result


def draft(unit: Unit, path: Path):
    """This will keep the file as the unit's draft."""
    return draft_from_file(actor=system_actor(), unit=unit, period=PERIOD, path=path, paid_on=date(2026, 8, 5))


def write_file(path: Path, works: int) -> Path:
    """This will write a works file of that many works."""
    with Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, COLUMNS)
        for number in range(1, works + 1):
            person = number % PEOPLE
            cells = {
                "Tên tác phẩm": f"Tin số {number}",
                "Thể loại": "Tin",
                "Loại hình": "Cổng thông tin điện tử",
                "Ngày đăng": f"{number % 28 + 1:02}/07/2026",
                "Đường dẫn": f"https://vi-du.test/{number}",
                "Hệ số": 1 + number % 9,
                "Số ảnh": number % 4,
                "Hệ số ảnh": "0,5",
                "Tác giả": f"Người Mẫu {person}",
                "Số định danh": f"0000{person:08}",
            }
            sheet.write_row(number, 0, [cells.get(column) for column in COLUMNS])
    return path


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
