"""What a sheet says, taken from its columns as plain data: written when it freezes, compared when it is proven."""

import json
from collections import defaultdict

from django.db.models import QuerySet

from core.crypto import keyed_digest
from core.money import plain_number
from royalties.models import IncomeKind, Payee, PayeeTotal, PaymentSheet, SheetLine, SheetStep, SheetWork
from royalties.states import SheetAction

VERSION = 1
# Columns of the sheet that its papers print.
_PRINTED = (
    "kind",
    "number",
    "is_illustrative",
    "is_separate",
    "source_code",
    "source_name",
    "nsnn_source",
    "chapter",
    "industry",
    "content",
    "gross",
    "formula",
    "fingerprint",
)


def sheet_content(sheet: PaymentSheet) -> dict:
    """This will write what a frozen sheet and all its rows say, people only as keyed digests; six queries."""
    return {
        "version": VERSION,
        "unit": sheet.unit.code,
        "period": sheet.period.isoformat(),
        "counters": sheet.counters.number if sheet.counters_id else None,
        **{name: getattr(sheet, name) for name in _PRINTED},
        "created_by": sheet.created_by.username,
        "inputs": sheet.inputs,
        "steps": [_step(step) for step in _steps_to_approval(sheet)],
        "works": _works(sheet),
        "payees": [_total(total) for total in sheet.payee_totals.order_by("payee_id")],
    }


def facts_of(payee: Payee) -> str:
    """This will write the personal facts that the papers print of a payee, to be kept encrypted."""
    facts = {"id": payee.id_number, "account": payee.account_number, "bank": payee.bank, "group": payee.group}
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def _steps_to_approval(sheet: PaymentSheet) -> QuerySet[SheetStep]:
    return sheet.steps.exclude(action=SheetAction.CANCEL).select_related("actor", "delegation").order_by("pk")


def _works(sheet: PaymentSheet) -> list[dict]:
    lines: dict[int, list[SheetLine]] = defaultdict(list)
    stored = SheetLine.objects.filter(sheet_work__sheet=sheet).select_related("contribution")
    for line in stored.order_by("sheet_work__order", "pk"):
        lines[line.sheet_work_id].append(line)
    return [_work(work, lines[work.pk]) for work in sheet.works.order_by("order")]


def _work(work: SheetWork, lines: list[SheetLine]) -> dict:
    return {
        "order": work.order,
        "work": work.work_id,
        "printed": work.printed,
        "royalty": work.royalty,
        "gross": work.gross,
        "warnings": work.warnings,
        "explanation": work.explanation,
        "lines": [_line(line) for line in lines],
    }


def _line(line: SheetLine) -> dict:
    return {
        "contribution": line.contribution_id,
        "payee": line.contribution.payee_id,
        "part": line.part_id,
        "quantity": plain_number(line.quantity),
        "coefficient": plain_number(line.coefficient),
        "unit_value": plain_number(line.unit_value),
        "gross": line.gross,
        "is_inside_quota": line.is_inside_quota,
        "citations": line.citations,
        "explanation": line.explanation,
    }


def _total(total: PayeeTotal) -> dict:
    return {
        "payee": total.payee_id,
        "gross": total.gross,
        # Only of copyright: what was approved before it was told apart stays as it is.
        **({} if total.income == IncomeKind.WAGE_LIKE else {"income": total.income}),
        **({"contract_number": total.contract_number} if total.contract_number else {}),
        "printed_name": keyed_digest(total.printed_name),
        "printed_facts": keyed_digest(total.printed_facts),
    }


def _step(step: SheetStep) -> dict:
    return {
        "action": step.action,
        "after": step.after,
        "actor": step.actor.username,
        "delegation": step.delegation.document_number if step.delegation_id else None,
        "at": step.at.isoformat(),
        "reason": step.reason,
        "deadline": step.deadline.isoformat() if step.deadline else None,
        "fingerprint": step.fingerprint,
    }
