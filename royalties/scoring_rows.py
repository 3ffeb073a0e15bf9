"""The rows of the scoring grid: each part with its frame, the usual score, its amount and what became of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from core.models import Unit
from core.money import format_number
from rates.book import RateBook
from rates.queries import read_book
from rates.wording import say_frame, say_standing
from royalties.compute.refusals import RefusedError
from royalties.compute.royalty import WorkPrice, frame_key
from royalties.compute.shares import split_or_refuse
from royalties.models import Contribution, ContributionRole, RefusedScore, Work, WorkPart
from royalties.quota_reads import inside_quotas
from royalties.services.scoring import Outcome, Scored, read_score, say_refused
from royalties.states import WorkState
from royalties.worth import price_of, price_part

_YEAR = timedelta(days=365)
_CENTS = Decimal("0.01")
_SCORED_STATES = (WorkState.SCORED, WorkState.ON_SHEET, WorkState.PAID)


@dataclass(frozen=True)
class Median:
    """The middle score of a genre in a unit, and of how many parts."""

    middle: Decimal
    count: int

    @property
    def said(self) -> str:
        """The score and how many it is the middle of."""
        return f"{format_number(self.middle)} ({format_number(self.count)} lần chấm)"


@dataclass(frozen=True)
class Row:
    """One part of one work as the grid shows it; amounts in đồng, typed and shown as a person types them."""

    part: WorkPart
    work: Work
    typed: str
    shown: str
    frame: str
    clause: str
    median: Median | None
    amount: int | None
    total: int | None
    outcome: str
    said: str
    in_quota: tuple[str, ...]

    @property
    def is_bad(self) -> bool:
        """Whether the cell must stand out: what is typed in it is not what is saved."""
        return self.outcome in (Outcome.REFUSED, Outcome.STALE, Outcome.GONE)

    @property
    def genre(self) -> str:
        """What is rated, with how many of it."""
        times = "" if self.part.quantity == 1 else f"{format_number(self.part.quantity)} × "
        return f"{times}{self.part.schedule_row}"

    @property
    def authors(self) -> str:
        """Who made the work."""
        authors = (one for one in self.work.contributions.all() if one.role == ContributionRole.AUTHOR)
        return ", ".join(str(author.payee) for author in authors)

    @property
    def web_address(self) -> str:
        """The work's link, if it is one to the web: it is typed in by people."""
        return self.work.url if self.work.is_on_the_web else ""

    @property
    def why_url(self) -> str:
        """Where the amount explains itself."""
        return reverse("royalties:work-price-why", args=[self.work.pk])

    @property
    def amount_said(self) -> str:
        """The part's amount as papers write it."""
        return "–" if self.amount is None else format_number(self.amount)

    @property
    def why_label(self) -> str:
        """What a screen reader says of the amount, of which there are many alike."""
        return f"Vì sao ra {self.amount_said}: {self.work.title}, {self.genre}"


def for_scoring(works: QuerySet) -> QuerySet:
    """This will read works with all that their rows show, no query a row; ids and accounts stay encrypted."""
    authors = Contribution.objects.select_related("payee").defer("payee__id_number", "payee__account_number")
    return works.select_related("outlet__unit", "quota_exception").prefetch_related(
        Prefetch("parts", WorkPart.objects.select_related("schedule_row", "scored_by")),
        Prefetch("parts__refused_score", RefusedScore.objects.select_related("typed_by")),
        Prefetch("contributions", authors),
    )


def read_rows(works: Collection[Work], results: Iterable[Scored] = ()) -> list[Row]:
    """This will make the rows of works, with the results of what was just saved."""
    books = {unit: read_book(unit=unit) for unit in {work.outlet.unit for work in works}}
    return rows_by_books(works, books, results)


def preview_row(work: Work, part_id: int, typed: str) -> Row:
    """This will make the row of one part as if what is typed were saved; the work is changed in memory only."""
    part = next(part for part in work.parts.all() if part.pk == part_id)
    book = read_book(unit=work.outlet.unit)
    try:
        part.coefficient, result = read_score(book, work, part, typed), Scored(part_id, "", "")
    except RefusedError as error:
        result = Scored(part_id, Outcome.REFUSED, say_refused(part, error))
        part.coefficient = None
    rows = rows_by_books([work], {work.outlet.unit: book}, [result])
    return next(row for row in rows if row.part.pk == part_id)


