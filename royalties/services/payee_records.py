"""Verbs on the records of payees: complete them, give them pen names, merge two records of one person."""

from django.core.exceptions import ValidationError
from django.db import transaction

from core.access import Permission, require
from core.audit import record
from core.crypto import mask
from core.models import User
from core.text import clean_text, same_name
from royalties.models import Contribution, Payee, PayeeTotal, PenName

EDITABLE = ("name", "kind", "id_number", "is_resident", "contract", "group", "account_number", "bank")
_SECRET = ("id_number", "account_number")
_NEEDED = ("id_number", "account_number", "bank")


@transaction.atomic
def update_payee(*, actor: User, payee: Payee, changes: dict) -> Payee:
    """This will change a payee's record; it needs no completion any more once id, account and bank are there.

    :raises PermissionDenied: the actor may not edit payees of this unit.
    :raises ValidationError: the id or the name with the account belongs to another payee, or a value is impossible.
    """
    require(actor, Permission.EDIT_PAYEES, unit=payee.unit)
    payee = _locked(payee)
    before = {name: getattr(payee, name) for name in EDITABLE}
    for name in EDITABLE:
        setattr(payee, name, changes.get(name, before[name]))
    payee.to_complete = _lacks_something(payee)
    payee.refresh_keys()
    payee.full_clean()
    payee.save()
    changed = [name for name in EDITABLE if getattr(payee, name) != before[name]]
    record(
        actor=actor,
        action="sửa người nhận",
        target=payee,
        unit=payee.unit,
        before={_label(name): _said(name, before[name]) for name in changed},
        after={_label(name): _said(name, getattr(payee, name)) for name in changed},
    )
    return payee


@transaction.atomic
def add_pen_name(*, actor: User, payee: Payee, name: str) -> PenName:
    """This will record a name under which a payee publishes.

    :raises ValidationError: blank, the payee's own name, or recorded already.
    """
    require(actor, Permission.EDIT_PAYEES, unit=payee.unit)
    cleaned = clean_text(name)
    if same_name(cleaned, payee.name):
        raise ValidationError({"name": "Bút danh trùng với họ tên của người nhận."})
    pen_name = PenName(payee=payee, name=cleaned)
    pen_name.full_clean()
    pen_name.save()
    record(actor=actor, action="ghi bút danh", target=payee, unit=payee.unit, after={"bút danh": cleaned})
    return pen_name


@transaction.atomic
def merge_payees(*, actor: User, kept: Payee, merged: Payee, reason: str) -> Payee:
    """This will make two records of one person one: works and sheets of the merged one become the kept one's.

    The merged record stays, pointing to the kept one, and is offered no more. Its name becomes a pen name where it
    differs; its id and account are taken over where the kept one has none.

    :raises ValidationError: they cannot be one person (two ids, one work, one sheet), or no reason was given.
    """
    require(actor, Permission.EDIT_PAYEES, unit=kept.unit)
    require(actor, Permission.EDIT_PAYEES, unit=merged.unit)
    kept, merged = _locked_pair(kept, merged)
    if faults := merge_faults(kept, merged) + ([] if clean_text(reason) else ["Hãy nêu lý do gộp."]):
        raise ValidationError(faults)
    facts = {"họ và tên": merged.name, "số định danh": merged.masked_id, "số tài khoản": merged.masked_account}
    works = Contribution.objects.filter(payee=merged).update(payee=kept)
    sheets = PayeeTotal.objects.filter(payee=merged).update(payee=kept)
    _take_over(kept, merged)
    record(
        actor=actor,
        action="gộp người nhận",
        target=kept,
        unit=kept.unit,
        before={"người được gộp": facts},
        after={"số tác phẩm chuyển sang": works, "số bảng chuyển sang": sheets},
        reason=clean_text(reason),
    )
    return kept


def merge_faults(kept: Payee, merged: Payee) -> list[str]:
    """This will say why two records cannot be one person's, in sentences for the screen; none means that they can."""
    if kept.pk == merged.pk:
        return ["Đây là cùng một bản ghi."]
    faults = []
    if kept.unit_id != merged.unit_id:
        faults.append("Hai người nhận thuộc hai đơn vị khác nhau.")
    if kept.merged_into_id or merged.merged_into_id:
        faults.append("Một trong hai bản ghi đã được gộp trước đó.")
    if kept.id_hash and merged.id_hash and kept.id_hash != merged.id_hash:
        faults.append("Hai người có hai số định danh khác nhau.")
    if Contribution.objects.filter(payee=kept, work__contributions__payee=merged).exists():
        faults.append("Hai người cùng đứng tên một tác phẩm.")
    if PayeeTotal.objects.filter(payee=kept, sheet__payee_totals__payee=merged).exists():
        faults.append("Hai người cùng ở trên một bảng thanh toán: sửa tệp tác phẩm cho cùng số định danh rồi nạp lại.")
    return faults


def _take_over(kept: Payee, merged: Payee) -> None:
    id_number = kept.id_number or merged.id_number
    if not kept.account_number:
        kept.account_number, kept.bank = merged.account_number, merged.bank
    known = [kept.name, *kept.pen_names.values_list("name", flat=True)]
    names = [merged.name, *merged.pen_names.values_list("name", flat=True)]
    merged.pen_names.all().delete()
    # The id must leave the merged record first: it may stand only once in a unit.
    merged.id_number, merged.merged_into, merged.to_complete = "", kept, False
    merged.save()
    kept.id_number = id_number
    kept.to_complete = _lacks_something(kept)
    kept.save()
    for name in names:
        if not any(same_name(name, other) for other in known):
            known.append(name)
            PenName.objects.create(payee=kept, name=name)


def _lacks_something(payee: Payee) -> bool:
    return not all(getattr(payee, name) for name in _NEEDED)


def _locked(payee: Payee) -> Payee:
    return Payee.objects.select_for_update(of=("self",)).select_related("unit").get(pk=payee.pk)


def _locked_pair(kept: Payee, merged: Payee) -> tuple[Payee, Payee]:
    """Locked in the order of their keys, so that two people who merge both ways do not wait for each other."""
    pair = Payee.objects.select_for_update(of=("self",)).select_related("unit").order_by("pk")
    found = {payee.pk: payee for payee in pair.filter(pk__in=[kept.pk, merged.pk])}
    return found[kept.pk], found[merged.pk]


def _label(name: str) -> str:
    return str(Payee._meta.get_field(name).verbose_name)


def _said(name: str, value) -> str:
    if name in _SECRET:
        return mask(value)
    choices = dict(Payee._meta.get_field(name).flatchoices)
    return str(choices.get(value, {True: "có", False: "không"}.get(value, value)))
