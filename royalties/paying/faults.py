"""What keeps a payout from being sent, each in a sentence."""

from collections.abc import Iterator

from django.db.models import Max, Q
from django.utils import timezone

from royalties.compute.tax import ORGANISATION
from royalties.models import Payee, Payout, SheetStep, SheetWork
from royalties.states import SheetAction

# Of people or sheets that lack the same thing so many are named.
_NAMED = 10


def payout_faults(payout: Payout) -> Iterator[str]:
    """This will say what a payout lacks, in as many queries whatever its size."""
    incomplete = Q(account_hash="") | Q(bank="") | Q(to_complete=True)
    lacking = Payee.objects.filter(incomplete, payout_lines__payout=payout).order_by("name_key", "pk").distinct()
    if names := list(lacking.values_list("name", flat=True)):
        yield f"Chưa đủ số tài khoản, ngân hàng hoặc hồ sơ của người nhận: {_named(names)}."
    without = [line for line in payout.lines.filter(invoice="").select_related("payee") if ORGANISATION in line.flags]
    if without:
        yield f"Chưa ghi số hoá đơn, hợp đồng của tổ chức: {_named([line.payee.name for line in without])}."
    yield from _early(payout)


def _early(payout: Payout) -> Iterator[str]:
    steps = SheetStep.objects.filter(sheet__in_payouts__payout=payout, action=SheetAction.APPROVE)
    for step in steps.select_related("sheet").defer("sheet__inputs"):
        approved = timezone.localdate(step.at)
        if payout.value_date < approved:
            yield f"Ngày chi {payout.value_date:%d/%m/%Y} trước ngày duyệt «{step.sheet}» ({approved:%d/%m/%Y})."
    works = SheetWork.objects.filter(sheet__in_payouts__payout=payout)
    published = works.aggregate(last=Max("work__published_on"))["last"]
    if published and payout.value_date < published:
        yield f"Ngày chi {payout.value_date:%d/%m/%Y} trước ngày đăng của tác phẩm ({published:%d/%m/%Y})."


def _named(names: list[str]) -> str:
    more = f" và {len(names) - _NAMED} nơi khác" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"
