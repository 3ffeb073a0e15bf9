"""The one way to write a decision row."""

from django.db import transaction

from core.models import Decision, Unit, User


def record(
    *,
    actor: User,
    action: str,
    target,
    unit: Unit | None = None,
    before: dict | None = None,
    after: dict | None = None,
    reason: str = "",
) -> Decision:
    """This will write who did what, inside the transaction of the change itself.

    Values in before and after must be masked already: decision rows hold no personal id in clear.

    :raises TransactionManagementError: outside a transaction, where the change could stand without its row.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("Dòng quyết định phải nằm trong giao dịch của việc đã làm.")
    return Decision.objects.create(
        actor=actor,
        action=action,
        target_type=target._meta.verbose_name,
        target_id=target.pk,
        target_label=str(target)[:300],
        unit=unit,
        before=before,
        after=after,
        reason=reason,
    )
