"""A month of works made into one draft sheet: checked whole first, then saved all or nothing."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from core.access import Permission, require
from core.audit import record
from core.models import Unit, User
from core.money import format_number
from core.workbook import in_reading_order
from rates.queries import read_book
from royalties.earnings import earnings_on
from royalties.models import Outlet, PaymentSheet, Work
from royalties.queries import known_only_from
from royalties.services.checking import (
    existence_faults,
    last_day,
    named_twice,
    payment_day_faults,
    place_faults,
    refuse_period,
)
from royalties.services.duplicates import note_pairs
from royalties.services.meeting import meet_authors
from royalties.services.payees import read_payees, save_payees
from royalties.services.plan import DraftPlan, total_payees
from royalties.services.pricing import price_faults, price_works
from royalties.services.recorded import recorded_faults
from royalties.services.refused import RefusedDraftError, WrongWorksFileError
from royalties.services.remarks import remarks_on_payees
from royalties.services.rulings import renew_rulings, rulings_on
from royalties.services.saving import clear_sheet, fill_sheet
from royalties.services.steps import add_step
from royalties.states import SheetAction, SheetKind
from royalties.works_file import Fault, WorksFile, read_works_file


def draft_from_file(*, actor: User, unit: Unit, period: date, path: Path, paid_on: date | None = None) -> PaymentSheet:
    """This will read a works file, price it by the law of each day, and keep it as the unit's draft of the month.

    period is the first day of a month; works published after that month are faults. The same file again gives the same
    draft, untouched; a changed file replaces the draft's lines. With a value date, tax is computed for each payee.

    :raises PermissionDenied: the actor may not prepare sheets of this unit.
    :raises RefusedDraftError: the unit did not exist in that month, or its draft was made of recorded works.
    :raises UnreadableFileError: the file is no workbook.
    :raises WrongWorksFileError: naming every wrong cell; nothing is saved.
    """
    require(actor, Permission.PREPARE_SHEETS, unit=unit)
    refuse_period(unit, period)
    file = read_works_file(path, period_end=last_day(period))
    with transaction.atomic():
        # One draft of a unit at a time: the second waits here and then finds the first one's draft.
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        draft = _draft_of(unit, period)
        plan = _plan(actor, unit, period, file, draft, paid_on)
        return _keep(plan, draft)


def _draft_of(unit: Unit, period: date) -> PaymentSheet | None:
    """The draft that a file may replace: its works came from a file too; what people recorded, no file takes away."""
    drafts = PaymentSheet.objects.drafts().filter(unit=unit, period=period, kind=SheetKind.ROYALTY)
    draft = drafts.filter(is_separate=False, counters=None).first()
    recorded = Q(recorded_by__isnull=False) | Q(works_import__isnull=False)
    if draft and Work.objects.filter(recorded, on_sheets__sheet=draft).exists():
        raise RefusedDraftError(
            f"Kỳ này đã có «{draft}», lập từ các tác phẩm đã ghi: hãy bỏ bảng đó trước khi nạp tệp."
        )
    return draft


def _plan(
    actor: User, unit: Unit, period: date, file: WorksFile, draft: PaymentSheet | None, paid_on: date | None
) -> DraftPlan:
    book = read_book(unit=unit)
    every = (*file.works, *file.faulty)
    priced, found = price_works(book, file.works)
    payees = read_payees(unit, forgotten=_forgotten(draft))
    met, payee_faults = meet_authors(payees, every)
    outlets = {outlet.medium: outlet for outlet in Outlet.objects.filter(unit=unit).order_by("-pk")}
    found += [*price_faults(book, file.faulty), *payee_faults, *place_faults(every, outlets)]
    found += [*named_twice(priced, met), *recorded_faults(every, outlets, draft)]
    found += [*existence_faults(unit, every), *payment_day_faults(paid_on, every)]
    faults = [*file.faults, *_at_other_cells(found, file.faults)]
    totals, tax_faults = total_payees(book, priced, met, paid_on, earnings_on(draft)) if not faults else ([], [])
    if faults or tax_faults:
        raise WrongWorksFileError(file, in_reading_order({*faults, *tax_faults}, file.columns))
    return DraftPlan(actor, unit, period, paid_on, tuple(priced), met, tuple(totals), outlets, payees, book.consulted)


def _forgotten(draft: PaymentSheet | None) -> set[int]:
    return set(known_only_from(draft).values_list("pk", flat=True)) if draft else set()


def _at_other_cells(found: list[Fault], known: tuple[Fault, ...]) -> list[Fault]:
    """A cell that could not be read is blamed once; what the law or the database says of it is a consequence."""
    blamed = {(fault.row, fault.column) for fault in known}
    return [fault for fault in found if (fault.row, fault.column) not in blamed]


@transaction.atomic
def _keep(plan: DraftPlan, draft: PaymentSheet | None) -> PaymentSheet:
    # What the file says of a payee may have been changed elsewhere since: then the paper would not say it.
    if draft and draft.fingerprint == plan.fingerprint and not plan.payees.changed:
        return draft
    remarks = remarks_on_payees(plan.payees, plan.met, draft.remarks if draft else [])
    before = {"tổng": format_number(draft.gross), "dấu vân": draft.fingerprint} if draft else None
    ruled = rulings_on(draft) if draft else []
    if draft:
        clear_sheet(draft, forgotten=plan.payees.forgotten)
    save_payees(plan.payees, actor=plan.actor)
    sheet = fill_sheet(plan, draft, remarks=remarks)
    add_step(sheet, SheetAction.CHANGE if draft else SheetAction.BUILD, plan.actor)
    note_pairs(plan.unit.pk, list(Work.objects.filter(on_sheets__sheet=sheet)))
    renew_rulings(plan.unit.pk, ruled)
    record(
        actor=plan.actor,
        action="thay bảng nháp" if draft else "lập bảng nháp",
        target=sheet,
        unit=plan.unit,
        before=before,
        after={
            "tổng": format_number(sheet.gross),
            "số tác phẩm": len(plan.works),
            "số người nhận mới": len(plan.payees.new),
            "dấu vân": plan.fingerprint,
            "lưu ý": [remark["text"] for remark in remarks],
        },
    )
    return sheet
