"""A unit's chain of proof: each event under a MAC over the one before; the caller holds the transaction."""

from collections.abc import Mapping

from django.utils import timezone

from core.models import Unit
from royalties.models import EventKind, PaymentSheet, Payout, ProofEvent, StoredPaper
from royalties.proof.canonical import canonical, digest, mac


def add_event(
    *,
    unit: Unit,
    kind: EventKind,
    content: dict,
    papers: Mapping[str, bytes],
    sheet: PaymentSheet | None = None,
    payout: Payout | None = None,
) -> ProofEvent:
    """This will add an event of a sheet or a payout to a unit's chain with its papers; the caller holds the lock."""
    last = ProofEvent.objects.filter(unit=unit).order_by("-sequence").first()
    sequence, previous = (last.sequence + 1, last.mac) if last else (1, "")
    whole = {
        "event": str(kind),
        "at": timezone.now().isoformat(),
        "papers": {name: digest(paper) for name, paper in papers.items()},
        **content,
    }
    text = canonical(whole)
    event = ProofEvent(
        unit=unit,
        sequence=sequence,
        kind=kind,
        sheet=sheet,
        payout=payout,
        content=text,
        previous_mac=previous,
        mac=mac(unit_code=unit.code, sequence=sequence, previous=previous, text=text),
    )
    event.save(force_insert=True)
    for name, paper in papers.items():
        StoredPaper(event=event, name=name, content=paper).save(force_insert=True)
    return event


def lock_chain(unit: Unit) -> Unit:
    """This will let one event of a unit be written at a time; the caller holds the transaction."""
    return Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
