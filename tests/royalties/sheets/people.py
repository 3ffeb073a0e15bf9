"""The people of one unit who make and sign sheets, their neighbours, and works that are ready to be paid."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from core.access import Role
from core.models import RoleAssignment, Unit, User
from royalties.models import Contribution, Payee, Work
from royalties.services.building import Funding
from tests.royalties.scoring import reviewed

SINCE = date(2025, 7, 1)
JULY = date(2026, 7, 1)
FUNDING = Funding("state", "Ngân sách nhà nước", "13", "405", "171", "7012")


@dataclass(frozen=True)
class People:
    """Who holds which role in the unit."""

    recorder: User
    head: User
    deputy: User
    accountant: User
    chief: User


def person(username: str, role: Role | None = None, unit: Unit | None = None, full_name: str = "") -> User:
    """This will open an account, with a role since long ago where one is named."""
    user = User.objects.create(username=username, full_name=full_name or f"Người {username}")
    if role:
        RoleAssignment.objects.create(user=user, role=role, unit=unit, start_on=SINCE)
    return user


def people_of(unit: Unit, mark: str = "") -> People:
    """This will open the accounts of a unit."""
    return People(
        recorder=person(f"thuky{mark}", Role.RECORDER, unit),
        head=person(f"truongban{mark}", Role.BOARD_HEAD, unit),
        deputy=person(f"phoban{mark}", Role.BOARD_DEPUTY, unit),
        accountant=person(f"ketoan{mark}", Role.ACCOUNTANT, unit),
        chief=person(f"thutruong{mark}", Role.UNIT_HEAD, unit),
    )


def payee(unit: Unit, name: str, number: int, **columns) -> Payee:
    """This will record a payee of whom nothing is missing."""
    known = {"id_number": f"{number:012d}", "account_number": f"0000{number:06d}", "bank": "Ngân hàng Ví Dụ"}
    return Payee.objects.create(unit=unit, name=name, **(known | columns))


def scored(
    unit: Unit, scorer: User, number: int, *authors: Payee, coefficient: str = "2", genre: str = "news", **columns
) -> Work:
    """This will make a scored work of one part (2 × 253.000 = 506.000 đồng in July 2026), shared in equal parts."""
    work = reviewed(unit, scorer, number, genre, **columns)
    if authors:
        work.contributions.all().delete()
        for order, author in enumerate(authors, start=1):
            Contribution.objects.create(work=work, payee=author, share=Decimal(1), order=order)
    work.parts.update(coefficient=Decimal(coefficient), scored_by=scorer, scored_at=timezone.now())
    Work.objects.filter(pk=work.pk).update(state="scored")
    work.refresh_from_db()
    return work
