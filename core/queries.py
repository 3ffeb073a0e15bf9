"""Reads that answer a named question about accounts."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from core.models import Delegation, RoleAssignment


def accounts_without_role(users: QuerySet, on: date) -> QuerySet:
    """This will keep the accounts in use that hold no role on a day, neither their own nor a lent one."""
    own = RoleAssignment.objects.in_force(on).filter(user=OuterRef("pk"))
    lent = Delegation.objects.in_force(on).filter(receiver=OuterRef("pk"))
    return users.filter(~Exists(own), ~Exists(lent), is_active=True, is_system=False)