def rows_by_books(works: Collection[Work], books: Mapping[Unit, RateBook], results: Iterable[Scored] = ()) -> list[Row]:
    """This will make the rows of works by the law of their units, read already."""
    medians = median_scores(works, timezone.localdate())
    inside = inside_quotas(works)
    told = {result.part_id: result for result in results}
    return [
        row
        for work in works
        for row in _rows_of(work, books[work.outlet.unit], medians, told, inside.get(work.pk, frozenset()))
    ]


def median_scores(works: Iterable[Work], on: date) -> dict[tuple[int, int], Median]:
    """This will find the middle score of each schedule row in each unit over the year up to a day, in one query."""
    units = {work.outlet.unit_id for work in works}
    rows = {part.schedule_row_id for work in works for part in work.parts.all()}
    scored = WorkPart.objects.filter(
        work__outlet__unit__in=units,
        schedule_row__in=rows,
        work__state__in=_SCORED_STATES,
        work__published_on__gt=on - _YEAR,
        work__published_on__lte=on,
        coefficient__isnull=False,
    )
    columns = ("work__outlet__unit_id", "schedule_row_id", "coefficient")
    counted = scored.order_by().values_list(*columns).annotate(times=Count("pk"))
    found: dict[tuple[int, int], list[tuple[Decimal, int]]] = {}
    for unit_id, row_id, coefficient, times in counted:
        found.setdefault((unit_id, row_id), []).append((coefficient, times))
    return {place: _median(scores) for place, scores in found.items()}


def _median(scores: list[tuple[Decimal, int]]) -> Median:
    count = sum(times for _, times in scores)
    lower = _at((count - 1) // 2, scores)
    upper = _at(count // 2, scores)
    return Median(((lower + upper) / 2).quantize(_CENTS), count)


def _at(place: int, scores: list[tuple[Decimal, int]]) -> Decimal:
    for coefficient, times in sorted(scores):
        if place < times:
            return coefficient
        place -= times
    raise IndexError(place)


def _rows_of(
    work: Work, book: RateBook, medians: Mapping, told: Mapping[int, Scored], inside: frozenset[int]
) -> Iterable[Row]:
    price = _price(book, work)
    for index, part in enumerate(work.parts.all()):
        frame = book.find(frame_key(work.outlet.medium, part.schedule_row.code), work.ordered_on or work.published_on)
        refused = getattr(part, "refused_score", None)
        outcome, said = _result(told.get(part.pk), refused)
        shown = "" if part.coefficient is None else format_number(part.coefficient)
        yield Row(
            part=part,
            work=work,
            typed=refused.typed if refused else shown,
            shown=shown,
            frame=say_frame(frame.minimum, frame.maximum, frame.measure) if frame else "không có khung ngày này",
            clause=say_standing(frame) if frame else "",
            median=medians.get((work.outlet.unit_id, part.schedule_row_id)),
            amount=price.parts[index].amount if price else _amount(book, work, part),
            total=price.amount if price and len(price.parts) > 1 and index == 0 else None,
            outcome=outcome,
            said=said,
            in_quota=_in_quota(work, price, inside) if index == 0 else (),
        )


def _result(told: Scored | None, refused: RefusedScore | None) -> tuple[str, str]:
    """What was just said stands before what was said earlier."""
    if told:
        return told.outcome, told.said
    if refused:
        at = timezone.localtime(refused.typed_at)
        return Outcome.REFUSED, f"{refused.reason} ({refused.typed_by}, {at:%H:%M %d/%m/%Y})"
    return "", ""


def _price(book: RateBook, work: Work) -> WorkPrice | None:
    try:
        return price_of(book, work)
    except RefusedError:
        return None


def _amount(book: RateBook, work: Work, part: WorkPart) -> int | None:
    if part.coefficient is None:
        return None
    try:
        return price_part(book, work, part, part.coefficient).amount
    except RefusedError:
        return None


def _in_quota(work: Work, price: WorkPrice | None, inside: frozenset[int]) -> tuple[str, ...]:
    """Who is not paid for the work because it is part of the job, and how much that would have been."""
    if not inside:
        return ()
    authors = [one for one in work.contributions.all() if one.role == ContributionRole.AUTHOR]
    if not price:
        return tuple(str(author.payee) for author in authors if author.pk in inside)
    amounts = split_or_refuse(price.amount, [author.share for author in authors])
    return tuple(
        f"{author.payee}: không chi {format_number(amount)}"
        for author, amount in zip(authors, amounts, strict=True)
        if author.pk in inside
    )
