"""Which of some works are inside the quotas of their authors: read for all of them at once."""

import calendar
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from royalties.compute.quota import QuotaTerms, QuotaWork, inside_quota
from royalties.models import Contribution, ContributionRole, Quota, Work
from royalties.states import WorkState


def inside_quotas(works: Collection[Work]) -> dict[int, frozenset[int]]:
    """This will name, by work, the authors' contributions that are inside their quota, in two queries.

    Only works that passed the review fill a quota.
    """
    months = {work.published_on.replace(day=1) for work in works}
    if not months:
        return {}
    first, last = min(months), _end_of(max(months))
    quotas = _quotas({work.pk for work in works}, first, last)
    made = _works_of(quotas, first, last) if quotas else {}
    inside: dict[int, set[int]] = defaultdict(set)
    for payee_id, contributions in made.items():
        filling = inside_quota(quotas[payee_id], contributions.values())
        for contribution_id, work in contributions.items():
            if work.id in filling:
                inside[work.id].add(contribution_id)
    return {work_id: frozenset(ids) for work_id, ids in inside.items()}


def _quotas(work_ids: Iterable[int], first: date, last: date) -> dict[int, list[QuotaTerms]]:
    authors = Contribution.objects.filter(work__in=work_ids, role=ContributionRole.AUTHOR).values("payee")
    found: dict[int, list[QuotaTerms]] = defaultdict(list)
    for quota in Quota.objects.between(first, last).filter(payee__in=authors).order_by("pk"):
        found[quota.payee_id].append(QuotaTerms(quota.works_per_month, quota.start_on, quota.end_on))
    return dict(found)


def _works_of(payees: Iterable[int], first: date, last: date) -> dict[int, dict[int, QuotaWork]]:
    """By payee, by contribution: every reviewed work of the months, since each may fill the quota before another."""
    rows = Contribution.objects.filter(
        payee__in=list(payees), role=ContributionRole.AUTHOR, work__published_on__range=(first, last)
    ).exclude(work__state=WorkState.RECORDED)
    made: dict[int, dict[int, QuotaWork]] = defaultdict(dict)
    columns = ("pk", "payee_id", "work_id", "work__published_on", "work__quota_exception")
    for pk, payee_id, work_id, published_on, exception in rows.order_by("pk").values_list(*columns):
        made[payee_id][pk] = QuotaWork(work_id, published_on, exception is not None)
    return made


def _end_of(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
