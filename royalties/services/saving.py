"""Writes a planned draft to the database in bulk; the caller holds the transaction."""

from collections.abc import Iterable, Set

from django.utils import timezone

from core.money import plain_number
from rates.models import ScheduleRow
from royalties.compute.explain import citations_as_data
from royalties.compute.royalty import FORMULA
from royalties.models import (
    Contribution,
    Payee,
    PayeeTotal,
    PaymentSheet,
    SheetLine,
    SheetWork,
    Work,
    WorkPart,
)
from royalties.services.plan import DraftPlan, PlannedTotal
from royalties.states import WorkState

_BATCH = 500


def fill_sheet(plan: DraftPlan, draft: PaymentSheet | None, *, remarks: list[dict]) -> PaymentSheet:
    """This will save the draft with its works, lines and totals; an older draft was cleared before."""
    sheet = draft or PaymentSheet(unit=plan.unit, period=plan.period, created_by=plan.actor)
    sheet.is_illustrative = plan.unit.is_demo
    sheet.paid_on, sheet.gross, sheet.tax = plan.paid_on, plan.gross, plan.tax
    sheet.net = None if plan.tax is None else plan.gross - plan.tax
    sheet.formula, sheet.inputs, sheet.fingerprint = FORMULA, plan.inputs, plan.fingerprint
    sheet.remarks = remarks
    sheet.save()
    _save_lines(plan, sheet)
    save_totals(sheet, plan.totals)
    return sheet


def clear_sheet(draft: PaymentSheet, *, forgotten: Set[int]) -> None:
    """This will take away what came from the file that is replaced: lines, works, and the payees whom it alone knew."""
    works = list(Work.objects.filter(on_sheets__sheet=draft).values_list("pk", flat=True))
    draft.works.all().delete()
    draft.payee_totals.all().delete()
    Work.objects.filter(pk__in=works).delete()
    Payee.objects.filter(pk__in=forgotten).delete()


def _save_lines(plan: DraftPlan, sheet: PaymentSheet) -> None:
    works = Work.objects.bulk_create(_works(plan), batch_size=_BATCH)
    rows = {(row.medium, row.code): row for row in ScheduleRow.objects.all()}
    parts = [_parts(work, item, rows) for work, item in zip(works, plan.works, strict=True)]
    WorkPart.objects.bulk_create([part for some in parts for part in some], batch_size=_BATCH)
    authors = [_contributions(work, item, plan) for work, item in zip(works, plan.works, strict=True)]
    Contribution.objects.bulk_create([author for some in authors for author in some], batch_size=_BATCH)
    placed = [
        SheetWork(
            sheet=sheet,
            work=work,
            order=order,
            royalty=item.price.amount,
            gross=item.price.amount,
            warnings=list(item.price.warnings),
            explanation=item.price.explanation,
        )
        for order, (work, item) in enumerate(zip(works, plan.works, strict=True), start=1)
    ]
    SheetWork.objects.bulk_create(placed, batch_size=_BATCH)
    lines = [
        line
        for on_sheet, item, some_parts, some_authors in zip(placed, plan.works, parts, authors, strict=True)
        for line in _lines(on_sheet, item, some_parts, some_authors)
    ]
    SheetLine.objects.bulk_create(lines, batch_size=_BATCH)


def _works(plan: DraftPlan) -> list[Work]:
    now = timezone.now()
    works = [
        Work(
            outlet=plan.outlets[item.work.medium],
            title=item.work.title,
            url=item.work.url,
            published_on=item.work.published_on,
            adjustments={name: plain_number(number) for name, number in item.work.adjustments.items()},
            state=WorkState.ON_SHEET,
            reviewed_by=plan.actor,
            reviewed_at=now,
            note=item.work.note,
        )
        for item in plan.works
    ]
    for work in works:
        work.refresh_keys()
    return works


def _parts(work: Work, item, rows: dict[tuple[str, str], ScheduleRow]) -> list[WorkPart]:
    return [
        WorkPart(
            work=work,
            order=order,
            schedule_row=rows[item.terms.medium, part.row],
            quantity=part.quantity,
            coefficient=part.coefficient,
        )
        for order, part in enumerate(item.terms.parts, start=1)
    ]


def _contributions(work: Work, item, plan: DraftPlan) -> list[Contribution]:
    return [
        Contribution(work=work, payee=plan.met[author.row], share=share, order=order)
        for order, (author, share) in enumerate(zip(item.work.authors, item.work.shares, strict=True), start=1)
    ]


def _lines(on_sheet: SheetWork, item, parts: list[WorkPart], authors: list[Contribution]) -> list[SheetLine]:
    return [
        SheetLine(
            sheet_work=on_sheet,
            contribution=author,
            part=part,
            quantity=part.quantity,
            coefficient=part.coefficient,
            unit_value=priced.unit_value,
            gross=share.of_parts[place],
            citations=citations_as_data(priced.citations),
            explanation=share.explanations[place],
        )
        for author, share in zip(authors, item.shares, strict=True)
        for place, (part, priced) in enumerate(zip(parts, item.price.parts, strict=True))
    ]


def save_totals(sheet: PaymentSheet, totals: Iterable[PlannedTotal]) -> None:
    """This will save what a sheet pays each payee."""
    PayeeTotal.objects.bulk_create(
        [
            PayeeTotal(
                sheet=sheet,
                payee=total.payee,
                gross=total.gross,
                tax=total.held.tax if total.held else None,
                net=total.held.net if total.held else None,
                flags=list(total.held.flags) if total.held else [],
                explanation=total.held.explanation if total.held else None,
                income=total.earning.income.value,
                contract_number=total.earning.contract_number,
            )
            for total in totals
        ],
        batch_size=_BATCH,
    )
