"""The book of what was done with a payment sheet as a whole; the caller holds the transaction."""

from datetime import date

from core.models import Delegation, User
from royalties.models import PaymentSheet, SheetStep


def add_step(
    sheet: PaymentSheet,
    action: str,
    actor: User,
    *,
    delegation: Delegation | None = None,
    reason: str = "",
    deadline: date | None = None,
) -> SheetStep:
    """This will write one act on a sheet, over the figures that it has now and into the state that it is in now."""
    step = SheetStep(
        sheet=sheet,
        action=action,
        after=sheet.status,
        actor=actor,
        delegation=delegation,
        reason=reason,
        deadline=deadline,
        fingerprint=sheet.fingerprint,
    )
    step.save(force_insert=True)
    return step
