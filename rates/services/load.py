"""Verbs on the law: bring the shipped law into the database, in one transaction with its decision row."""

from collections.abc import Hashable
from dataclasses import asdict

from django.db import router, transaction
from django.db.models import Model, ProtectedError, Q
from django.db.models.deletion import Collector

from core.access import Permission, require
from core.audit import record
from core.models import User
from rates.lawdata import InstrumentEntry, Law, RateEntry, ScheduleEntry
from rates.models import Instrument, Rate, RateCitation, Relation, ScheduleRow

_SAID = ("form", "value", "minimum", "maximum", "of_key", "text", "level_share", "rests_on")


class LawInUseError(ValueError):
    """A shipped row has gone from the files, or says something else in them, although something rests on it."""


class EnteredByPeopleError(ValueError):
    """The files hold a row that people have entered already; which of the two is meant, a person must say."""


@transaction.atomic
def load_law(*, actor: User, law: Law) -> dict[str, int]:
    """This will make the shipped rows of the database equal to the law as read, and count what changed.

    Harmless when repeated. Rows entered by people (shipped is false) are never touched. A value may be corrected in
    place only before a sheet freezes with it; afterwards a correction is a new row with a later recorded date.

    :raises LawInUseError: a row that something rests on is no longer in the files, or says something else there.
    :raises EnteredByPeopleError: a schedule row or a rate of the files has been entered by people.
    """
    require(actor, Permission.MANAGE_LAW)
    instruments = {instrument.number: instrument for instrument in Instrument.objects.all()}
    changed, gone = _keep(Instrument, instruments, _instrument_columns(law.instruments, instruments))
    counts = {
        "văn bản": changed,
        "văn bản bỏ": len(gone),
        **_load_relations(law.instruments, instruments),
        **_load_schedule_rows(law.schedule_rows, instruments),
        **_load_rates(law.rates, instruments),
    }
    _drop_instruments(gone)
    if any(counts.values()):
        record(actor=actor, action="nạp luật", target=instruments[law.instruments[0].number], after=counts)
    return counts


def _keep(model: type[Model], known: dict, wanted: dict[Hashable, dict]) -> tuple[int, list[Model]]:
    """Saves what the files say, in the rows that are theirs: how many changed, and which are no longer in the files.

    A new row is added to the known ones; a row of people stands as it is.
    """
    changed = 0
    for identity, columns in wanted.items():
        row = known.setdefault(identity, model(shipped=True))
        changed += row.shipped and _save_if_changed(row, columns)
    return changed, [row for identity, row in known.items() if row.shipped and identity not in wanted]


def _instrument_columns(entries: list[InstrumentEntry], known: dict[str, Instrument]) -> dict[str, dict]:
    # People move a status on once they have entered the signed schedule.
    return {
        entry.number: _columns(entry, without=("relations", *(["schedule_status"] if entry.number in known else [])))
        for entry in entries
    }


def _drop_instruments(gone: list[Instrument]) -> None:
    tied = Relation.objects.filter(Q(instrument__in=gone) | Q(target__in=gone)) if gone else ()
    words = "Còn căn cứ, dòng biểu mức hoặc quan hệ văn bản nêu văn bản đã bị bỏ khỏi rates/law: {named}. "
    _refuse_if_used(gone, words + "Hãy trả văn bản ấy như cũ.", is_used=bool(tied))
    Instrument.objects.filter(pk__in=[instrument.pk for instrument in gone]).delete()


def _load_relations(entries: list[InstrumentEntry], instruments: dict[str, Instrument]) -> dict[str, int]:
    wanted = {
        (instruments[entry.number].pk, instruments[relation.target].pk, relation.kind): {
            "instrument_id": instruments[entry.number].pk,
            "target_id": instruments[relation.target].pk,
            "kind": relation.kind,
            "on": relation.on,
            "clause": relation.clause,
            "label": relation.label,
        }
        for entry in entries
        for relation in entry.relations
    }
    known = {(old.instrument_id, old.target_id, old.kind): old for old in Relation.objects.all()}
    changed, gone = _keep(Relation, known, wanted)
    Relation.objects.filter(pk__in=[relation.pk for relation in gone]).delete()
    return {"quan hệ văn bản": changed, "quan hệ văn bản bỏ": len(gone)}


def _load_schedule_rows(entries: list[ScheduleEntry], instruments: dict[str, Instrument]) -> dict[str, int]:
    known = {(row.medium, row.code): row for row in ScheduleRow.objects.all()}
    wanted = {}
    for entry in entries:
        row = known.get((entry.medium, entry.code))
        if row and not row.shipped:
            raise EnteredByPeopleError(
                f"{entry.place}: dòng biểu mức «{entry.medium}/{entry.code}» đã có người nhập («{row}»): đặt mã khác."
            )
        columns = _columns(entry)
        columns["instrument_id"] = instruments[columns.pop("instrument")].pk
        wanted[entry.medium, entry.code] = columns
    changed, gone = _keep(ScheduleRow, known, wanted)
    words = "Có tác phẩm đã dùng dòng biểu mức bị bỏ khỏi rates/law: {named}. Hãy trả dòng ấy như cũ."
    _refuse_if_used(gone, words)
    ScheduleRow.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return {"dòng biểu mức": changed, "dòng biểu mức bỏ": len(gone)}


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
    _refuse_if_used(
        [*known.values(), *(rate for rate, entry in changed if _says_another(rate, entry))],
        "Có bảng thanh toán hoặc mức thu hẹp đã dùng dòng bị bỏ hay bị sửa trong rates/law: {named}. "
        "Hãy trả dòng ấy như cũ, rồi ghi thêm dòng mới có ngày ghi nhận (recorded) muộn hơn.",
    )
    for rate, entry in changed:
        _rewrite(rate, entry, instruments)
    Rate.objects.filter(pk__in=[rate.pk for rate in known.values()]).delete()
    _insert(new, instruments)
    return {"mức mới": len(new), "mức sửa": len(changed), "mức bỏ": len(known)}


def _refuse_if_used(rows: list[Model], words: str, *, is_used: bool = False) -> None:
    # What uses a row stands in apps that this one must not import: the protected keys that point here tell of it.
    try:
        if rows:
            Collector(using=router.db_for_write(type(rows[0])), origin=type(rows[0])).collect(rows)
    except ProtectedError:
        is_used = True
    if is_used:
        raise LawInUseError(words.format(named=", ".join(sorted({str(row) for row in rows}))))


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
    places = ("key", "scope", "start", "recorded")
    of_people = set(Rate.objects.filter(shipped=False, unit=None).values_list(*places)) if entries else ()
    for entry in entries:
        if entry.identity in of_people:
            raise EnteredByPeopleError(
                f"{entry.place}: «{entry.key}» từ {entry.start}, ghi nhận {entry.recorded} đã có người nhập: "
                "bỏ dòng ấy khỏi rates/law, hoặc đổi ngày ghi nhận nếu nó đính chính dòng đã nhập."
            )
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
