"""Sending a payout to the State Treasury: from then on nothing of it changes, and each payee's money is on its way."""

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.models import User
from core.money import format_number
from royalties.models import EventKind, PaymentSheet, Payout, PayoutCounter, PayoutLine, Transfer
from royalties.paying.faults import payout_faults
from royalties.proof.content import facts_of
from royalties.proof.payout_content import payout_content
from royalties.services.chain import add_event, lock_chain
from royalties.services.payouts import lock_draft, plan_for, sheets_in
from royalties.states import PayoutStatus, SheetStatus

SENT = "gửi đợt chi"
RenderPayout = Callable[[Payout], Mapping[str, bytes]]
_ILLUSTRATIVE, _CODE = "MH-", "DC"
_BATCH = 500


@transaction.atomic
def send_payout(*, actor: User, payout: Payout, seen: str, render: RenderPayout) -> Payout:
    """This will freeze a payout as it goes to the Treasury, its papers rendered and stored with its proof.

    seen is the fingerprint of what the sender looked at; render makes the papers of the payout as it is then, by name.

    :raises PermissionDenied: the actor does not pay for its unit.
    :raises ValidationError: it was sent or given up, something of it is lacking, or the law, the facts or the sheets
        have changed since it was looked at.
    """
    payout = lock_draft(actor, payout)
    _lock_standing(payout)
    if faults := list(payout_faults(payout)):
        raise ValidationError(faults)
    _refuse_changed(payout, seen)
    _print_facts(payout)
    _give_number(payout)
    payout.status, payout.sent_by, payout.sent_at = PayoutStatus.SENT, actor, timezone.now()
    payout.save()
    _start_transfers(payout)
    told = {"số": payout.number, "thực nhận": format_number(payout.net), "dấu vân": payout.fingerprint}
    record(actor=actor, action=SENT, target=payout, unit=payout.unit, after=told)
    _prove(payout, render(payout))
    return payout


def _lock_standing(payout: Payout) -> None:
    sheets = PaymentSheet.objects.select_for_update(of=("self",)).filter(in_payouts__payout=payout)
    if fallen := [sheet for sheet in sheets.defer("inputs").order_by("pk") if sheet.status != SheetStatus.APPROVED]:
        raise ValidationError(f"«{fallen[0]}» không còn là bảng đã duyệt.")


def _refuse_changed(payout: Payout, seen: str) -> None:
    now = plan_for(payout.unit, payout.value_date, sheets_in(payout)).fingerprint
    if not seen == payout.fingerprint == now:
        raise ValidationError(
            "Luật, hồ sơ người nhận hoặc các bảng đã đổi từ khi xem: hãy tính lại đợt chi và xem lại trước khi gửi."
        )


def _print_facts(payout: Payout) -> None:
    """What the papers say of people is kept as it is now, whatever becomes of their records."""
    lines = list(payout.lines.select_related("payee"))
    for line in lines:
        line.printed_name, line.printed_facts = line.payee.name, facts_of(line.payee)
    PayoutLine.objects.bulk_update(lines, ["printed_name", "printed_facts"], batch_size=200)


def _give_number(payout: Payout) -> None:
    """Gap-free per unit and year of the value date: the counter stays locked until all is sent or nothing is."""
    place = {"unit": payout.unit, "year": payout.value_date.year}
    PayoutCounter.objects.get_or_create(**place)
    counter = PayoutCounter.objects.select_for_update().get(**place)
    counter.last += 1
    counter.save(update_fields=["last"])
    payout.number = payout_number(counter.year, counter.last, is_illustrative=payout.is_illustrative)


def payout_number(year: int, place: int, *, is_illustrative: bool) -> str:
    """This will write a payout's number: the year of its value date, its place; MH- where it is worth nothing."""
    return f"{_ILLUSTRATIVE if is_illustrative else ''}{_CODE}-{year}-{place:04d}"


def _start_transfers(payout: Payout) -> None:
    lines = payout.lines.order_by("order")
    Transfer.objects.bulk_create(
        [Transfer(line=line, attempt=1, facts=line.printed_facts) for line in lines], batch_size=_BATCH
    )


def _prove(payout: Payout, papers: Mapping[str, bytes]) -> None:
    lock_chain(payout.unit)
    content = {"payout": payout_content(payout)}
    add_event(unit=payout.unit, kind=EventKind.SENT, content=content, papers=papers, payout=payout)
