"""Bringing in the units of the shipped list."""

import csv
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from core.access import Permission, require
from core.audit import record
from core.models import Unit, User

UNITS_CSV = Path(__file__).parent.parent / "data" / "units.csv"


@transaction.atomic
def load_units(*, actor: User, source: Path = UNITS_CSV) -> int:
    """This will bring in the units of the shipped list and return how many were new or changed.

    Harmless when repeated; what a person has filled in since (QHNS code, chapter) is kept. Of two loads at once
    the second waits for the first.

    :raises ValidationError: a row that is no unit, or whose parent stands in no row above it.
    """
    require(actor, Permission.MANAGE_LAW)
    User.objects.select_for_update().get(pk=actor.pk)
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {unit.code: unit for unit in Unit.objects.all()}
    changed = 0
    for row in rows:
        unit = known.setdefault(row["code"], Unit(code=row["code"]))
        changed += _update_unit(unit, row, parent=_parent(row, known))
    if changed:
        record(
            actor=actor,
            action="nạp danh mục đơn vị",
            target=known[rows[0]["code"]],
            after={"số đơn vị mới hoặc đổi": changed},
        )
    return changed


def _parent(row: dict[str, str], known: dict[str, Unit]) -> Unit | None:
    if row["parent"] and row["parent"] not in known:
        raise ValidationError(f"Đơn vị «{row['code']}»: không có cấp trên «{row['parent']}» ở dòng nào phía trên.")
    return known.get(row["parent"])


def _update_unit(unit: Unit, row: dict[str, str], *, parent: Unit | None) -> bool:
    shipped = {
        "name": row["name"],
        "level": row["level"],
        "parent_id": parent.pk if parent else None,
        "existed_from": _day(row["existed_from"]),
        "existed_to": _day(row["existed_to"]),
        "source_label": row["label"],
    }
    if unit.budget_chapter is None and row["budget_chapter"]:
        shipped["budget_chapter"] = row["budget_chapter"]
    if unit.pk and all(getattr(unit, name) == value for name, value in shipped.items()):
        return False
    for name, value in shipped.items():
        setattr(unit, name, value)
    unit.full_clean(exclude=["parent"])
    unit.save()
    return True


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
