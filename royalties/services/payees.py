"""The authors of a file met with the payees of a unit: by id, else by name and account."""

from dataclasses import dataclass, field

from core.audit import record
from core.crypto import keyed_hash, mask
from core.models import Unit, User
from core.text import person_sort_key, same_name
from royalties.models import Payee
from royalties.works_file import AuthorRow, Fault, FileWork, columns


@dataclass
class PayeeBook:
    """The payees of one unit in memory; new ones are kept aside until they are saved together."""

    unit: Unit
    by_id: dict[str, Payee] = field(default_factory=dict)
    by_name_and_account: dict[tuple[str, str], Payee] = field(default_factory=dict)
    merged: dict[tuple[str, str], Payee] = field(default_factory=dict)
    new: list[Payee] = field(default_factory=list)
    changed: dict[int, tuple[Payee, str]] = field(default_factory=dict)

    def add(self, payee: Payee) -> None:
        """This will make a payee findable."""
        if payee.id_hash:
            self.by_id[payee.id_hash] = payee
        place = (payee.name_key, payee.account_hash)
        if payee.account_hash or not payee.id_hash:
            self.by_name_and_account.setdefault(place, payee)


def read_payees(unit: Unit) -> PayeeBook:
    """This will read a unit's payees in two queries; ids and accounts stay encrypted, their hashes suffice."""
    book = PayeeBook(unit)
    payees = Payee.objects.filter(unit=unit).defer("id_number", "account_number").prefetch_related("pen_names")
    every = {payee.pk: payee for payee in payees.order_by("pk")}
    for payee in every.values():
        if payee.merged_into_id is None:
            book.add(payee)
    for payee in every.values():
        if payee.merged_into_id is not None:
            book.merged.setdefault((payee.name_key, payee.account_hash), every[payee.merged_into_id])
    return book


def meet_authors(book: PayeeBook, works: tuple[FileWork, ...]) -> tuple[dict[int, Payee], list[Fault]]:
    """This will find or make the payee of every author row, by row number.

    An id that belongs to another name is a fault of the author's cell.
    """
    met: dict[int, Payee] = {}
    faults: list[Fault] = []
    for author in (author for work in works for author in work.authors):
        known = _known(book, author)
        if known and not _is_called(known, author.author):
            faults.append(
                Fault(author.row, columns.AUTHOR, f"số định danh này đã thuộc người nhận «{known.name}» của đơn vị")
            )
            continue
        if known and _under_merged_name(book, known, author):
            met[author.row] = known
        else:
            met[author.row] = _completed(book, known, author) if known else _newcomer(book, author)
    return met, faults


def save_payees(book: PayeeBook, *, actor: User) -> None:
    """This will save the new payees and the completed ones; a changed account leaves a decision row, masked."""
    Payee.objects.bulk_create(book.new, batch_size=500)
    for payee, old_account in book.changed.values():
        payee.save()
        record(
            actor=actor,
            action="cập nhật người nhận",
            target=payee,
            unit=payee.unit,
            before={"số tài khoản": mask(old_account)},
            after={"số tài khoản": payee.masked_account, "ngân hàng": payee.bank, "số định danh": payee.masked_id},
        )


def _known(book: PayeeBook, author: AuthorRow) -> Payee | None:
    id_hash, account_hash = keyed_hash(author.id_number), keyed_hash(author.account)
    if id_hash and (payee := book.by_id.get(id_hash)):
        return payee
    place = (person_sort_key(author.author), account_hash)
    payee = book.by_name_and_account.get(place) or book.merged.get(place)
    if payee and id_hash and (payee.id_hash or not account_hash):
        return None
    return payee


def _under_merged_name(book: PayeeBook, known: Payee, author: AuthorRow) -> bool:
    """Whether a file still names the record that was merged: its account is the one that the merger put aside."""
    return book.merged.get((person_sort_key(author.author), keyed_hash(author.account))) is known


def _is_called(payee: Payee, name: str) -> bool:
    pen_names = [pen.name for pen in payee.pen_names.all()] if payee.pk else []
    return any(same_name(name, known) for known in (payee.name, *pen_names))


def _completed(book: PayeeBook, payee: Payee, author: AuthorRow) -> Payee:
    """What the file knows better is taken over: an id that was missing, an account or a bank that changed."""
    new_account = bool(author.account) and keyed_hash(author.account) != payee.account_hash
    new_bank = bool(author.bank) and author.bank != payee.bank
    new_id = bool(author.id_number) and not payee.id_hash
    if not (new_account or new_bank or new_id):
        return payee
    old_account = payee.account_number
    payee.account_number = author.account or payee.account_number
    payee.bank = author.bank or payee.bank
    payee.id_number = payee.id_number or author.id_number
    payee.refresh_keys()
    book.add(payee)
    if payee.pk:
        book.changed.setdefault(payee.pk, (payee, old_account))
    return payee


def _newcomer(book: PayeeBook, author: AuthorRow) -> Payee:
    payee = Payee(
        unit=book.unit,
        name=author.author,
        id_number=author.id_number,
        account_number=author.account,
        bank=author.bank,
        to_complete=True,
    )
    payee.refresh_keys()
    book.add(payee)
    book.new.append(payee)
    return payee
