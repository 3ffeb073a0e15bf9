"""Verbs that make payment sheets of stored works, and change them while nobody has signed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from core.access import Permission, require
from core.audit import record
from core.models import Unit, User
from core.money import format_number
from core.text import clean_text
from rates.queries import read_book
from royalties.building import SheetPlan, plan_sheet, propose
from royalties.building.plan import with_parts
from royalties.compute.refusals import RefusedError
from royalties.earnings import earnings_on
from royalties.models import PaymentSheet, Work
from royalties.services.checking import refuse_period
from royalties.services.refused import RefusedDraftError
from royalties.services.steps import add_step
from royalties.services.writing import empty_sheet, write_sheet
from royalties.states import SheetAction, SheetKind, SheetStatus

BUILT, REBUILT, TAKEN_OFF, FUNDED = "lập bảng", "lập lại bảng", "lấy tác phẩm ra khỏi bảng", "chọn nguồn kinh phí"
BUILDABLE = (SheetKind.ROYALTY, SheetKind.REMUNERATION)


@dataclass(frozen=True)
class Funding:
    """Where a sheet's money comes from, as its papers print it (TT 130/2025/TT-BTC for the codes)."""

    source_code: str
    source_name: str
    nsnn_source: str
    chapter: str
    industry: str
    content: str


@transaction.atomic
def build_sheets(
    *,
    actor: User,
    unit: Unit,
    period: date,
    kind: SheetKind,
    funding: Funding | None = None,
    leave_off: Collection[int] = (),
) -> list[PaymentSheet]:
    """This will make the drafts of a month from the works that are ready, but for those to leave off.

    Works of which a signer gets a part stand on a separate sheet, which a deputy or a superior signs.

    :raises PermissionDenied: the actor may not prepare sheets of this unit.
    :raises ValidationError: a kind that is not built from works, a month without the unit, no work that is ready, or a
        draft of the month that is there already.
    """
    require(actor, Permission.PREPARE_SHEETS, unit=unit)
    _lock(unit)
    _refuse(unit, period, kind)
    proposal = propose(unit=unit, period=period, kind=kind)
    sheets = []
    for is_separate in (False, True):
        works = [work for work in proposal.works(is_separate=is_separate) if work.pk not in leave_off]
        if works:
            sheets.append(_build(actor, unit, period, kind, works, funding, is_separate=is_separate))
    if not sheets:
        raise ValidationError("Chưa có tác phẩm nào đủ điều kiện lên bảng: xem lý do của từng tác phẩm.")
    return sheets


@transaction.atomic
def rebuild_sheet(*, actor: User, sheet: PaymentSheet, add: bool = False) -> PaymentSheet:
    """This will price a sheet's works anew by the law and the facts of today; with add, also those that became ready.

    :raises PermissionDenied: the actor may not prepare sheets of its unit.
    :raises ValidationError: the sheet is signed or given up, or the law refuses one of its works.
    """
    sheet = _lock_rewritable(actor, sheet)
    works = works_on(sheet)
    if add:
        found = propose(unit=sheet.unit, period=sheet.period, kind=SheetKind(sheet.kind))
        works += found.works(is_separate=sheet.is_separate)
    return _rewrite(actor, sheet, works, REBUILT)


@transaction.atomic
def take_off(*, actor: User, sheet: PaymentSheet, works: Collection[int], reason: str = "") -> PaymentSheet:
    """This will take works off a sheet, so that they can be scored anew or stand on a later one.

    :raises PermissionDenied: the actor may not prepare sheets of its unit.
    :raises ValidationError: the sheet is signed or given up, a work is not on it, or none would be left.
    """
    sheet = _lock_rewritable(actor, sheet)
    stay = [work for work in works_on(sheet) if work.pk not in set(works)]
    if len(stay) + len(set(works)) != sheet.works.count():
        raise ValidationError("Có tác phẩm không ở trên bảng này.")
    if not stay:
        raise ValidationError("Bảng không còn tác phẩm nào: hãy bỏ cả bảng.")
    return _rewrite(actor, sheet, stay, TAKEN_OFF, reason=reason)


@transaction.atomic
def fund_sheet(*, actor: User, sheet: PaymentSheet, funding: Funding) -> PaymentSheet:
    """This will name the source of a sheet's money and its budget codes.

    :raises PermissionDenied: the actor may not prepare sheets of its unit.
    :raises ValidationError: the sheet is signed or given up.
    """
    sheet = _lock_rewritable(actor, sheet)
    before = _funding_of(sheet)
    _set_funding(sheet, funding)
    if before == _funding_of(sheet):
        return sheet
    chosen = {one.name for one in fields(Funding)}
    sheet.clean_fields(exclude={field.name for field in sheet._meta.fields} - chosen)
    sheet.save()
    add_step(sheet, SheetAction.CHANGE, actor)
    record(actor=actor, action=FUNDED, target=sheet, unit=sheet.unit, before=before, after=_funding_of(sheet))
    return sheet


