"""Names typed under a work, met with the payees of its unit: by name or pen name; asked where several may be meant."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from core.audit import record
from core.crypto import keyed_hash
from core.models import Unit, User
from core.text import clean_text, fold, sort_key
from royalties.models import ContributionRole, Payee
from royalties.services.payees import read_payees
from royalties.works_file.storable import MOST_AUTHORS

NEW = "new"
_WHOLE, _PERCENT = Decimal(1), Decimal(100)


@dataclass(frozen=True)
class Byline:
    """One typed line: a name or pen name, a role, a share in percent (none: equal), and whom a person chose.

    chosen is a payee's key, or NEW for somebody whom the unit does not know; blank as long as nobody was asked.
    """

    name: str
    role: str = ContributionRole.AUTHOR
    share: Decimal | None = None
    chosen: str = ""


class UnclearNameError(ValueError):
    """A name may be that of several payees, or is almost that of one; a person has to say who is meant."""

    def __init__(self):
        super().__init__("Tên này có thể là người đã có trong danh sách: hãy chọn đúng người, hoặc chọn người mới.")


class PeopleOfUnit:
    """The payees of one unit by every name that they bear, read in two queries."""

    def __init__(self, unit: Unit):
        book = read_payees(unit)
        self._by_id = dict(book.by_id)
        found = (*book.by_id.values(), *book.by_name_and_account.values())
        self.payees = sorted({payee.pk: payee for payee in found}.values(), key=lambda one: (one.name_key, one.pk))
        self._exact: dict[str, list[Payee]] = defaultdict(list)
        self._alike: dict[str, list[Payee]] = defaultdict(list)
        for payee in self.payees:
            self.add(payee)

    def add(self, payee: Payee) -> None:
        """This will make a payee findable by every name, and by the id."""
        if payee.id_hash:
            self._by_id[payee.id_hash] = payee
        for name in dict.fromkeys([payee.name, *(pen.name for pen in payee.pen_names.all())]):
            _put(self._exact[sort_key(name)], payee)
            _put(self._alike[fold(clean_text(name))], payee)

    def meet(self, byline: Byline) -> Payee | None:
        """This will return the payee whom a line names, or none where somebody new is meant.

        :raises UnclearNameError: a person has to choose first.
        """
        unclear = self.unclear(byline.name)
        chosen = [payee for payee in unclear if byline.chosen == str(payee.pk)]
        if unclear and not chosen and byline.chosen != NEW:
            raise UnclearNameError
        exact = [] if unclear else self._exact.get(sort_key(byline.name), [])
        return next(iter(chosen or exact), None)

    def named(self, name: str) -> list[Payee]:
        """This will list the payees who bear a name or pen name, whatever its case and spacing."""
        return list(self._exact.get(sort_key(name), []))

    def with_id(self, number: str) -> Payee | None:
        """This will find the payee of a personal id or tax code."""
        return self._by_id.get(keyed_hash(number))

    def unclear(self, name: str) -> list[Payee]:
        """This will list whom a name may mean where a person has to say: several of that name, or almost that name."""
        exact = self._exact.get(sort_key(name), [])
        if len(exact) == 1:
            return []
        return exact or self._alike.get(fold(clean_text(name)), [])

    def suggestions(self) -> list[tuple[str, str]]:
        """This will list the names that may be typed, each with what tells whose it is."""
        named = [(payee.name, "") for payee in self.payees]
        pens = [(pen.name, f"bút danh của {payee}") for payee in self.payees for pen in payee.pen_names.all()]
        return list(dict.fromkeys(named + pens))


def shares_of(bylines: tuple[Byline, ...]) -> list[Decimal]:
    """This will return the weights of the lines as fractions of 1; 1 for each author where all shares are blank.

    Only authors share the royalty; who does something else for the work has the weight 1, which nothing is split by.

    :raises ValidationError: no author, a share for another role, some shares blank, or a sum that is not 100 %.
    """
    authors = [line for line in bylines if line.role == ContributionRole.AUTHOR]
    if not authors or len(bylines) > MOST_AUTHORS:
        raise ValidationError("Tác phẩm phải có ít nhất một tác giả.")
    if any(line.share is not None for line in bylines if line.role != ContributionRole.AUTHOR):
        raise ValidationError("Chỉ tác giả mới có tỷ lệ: để trống tỷ lệ của vai trò khác.")
    given = [line.share for line in authors if line.share is not None]
    if given and len(given) < len(authors):
        raise ValidationError("Ghi tỷ lệ cho mọi tác giả, hoặc để trống tất cả để chia đều.")
    if given and sum(given, Decimal(0)) != _PERCENT:
        raise ValidationError(f"Tổng tỷ lệ của các tác giả phải đúng 100 %, đang là {_said(sum(given))} %.")
    return [_WHOLE if line.share is None else line.share / _PERCENT for line in bylines]


def save_newcomer(*, actor: User, unit: Unit, name: str, id_number: str = "") -> Payee:
    """This will keep somebody new as a payee of the unit whose record is to be completed.

    :raises ValidationError: the unit has a payee of this very name who is still without an account.
    """
    payee = Payee(unit=unit, name=clean_text(name), id_number=id_number, to_complete=True)
    payee.refresh_keys()
    payee.full_clean()
    payee.save()
    record(actor=actor, action="ghi người nhận", target=payee, unit=unit, after={"cần bổ sung": "có"})
    return payee


def _put(people: list[Payee], payee: Payee) -> None:
    if payee not in people:
        people.append(payee)


def _said(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")
