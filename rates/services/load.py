"""Verbs on the law: bring the shipped law into the database, in one transaction with its decision row."""

from dataclasses import asdict

from django.db import router, transaction
from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector

from core.access import Permission, require
from core.audit import record
from core.models import User
from rates.lawdata import InstrumentEntry, Law, RateEntry, ScheduleEntry
from rates.models import Instrument, Rate, RateCitation, Relation, ScheduleRow

_SAID = ("form", "value", "minimum", "maximum", "of_key", "text", "level_share", "rests_on")


class LawInUseError(ValueError):
    """A shipped row has gone from the files, or says something else in them, although a sheet was frozen with it."""


@transaction.atomic
def load_law(*, actor: User, law: Law) -> dict[str, int]:
    """This will make the shipped rows of the database equal to the law as read, and count what changed.

    Harmless when repeated. Rows entered by people are never touched. A value may be corrected in place
    only before a sheet freezes with it; afterwards a correction is a new row with a later recorded date.

    :raises LawInUseError: a row that a frozen sheet rests on is no longer in the files, or says something else there.
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
        columns = _columns(entry, without=("relations",))
        if entry.number in known:
            # People move it on once they have entered the signed schedule.
            columns.pop("schedule_status")
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
    ours = {known[entry.number].pk for entry in entries}
    gone = [old.pk for place, old in present.items() if place not in wanted and old.instrument_id in ours]
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
        columns = _columns(entry)
        columns["instrument_id"] = instruments[columns.pop("instrument")].pk
        row = known.get((entry.medium, entry.code)) or ScheduleRow()
        changed += _save_if_changed(row, columns)
    return changed


def _load_rates(entries: list[RateEntry], instruments: dict[str, Instrument]) -> dict[str, int]:
    shipped = Rate.objects.filter(shipped=True).prefetch_related("citations__instrument")
    known = {(rate.key, rate.scope, rate.start, rate.recorded): rate for rate in shipped}
    new, changed = [], []
    for entry in entries:
        rate = known.pop(entry.identity, None)
        if rate is None:
            new.append(entry)
        elif _cited(rate) != entry.citations or _differs(rate, _rate_columns(entry)):
            changed.append((rate, entry))
    _refuse_if_used([*known.values(), *(rate for rate, entry in changed if _says_another(rate, entry))])
    for rate, entry in changed:
        _rewrite(rate, entry, instruments)
    Rate.objects.filter(pk__in=[rate.pk for rate in known.values()]).delete()
    _insert(new, instruments)
    return {"mức mới": len(new), "mức sửa": len(changed), "mức bỏ": len(known)}


def _refuse_if_used(rates: list[Rate]) -> None:
    # What uses a rate stands in apps that this one must not import: the protected keys that point here tell of it.
    try:
        Collector(using=router.db_for_write(Rate), origin=Rate).collect(rates)
    except ProtectedError as error:
        named = ", ".join(sorted({str(rate) for rate in rates}))
        raise LawInUseError(
            f"Có bảng thanh toán hoặc mức thu hẹp đã dùng dòng bị bỏ hay bị sửa trong rates/law: {named}. "
            "Hãy trả dòng ấy như cũ, rồi ghi thêm dòng mới có ngày ghi nhận (recorded) muộn hơn."
        ) from error


def _columns(entry: InstrumentEntry | ScheduleEntry | RateEntry, *, without: tuple[str, ...] = ()) -> dict:
    return {name: value for name, value in asdict(entry).items() if name not in ("place", *without)}


def _rate_columns(entry: RateEntry) -> dict:
    return _columns(entry, without=("citations",))


def _cited(rate: Rate) -> tuple[tuple[str, str], ...]:
    return tuple((citation.instrument.number, citation.clause) for citation in rate.citations.all())


def _differs(instance: Model, columns: dict) -> bool:
    return any(getattr(instance, name) != value for name, value in columns.items())


def _says_another(rate: Rate, entry: RateEntry) -> bool:
    return _cited(rate) != entry.citations or any(getattr(rate, name) != getattr(entry, name) for name in _SAID)


def _rewrite(rate: Rate, entry: RateEntry, instruments: dict[str, Instrument]) -> None:
    _save_if_changed(rate, _rate_columns(entry))
    rate.citations.all().delete()
    RateCitation.objects.bulk_create(_citations(rate, entry, instruments))


def _insert(entries: list[RateEntry], instruments: dict[str, Instrument]) -> None:
    rates = Rate.objects.bulk_create(Rate(shipped=True, **_rate_columns(entry)) for entry in entries)
    RateCitation.objects.bulk_create(
        citation
        for rate, entry in zip(rates, entries, strict=True)
        for citation in _citations(rate, entry, instruments)
    )


def _citations(rate: Rate, entry: RateEntry, instruments: dict[str, Instrument]) -> list[RateCitation]:
    return [
        RateCitation(rate=rate, instrument=instruments[number], clause=clause, order=order)
        for order, (number, clause) in enumerate(entry.citations)
    ]


def _save_if_changed(instance: Model, columns: dict) -> bool:
    if instance.pk and not _differs(instance, columns):
        return False
    for name, value in columns.items():
        setattr(instance, name, value)
    instance.save()
    return True
