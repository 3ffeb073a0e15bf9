"""An import taken back as long as nothing is built on it: its works go, and the payees that only it made."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from core.access import Permission, require
from core.audit import record
from core.models import Decision, User
from royalties.models import Contribution, DuplicatePair, Payee, Verdict, Work, WorkPart, WorksImport
from royalties.services.imports.moving import locked, move
from royalties.states import ImportState, WorkState

_NAMED = 3
# What recording itself makes of a work; a pair only counts once somebody ruled on it.
_OF_A_WORK = (WorkPart, Contribution, DuplicatePair)


def works_in_the_way(works_import: WorksImport) -> QuerySet:
    """This will find the works of an import that something is built on.

    Reviewed, scored, edited by a verb, or named by any other table: on a sheet, ruled on.
    """
    works = Work.objects.filter(works_import=works_import)
    scored = WorkPart.objects.filter(Q(coefficient__isnull=False) | Q(scored_by__isnull=False), work=OuterRef("pk"))
    ruled = DuplicatePair.objects.filter(Q(first=OuterRef("pk")) | Q(second=OuterRef("pk"))).exclude(
        verdict=Verdict.WAITING
    )
    return works.filter(
        ~Q(state=WorkState.RECORDED)
        | Exists(scored)
        | Exists(ruled)
        | _decided(Work)
        | _named_by_others(Work, _OF_A_WORK)
    )


@transaction.atomic
def undo_import(*, actor: User, works_import: WorksImport, reason: str) -> WorksImport:
    """This will take back all that an import recorded.

    :raises ValidationError: no reason, or works on which something is built, named.
    """
    require(actor, Permission.RECORD_WORKS, unit=works_import.unit)
    row = locked(works_import)
    if not reason.strip():
        raise ValidationError("Hãy ghi lý do hoàn tác.")
    works = Work.objects.filter(works_import=row)
    # Whoever reviews or scores one of them waits, and then finds none.
    count = len(works.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if in_the_way := list(works_in_the_way(row)[: _NAMED + 1]):
        named = ", ".join(f"«{work}»" for work in in_the_way[:_NAMED])
        more = " và những tác phẩm khác" if len(in_the_way) > _NAMED else ""
        raise ValidationError(f"Không hoàn tác được: đã có việc làm tiếp trên {named}{more}.")
    move(row, ImportState.UNDONE, actor=actor)
    DuplicatePair.objects.filter(Q(first__in=works) | Q(second__in=works)).delete()
    for rows in (Contribution.objects.filter(work__in=works), WorkPart.objects.filter(work__in=works), works):
        # Rows of thousands of works are not read one by one to be deleted; nothing else leads to them, as was asked.
        rows._raw_delete(rows.db)
    payees = Payee.objects.filter(pk__in=row.made_payees, to_complete=True, merged_into=None)
    payees = payees.exclude(_decided(Payee) | _named_by_others(Payee, ()))
    gone, _ = payees.delete()
    record(
        actor=actor,
        action="hoàn tác tệp tác phẩm",
        target=row,
        unit=row.unit,
        before={"số tác phẩm": count},
        after={"số người nhận đã bỏ": gone},
        reason=reason.strip(),
    )
    return row


def _decided(model: type[Model]) -> Q:
    decisions = Decision.objects.filter(target_type=model._meta.verbose_name, target_id=OuterRef("pk"))
    return Q(Exists(decisions))


def _named_by_others(model: type[Model], own: tuple[type[Model], ...]) -> Q:
    """Any table that refers to a row builds on it, whichever tables there will be."""
    named = Q(pk__in=[])
    for relation in model._meta.related_objects:
        if relation.related_model not in own:
            rows = relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")})
            named |= Q(Exists(rows))
    return named
