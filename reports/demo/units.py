"""The demo units with their outlets and boards; only they may use the illustrative schedule."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from core.access import Permission, require
from core.audit import record
from core.models import Board, Unit, User
from core.models.units import Level
from core.services import create_board
from royalties.services.outlets import open_outlets

SINCE = date(2025, 7, 1)
SOURCE_LABEL = "MINH HOẠ"


@dataclass(frozen=True)
class DemoUnit:
    """An invented unit, and the decision that sets its board up."""

    code: str
    name: str
    level: Level
    board: str
    decision_number: str


PORTAL = DemoUnit(
    "mh-cong",
    "Cổng thông tin điện tử minh hoạ",
    Level.PROVINCE,
    "Ban biên tập Cổng thông tin điện tử minh hoạ",
    "01/QĐ-MH (minh hoạ)",
)
DEPARTMENT = DemoUnit(
    "mh-so",
    "Sở Minh hoạ",
    Level.DEPARTMENT,
    "Ban biên tập Trang thông tin điện tử Sở Minh hoạ",
    "02/QĐ-MH (minh hoạ)",
)
COMMUNE = DemoUnit(
    "mh-xa",
    "Xã Minh hoạ",
    Level.COMMUNE,
    "Ban biên tập Đài truyền thanh Xã Minh hoạ",
    "03/QĐ-MH (minh hoạ)",
)
DEMO_UNITS = (PORTAL, DEPARTMENT, COMMUNE)


@transaction.atomic
def create_demo_unit(*, actor: User, code: str, name: str, level: str) -> Unit:
    """This will make an invented unit, flagged so that its sheets are worth nothing.

    :raises ValidationError: the code is taken.
    """
    require(actor, Permission.MANAGE_LAW)
    unit = Unit(code=code, name=name, level=level, is_demo=True, source_label=SOURCE_LABEL)
    unit.full_clean(exclude=["name_key"])
    unit.save()
    record(actor=actor, action="lập đơn vị minh hoạ", target=unit, unit=unit, after={"mã": code, "cấp": unit.level})
    return unit


@transaction.atomic
def ensure_units(*, actor: User) -> dict[str, Unit]:
    """This will make the demo units that are missing, with their outlets, and return all of them by code."""
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=[plan.code for plan in DEMO_UNITS])}
    missing = [plan for plan in DEMO_UNITS if plan.code not in units]
    for plan in missing:
        units[plan.code] = create_demo_unit(actor=actor, code=plan.code, name=plan.name, level=plan.level)
    if missing:
        open_outlets(actor=actor)
    return units


@transaction.atomic
def ensure_boards(*, actor: User, units: dict[str, Unit]) -> dict[str, Board]:
    """This will set up the boards that are missing and return all of them by unit code."""
    boards = {}
    for plan in DEMO_UNITS:
        known = Board.objects.filter(unit=units[plan.code], decision_number=plan.decision_number).first()
        boards[plan.code] = known or create_board(
            actor=actor,
            unit=units[plan.code],
            name=plan.board,
            decision_number=plan.decision_number,
            decided_on=SINCE,
        )
    return boards
