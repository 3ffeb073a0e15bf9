"""What a month's file must fit besides the law: the unit's own days, its outlets, the day of payment."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from core.models import Unit
from royalties.models import Outlet, Payee
from royalties.services.pricing import PricedWork
from royalties.services.refused import RefusedDraftError
from royalties.works_file import Fault, FileWork, columns

_ROWS_NAMED = 3


def last_day(period: date) -> date:
    """This will return the last day of the month that a period is."""
    return period.replace(day=monthrange(period.year, period.month)[1])


def refuse_period(unit: Unit, period: date) -> None:
    """This will refuse a month in which the unit did not exist on any day.

    :raises RefusedDraftError: saying since when or until when it existed.
    """
    if unit.existed_from and last_day(period) < unit.existed_from:
        raise RefusedDraftError(f"Kỳ {period:%m/%Y} ở trước khi có «{unit}» (từ ngày {unit.existed_from:%d/%m/%Y}).")
    if unit.existed_to and period > unit.existed_to:
        raise RefusedDraftError(f"Kỳ {period:%m/%Y} ở sau khi hết «{unit}» (đến hết ngày {unit.existed_to:%d/%m/%Y}).")


def existence_faults(unit: Unit, works: Sequence[FileWork]) -> list[Fault]:
    """This will name the works that were published when the unit did not exist."""
    faults = []
    for work in works:
        if unit.existed_from and work.published_on < unit.existed_from:
            message = f"trước khi có đơn vị: {unit.existed_from:%d/%m/%Y}"
            faults.append(Fault(work.row, columns.PUBLISHED_ON, message))
        elif unit.existed_to and work.published_on > unit.existed_to:
            message = f"sau khi hết đơn vị: {unit.existed_to:%d/%m/%Y}"
            faults.append(Fault(work.row, columns.PUBLISHED_ON, message))
    return faults


def payment_day_faults(paid_on: date | None, works: Sequence[FileWork]) -> list[Fault]:
    """This will refuse a day of payment on which a work was not published yet; a fault of the whole file."""
    early = [work for work in works if paid_on and work.published_on > paid_on]
    if not early:
        return []
    rows = ", ".join(str(work.row) for work in early[:_ROWS_NAMED])
    more = f" và {len(early) - _ROWS_NAMED} tác phẩm khác" if len(early) > _ROWS_NAMED else ""
    return [Fault(0, "", f"Ngày chi {paid_on:%d/%m/%Y} ở trước ngày đăng của tác phẩm ở dòng {rows}{more}")]


def place_faults(works: Sequence[FileWork], outlets: dict[str, Outlet]) -> list[Fault]:
    """This will name the works of a medium in which the unit does not publish."""
    message = "đơn vị chưa có nơi đăng thuộc loại hình này"
    return [Fault(work.row, columns.MEDIUM, message) for work in works if work.medium not in outlets]


def named_twice(priced: Sequence[PricedWork], met: dict[int, Payee]) -> list[Fault]:
    """This will name authors of one work that turn out to be one payee, by pen name or by account."""
    faults = []
    for item in priced:
        seen: dict[int, int] = {}
        for author in item.work.authors:
            payee = met.get(author.row)
            if payee is not None and seen.setdefault(id(payee), author.row) != author.row:
                first = seen[id(payee)]
                faults.append(Fault(author.row, columns.AUTHOR, f"là cùng một người nhận với dòng {first}"))
    return faults
