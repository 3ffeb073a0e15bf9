"""A month of works made into one draft sheet: checked whole first, then saved all or nothing."""

from calendar import monthrange
from datetime import date
from pathlib import Path

from django.db import transaction

from core.access import Permission, require
from core.audit import record
from core.models import Unit, User
from core.money import format_number
from core.text import sort_key
from core.workbook import in_reading_order
from rates.queries import read_book
from royalties.models import Outlet, Payee, PaymentSheet, Work
from royalties.paid_elsewhere import paid_elsewhere, say_paid_elsewhere
from royalties.queries import known_only_from
from royalties.services.duplicates import note_pairs
from royalties.services.meeting import meet_authors
from royalties.services.payees import read_payees, save_payees
from royalties.services.plan import DraftPlan, total_payees
from royalties.services.pricing import PricedWork, price_faults, price_works
from royalties.services.refused import WrongWorksFileError
from royalties.services.saving import clear_sheet, fill_sheet
from royalties.states import SheetKind
from royalties.works_file import Fault, FileWork, WorksFile, columns, read_works_file

_CHUNK = 500


def draft_from_file(*, actor: User, unit: Unit, period: date, path: Path, paid_on: date | None = None) -> PaymentSheet:
    """This will read a works file, price it by the law of each day, and keep it as the unit's draft of the month.

    period is the first day of a month; works published after that month are faults. The same file again gives the same
    draft, untouched; a changed file replaces the draft's lines. With a value date, tax is computed for each payee.

    :raises PermissionDenied: the actor may not prepare sheets of this unit.
    :raises UnreadableFileError: the file is no workbook.
    :raises WrongWorksFileError: naming every wrong cell; nothing is saved.
    """
    require(actor, Permission.PREPARE_SHEETS, unit=unit)
    file = read_works_file(path, period_end=period.replace(day=monthrange(period.year, period.month)[1]))
    with transaction.atomic():
        # One draft of a unit at a time: the second waits here and then finds the first one's draft.
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        draft = PaymentSheet.objects.drafts().filter(unit=unit, period=period, kind=SheetKind.ROYALTY).first()
        plan = _plan(actor, unit, period, file, draft, paid_on)
        return _keep(plan, draft)


def _plan(
    actor: User, unit: Unit, period: date, file: WorksFile, draft: PaymentSheet | None, paid_on: date | None
) -> DraftPlan:
    book = read_book(unit=unit)
    every = (*file.works, *file.faulty)
    priced, found = price_works(book, file.works)
    payees = read_payees(unit, forgotten=_forgotten(draft))
    met, payee_faults = meet_authors(payees, every)
    outlets = {outlet.medium: outlet for outlet in Outlet.objects.filter(unit=unit).order_by("-pk")}
    found += [*price_faults(book, file.faulty), *payee_faults, *_place_faults(every, outlets)]
    found += [*_named_twice(priced, met), *_recorded_faults(every, outlets, draft)]
    faults = [*file.faults, *_at_other_cells(found, file.faults)]
    totals, tax_faults = total_payees(book, priced, met, paid_on) if not faults else ([], [])
    if faults or tax_faults:
        raise WrongWorksFileError(file, in_reading_order({*faults, *tax_faults}, file.columns))
    return DraftPlan(actor, unit, period, paid_on, tuple(priced), met, tuple(totals), outlets, payees, book.consulted)


def _forgotten(draft: PaymentSheet | None) -> set[int]:
    return set(known_only_from(draft).values_list("pk", flat=True)) if draft else set()


def _at_other_cells(found: list[Fault], known: tuple[Fault, ...]) -> list[Fault]:
    """A cell that could not be read is blamed once; what the law or the database says of it is a consequence."""
    blamed = {(fault.row, fault.column) for fault in known}
    return [fault for fault in found if (fault.row, fault.column) not in blamed]


def _place_faults(works: tuple[FileWork, ...], outlets: dict[str, Outlet]) -> list[Fault]:
    message = "đơn vị chưa có nơi đăng thuộc loại hình này"
    return [Fault(work.row, columns.MEDIUM, message) for work in works if work.medium not in outlets]


def _named_twice(priced: list[PricedWork], met: dict[int, Payee]) -> list[Fault]:
    """Two names of one work may turn out to be one payee, by pen name or by account."""
    faults = []
    for item in priced:
        seen: dict[int, int] = {}
        for author in item.work.authors:
            payee = met.get(author.row)
            if payee is not None and seen.setdefault(id(payee), author.row) != author.row:
                first = seen[id(payee)]
                faults.append(Fault(author.row, columns.AUTHOR, f"là cùng một người nhận với dòng {first}"))
    return faults


def _recorded_faults(
    works: tuple[FileWork, ...], outlets: dict[str, Outlet], draft: PaymentSheet | None
) -> list[Fault]:
    """A work that stands elsewhere already, or that an opening balance names, would be paid twice."""
    faults = _paid_elsewhere_faults(works, outlets)
    for start in range(0, len(works), _CHUNK):
        chunk = works[start : start + _CHUNK]
        known = Work.objects.like(
            outlets=[outlet.pk for outlet in outlets.values()],
            links=[work.url for work in chunk if work.url],
            titles=[work.title for work in chunk],
        )
        if draft:
            known = known.exclude(on_sheets__sheet=draft)
        faults += _same_works(chunk, outlets, list(known.prefetch_related("on_sheets__sheet")))
    return faults


def _paid_elsewhere_faults(works: tuple[FileWork, ...], outlets: dict[str, Outlet]) -> list[Fault]:
    unit = next((outlet.unit_id for outlet in outlets.values()), None)
    found = zip(works, paid_elsewhere(unit, works), strict=True)
    return [Fault(work.row, columns.TITLE, f"tác phẩm {say_paid_elsewhere(paid)}") for work, paid in found if paid]


def _same_works(works: tuple[FileWork, ...], outlets: dict[str, Outlet], known: list[Work]) -> list[Fault]:
    """The same link is the same work; so are the same title and day where not both have a link."""
    by_link = {(work.outlet_id, work.url): work for work in known if work.url}
    by_title = {(work.outlet_id, work.title_key, work.published_on): work for work in known}
    faults = []
    for work in works:
        outlet = outlets[work.medium].pk if work.medium in outlets else None
        same = by_link.get((outlet, work.url)) if work.url else None
        titled = by_title.get((outlet, sort_key(work.title), work.published_on))
        if titled and not (work.url and titled.url):
            same = same or titled
        if same:
            column = columns.URL if work.url and work.url == same.url else columns.TITLE
            faults.append(Fault(work.row, column, f"tác phẩm đã được ghi: {_where(same)}"))
    return faults


def _where(work: Work) -> str:
    sheets = [str(item.sheet) for item in work.on_sheets.all()]
    return ", ".join(sheets) if sheets else "chưa lên bảng thanh toán"


@transaction.atomic
def _keep(plan: DraftPlan, draft: PaymentSheet | None) -> PaymentSheet:
    if draft and draft.fingerprint == plan.fingerprint:
        return draft
    before = {"tổng": format_number(draft.gross), "dấu vân": draft.fingerprint} if draft else None
    if draft:
        clear_sheet(draft, forgotten=plan.payees.forgotten)
    save_payees(plan.payees, actor=plan.actor)
    sheet = fill_sheet(plan, draft)
    note_pairs(plan.unit.pk, list(Work.objects.filter(on_sheets__sheet=sheet)))
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
        },
    )
    return sheet
