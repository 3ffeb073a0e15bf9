"""Reads that answer a question about works and sheets."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When

from core.jobs import silent
from core.models import Decision
from core.text import clean_text, fold
from rates.book import RateBook
from rates.following import Following, what_follows
from rates.queries import read_book
from rates.reading import Reading
from rates.terms import WARNING_TEXTS, InForce
from royalties.compute.adjustments import adjustment_key
from royalties.compute.royalty import DOORS, frame_key
from royalties.models import (
    Contribution,
    DuplicatePair,
    Payee,
    PayeeTotal,
    PaymentSheet,
    SheetStep,
    SheetWork,
    Verdict,
    Work,
)
from royalties.states import SheetAction, SheetStatus, WorkState

_PAYMENT_DAYS = "payment/days"
_TAX = "tax/"


@dataclass(frozen=True)
class LawBehind:
    """One rate that an amount rests on: what it said on the day, and what is known to follow."""

    found: InForce
    warnings: tuple[str, ...]
    follows: Following


def law_behind(work: Work, reading: Reading) -> list[LawBehind]:
    """This will name the rates that a work's royalty rests on, as they stood on its days, in memory.

    Frames, adjustments and the rule of the unit value follow the order where it is known, all else the publication.
    """
    book, published_on, medium = reading.book, work.published_on, work.outlet.medium
    bound_on = work.ordered_on or published_on
    found = [book.find(frame_key(medium, part.schedule_row.code), bound_on) for part in work.parts.all()]
    found += [book.find("unit_value", published_on, bound_on=bound_on), book.find("base_salary", published_on)]
    found += [book.find(adjustment_key(name), bound_on) for name in work.adjustments]
    found += [book.find(key, published_on) for key in DOORS.get(medium, ())]
    return [_behind(reading, one) for one in found if one]


def law_behind_tax(total: PayeeTotal, reading: Reading) -> list[LawBehind]:
    """This will name the rates that a payee's tax rests on, as they stood on the value date of its sheet, in memory.

    The stored explanation names them; without a value date there is none.
    """
    named = _labels_in(total.explanation or {})
    found = [reading.book.find(key, total.sheet.paid_on) for key in reading.labels if key.startswith(_TAX) and named]
    return [_behind(reading, one) for one in found if one and one.label in named]


def lines_of(on_sheet: SheetWork) -> QuerySet:
    """This will list the lines of a work on a sheet, author by author; ids and accounts stay encrypted."""
    lines = on_sheet.lines.select_related("contribution__payee", "part__schedule_row")
    lines = lines.defer("contribution__payee__id_number", "contribution__payee__account_number")
    return lines.order_by("contribution__order", "part__order")


def _labels_in(node: dict) -> set[str]:
    """What an explanation calls the numbers that a clause stands behind."""
    own = {node["label"]} if node.get("citations") else set()
    return own.union(*(_labels_in(inner) for inner in node.get("of", ())))


def _behind(reading: Reading, found: InForce) -> LawBehind:
    warnings = tuple(WARNING_TEXTS[warning] for warning in found.warnings)
    return LawBehind(found, warnings, what_follows(reading, found))


def look_alikes(payees: QuerySet) -> list[list[Payee]]:
    """This will group records that may be one person's: the same name but for accents, or the same account.

    Only the records of a group are decrypted; all others are told apart by their names and hashes.

    :returns: groups of at least two, by name; one person of two ids is no look-alike.
    """
    groups: dict[tuple[str, int, str], list[Payee]] = defaultdict(list)
    for payee in payees.defer("id_number", "account_number"):
        groups["name", payee.unit_id, fold(clean_text(payee.name))].append(payee)
        if payee.account_hash:
            groups["account", payee.unit_id, payee.account_hash].append(payee)
    alike = {tuple(sorted(payee.pk for payee in group)): group for group in groups.values() if _may_be_one(group)}
    whole = payees.in_bulk({pk for pks in alike for pk in pks})
    found = [[whole[payee.pk] for payee in group] for group in alike.values()]
    return sorted(found, key=lambda group: (group[0].name_key, group[0].pk))


def _may_be_one(group: list[Payee]) -> bool:
    ids = [payee.id_hash for payee in group if payee.id_hash]
    return len(group) > 1 and (len(ids) < len(group) or len(set(ids)) < len(ids))


def known_only_from(draft: PaymentSheet) -> QuerySet[Payee]:
    """This will keep the payees whom only a draft's own file named: on no other sheet or work, touched by nobody.

    Whoever has a fact that no file can say, be it written down by whom it may, was touched.
    """
    mine = {"payee": OuterRef("pk")}
    touched = Decision.objects.filter(target_type=Payee._meta.verbose_name, target_id=OuterRef("pk"))
    named = Payee.objects.filter(totals__sheet=draft, to_complete=True, merged_into=None)
    plain = {name: Payee._meta.get_field(name).default for name in ("kind", "is_resident", "contract", "group")}
    return named.filter(**plain, commitments=None, pen_names=None, merged=None, openings=None).exclude(
        Exists(PayeeTotal.objects.filter(**mine).exclude(sheet=draft))
        | Exists(Contribution.objects.filter(**mine).exclude(work__on_sheets__sheet=draft))
        | Exists(touched)
    )


def past_drafts(sheets: QuerySet, on: date) -> QuerySet:
    """This will keep the sheets of months before a day's that are drafts still."""
    return sheets.filter(status=SheetStatus.DRAFT, period__lt=on.replace(day=1))


def with_deadline(sheets: QuerySet) -> QuerySet:
    """This will tell until when each returned sheet is to come again; one that was withdrawn has no deadline."""
    backs = SheetStep.objects.filter(sheet=OuterRef("pk"), action__in=(SheetAction.RETURN, SheetAction.WITHDRAW))
    last = Subquery(backs.order_by("-pk").values("deadline")[:1])
    return sheets.annotate(deadline=Case(When(status=SheetStatus.RETURNED, then=last)))


def past_deadlines(sheets: QuerySet, on: date) -> QuerySet:
    """This will keep the returned sheets that should have come again before a day."""
    return with_deadline(sheets).filter(deadline__lt=on)


def stopped_imports(imports: QuerySet, on: date) -> QuerySet:
    """This will keep the imports of which a worker should be heard, and is not."""
    return silent(imports.in_work())


def overdue_works(works: QuerySet, on: date) -> QuerySet:
    """This will keep the works not paid within the days that the law gives from publication; none if it gives none."""
    first = late_before(read_book(), on)
    if first is None:
        return works.none()
    return without_set_aside(works).filter(published_on__lt=first).exclude(state=WorkState.PAID)


def late_before(book: RateBook, on: date) -> date | None:
    """This will name the day before which works not paid yet are late; none where the law gives no limit of days."""
    limit = book.find(_PAYMENT_DAYS, on)
    return on - timedelta(days=int(limit.value)) if limit else None


def works_to_review(works: QuerySet, on: date) -> QuerySet:
    """This will keep the works that wait for the board's review."""
    return without_set_aside(works).filter(state=WorkState.RECORDED)


def without_set_aside(works: QuerySet) -> QuerySet:
    """This will leave out the works that are one with another that is kept: nothing waits for them any more."""
    as_first = Q(first=OuterRef("pk"), verdict=Verdict.ONE_KEEP_SECOND)
    as_second = Q(second=OuterRef("pk"), verdict=Verdict.ONE_KEEP_FIRST)
    return works.exclude(Exists(DuplicatePair.objects.filter(as_first | as_second)))
