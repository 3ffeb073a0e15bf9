"""What a payout says, taken from its columns as plain data: written when it is sent, compared when it is proven."""

from core.crypto import keyed_digest
from royalties.models import Payout, PayoutLine, Transfer

VERSION = 1
# Columns of the payout that its papers print.
_PRINTED = ("number", "is_illustrative", "treasury_number", "gross", "tax", "net", "fingerprint")
_OF_LINE = (
    *("order", "income", "contract_number", "gross", "tax", "net"),
    *("flags", "explanation", "shares", "invoice"),
)


def payout_content(payout: Payout) -> dict:
    """This will write what a payout that was sent and its lines say, people only as keyed digests; three queries."""
    return {
        "version": VERSION,
        "unit": payout.unit.code,
        "value_date": payout.value_date.isoformat(),
        **{name: getattr(payout, name) for name in _PRINTED},
        "created_by": payout.created_by.username,
        "sent_by": payout.sent_by.username,
        "inputs": payout.inputs,
        "sheets": list(payout.placed.order_by("sheet_id").values_list("sheet_id", flat=True)),
        "lines": [_line(line) for line in payout.lines.order_by("order")],
        "transfers": [
            transfer_content(transfer)
            for transfer in Transfer.objects.filter(line__payout=payout, attempt=1)
            .select_related("line")
            .order_by("line__order")
        ],
    }


def transfer_content(transfer: Transfer) -> dict:
    """This will write where an attempt to pay went to; what became of it is told by later events."""
    return {"line": transfer.line.order, "attempt": transfer.attempt, "facts": keyed_digest(transfer.facts)}


def _line(line: PayoutLine) -> dict:
    return {
        "payee": line.payee_id,
        **{name: getattr(line, name) for name in _OF_LINE},
        "printed_name": keyed_digest(line.printed_name),
        "printed_facts": keyed_digest(line.printed_facts),
    }
