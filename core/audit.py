"""The one way to write a decision row, and the one way to read what it holds."""

import re
from datetime import date

from django.db import transaction

from core.models import Decision, Unit, User

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_SHOWN_OF_FINGERPRINT = 12


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


def say_facts(facts: dict) -> str:
    """This will write what stands in a decision's before or after: days as dd/mm/yyyy, of a fingerprint its begin."""
    return ", ".join(f"{name}: {_say(value)}" for name, value in facts.items())


def _say(value) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if isinstance(value, str) and _FINGERPRINT.fullmatch(value):
        return f"{value[:_SHOWN_OF_FINGERPRINT]}…"
    return str(value)
