"""The demo payment sheets: one draft a unit, made of real items through the same verb as any works file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from core.models import Unit, User
from reports.demo.items import items_to_pay
from reports.demo.units import COMMUNE, DEPARTMENT, PORTAL
from reports.demo.works_file import write_works_file
from royalties.models import PaymentSheet
from royalties.services import draft_from_file
from royalties.states import SheetKind


@dataclass(frozen=True)
class DemoSheet:
    """A month of a demo unit; the value date may be unknown, then the tax is too."""

    unit: str
    period: date
    paid_on: date | None


DEMO_SHEETS = (
    DemoSheet(PORTAL.code, date(2026, 3, 1), paid_on=date(2026, 4, 15)),
    DemoSheet(DEPARTMENT.code, date(2026, 7, 1), paid_on=date(2026, 8, 14)),
    DemoSheet(COMMUNE.code, date(2026, 9, 1), paid_on=None),
)


def ensure_sheets(*, actor: User, units: dict[str, Unit]) -> None:
    """This will draft the sheets of the months that have none, whatever became of the others since."""
    for plan in DEMO_SHEETS:
        unit = units[plan.unit]
        if PaymentSheet.objects.filter(unit=unit, period=plan.period, kind=SheetKind.ROYALTY).exists():
            continue
        with TemporaryDirectory() as folder:
            path = Path(folder) / "tac-pham.xlsx"
            write_works_file(path, items_to_pay(plan.unit, plan.period), unit=unit.name, period=plan.period)
            draft_from_file(actor=actor, unit=unit, period=plan.period, path=path, paid_on=plan.paid_on)
