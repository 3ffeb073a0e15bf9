"""Verbs on the records of payees: complete them, give them pen names, merge two records of one person."""

from django.core.exceptions import ValidationError
from django.db import transaction

from core.access import Permission, require
from core.audit import record
from core.crypto import keyed_hash, mask
from core.models import Unit, User
from core.text import clean_text, same_name
from rates.queries import read_book
from royalties.compute.refusals import RefusedError
from royalties.models import Contribution, Payee, PaymentSheet, PenName
from royalties.services.quotas import quotas_clash
from royalties.services.totals import total_again
from royalties.states import CHANGEABLE

EDITABLE = ("name", "kind", "id_number", "is_resident", "contract", "group", "account_number", "bank")
_SECRET = ("id_number", "account_number")
NEEDED = ("id_number", "account_number", "bank")


@transaction.atomic
def update_payee(*, actor: User, payee: Payee, changes: dict) -> Payee:
    """This will change a payee's record; it needs no completion any more once id, account and bank are there.

    Drafts that name the payee are taxed anew; sheets beyond draft stay.

    :raises PermissionDenied: the actor may not edit payees of this unit.
    :raises ValidationError: the id or the name with the account belongs to another payee, or a value is impossible.
    """
    require(actor, Permission.EDIT_PAYEES, unit=payee.unit)
    _lock_drafts(payee)
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
    if changed:
        _total_again(_drafts_of([payee]), actor)
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
    """This will make two records of one person one: what no sheet beyond draft rests on becomes the kept one's.

    The merged record stays whole, pointing to the kept one, and is offered no more: sheets beyond draft, and the works
    on them, stay with the record that they were made with. Drafts that name either are totalled and taxed anew. The
    kept record takes over the name as a pen name where it differs, the id, account and commitments that it lacks.

    :raises ValidationError: they cannot be one person (two ids, one work), no reason was given, or a draft has no tax.
    """
    require(actor, Permission.EDIT_PAYEES, unit=kept.unit)
    require(actor, Permission.EDIT_PAYEES, unit=merged.unit)
    _lock_drafts(kept)
    kept, merged = _locked_pair(kept, merged)
    if faults := merge_faults(kept, merged) + ([] if clean_text(reason) else ["Hãy nêu lý do gộp."]):
        raise ValidationError(faults)
    facts = {"họ và tên": merged.name, "số định danh": merged.masked_id, "số tài khoản": merged.masked_account}
    drafts = _drafts_of([kept, merged])
    works = Contribution.objects.movable().filter(payee=merged).update(payee=kept)
    _take_over(kept, merged)
    _total_again(drafts, actor)
    record(
        actor=actor,
        action="gộp người nhận",
        target=kept,
        unit=kept.unit,
        before={"người được gộp": facts},
        after={"số tác phẩm chuyển sang": works, "bảng nháp tính lại": [str(draft) for draft in drafts]},
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
    ids = {keyed_hash(payee.id_number) for payee in (kept, merged) if payee.id_number}
    if len(ids) > 1:
        faults.append("Hai người có hai số định danh khác nhau.")
    if Contribution.objects.filter(payee=kept, work__contributions__payee=merged).exists():
        faults.append("Hai người cùng đứng tên một tác phẩm.")
    if quotas_clash(kept, merged):
        faults.append("Hai người cùng có định mức trong những ngày như nhau: hãy thôi định mức của một bản ghi trước.")
    of_drafts = Contribution.objects.filter(payee=merged, work__on_sheets__sheet__status__in=CHANGEABLE)
    if of_drafts.exclude(pk__in=Contribution.objects.movable().filter(payee=merged)).exists():
        faults.append(f"«{merged}» có tác phẩm vừa ở bảng nháp vừa ở bảng không còn là nháp: rút khỏi bảng nháp trước.")
    return faults


def _take_over(kept: Payee, merged: Payee) -> None:
    merged.merged_into, merged.to_complete = kept, False
    merged.save()
    merged.merged.update(merged_into=kept)
    kept.id_number = kept.id_number or merged.id_number
    if not kept.account_number:
        kept.account_number, kept.bank = merged.account_number, merged.bank
    kept.to_complete = _lacks_something(kept)
    kept.save()
    years = kept.commitments.values_list("year", flat=True)
    merged.commitments.exclude(year__in=list(years)).update(payee=kept)
    merged.quotas.update(payee=kept)
    known = [kept.name, *kept.pen_names.values_list("name", flat=True)]
    for name in (merged.name, *merged.pen_names.values_list("name", flat=True)):
        if not any(same_name(name, other) for other in known):
            known.append(name)
            PenName.objects.create(payee=kept, name=name)


def _lock_drafts(payee: Payee) -> None:
    """A draft of the unit that is being made waits, and is then made with what is known of its people."""
    Unit.objects.select_for_update(of=("self",)).get(pk=payee.unit_id)


def _drafts_of(payees: list[Payee]) -> list[PaymentSheet]:
    return list(PaymentSheet.objects.changeable().filter(payee_totals__payee__in=payees).distinct())


def _total_again(drafts: list[PaymentSheet], actor: User) -> None:
    for draft in drafts:
        try:
            total_again(draft, read_book(unit=draft.unit), actor=actor)
        except RefusedError as error:
            raise ValidationError(f"{draft} không tính lại được thuế: {error}") from error


def _lacks_something(payee: Payee) -> bool:
    return not all(getattr(payee, name) for name in NEEDED)


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
