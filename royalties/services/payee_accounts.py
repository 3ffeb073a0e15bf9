"""The verb that says whether a payee and an account are one person, which decides who may sign (design.md)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from core.access import Permission, require
from core.audit import record
from core.models import User
from core.text import clean_text
from royalties.models import Payee, PayeeAccount

RULED = "quyết định người nhận và tài khoản"


@transaction.atomic
def rule_on_account(*, actor: User, payee: Payee, user: User, is_same: bool, reason: str) -> PayeeAccount:
    """This will keep whether a payee is an account's own person; a later ruling takes the place of an earlier one.

    :raises PermissionDenied: the actor may not edit payees of this unit, or it is the actor's own account.
    :raises ValidationError: no reason, or a record that was merged into another.
    """
    require(actor, Permission.EDIT_PAYEES, unit=payee.unit)
    if actor.pk == user.pk:
        raise PermissionDenied("Không ai tự quyết định về tài khoản của mình: hãy nhờ người khác cùng đơn vị.")
    payee = Payee.objects.select_for_update(of=("self",)).select_related("unit").get(pk=payee.pk)
    if payee.merged_into_id:
        raise ValidationError("Bản ghi này đã gộp vào bản ghi khác: hãy quyết định ở bản ghi đó.")
    if not clean_text(reason):
        raise ValidationError({"reason": "Hãy nêu lý do."})
    before = PayeeAccount.objects.filter(payee=payee, user=user).first()
    ruling, _ = PayeeAccount.objects.update_or_create(
        payee=payee,
        user=user,
        defaults={"is_same": is_same, "reason": clean_text(reason), "decided_by": actor},
    )
    record(
        actor=actor,
        action=RULED,
        target=payee,
        unit=payee.unit,
        before={"tài khoản": str(user), "là một người": _said(before)} if before else None,
        after={"tài khoản": str(user), "là một người": _said(ruling)},
        reason=clean_text(reason),
    )
    return ruling


def _said(ruling: PayeeAccount) -> str:
    return "có" if ruling.is_same else "không"
