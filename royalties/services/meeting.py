"""The authors of a file met with the payees of a unit: by id, else by name and account."""

from core.crypto import keyed_hash
from core.text import bare, fold, person_sort_key, same_name
from royalties.models import Payee
from royalties.services.payees import Change, PayeeBook, read_secrets
from royalties.works_file import AuthorRow, Fault, FileWork, columns

_MOST_NOUGHTS = 6


def meet_authors(book: PayeeBook, works: tuple[FileWork, ...]) -> tuple[dict[int, Payee], list[Fault]]:
    """This will find or make the payee of every author row, by row number.

    Faults are an id that belongs to another name, two accounts or banks of one payee, an account that lost noughts.
    """
    meeting = _Meeting(book)
    for author in (author for work in works for author in work.authors):
        meeting.meet(author)
    read_secrets(book)
    return meeting.met, [*meeting.faults, *_stale(book)]


class _Meeting:
    def __init__(self, book: PayeeBook) -> None:
        self.book = book
        self.met: dict[int, Payee] = {}
        self.faults: list[Fault] = []
        self.said: dict[tuple[int, str], tuple[str, int]] = {}

    def meet(self, author: AuthorRow) -> None:
        payee = _known(self.book, author)
        if payee is None:
            payee = _newcomer(self.book, author)
        elif not _is_called(payee, author.author):
            message = f"số định danh này đã thuộc người nhận «{payee.name}» của đơn vị"
            self.faults.append(Fault(author.row, columns.AUTHOR, message))
            return
        self.met[author.row] = payee
        # A file that still names a merged record also names the account that the merger put aside.
        if self.book.merged.get(_place(author)) is payee:
            return
        self._agree(payee, author, columns.ACCOUNT, bare(author.account))
        self._agree(payee, author, columns.BANK, _plain(author.bank))
        if lost := _lost_noughts(payee, author):
            message = f"tài khoản đã ghi của người này có thêm {lost} số 0 ở đầu: hãy ghi đủ, định dạng ô là Văn bản"
            self.faults.append(Fault(author.row, columns.ACCOUNT, message))
        _complete(self.book, payee, author)

    def _agree(self, payee: Payee, author: AuthorRow, column: str, said: str) -> None:
        """One payee of a file has one account and one bank; the later row is to blame."""
        if not said:
            return
        first, row = self.said.setdefault((id(payee), column), (said, author.row))
        if first != said:
            self.faults.append(Fault(author.row, column, f"khác với dòng {row} của cùng người nhận"))


def _known(book: PayeeBook, author: AuthorRow) -> Payee | None:
    id_hash = keyed_hash(author.id_number)
    if id_hash and (payee := book.by_id.get(id_hash)):
        return payee
    payee = book.by_name_and_account.get(_place(author)) or book.merged.get(_place(author))
    if payee and id_hash and (payee.id_hash or not author.account):
        return None
    return payee


def _place(author: AuthorRow) -> tuple[str, str]:
    return (person_sort_key(author.author), keyed_hash(author.account))


def _is_called(payee: Payee, name: str) -> bool:
    pen_names = [pen.name for pen in payee.pen_names.all()] if payee.pk else []
    return any(same_name(name, known) for known in (payee.name, *pen_names))


def _lost_noughts(payee: Payee, author: AuthorRow) -> int:
    """How many noughts of the known account a number cell has lost; 0 where it is simply another account."""
    if not author.account or keyed_hash(author.account) == payee.account_hash:
        return 0
    cut = bare(author.account)
    longer = (many for many in range(1, _MOST_NOUGHTS + 1) if keyed_hash("0" * many + cut) == payee.account_hash)
    return next(longer, 0)


def _complete(book: PayeeBook, payee: Payee, author: AuthorRow) -> None:
    """What the file knows better is taken over: an id that was missing, an account or a bank that changed."""
    account_hash = keyed_hash(author.account)
    new_account = bool(account_hash) and account_hash != payee.account_hash
    new_bank = bool(author.bank) and _plain(author.bank) != _plain(payee.bank)
    new_id = bool(author.id_number) and not payee.id_hash
    if not (new_account or new_bank or new_id):
        return
    if payee.pk:
        book.changed.setdefault(payee.pk, Change(payee, author.row, payee.account_hash, payee.bank))
    if new_account:
        payee.account_number, payee.account_hash = author.account, account_hash
    if new_bank:
        payee.bank = author.bank
    if new_id:
        payee.id_number, payee.id_hash = author.id_number, keyed_hash(author.id_number)
    book.add(payee)


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


def _stale(book: PayeeBook) -> list[Fault]:
    """A record whose id another record turned out to have as well cannot be saved before they are merged."""
    faults = []
    for change in book.changed.values():
        holder = book.by_id.get(keyed_hash(change.payee.id_number))
        if holder not in (None, change.payee):
            message = f"«{change.payee.name}» trùng số định danh với một người nhận khác: hãy gộp hai hồ sơ trước"
            faults.append(Fault(change.row, columns.AUTHOR, message))
    return faults


def _plain(bank: str) -> str:
    return bare(fold(bank))
