"""Works of the office that wait to be scored, for the tests of scoring."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from core.models import Unit, User
from rates.models import ScheduleRow
from royalties.models import Contribution, Outlet, Payee, Work, WorkPart

DAY = date(2026, 7, 10)


def outlet(unit: Unit, medium: str = "portal") -> Outlet:
    return Outlet.objects.get_or_create(unit=unit, medium=medium, defaults={"name": f"Nơi đăng {medium}"})[0]


def reviewed(unit: Unit, reviewer: User, number: int = 1, *genres: str, medium: str = "portal", **columns) -> Work:
    """This will make a work that passed the review, with one part for each genre and one author, not scored."""
    work = Work.objects.create(
        outlet=outlet(unit, medium),
        title=f"Tin số {number:03d}",
        url=f"https://vi-du.test/{medium}/{number}",
        **{"published_on": DAY, "state": "reviewed", "reviewed_by": reviewer, "reviewed_at": timezone.now()} | columns,
    )
    for order, genre in enumerate(genres or ("news",), start=1):
        row = ScheduleRow.objects.get(medium=medium, code=genre)
        WorkPart.objects.create(work=work, order=order, schedule_row=row, quantity=Decimal(1))
    author, _ = Payee.objects.get_or_create(unit=unit, name="Nguyễn Thị Mẫu", defaults={"id_number": "000000000001"})
    Contribution.objects.create(work=work, payee=author, share=Decimal(1), order=1)
    return work


def rows_of(*works: Work) -> list[WorkPart]:
    return [part for work in works for part in work.parts.order_by("order")]
