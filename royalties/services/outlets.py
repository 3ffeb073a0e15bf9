"""Opening the places where units publish."""

from django.db import transaction

from core.access import Permission, require
from core.audit import record
from core.models import Unit, User
from rates.terms import Medium
from royalties.models import Outlet


@transaction.atomic
def open_outlets(*, actor: User) -> int:
    """This will give every unit an outlet for each medium that it has none of, and return how many were opened.

    Harmless when repeated; the first outlet bears the name of its medium until the unit names it.
    """
    require(actor, Permission.MANAGE_LAW)
    present = set(Outlet.objects.values_list("unit_id", "medium"))
    missing = [
        Outlet(unit=unit, medium=medium.value, name=f"{medium.label} – {unit.name}")
        for unit in Unit.objects.all()
        for medium in Medium
        if (unit.pk, medium.value) not in present
    ]
    opened = Outlet.objects.bulk_create(missing, batch_size=500)
    if opened:
        record(actor=actor, action="mở nơi đăng", target=opened[0], after={"số nơi đăng": len(opened)})
    return len(opened)
