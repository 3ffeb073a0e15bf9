"""Works that may be one: noted when they are recorded, decided by a person of the board."""

from collections import defaultdict
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.access import Permission, require
from core.audit import record
from core.models import User
from core.text import clean_text
from royalties.alike import NEAR, Titled, alike_titles, are_alike
from royalties.models import DuplicatePair, Verdict, Work
from royalties.states import WorkState

_BATCH = 500


def note_pairs(unit_id: int, works: Sequence[Work]) -> None:
    """This will note with which works of the unit these, just saved, may be one; undecided pairs are noted anew.

    Some queries for all of them together; whoever records works in bulk calls it too, inside the same transaction.
    """
    if not works:
        return
    keys = [work.pk for work in works]
    for start in range(0, len(keys), _BATCH):
        some = keys[start : start + _BATCH]
        DuplicatePair.objects.filter(Q(first__in=some) | Q(second__in=some), verdict=Verdict.WAITING).delete()
    _save(_same_links(unit_id, works), _alike_titles(unit_id, works))


def note_pairs_of(unit_id: int, keys: Sequence[int]) -> None:
    """This will note with which works of the unit these, saved a while ago, may be one; to do so twice changes nothing.

    It looks first and writes after, in a short transaction of its own, only what still holds by then: whoever records
    or corrects a work meanwhile notes its pairs himself, and waits for no comparing.
    """
    works = list(Work.objects.filter(pk__in=keys))
    if not works:
        return
    by_link, by_title = _same_links(unit_id, works), _alike_titles(unit_id, works)
    found = {pk for pair in by_link | by_title for pk in pair}
    with transaction.atomic():
        locked = Work.objects.select_for_update(of=("self",)).filter(pk__in=found).order_by("pk")
        there = {work.pk: work for work in locked}
        still = [(pair, there[pair[0]], there[pair[1]]) for pair in by_link | by_title if there.keys() >= {*pair}]
        same = {pair for pair, one, other in still if one.link_key == other.link_key != ""}
        _save(same, {pair for pair, one, other in still if _are_alike(one, other)})


@transaction.atomic
def rule_on_pair(*, actor: User, pair: DuplicatePair, verdict: str, reason: str) -> DuplicatePair:
    """This will keep what a person decided of two works: different, or one, of which one is kept.

    The other is neither scored nor paid from now on: where it was reviewed, the review is taken back.

    :raises PermissionDenied: the actor may not review works of their unit.
    :raises ValidationError: no reason; or the work to set aside is scored or on a sheet; or the kept one is set aside.
    """
    require(actor, Permission.REVIEW_WORKS, unit=pair.first.outlet.unit)
    pair = _locked(pair)
    if verdict not in set(Verdict.values) - {Verdict.WAITING}:
        raise ValidationError({"verdict": "Hãy chọn một quyết định."})
    if not clean_text(reason):
        raise ValidationError({"reason": "Hãy nêu lý do."})
    before = {"quyết định": pair.get_verdict_display()}
    pair.verdict, pair.reason = verdict, clean_text(reason)
    pair.ruled_by, pair.ruled_at = actor, timezone.now()
    if pair.set_aside:
        _set_aside(pair)
    pair.save()
    record(
        actor=actor,
        action="quyết định cặp nghi trùng",
        target=pair,
        unit=pair.first.outlet.unit,
        before=before,
        after={"quyết định": pair.get_verdict_display()},
        reason=pair.reason,
    )
    return pair


def set_aside_faults(works: Sequence[int]) -> dict[int, str]:
    """This will say of each work that is not the kept one of a pair why it is neither reviewed, scored nor paid."""
    pairs = DuplicatePair.objects.setting_aside(list(works)).select_related("first", "second")
    kept = {pair.set_aside.pk: pair.kept for pair in pairs}
    return {pk: f"Trùng với «{work}», là tác phẩm được giữ để chấm và chi." for pk, work in kept.items()}


def _save(by_link: set[tuple[int, int]], by_title: set[tuple[int, int]]) -> None:
    pairs = [
        DuplicatePair(first_id=first, second_id=second, same_link=pair in by_link, alike_title=pair in by_title)
        for pair in sorted(by_link | by_title)
        for first, second in [pair]
    ]
    # A pair that was decided stays as it was decided.
    DuplicatePair.objects.bulk_create(pairs, batch_size=_BATCH, ignore_conflicts=True)


def _are_alike(*works: Work) -> bool:
    one, other = (Titled(work.pk, work.title, work.published_on) for work in works)
    return abs(one.day - other.day) <= NEAR and are_alike(one, other)


def _set_aside(pair: DuplicatePair) -> None:
    aside, kept = pair.set_aside, pair.kept
    if set_aside_faults([kept.pk]):
        raise ValidationError({"verdict": f"«{kept}» đã là tác phẩm không giữ của một cặp khác: hãy giữ tác phẩm kia."})
    if aside.state not in (WorkState.RECORDED, WorkState.REVIEWED):
        message = f"«{aside}» {aside.get_state_display()}: bỏ điểm, đưa ra khỏi bảng trước, hoặc giữ tác phẩm này."
        raise ValidationError({"verdict": message})
    if aside.state == WorkState.REVIEWED:
        aside.move_to(WorkState.RECORDED)
        aside.reviewed_by, aside.reviewed_at = None, None
        aside.save()


def _locked(pair: DuplicatePair) -> DuplicatePair:
    works = Work.objects.select_for_update(of=("self",)).order_by("pk")
    list(works.filter(pk__in=[pair.first_id, pair.second_id]))
    pairs = DuplicatePair.objects.select_for_update(of=("self",)).select_related("first__outlet__unit", "second")
    return pairs.get(pk=pair.pk)


def _same_links(unit_id: int, works: Sequence[Work]) -> set[tuple[int, int]]:
    new = {work.pk for work in works}
    keys = sorted({work.link_key for work in works if work.link_key})
    by_key: dict[str, list[int]] = defaultdict(list)
    for start in range(0, len(keys), _BATCH):
        known = Work.objects.filter(outlet__unit=unit_id, link_key__in=keys[start : start + _BATCH])
        for pk, key in known.order_by("pk").values_list("pk", "link_key"):
            by_key[key].append(pk)
    return {
        (first, second)
        for pks in by_key.values()
        for place, second in enumerate(pks)
        for first in pks[:place]
        if {first, second} & new
    }


def _alike_titles(unit_id: int, works: Sequence[Work]) -> set[tuple[int, int]]:
    days = [work.published_on for work in works]
    near = Work.objects.filter(outlet__unit=unit_id, published_on__range=(min(days) - NEAR, max(days) + NEAR))
    titled = [Titled(*row) for row in near.order_by().values_list("pk", "title", "published_on")]
    return set(alike_titles(titled, {work.pk for work in works}))
