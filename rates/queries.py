"""Reads that answer a question about the law."""

from datetime import date

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.utils import timezone

from core.models import Unit
from rates.book import RateBook
from rates.effects import Effect, tell_effects
from rates.models import Instrument, Rate, RateCitation, Relation, ScheduleRow
from rates.reading import Reading
from rates.schedules.bounds import Bounds
from rates.terms import CEILING, Citation, Form, Row, Scope, Status
from rates.watch import Watch, watch_law


def read_book(*, unit: Unit | None = None, as_known_on: date | None = None, shipped_only: bool = False) -> RateBook:
    """This will read the law for a unit (or the province at large) in one query; shipped_only leaves out people's rows.

    As known today unless told: what is to be recorded later is not law yet. Illustrative rows are in it only for a unit
    flagged demo. Never keep it across requests.
    """
    rows = _read_rows(unit, shipped_only=shipped_only)
    return RateBook(rows, as_known_on=as_known_on or timezone.localdate(), demo=_is_demo(unit))


def read_law(*, unit: Unit | None = None, as_known_on: date | None = None) -> Reading:
    """This will read the same rows in one query for a page that also asks what is not in force, and why."""
    return Reading(_read_rows(unit), as_known_on=as_known_on or timezone.localdate(), demo=_is_demo(unit))


def law_watch(*, on: date, unit: Unit | None = None) -> Watch:
    """This will say which rates need a second look on a day, in one query."""
    return watch_law(read_law(unit=unit), on)


def read_bounds(*, on: date, unit: Unit | None = None) -> Bounds:
    """This will read, in two queries, what bounds a schedule that takes effect on a day."""
    rows = [row for row in _read_rows(unit) if row.scope != Scope.UNIT]
    known = ScheduleRow.objects.order_by("medium", "order", "code")
    found = list(known.values_list("medium", "code", "genre", "label", "measure"))
    own = [row for row in found if row[1] == row[2]]
    return Bounds(
        on=on,
        book=RateBook(rows, as_known_on=timezone.localdate(), demo=_is_demo(unit)),
        genres={(medium, code): label for medium, code, _, label, _ in own},
        codes={(medium, code): genre for medium, code, genre, _, _ in found},
        labels={(medium, code): label for medium, code, _, label, _ in found},
        measures={(medium, code): measure for medium, code, _, _, measure in found},
        of_unit=unit is not None,
    )


def rows_of_key(key: str, unit: Unit | None) -> list[Rate]:
    """This will list the stored rows of a key that a unit (or the province at large) sees, corrected ones too."""
    scopes = _scopes(unit)
    rows = with_law(Rate.objects.filter(Q(scope__in=scopes) | Q(unit=unit, scope=Scope.UNIT), key=key))
    return list(rows.order_by("start", "scope", "recorded", "pk"))


def with_law(rates: QuerySet) -> QuerySet:
    """This will add what the screens say of rates: units, citations, and the name of the rate that each follows."""
    other = Rate.objects.filter(key=OuterRef("of_key")).order_by("-start").values("label")[:1]
    return rates.select_related("unit").prefetch_related("citations__instrument").annotate(of_label=Subquery(other))


def instruments_with_relations() -> QuerySet:
    """This will list the instruments with what each does to others and what others do to it."""
    acting = Relation.objects.select_related("target")
    acted = Relation.objects.select_related("instrument")
    return Instrument.objects.prefetch_related(Prefetch("relations", acting), Prefetch("acted_on_by", acted))


def effects_of(instrument: Instrument) -> list[Effect]:
    """This will list every rate row that cites an instrument, with what the instrument does there."""
    citations = RateCitation.objects.filter(instrument=instrument)
    cited = dict(citations.order_by("-order").values_list("rate_id", "clause"))
    keys = citations.values("rate__key")
    return tell_effects(list(with_law(Rate.objects.filter(key__in=keys)).order_by("pk")), cited)


def _is_demo(unit: Unit | None) -> bool:
    return bool(unit and unit.is_demo)


def _scopes(unit: Unit | None) -> list[Scope]:
    return [Scope.NATIONAL, Scope.PROVINCE] + ([Scope.ILLUSTRATIVE] if _is_demo(unit) else [])


def _read_rows(unit: Unit | None, *, shipped_only: bool = False) -> list[Row]:
    wanted = Q(rate__scope__in=_scopes(unit)) | Q(rate__unit=unit, rate__scope=Scope.UNIT)
    if shipped_only:
        wanted &= Q(rate__shipped=True)
    citations = RateCitation.objects.filter(wanted).select_related("rate", "instrument").order_by("rate_id", "order")
    cited: dict[int, tuple[Rate, str, list[Citation]]] = {}
    for citation in citations.annotate(ceiling=_ceiling_of_genre()):
        cited.setdefault(citation.rate_id, (citation.rate, citation.ceiling or "", []))[2].append(_citation(citation))
    return [_row(rate, ceiling, tuple(cites)) for rate, ceiling, cites in cited.values()]


def _ceiling_of_genre() -> Subquery:
    """The ceiling of a schedule row that the province has set beside the genre's own."""
    rows = ScheduleRow.objects.exclude(code=F("genre")).annotate(
        key=Concat(Value("royalty/"), "medium", Value("/"), "code", output_field=TextField()),
        ceiling=Concat(Value(f"{CEILING}royalty/"), "medium", Value("/"), "genre", output_field=TextField()),
    )
    return Subquery(rows.filter(key=OuterRef("rate__key")).values("ceiling")[:1])


def _citation(citation: RateCitation) -> Citation:
    instrument = citation.instrument
    return Citation(instrument.number, citation.clause, instrument.effective_on, instrument.issued_on)


def _row(rate: Rate, ceiling: str, citations: tuple[Citation, ...]) -> Row:
    return Row(
        id=rate.pk,
        key=rate.key,
        label=rate.label,
        measure=rate.measure,
        scope=Scope(rate.scope),
        start=rate.start,
        recorded=rate.recorded,
        form=Form(rate.form),
        status=Status(rate.status),
        citations=citations,
        value=rate.value,
        minimum=rate.minimum,
        maximum=rate.maximum,
        of_key=rate.of_key,
        text=rate.text,
        level_share=rate.level_share,
        rests_on=rate.rests_on,
        narrows_id=rate.narrows_id,
        ceiling=ceiling,
    )
