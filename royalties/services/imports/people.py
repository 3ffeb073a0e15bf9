"""The authors of a portal's export met with the payees of the unit: by id, else by name or pen name, else asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.crypto import keyed_hash
from core.models import Unit
from core.text import bare, fold, person_sort_key, same_name
from royalties.models import Payee
from royalties.portal_file import Author, PortalWork
from royalties.works_file import Fault, columns

SOMEBODY_NEW = "new"


@dataclass(frozen=True)
class AskedPerson:
    """A name that may be one of several payees; must says whether it has to be answered before anything is recorded.

    :ivar row: the first row that names it.
    """

    name: str
    candidates: tuple[int, ...]
    must: bool
    meant: str
    row: int = 0


@dataclass
class Meeting:
    """Who is who: the payee of each author; new ones are not saved yet."""

    met: dict[Author, Payee] = field(default_factory=dict)
    new: list[Payee] = field(default_factory=list)
    asked: list[AskedPerson] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class Known:
    """The payees of one unit in memory, by what a file may call them; ids and accounts stay encrypted."""

    def __init__(self, unit: Unit):
        self.unit = unit
        self.by_id: dict[str, Payee] = {}
        self.by_name: dict[str, dict[int, Payee]] = defaultdict(dict)
        self.alike: dict[str, dict[int, Payee]] = defaultdict(dict)
        payees = Payee.objects.filter(unit=unit).defer("id_number", "account_number").prefetch_related("pen_names")
        every = {payee.pk: payee for payee in payees.order_by("pk")}
        # A record that was merged leads to the one that it became.
        for payee in sorted(every.values(), key=lambda payee: payee.merged_into_id is not None):
            current = payee
            while current.merged_into_id is not None:
                current = every[current.merged_into_id]
            self._add(payee, current)

    def _add(self, payee: Payee, current: Payee) -> None:
        if payee.id_hash:
            self.by_id.setdefault(payee.id_hash, current)
        for name in (payee.name, *(pen_name.name for pen_name in payee.pen_names.all())):
            self.by_name[person_sort_key(name)][current.pk] = current
            self.alike[fold(name)][current.pk] = current

    def called(self, author: Author) -> dict[int, Payee]:
        """This will find the payees of an author's name whom an id and an account in the file do not rule out."""
        named = self.by_name.get(person_sort_key(author.name), {})
        if author.id_number:
            named = {pk: payee for pk, payee in named.items() if not payee.id_hash}
        if author.account:
            same = {pk: payee for pk, payee in named.items() if payee.account_hash == keyed_hash(author.account)}
            named = same or {pk: payee for pk, payee in named.items() if not payee.account_hash}
        return named


def meet(known: Known, works: Iterable[PortalWork], answers: Mapping[str, str]) -> Meeting:
    """This will find or make the payee of every author; answers say by name whom one of several is."""
    meeting = Meeting()
    made: dict[tuple[str, str], Payee] = {}
    asked: dict[str, AskedPerson] = {}
    for author in (author for work in works for author in work.authors):
        by_id = known.by_id.get(keyed_hash(author.id_number)) if author.id_number else None
        if by_id and not _is_called(by_id, author.name):
            message = f"số định danh này đã thuộc người nhận «{by_id.name}» của đơn vị"
            meeting.faults.append(Fault(author.row, columns.AUTHOR, message))
            continue
        payee = by_id or _answered(known, author, answers, asked)
        meeting.met[author] = payee or _newcomer(known.unit, author, made)
    meeting.new, meeting.asked = list(made.values()), list(asked.values())
    return meeting


def _answered(known: Known, author: Author, answers: Mapping[str, str], asked: dict[str, AskedPerson]) -> Payee | None:
    named = known.called(author)
    if len(named) == 1:
        return next(iter(named.values()))
    candidates = named or ({} if author.id_number or author.account else known.alike.get(fold(author.name), {}))
    if not candidates:
        return None
    meant = answers.get(author.name, "")
    if meant != SOMEBODY_NEW and meant not in {str(pk) for pk in candidates}:
        meant = ""
    asked.setdefault(author.name, AskedPerson(author.name, tuple(candidates), bool(named), meant, author.row))
    return candidates.get(int(meant)) if meant and meant != SOMEBODY_NEW else None


def _newcomer(unit: Unit, author: Author, made: dict[tuple[str, str], Payee]) -> Payee:
    key = (
        ("id", keyed_hash(author.id_number))
        if author.id_number
        else (person_sort_key(author.name), bare(author.account))
    )
    if key not in made:
        made[key] = Payee(
            unit=unit,
            name=author.name,
            id_number=author.id_number,
            account_number=author.account,
            bank=author.bank,
            to_complete=True,
        )
        made[key].refresh_keys()
    return made[key]


def _is_called(payee: Payee, name: str) -> bool:
    return any(same_name(name, known) for known in (payee.name, *(pen.name for pen in payee.pen_names.all())))
