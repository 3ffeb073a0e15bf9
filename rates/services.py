"""Verbs on the law: bring the shipped law into the database, in one transaction with its decision row."""

from dataclasses import asdict

from django.db import transaction
from django.db.models import ProtectedError

from core.access import Permission, require
from core.audit import record
from core.models import User
from rates.loader import InstrumentEntry, Law, RateEntry, ScheduleEntry
from rates.models import Instrument, Rate, RateCitation, Relation, ScheduleRow
from rates.terms import Scope


class LawInUse(ValueError):
    """A shipped row has gone from the files although a sheet was priced with it."""


@transaction.atomic
def load_law(*, actor: User, law: Law) -> dict[str, int]:
    """This will make the shipped rows of the database equal to the law as read, and count what changed.

    Harmless when repeated. Rows entered by people are never touched. A value may be corrected in place
    only before a sheet freezes with it; afterwards a correction is a new row with a later recorded date.

    :raises LawInUse: a row that a sheet has used is no longer in the files.
    """
    require(actor, Permission.MANAGE_LAW)
    instruments, changed_instruments = _load_instruments(law.instruments)
    counts = {
        "văn bản": changed_instruments,
        "dòng biểu mức": _load_schedule_rows(law.schedule_rows, instruments),
        **_load_rates(law.rates, instruments),
    }
    if any(counts.values()):
        record(actor=actor, action="nạp luật", target=next(iter(instruments.values())), after=counts)
    return counts


def _load_instruments(entries: list[InstrumentEntry]) -> tuple[dict[str, Instrument], int]:
    known = {instrument.number: instrument for instrument in Instrument.objects.all()}
    changed = 0
    for entry in entries:
        columns = asdict(entry)
        columns.pop("relations")
        changed += _save_if_changed(known.setdefault(entry.number, Instrument(number=entry.number)), columns)
    changed += _load_relations(entries, known)
    return known, changed


def _load_relations(entries: list[InstrumentEntry], known: dict[str, Instrument]) -> int:
    wanted = {
        (known[entry.number].pk, known[relation.target].pk, relation.kind): relation
        for entry in entries
        for relation in entry.relations
    }
    present = {(old.instrument_id, old.target_id, old.kind): old for old in Relation.objects.all()}
    gone = [old.pk for place, old in present.items() if place not in wanted]
    changed = Relation.objects.filter(pk__in=gone).delete()[0] if gone else 0
    for (instrument_id, target_id, kind), relation in wanted.items():
        old = present.get((instrument_id, target_id, kind)) or Relation(
            instrument_id=instrument_id, target_id=target_id, kind=kind
        )
        changed += _save_if_changed(old, {"on": relation.on, "clause": relation.clause, "label": relation.label})
    return changed


def _load_schedule_rows(entries: list[ScheduleEntry], instruments: dict[str, Instrument]) -> int:
    known = {(row.medium, row.code): row for row in ScheduleRow.objects.all()}
    changed = 0
    for entry in entries:
        columns = asdict(entry)
        columns["instrument_id"] = instruments[columns.pop("instrument")].pk
        row = known.get((entry.medium, entry.code)) or ScheduleRow()
        changed += _save_if_changed(row, columns)
    return changed


def _load_rates(entries: list[RateEntry], instruments: dict[str, Instrument]) -> dict[str, int]:
    shipped = Rate.objects.filter(shipped=True).prefetch_related("citations__instrument")
    known = {(rate.key, rate.scope, rate.start, rate.recorded): rate for rate in shipped}
    new, changed = [], 0
    for entry in entries:
        rate = known.pop(entry.identity, None)
        if rate is None:
            new.append(entry)
        elif _differs(rate, entry):
            changed += 1
            _rewrite(rate, entry, instruments)
    _remove(list(known.values()))
    _insert(new, instruments)
    return {"mức mới": len(new), "mức sửa": changed, "mức bỏ": len(known)}


def _columns(entry: RateEntry) -> dict:
    columns = asdict(entry)
    columns.pop("citations")
    return columns


def _differs(rate: Rate, entry: RateEntry) -> bool:
    cited = tuple((citation.instrument.number, citation.clause) for citation in rate.citations.all())
    return cited != entry.citations or any(getattr(rate, name) != value for name, value in _columns(entry).items())


def _rewrite(rate: Rate, entry: RateEntry, instruments: dict[str, Instrument]) -> None:
    _save_if_changed(rate, _columns(entry))
    rate.citations.all().delete()
    RateCitation.objects.bulk_create(_citations(rate, entry, instruments))


def _insert(entries: list[RateEntry], instruments: dict[str, Instrument]) -> None:
    rates = Rate.objects.bulk_create(Rate(shipped=True, **_columns(entry)) for entry in entries)
    RateCitation.objects.bulk_create(
        citation for rate, entry in zip(rates, entries, strict=True) for citation in _citations(rate, entry, instruments)
    )


def _citations(rate: Rate, entry: RateEntry, instruments: dict[str, Instrument]) -> list[RateCitation]:
    return [
        RateCitation(rate=rate, instrument=instruments[number], clause=clause, order=order)
        for order, (number, clause) in enumerate(entry.citations)
    ]


def _remove(rates: list[Rate]) -> None:
    try:
        Rate.objects.filter(pk__in=[rate.pk for rate in rates], shipped=True).exclude(scope=Scope.UNIT).delete()
    except ProtectedError as error:
        used = ", ".join(sorted({str(rate) for rate in rates}))
        raise LawInUse(
            f"Có bảng thanh toán đã tính theo dòng không còn trong rates/law: {used}. "
            "Hãy trả dòng ấy lại, rồi ghi thêm dòng mới có ngày ghi nhận (recorded) muộn hơn."
        ) from error


def _save_if_changed(instance, columns: dict) -> bool:
    if instance.pk and all(getattr(instance, name) == value for name, value in columns.items()):
        return False
    for name, value in columns.items():
        setattr(instance, name, value)
    instance.save()
    return True