@transaction.atomic
def discard_sheet(*, actor: User, sheet: PaymentSheet, reason: str) -> PaymentSheet:
    """This will give a sheet up that nobody has signed; its works wait for another sheet.

    :raises PermissionDenied: the actor may not prepare sheets of its unit.
    :raises ValidationError: no reason, or the sheet is signed or given up already.
    """
    sheet = lock_changeable(actor, sheet)
    if not clean_text(reason):
        raise ValidationError({"reason": "Hãy nêu lý do."})
    before = {"bảng": str(sheet), "tổng": format_number(sheet.gross), "số tác phẩm": sheet.works.count()}
    empty_sheet(sheet)
    # What it was to cancel may be cancelled by another.
    sheet.counters = None
    sheet.status, sheet.gross, sheet.paid_on, sheet.tax, sheet.net = SheetStatus.DISCARDED, 0, None, None, None
    sheet.save()
    add_step(sheet, SheetAction.DISCARD, actor, reason=clean_text(reason))
    record(actor=actor, action="bỏ bảng", target=sheet, unit=sheet.unit, before=before, reason=clean_text(reason))
    return sheet


def lock_changeable(actor: User, sheet: PaymentSheet) -> PaymentSheet:
    """This will lock a sheet that its preparer may still change; the caller holds the transaction.

    :raises PermissionDenied: the actor may not prepare sheets of its unit.
    :raises ValidationError: the sheet is signed or given up.
    """
    require(actor, Permission.PREPARE_SHEETS, unit=sheet.unit)
    sheet = PaymentSheet.objects.select_for_update(of=("self",)).select_related("unit").get(pk=sheet.pk)
    if not sheet.is_changeable:
        raise ValidationError(f"Bảng đang ở trạng thái «{sheet.get_status_display()}»: không sửa được.")
    return sheet


def _lock_rewritable(actor: User, sheet: PaymentSheet) -> PaymentSheet:
    sheet = lock_changeable(actor, sheet)
    if sheet.counters_id:
        raise ValidationError("Bảng huỷ lặp lại đúng bảng bị huỷ: chỉ trình, hoặc bỏ.")
    return sheet


def works_on(sheet: PaymentSheet) -> list[Work]:
    """This will list the works of a sheet in its order, with all that a plan asks of them."""
    return list(with_parts(Work.objects.filter(on_sheets__sheet=sheet)).order_by("on_sheets__order"))


def plan_again(sheet: PaymentSheet, works: Sequence[Work] | None = None) -> SheetPlan:
    """This will plan a sheet from its stored works by the law of today.

    :raises ValidationError: the law refuses one of them.
    """
    try:
        return plan_sheet(
            read_book(unit=sheet.unit),
            unit=sheet.unit,
            period=sheet.period,
            kind=SheetKind(sheet.kind),
            works=works_on(sheet) if works is None else works,
            is_separate=sheet.is_separate,
            earnings=earnings_on(sheet),
        )
    except RefusedError as error:
        raise ValidationError(f"Không tính lại được bảng: {error}.") from error


def _lock(unit: Unit) -> None:
    # One sheet of a unit at a time: the second waits here and then finds what the first one took.
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)


def _refuse(unit: Unit, period: date, kind: SheetKind) -> None:
    if kind not in BUILDABLE:
        raise ValidationError({"kind": f"Bảng {SheetKind(kind).label} không lập từ tác phẩm."})
    try:
        refuse_period(unit, period)
    except RefusedDraftError as error:
        raise ValidationError({"period": str(error)}) from error
    if draft := PaymentSheet.objects.drafts().filter(unit=unit, period=period, kind=kind, counters=None).first():
        raise ValidationError(f"Kỳ này đã có «{draft}»: hãy bổ sung vào bảng đó, hoặc bỏ bảng đó trước.")


def _build(
    actor: User,
    unit: Unit,
    period: date,
    kind: SheetKind,
    works: list[Work],
    funding: Funding | None,
    *,
    is_separate: bool,
) -> PaymentSheet:
    sheet = PaymentSheet(unit=unit, period=period, kind=kind, is_separate=is_separate, created_by=actor)
    sheet.is_illustrative = unit.is_demo
    if funding:
        _set_funding(sheet, funding)
    write_sheet(plan_again(sheet, works), sheet)
    add_step(sheet, SheetAction.BUILD, actor)
    record(actor=actor, action=BUILT, target=sheet, unit=unit, after=_told(sheet))
    return sheet


def _rewrite(actor: User, sheet: PaymentSheet, works: list[Work], action: str, *, reason: str = "") -> PaymentSheet:
    before = _told(sheet)
    plan = plan_again(sheet, works)
    empty_sheet(sheet)
    write_sheet(plan, sheet)
    add_step(sheet, SheetAction.CHANGE, actor, reason=clean_text(reason))
    after = _told(sheet)
    record(actor=actor, action=action, target=sheet, unit=sheet.unit, before=before, after=after, reason=reason)
    return sheet


def _told(sheet: PaymentSheet) -> dict[str, object]:
    return {"tổng": format_number(sheet.gross), "số tác phẩm": sheet.works.count(), "dấu vân": sheet.fingerprint}


def _set_funding(sheet: PaymentSheet, funding: Funding) -> None:
    for one in fields(funding):
        setattr(sheet, one.name, getattr(funding, one.name))


def _funding_of(sheet: PaymentSheet) -> dict[str, str]:
    return {sheet._meta.get_field(one.name).verbose_name: getattr(sheet, one.name) for one in fields(Funding)}
