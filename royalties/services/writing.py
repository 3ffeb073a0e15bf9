"""Writes a planned sheet of stored works to the database in bulk; the caller holds the transaction."""

from royalties.building import SheetPlan
from royalties.models import PaymentSheet, SheetLine, SheetWork, Work
from royalties.services.saving import save_totals
from royalties.states import SheetKind, WorkState

_BATCH = 500


def write_sheet(plan: SheetPlan, sheet: PaymentSheet) -> PaymentSheet:
    """This will save a sheet with the works, lines and totals of its plan; what it held before was taken off."""
    sheet.gross, sheet.tax, sheet.net, sheet.paid_on = plan.gross, None, None, None
    sheet.formula, sheet.inputs, sheet.fingerprint = plan.formula, plan.inputs, plan.fingerprint
    sheet.save()
    placed = SheetWork.objects.bulk_create(_placed(plan, sheet), batch_size=_BATCH)
    SheetLine.objects.bulk_create(_lines(plan, placed), batch_size=_BATCH)
    save_totals(sheet, plan.totals)
    if sheet.kind == SheetKind.ROYALTY:
        Work.objects.filter(pk__in=[one.work.pk for one in plan.works]).move_to(WorkState.ON_SHEET)
    return sheet


def empty_sheet(sheet: PaymentSheet) -> None:
    """This will take everything off a sheet; its works are scored works again."""
    if sheet.kind == SheetKind.ROYALTY:
        Work.objects.filter(on_sheets__sheet=sheet).move_to(WorkState.SCORED)
    sheet.works.all().delete()
    sheet.payee_totals.all().delete()


def _placed(plan: SheetPlan, sheet: PaymentSheet) -> list[SheetWork]:
    return [
        SheetWork(
            sheet=sheet,
            work=one.work,
            order=order,
            royalty=one.royalty,
            gross=one.gross,
            warnings=list(one.warnings),
            explanation=one.explanation,
        )
        for order, one in enumerate(plan.works, start=1)
    ]


def _lines(plan: SheetPlan, placed: list[SheetWork]) -> list[SheetLine]:
    return [
        SheetLine(
            sheet_work=on_sheet,
            contribution=line.contribution,
            part=line.part,
            quantity=line.quantity,
            coefficient=line.coefficient,
            unit_value=line.unit_value,
            gross=line.gross,
            is_inside_quota=line.is_inside_quota,
            citations=line.citations,
            explanation=line.explanation,
        )
        for on_sheet, one in zip(placed, plan.works, strict=True)
        for line in one.lines
    ]
