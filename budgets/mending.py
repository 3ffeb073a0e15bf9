"""Where somebody goes to mend what keeps a work off a sheet, or a sheet from its signatures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from core.access import Permission, access_of
from core.models import User
from royalties.models import DuplicatePair, Payee, PaymentSheet

# Of each thing: where it is mended, what an account needs for it, and what the link says.
_MENDED = {
    Payee: ("royalties:payee-edit", Permission.EDIT_PAYEES, "sửa hồ sơ"),
    DuplicatePair: ("royalties:pair", Permission.VIEW_WORKS, "so sánh hai tác phẩm"),
    PaymentSheet: ("reports:payment-sheet", Permission.VIEW_SHEETS, "mở"),
}


@dataclass(frozen=True)
class Mend:
    """A link to where something is mended."""

    url: str
    text: str


def mends(user: User, unit_id: int, about: Iterable[Model]) -> Iterable[Mend]:
    """This will lead an account to the payees, pairs and sheets that it may open in a unit."""
    allows = access_of(user).allows
    for thing in about:
        name, permission, said = _MENDED[type(thing)]
        if allows(permission, unit_id):
            named = "" if isinstance(thing, DuplicatePair) else f" {thing}"
            yield Mend(reverse(name, args=[thing.pk]), f"{said}{named}")
