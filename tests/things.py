"""One real thing of the office for each address that names one; what an address names, by the address's name."""

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl

from core.models import Unit, User
from rates.models import ScheduleRow
from rates.services import keep_upload
from royalties.models import DuplicatePair, OpeningBalance, OpeningFund, Payee, PaymentSheet, Quota
from royalties.services import draft_from_file, open_outlets
from royalties.services.imports import upload_import
from tests.rates.schedules import drafted, keeper, submitted
from tests.royalties.files import good, works_xlsx
from tests.royalties.portal_file.layouts import rows_xlsx
from tests.royalties.recording import recorded
from tests.royalties.scoring import reviewed
from tests.screens import holder
from tests.worker import run_jobs

IMPORT = ["import", "import-progress", "import-errors", "import-answer", "import-apply", "import-cancel"]
IMPORT += ["import-restart", "import-undo"]
WORK = ["work", "work-edit", "work-delete", "work-review", "work-return"]
PAYEE = ["payee", "payee-edit", "payee-complete", "pen-name-add", "payee-account"]
JUDGING = ["work-adjust", "work-remunerate", "quota-except", "quota-count"]
SCHEDULE = ["schedule", "schedule-head", "schedule-line-new", "schedule-scan", "schedule-scan-add", "schedule-submit"]
SCHEDULE += ["schedule-template", "schedule-upload", "schedule-preview", "schedule-errors"]
CHANGING = ["sheet-fund", "sheet-rebuild", "sheet-take-off", "sheet-discard", "sheet-submit", "sheet-counter"]
SIGNING = ["sheet-withdraw", "sheet-return", "sheet-board-approve", "sheet-check"]
AMOUNTS = {"news": ("2", "5")}
_WRONG = [["Loại hình", "Thể loại (NĐ 18)", "Hệ số tối thiểu", "Hệ số tối đa"], ["Báo giấy", "Tin", "một", "10"]]


def things_of(office: Unit, system: User, folder: Path) -> dict[str, list]:
    """This will make them all: works, people, a sheet, an import, a balance, schedules of the unit's own."""
    open_outlets(actor=system)
    other = {"Tác giả": "H Ví Dụ Êban", "Số định danh": "000000000002", "Số tài khoản": ""}
    path = works_xlsx(folder / "works.xlsx", [good(1), good(2, **other)])
    sheet = draft_from_file(actor=system, unit=office, period=date(2026, 7, 1), path=path, paid_on=date(2026, 8, 5))
    one, two = Payee.objects.order_by("pk")
    recorder, portal = holder("recorder", office, "thu-ky"), office.outlets.get(medium="portal")
    work = recorded(recorder, portal, ScheduleRow.objects.get(medium="portal", code="news"))
    opening = OpeningBalance.objects.create(unit=office, year=2026, begun_by=system)
    fund = OpeningFund.objects.create(opening=opening, medium="portal", amount=1)
    pair = DuplicatePair.objects.create(first=sheet.works.first().work, second=work, alike_title=True)
    waiting = reviewed(office, system, 900)
    quota = Quota.objects.create(payee=one, works_per_month=5, start_on=date(2026, 1, 1), reason="Quyết định")
    return {
        "rates:instrument": ["18/2014/NĐ-CP"],
        "rates:history": ["base_salary"],
        **_of("royalties", PAYEE, one.pk),
        "royalties:payee-merge": [one.pk, two.pk],
        **_of("royalties", IMPORT, _faulty(recorder, portal).pk),
        **_of("royalties", WORK, work.pk),
        "royalties:opening": [office.pk, 2026, "quy"],
        "royalties:opening-drop": [office.pk, 2026, "quy", fund.pk],
        "royalties:pair": [pair.pk],
        "royalties:work-price-why": [sheet.works.first().work_id],
        **_of("royalties", JUDGING, waiting.pk),
        "royalties:quota-end": [quota.pk],
        "royalties:score-preview": [waiting.parts.get().pk],
        **_of("budgets", CHANGING, sheet.pk),
        **_of("budgets", SIGNING, submitted_sheet(office, system).pk),
        "signing:approve": [sheet.pk],
        "reports:payment-sheet": [sheet.pk],
        "reports:work-why": [sheet.pk, sheet.works.first().pk],
        "reports:tax-why": [sheet.pk, sheet.payee_totals.first().pk],
        "reports:payment-sheet-file": [sheet.pk, "json"],
        **_schedules(office),
    }


def submitted_sheet(unit: Unit, actor: User) -> PaymentSheet:
    """This will make a sheet that waits for its first signature; nothing is on it."""
    return PaymentSheet.objects.create(
        unit=unit, period=date(2026, 6, 1), status="submitted", gross=0, inputs={"rates": []}, created_by=actor
    )


def _of(space: str, names: list[str], pk: int) -> dict[str, list]:
    return {f"{space}:{name}": [pk] for name in names}


def _faulty(recorder: User, portal):
    wrong = rows_xlsx([["Tên tác phẩm", "Thể loại", "Ngày đăng", "Tác giả"], ["Tin một", "Tin", "không rõ", "Mẫu Ví"]])
    faulty = upload_import(actor=recorder, outlet=portal, file_name="sai.xlsx", content=wrong)
    run_jobs()
    return faulty


def _schedules(office: Unit) -> dict[str, list]:
    """A draft with a file on its way, and another schedule that waits for the second person."""
    first = keeper("unit_head", "nguoi-nhap", office)
    waiting = submitted(first, office, amounts=AMOUNTS)
    draft = drafted(first, office, amounts=AMOUNTS, number="78/QĐ-THU")
    keep_upload(actor=first, schedule=draft, name="a.xlsx", content=_workbook())
    line = [draft.pk, draft.lines.first().pk]
    names = {"rates:schedule-line": line, "rates:schedule-line-remove": line, "rates:schedule-verify": [waiting.pk]}
    return _of("rates", SCHEDULE, draft.pk) | names


def _workbook() -> bytes:
    book, file = openpyxl.Workbook(), BytesIO()
    for row in _WRONG:
        book.active.append(row)
    book.save(file)
    return file.getvalue()
