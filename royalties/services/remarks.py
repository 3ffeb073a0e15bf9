"""What a file changed of people who were known before it, kept with its draft for whoever signs."""

from core.crypto import mask
from royalties.models import Payee
from royalties.services.payees import Change, PayeeBook


def remarks_on_payees(book: PayeeBook, met: dict[int, Payee], earlier: list[dict]) -> list[dict]:
    """This will tell whose account or bank differs from what was known before the files of this draft.

    :param earlier: the remarks of the draft that makes way: what its file changed stays changed, and so stays told.
    """
    named = {payee.pk: payee for payee in met.values() if payee.pk}
    kept = {remark["payee"]: remark for remark in earlier if remark["payee"] in named}
    remarks = []
    for pk in dict.fromkeys([*kept, *book.changed]):
        before = kept[pk]["before"] if pk in kept else _before(book.changed[pk])
        if not (changed := _changed(named[pk], before)):
            continue
        # Without a further change the text stands as it is: the account behind it stays encrypted.
        text = _told(named[pk], before, changed) if pk in book.changed else kept[pk]["text"]
        remarks.append({"payee": pk, "before": before, "text": text})
    return remarks


def _before(change: Change) -> dict[str, str]:
    return {"account_hash": change.account_hash, "account": mask(change.account), "bank": change.bank}


def _changed(payee: Payee, before: dict[str, str]) -> list[str]:
    """What of the facts was there before and is another now; what was missing is completed, not changed."""
    return [name for name in ("account_hash", "bank") if before[name] and before[name] != getattr(payee, name)]


def _told(payee: Payee, before: dict[str, str], changed: list[str]) -> str:
    said = {
        "account_hash": f"số tài khoản {before['account']} thành {payee.masked_account}",
        "bank": f"ngân hàng «{before['bank']}» thành «{payee.bank}»",
    }
    return f"Tệp tác phẩm đổi {', '.join(said[name] for name in changed)} của người nhận «{payee.name}»."
