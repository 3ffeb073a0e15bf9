"""The board checks what was recorded (kiểm duyệt, QĐ 10/2024/QĐ-UBND Điều 20 khoản 2), one work or many."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from core.access import Permission, access_of, require
from core.audit import Entry, record, record_all
from core.models import User
from core.text import clean_text
from royalties.models import Work
from royalties.paid_elsewhere import paid_elsewhere, say_paid_elsewhere
from royalties.services.duplicates import set_aside_faults
from royalties.states import WorkState

# The regulation names no second person: who recorded a work may review it, and that is said wherever it shows.
OWN_WORK = "người kiểm duyệt cũng là người ghi"


@dataclass(frozen=True)
class Reviewed:
    """What became of one work of many: reviewed, or the reason why not."""

    work: Work
    is_done: bool
    said: str


@transaction.atomic
def review_work(*, actor: User, work: Work) -> Work:
    """This will note that the board has checked a work; from now on it can be scored.

    :raises PermissionDenied: the actor may not review works of its unit.
    :raises ValidationError: it was reviewed already, or is the one of two same works that is not kept.
    """
    require(actor, Permission.REVIEW_WORKS, unit=work.outlet.unit)
    [work] = _locked([work.pk])
    if faults := _faults([work]):
        raise ValidationError(faults[work.pk])
    _pass(actor, [work])
    return work


@transaction.atomic
def review_works(*, actor: User, works: Iterable[int]) -> list[Reviewed]:
    """This will review the works of these keys that can be, and tell of each what became of it.

    :raises PermissionDenied: the actor may review nowhere, or one of the works belongs to a unit of others.
    """
    require(actor, Permission.REVIEW_WORKS)
    found = _locked(works)
    allows = access_of(actor).allows
    if foreign := [work for work in found if not allows(Permission.REVIEW_WORKS, work.outlet.unit_id)]:
        raise PermissionDenied(f"Tài khoản «{actor}» không có quyền kiểm duyệt của đơn vị «{foreign[0].outlet.unit}».")
    faults = _faults(found)
    _pass(actor, [work for work in found if work.pk not in faults])
    return [Reviewed(work, work.pk not in faults, faults.get(work.pk) or _told(actor, work)) for work in found]


@transaction.atomic
def return_work(*, actor: User, work: Work, reason: str) -> Work:
    """This will take a review back: the work is «recorded» again, to be corrected and reviewed anew.

    :raises PermissionDenied: the actor may not review works of its unit.
    :raises ValidationError: it is not just reviewed (its score must go first), or no reason was given.
    """
    require(actor, Permission.REVIEW_WORKS, unit=work.outlet.unit)
    [work] = _locked([work.pk])
    if work.state != WorkState.REVIEWED:
        raise ValidationError(f"Tác phẩm {work.get_state_display()}: chỉ trả lại được khi «đã kiểm duyệt».")
    if not clean_text(reason):
        raise ValidationError("Hãy nêu lý do trả lại.")
    before = {"trạng thái": work.get_state_display(), "người kiểm duyệt": str(work.reviewed_by)}
    work.move_to(WorkState.RECORDED)
    work.reviewed_by, work.reviewed_at = None, None
    work.save()
    record(
        actor=actor,
        action="trả lại tác phẩm",
        target=work,
        unit=work.outlet.unit,
        before=before,
        after={"trạng thái": work.get_state_display()},
        reason=clean_text(reason),
    )
    return work


def _locked(keys: Iterable[int]) -> list[Work]:
    works = Work.objects.select_for_update(of=("self",)).select_related("outlet__unit", "reviewed_by")
    return list(works.filter(pk__in=list(keys)).order_by("pk"))


def _faults(works: list[Work]) -> dict[int, str]:
    late = {
        work.pk: f"Tác phẩm {work.get_state_display()}: chỉ kiểm duyệt được khi «đã ghi»."
        for work in works
        if work.state != WorkState.RECORDED
    }
    return _paid_faults(works) | set_aside_faults([work.pk for work in works]) | late


def _paid_faults(works: list[Work]) -> dict[int, str]:
    by_unit: dict[int, list[Work]] = defaultdict(list)
    for work in works:
        by_unit[work.outlet.unit_id].append(work)
    found = [pair for unit, some in by_unit.items() for pair in zip(some, paid_elsewhere(unit, some), strict=True)]
    return {work.pk: f"Tác phẩm {say_paid_elsewhere(paid)}." for work, paid in found if paid}


def _pass(actor: User, works: list[Work]) -> None:
    now = timezone.now()
    for work in works:
        work.move_to(WorkState.REVIEWED)
        work.reviewed_by, work.reviewed_at = actor, now
    Work.objects.bulk_update(works, ["state", "reviewed_by", "reviewed_at"], batch_size=500)
    record_all(actor=actor, entries=[_entry(actor, work) for work in works])


def _entry(actor: User, work: Work) -> Entry:
    own = {"lưu ý": OWN_WORK} if work.recorded_by_id == actor.pk else {}
    return Entry(
        target=work,
        action="kiểm duyệt tác phẩm",
        unit=work.outlet.unit,
        before={"trạng thái": WorkState.RECORDED.label},
        after={"trạng thái": work.get_state_display()} | own,
    )


def _told(actor: User, work: Work) -> str:
    return f"đã kiểm duyệt; lưu ý: {OWN_WORK}" if work.recorded_by_id == actor.pk else "đã kiểm duyệt"
