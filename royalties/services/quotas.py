"""Verbs on quotas (định mức): give one, end it, let one work be paid nevertheless."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.access import Permission, require
from core.audit import record
from core.models import User
from core.text import clean_text
from royalties.models import Payee, Quota, QuotaException, Work
from royalties.states import WorkState

GIVEN, ENDED = "giao định mức", "thôi định mức"
EXCEPTED, COUNTED = "chi ngoài định mức", "tính lại vào định mức"
_SETTLED = (WorkState.ON_SHEET, WorkState.PAID)


@transaction.atomic
def give_quota(
    *, actor: User, payee: Payee, works_per_month: int, start_on: date, reason: str, end_on: date | None = None
) -> Quota:
    """This will give a payee a quota of works a month between two days, both included; the board decides it.

    :raises PermissionDenied: the actor may not score works of the payee's unit.
    :raises ValidationError: no works, no reason, days out of order, or a quota of these days is there already.
    """
    require(actor, Permission.SCORE_WORKS, unit=payee.unit)
    # One change at a time: of two quotas that overlap, the second finds the first.
    payee = Payee.objects.select_for_update(of=("self",)).select_related("unit").get(pk=payee.pk)
    quota = Quota(
        payee=payee, works_per_month=works_per_month, start_on=start_on, end_on=end_on, reason=clean_text(reason)
    )
    quota.full_clean()
    if payee.merged_into_id:
        raise ValidationError("Bản ghi người nhận này đã gộp vào bản ghi khác.")
    if other := Quota.objects.filter(payee=payee).between(start_on, end_on or date.max).first():
        raise ValidationError(f"Những ngày này đã có định mức: {other}. Hãy thôi định mức đó trước.")
    quota.save()
    record(actor=actor, action=GIVEN, target=payee, unit=payee.unit, after=_told(quota), reason=quota.reason)
    return quota


@transaction.atomic
def end_quota(*, actor: User, quota: Quota, last_on: date, reason: str) -> Quota:
    """This will let a quota end after a day.

    :raises PermissionDenied: the actor may not score works of the payee's unit.
    :raises ValidationError: no reason, a day before it began, or one after it has ended already.
    """
    require(actor, Permission.SCORE_WORKS, unit=quota.payee.unit)
    quota = Quota.objects.select_for_update(of=("self",)).select_related("payee__unit").get(pk=quota.pk)
    if not clean_text(reason):
        raise ValidationError({"reason": "Hãy nêu lý do."})
    if quota.end_on and quota.end_on < last_on:
        raise ValidationError({"last_on": f"Định mức này đã hết từ sau ngày {quota.end_on:%d/%m/%Y}."})
    before = _told(quota)
    quota.end_on = last_on
    quota.full_clean()
    quota.save(update_fields=["end_on"])
    record(
        actor=actor,
        action=ENDED,
        target=quota.payee,
        unit=quota.payee.unit,
        before=before,
        after=_told(quota),
        reason=clean_text(reason),
    )
    return quota


@transaction.atomic
def except_from_quota(*, actor: User, work: Work, reason: str) -> Work:
    """This will let a work be paid whatever the quota of its authors; others fill the quota in its place.

    :raises PermissionDenied: the actor may not score works of its unit.
    :raises ValidationError: no reason, the work is on a sheet already, or excepted already.
    """
    work = _locked(actor, work, reason)
    if hasattr(work, "quota_exception"):
        raise ValidationError("Tác phẩm này đã được chi ngoài định mức.")
    QuotaException.objects.create(work=work, reason=clean_text(reason), decided_by=actor, decided_at=timezone.now())
    record(actor=actor, action=EXCEPTED, target=work, unit=work.outlet.unit, reason=clean_text(reason))
    return work


@transaction.atomic
def count_for_quota(*, actor: User, work: Work, reason: str) -> Work:
    """This will take an exception back, so that the work counts for the quota of its authors again.

    :raises PermissionDenied: the actor may not score works of its unit.
    :raises ValidationError: no reason, the work is on a sheet already, or not excepted.
    """
    work = _locked(actor, work, reason)
    if not hasattr(work, "quota_exception"):
        raise ValidationError("Tác phẩm này không có ngoại lệ định mức.")
    before = {"lý do chi ngoài định mức": work.quota_exception.reason}
    work.quota_exception.delete()
    record(actor=actor, action=COUNTED, target=work, unit=work.outlet.unit, before=before, reason=clean_text(reason))
    return work


def quotas_clash(one: Payee, other: Payee) -> bool:
    """This will tell whether two records have quotas of the same days, so that they could not be one person's."""
    return any(
        Quota.objects.filter(payee=one).between(quota.start_on, quota.end_on or date.max).exists()
        for quota in other.quotas.all()
    )


def _locked(actor: User, work: Work, reason: str) -> Work:
    require(actor, Permission.SCORE_WORKS, unit=work.outlet.unit)
    work = Work.objects.select_for_update(of=("self",)).select_related("outlet__unit").get(pk=work.pk)
    if not clean_text(reason):
        raise ValidationError({"reason": "Hãy nêu lý do."})
    if work.state in _SETTLED:
        raise ValidationError(f"Tác phẩm {work.get_state_display()}: không đổi được nữa.")
    return work


def _told(quota: Quota) -> dict[str, str]:
    return {
        "số tác phẩm mỗi tháng": str(quota.works_per_month),
        "từ ngày": f"{quota.start_on:%d/%m/%Y}",
        "đến hết ngày": f"{quota.end_on:%d/%m/%Y}" if quota.end_on else "",
    }
