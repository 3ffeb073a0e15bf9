"""The ways from decisions to the pages of what they were about, for who may see them."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps

from core.access import access_of
from core.models import Decision, User


def ways_to_targets(user: User, decisions: Iterable[Decision]) -> dict[tuple[str, int], str]:
    """This will find the page of each decision's target by its kind and key: one query a kind, whatever the rows.

    A target that is gone, has no page of its own, or that the account may not see has none.
    """
    keys: dict[str, set[int]] = defaultdict(set)
    for decision in decisions:
        if decision.target_id is not None:
            keys[decision.target_type].add(decision.target_id)
    found = {}
    for model in apps.get_models():
        kind = model._meta.verbose_name
        if kind in keys and hasattr(model, "get_absolute_url") and _may_open(user, model):
            seen = model.objects.visible_to(user).filter(pk__in=keys[kind]).values_list("pk", flat=True)
            found |= {(kind, pk): model(pk=pk).get_absolute_url() for pk in seen}
    return found


def _may_open(user: User, model: type) -> bool:
    return access_of(user).allows(model.objects.all().view_permission)
