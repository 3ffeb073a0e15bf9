"""The whole demo in one transaction: what is missing is made through the services, what is there stays as it is."""

from django.db import transaction

from core.models import Unit
from core.services import load_units, system_actor
from rates.loader import read_law
from rates.models import Rate
from rates.services import load_law
from reports.demo.accounts import ensure_accounts
from reports.demo.sheets import ensure_sheets
from reports.demo.units import ensure_boards, ensure_units
from reports.demo.waiting import ensure_waiting_works
from royalties.services import open_outlets


@transaction.atomic
def build_demo() -> None:
    """This will make the province, the law and everything of the demo that is missing; harmless when repeated."""
    actor = system_actor()
    if not Unit.objects.filter(is_demo=False).exists():
        load_units(actor=actor)
        open_outlets(actor=actor)
    if not Rate.objects.filter(shipped=True).exists():
        load_law(actor=actor, law=read_law())
    units = ensure_units(actor=actor)
    boards = ensure_boards(actor=actor, units=units)
    users = ensure_accounts(actor=actor, units=units, boards=boards)
    ensure_sheets(actor=actor, units=units)
    ensure_waiting_works(units=units, users=users)
