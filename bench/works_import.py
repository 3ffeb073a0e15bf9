"""What an import of works costs: seconds of each step, how long its transaction is open, and the peak of memory.

It works in a database of its own, which it makes and drops on the engine of DATABASE_URL.
"""

import os
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import django
from django.db import connection, transaction
from xlsxwriter import Workbook

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from core.models import RoleAssignment, Unit, User  # noqa: E402  after the set-up
from core.services import load_units, system_actor  # noqa: E402
from rates.loader import read_law  # noqa: E402
from rates.services import load_law  # noqa: E402
from royalties.models import Outlet, Work, WorksImport  # noqa: E402
from royalties.services import open_outlets  # noqa: E402
from royalties.services.imports import applying, running, verbs  # noqa: E402
from royalties.services.imports.undoing import undo_import  # noqa: E402

PEOPLE = 300
HEAD = ["Stt", "Nội dung tin", "Ngày Đăng", "Thể loại", "Số lượng ảnh", "Tác giả"]
HEAD += ["Địa chỉ", "Nhuận bút", "Ký nhận", "Link"]


def main(rows: int) -> None:
    """This will import a file of that many works, undo it, and print what each step cost."""
    with tempfile.TemporaryDirectory() as folder:
        connection.settings_dict["TEST"]["NAME"] = f"{folder}/bench.sqlite3" if connection.vendor == "sqlite" else None
        connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            measure(write_file(Path(folder) / "works.xlsx", rows).read_bytes())
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def measure(content: bytes) -> None:
    """This will run every step once, in turn."""
    outlet, recorder = prepare()
    start_memory = peak()
    steps: dict[str, float] = {}
    done = verbs.upload_import(actor=recorder, outlet=outlet, file_name="works.xlsx", content=content)
    timed(steps, "read and understand", lambda: running.read_in_background.call(done.pk))
    done = WorksImport.objects.get(pk=done.pk)
    verbs.apply_import(actor=recorder, works_import=done)
    with open_for(steps, "  of it, transaction open"):
        timed(steps, "apply", lambda: running.apply_in_background.call(done.pk))
    memory = peak()
    timed(steps, "note pairs", lambda: running.pairs_in_background.call(done.pk))
    recorded = Work.objects.count()
    timed(steps, "undo", lambda: undo_import(actor=recorder, works_import=done, reason="bench"))
    floor = steps["read and understand"]
    for name, seconds in steps.items():
        sys.stdout.write(f"{name:26} {seconds:8.2f} s {seconds / floor:8.2f} ×\n")
    sys.stdout.write(
        f"{recorded} works on {connection.vendor}; peak {memory} MB, {start_memory} MB before the upload\n"
    )


def prepare() -> tuple[Outlet, User]:
    """This will make an office with a recorder."""
    load_units(actor=system_actor())
    load_law(actor=system_actor(), law=read_law())
    open_outlets(actor=system_actor())
    unit = Unit.objects.get(code="vp-ubnd")
    recorder = User.objects.create(username="bench", full_name="Người Đo")
    RoleAssignment.objects.create(user=recorder, role="recorder", unit=unit, start_on=date(2020, 1, 1))
    return Outlet.objects.get(unit=unit, medium="portal"), recorder


def timed(steps: dict[str, float], name: str, step) -> None:
    """This will run a step and keep how long it took."""
    start = time.perf_counter()
    step()
    steps[name] = time.perf_counter() - start


@contextmanager
def open_for(steps: dict[str, float], name: str):
    """This will keep how long the transaction of applying was open."""
    atomic = transaction.atomic

    class Watched:
        """Stands in for django.db.transaction in the module that is measured."""

        @staticmethod
        @contextmanager
        def atomic():
            """This will time one transaction."""
            start = time.perf_counter()
            with atomic():
                yield
            steps[name] = time.perf_counter() - start

    applying.transaction, kept = Watched, applying.transaction
    yield
    applying.transaction = kept


def peak() -> int:
    """This will return the most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def write_file(path: Path, rows: int) -> Path:
    """This will write a portal's export of that many works."""
    with Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for number in range(1, rows + 1):
            day, person = f"{number % 28 + 1:02}/0{number % 6 + 1}/2026", f"Người Mẫu {number % PEOPLE}"
            link = f"https://vi-du.test/tin-tuc/{number}"
            cells = [number, f"Tin số {number} của trang", day, "Tin", number % 4, person, "", 150000, "", link]
            sheet.write_row(number, 0, cells)
    return path


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
