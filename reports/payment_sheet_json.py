"""The machine-readable paper of a payment sheet: đồng and other numbers as text, so that no reader rounds them."""

import json

from core.money import plain_number
from reports.payment_sheet_rows import LineRow, PayeeRow, PaymentSheetPaper


def payment_sheet_json(paper: PaymentSheetPaper) -> str:
    """This will write a payment sheet as JSON; number, tax and net are null where they are not known yet."""
    content = {
        "sheet": _sheet(paper),
        "lines": [_line(line) for line in paper.lines],
        "payees": [_payee(payee) for payee in paper.payees],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _sheet(paper: PaymentSheetPaper) -> dict:
    return {
        "number": paper.number,
        "unit": paper.unit_code,
        "period": f"{paper.period:%Y-%m}",
        "status": paper.status,
        "gross": str(paper.gross),
        "tax": _dong(paper.tax),
        "net": _dong(paper.net),
        "in_words": paper.gross_in_words,
        "fingerprint": paper.fingerprint,
    }


def _line(line: LineRow) -> dict:
    return {
        "title": line.title,
        "part": line.part,
        "payee": line.payee,
        "quantity": plain_number(line.quantity),
        "coefficient": plain_number(line.coefficient),
        "unit_value": plain_number(line.unit_value),
        "gross": str(line.gross),
        "citations": [{"instrument": instrument, "clause": clause} for instrument, clause in line.citations],
    }


def _payee(payee: PayeeRow) -> dict:
    return {"payee": payee.name, "gross": str(payee.gross), "tax": _dong(payee.tax), "net": _dong(payee.net)}


def _dong(amount: int | None) -> str | None:
    return None if amount is None else str(amount)
