"""What the board decided of two works stays decided when a draft's next file writes its works anew."""

from datetime import date

from royalties.models import DuplicatePair, PaymentSheet, Verdict, Work

_TURNED = {Verdict.ONE_KEEP_FIRST: Verdict.ONE_KEEP_SECOND, Verdict.ONE_KEEP_SECOND: Verdict.ONE_KEEP_FIRST}


def rulings_on(draft: PaymentSheet) -> list[DuplicatePair]:
    """This will read the decided pairs in which works of a draft stand, with both works, before these are deleted."""
    decided = DuplicatePair.objects.on_sheet(draft).exclude(verdict=Verdict.WAITING)
    return list(decided.select_related("first", "second"))


def renew_rulings(unit_id: int, ruled: list[DuplicatePair]) -> None:
    """This will write decided pairs again for the works that are the same as before: place, link, title and day."""
    days = {work.published_on for pair in ruled for work in (pair.first, pair.second)}
    now = {_identity(work): work.pk for work in Work.objects.filter(outlet__unit=unit_id, published_on__in=days)}
    for pair in ruled:
        first, second = now.get(_identity(pair.first)), now.get(_identity(pair.second))
        if first is None or second is None:
            continue
        verdict = pair.verdict if first < second else _TURNED.get(pair.verdict, pair.verdict)
        told = {name: getattr(pair, name) for name in ("same_link", "alike_title", "ruled_by", "ruled_at", "reason")}
        DuplicatePair.objects.update_or_create(
            first_id=min(first, second), second_id=max(first, second), defaults=told | {"verdict": verdict}
        )


def _identity(work: Work) -> tuple[int, str, str, date]:
    return (work.outlet_id, work.url, work.title_key, work.published_on)
