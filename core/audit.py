"""The one way to write a decision row, and the one way to read what it holds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Model

from core.models import Decision, Unit, User

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_SHOWN_OF_FINGERPRINT = 12
_UNKNOWN = "–"


@dataclass(frozen=True)
class Entry:
    """What one decision row says, but for who decided."""

    target: Model
    action: str
    unit: Unit | None = None
    before: dict | None = None
    after: dict | None = None
    reason: str = ""


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
    _must_be_atomic()
    entry = Entry(target=target, action=action, unit=unit, before=before, after=after, reason=reason)
    decision = _decision(actor, entry)
    decision.save(force_insert=True)
    return decision


def record_all(*, actor: User, entries: Iterable[Entry]) -> None:
    """This will write the decision rows of a bulk change in one query, inside the transaction of the change itself.

    :raises TransactionManagementError: outside a transaction, where the change could stand without its rows.
    """
    _must_be_atomic()
    Decision.objects.bulk_create([_decision(actor, entry) for entry in entries], batch_size=500)


def _must_be_atomic() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("Dòng quyết định phải nằm trong giao dịch của việc đã làm.")


def _decision(actor: User, entry: Entry) -> Decision:
    return Decision(
        actor=actor,
        action=entry.action,
        target_type=entry.target._meta.verbose_name,
        target_id=entry.target.pk,
        target_label=str(entry.target)[:300],
        unit=entry.unit,
        before=entry.before,
        after=entry.after,
        reason=entry.reason,
    )


def say_change(decision: Decision) -> str:
    """This will write what a decision changed, fact by fact; what stayed, or was never known, goes without saying."""
    before, after = decision.before or {}, decision.after or {}
    if not before or not after:
        return "; ".join(f"{name}: {said}" for name, said in _said(before or after).items() if said != _UNKNOWN)
    was, becomes = _said(before), _said(after)
    return "; ".join(
        f"{name}: {was.get(name, _UNKNOWN)} → {becomes.get(name, _UNKNOWN)}"
        for name in {**was, **becomes}
        if was.get(name, _UNKNOWN) != becomes.get(name, _UNKNOWN)
    )


def _said(facts: dict) -> dict[str, str]:
    return {name: _say(value) for name, value in facts.items()}


def _say(value) -> str:
    if value in (None, ""):
        return _UNKNOWN
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if isinstance(value, str) and _FINGERPRINT.fullmatch(value):
        return f"{value[:_SHOWN_OF_FINGERPRINT]}…"
    return str(value)
