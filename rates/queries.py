"""Reads that answer a question about the law."""

from datetime import date

from django.db.models import Q

from core.models import Unit
from rates.book import RateBook
from rates.models import Rate, RateCitation
from rates.terms import Citation, Form, Row, Scope, Status


def read_book(*, unit: Unit | None = None, as_known_on: date | None = None, shipped_only: bool = False) -> RateBook:
    """This will read the law for a unit (or the province at large) in one query; shipped_only leaves out people's rows.

    Illustrative rows are in it only for a unit flagged demo. Never keep it across requests.
    """
    demo = bool(unit and unit.is_demo)
    scopes = [Scope.NATIONAL, Scope.PROVINCE] + ([Scope.ILLUSTRATIVE] if demo else [])
    wanted = Q(rate__scope__in=scopes) | Q(rate__unit=unit, rate__scope=Scope.UNIT)
    if shipped_only:
        wanted &= Q(rate__shipped=True)
    citations = RateCitation.objects.filter(wanted).select_related("rate", "instrument").order_by("rate_id", "order")
    cited: dict[int, tuple[Rate, list[Citation]]] = {}
    for citation in citations:
        cited.setdefault(citation.rate_id, (citation.rate, []))[1].append(_citation(citation))
    rows = (_row(rate, tuple(cites)) for rate, cites in cited.values())
    return RateBook(rows, as_known_on=as_known_on, demo=demo)


def _citation(citation: RateCitation) -> Citation:
    instrument = citation.instrument
    return Citation(instrument.number, citation.clause, instrument.effective_on, instrument.issued_on)


def _row(rate: Rate, citations: tuple[Citation, ...]) -> Row:
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
    )
