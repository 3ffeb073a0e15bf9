"""The payees of a unit in memory, and how new and changed ones are saved."""

from collections.abc import Set
from dataclasses import dataclass, field

from core.audit import record
from core.crypto import mask
from core.models import Unit, User
from royalties.models import Payee


@dataclass
class Change:
    """A known payee whom a file changes: the row that does, and what was known before."""

    payee: Payee
    row: int
    account_hash: str
    bank: str
    account: str = ""


@dataclass
class PayeeBook:
    """The payees of one unit in memory; new and changed ones are kept aside until they are saved together.

    forgotten are the keys of those whom only the draft that makes way knows: its next file says anew who they are.
    merged leads from the name and account of a record that was merged to the one that was kept.
    """

    unit: Unit
    forgotten: Set[int] = frozenset()
    by_id: dict[str, Payee] = field(default_factory=dict)
    by_name_and_account: dict[tuple[str, str], Payee] = field(default_factory=dict)
    merged: dict[tuple[str, str], Payee] = field(default_factory=dict)
    new: list[Payee] = field(default_factory=list)
    changed: dict[int, Change] = field(default_factory=dict)

    def add(self, payee: Payee) -> None:
        """This will make a payee findable."""
        if payee.id_hash:
            self.by_id[payee.id_hash] = payee
        place = (payee.name_key, payee.account_hash)
        if payee.account_hash or not payee.id_hash:
            self.by_name_and_account.setdefault(place, payee)


def read_payees(unit: Unit, *, forgotten: Set[int] = frozenset()) -> PayeeBook:
    """This will read a unit's payees in two queries; ids and accounts stay encrypted, their hashes suffice."""
    book = PayeeBook(unit, forgotten)
    payees = Payee.objects.filter(unit=unit).defer("id_number", "account_number").prefetch_related("pen_names")
    every = {payee.pk: payee for payee in payees.order_by("pk") if payee.pk not in forgotten}
    for payee in every.values():
        if payee.merged_into_id is None:
            book.add(payee)
    for payee in every.values():
        if payee.merged_into_id is not None:
            book.merged.setdefault((payee.name_key, payee.account_hash), every[payee.merged_into_id])
    return book


def read_secrets(book: PayeeBook) -> None:
    """This will decrypt, in one query, what the changed payees had before; what the file says stays."""
    before = Payee.objects.in_bulk(book.changed)
    for pk, change in book.changed.items():
        change.account = before[pk].account_number
        for name in change.payee.get_deferred_fields():
            setattr(change.payee, name, getattr(before[pk], name))


def save_payees(book: PayeeBook, *, actor: User) -> None:
    """This will save the new payees and the changed ones; each change leaves a decision row, masked."""
    Payee.objects.bulk_create(book.new, batch_size=500)
    for change in book.changed.values():
        payee = change.payee
        payee.save()
        record(
            actor=actor,
            action="cập nhật người nhận",
            target=payee,
            unit=book.unit,
            before={"số tài khoản": mask(change.account), "ngân hàng": change.bank},
            after={"số tài khoản": payee.masked_account, "ngân hàng": payee.bank, "số định danh": payee.masked_id},
        )
