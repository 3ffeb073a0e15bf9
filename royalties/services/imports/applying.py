"""The one short transaction of an import: everything was computed before, here it is only written."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from core.audit import record
from core.bulk import PreparedRows, prepare, reserve_keys
from core.jobs import StoppedError
from core.models import Unit, User
from core.money import plain_number
from royalties.genres import PHOTO
from royalties.models import Contribution, Payee, Work, WorkPart, WorksImport
from royalties.portal_file import PortalWork
from royalties.services.imports.moving import locked, move
from royalties.services.imports.planning import Plan, what_is_there
from royalties.states import ImportState


class ChangedError(Exception):
    """Somebody recorded works or payees of the same place while the plan was made."""


def write(works_import: WorksImport, plan: Plan, *, actor: User, follow_up: Callable[[], object]) -> None:
    """This will record the works of a plan with their parts, their authors and the payees that are new.

    :param follow_up: queues what is to be done besides, so that it is queued if and only if the works are recorded.
    :raises StoppedError: cancelled or taken over meanwhile; ChangedError: the plan is out of date.
    """
    tables = _prepared(works_import, plan, actor)
    made = [payee.pk for payee in plan.meeting.new]
    with transaction.atomic():
        row = locked(works_import)
        if (row.run, row.state) != (works_import.run, ImportState.APPLYING):
            raise StoppedError
        # Whoever else records works of the unit waits here.
        Unit.objects.select_for_update(of=("self",)).get(pk=row.unit_id)
        _must_be_up_to_date(row, plan)
        for table in tables:
            table.insert()
        follow_up()
        now = timezone.now()
        to_compare = {"done": 0, "total": 0, "beat_at": now}
        move(row, ImportState.APPLIED, actor=actor, made_payees=made, applied_by=actor, applied_at=now, **to_compare)
        record(
            actor=actor,
            action="nạp tác phẩm từ Excel",
            target=row,
            unit=row.unit,
            after={
                "nơi đăng": str(row.outlet),
                "số tác phẩm": len(plan.works),
                "số đã có, bỏ qua": len(plan.skipped),
                "số người nhận mới": len(made),
            },
        )


def _prepared(works_import: WorksImport, plan: Plan, actor: User) -> list[PreparedRows]:
    """Payees, works, parts and shares, in the order in which they refer to each other."""
    works = [_work(works_import, work, actor) for work in plan.works]
    for objects in (plan.meeting.new, works):
        reserve_keys(objects)
    pairs = list(zip(works, plan.works, strict=True))
    parts = [part for work, row in pairs for part in _parts(work, row, plan)]
    shares = [share for work, row in pairs for share in _shares(work, row, plan)]
    for objects in (parts, shares):
        reserve_keys(objects)
    tables = ((Payee, plan.meeting.new), (Work, works), (WorkPart, parts), (Contribution, shares))
    return [prepare(model, objects) for model, objects in tables]


def _must_be_up_to_date(row: WorksImport, plan: Plan) -> None:
    met = {payee.pk for payee in plan.meeting.met.values()} - {payee.pk for payee in plan.meeting.new}
    # Whoever merges or removes one of them waits until this is over.
    there = Payee.objects.select_for_update(of=("self",)).filter(pk__in=met, merged_into=None).order_by("pk")
    if len(there.values_list("pk", flat=True)) != len(met) or what_is_there(row) != plan.there:
        raise ChangedError


def _work(works_import: WorksImport, row: PortalWork, actor: User) -> Work:
    work = Work(
        outlet_id=works_import.outlet_id,
        title=row.title,
        url=row.url,
        published_on=row.published_on,
        adjustments={name: plain_number(number) for name, number in row.adjustments.items()},
        recorded_by=actor,
        works_import_id=works_import.pk,
        note=row.note,
    )
    work.refresh_keys()
    return work


def _parts(work: Work, row: PortalWork, plan: Plan) -> list[WorkPart]:
    text = WorkPart(work=work, order=1, schedule_row=plan.rows[row.genre], quantity=1)
    if not row.photos:
        return [text]
    return [text, WorkPart(work=work, order=2, schedule_row=plan.rows[PHOTO], quantity=row.photos)]


def _shares(work: Work, row: PortalWork, plan: Plan) -> list[Contribution]:
    return [
        Contribution(work=work, payee=plan.meeting.met[author], share=share, order=order)
        for order, (author, share) in enumerate(zip(row.authors, row.shares, strict=True), start=1)
    ]
