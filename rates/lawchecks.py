"""What shows only once all files are read: doubled rows, unknown instruments and keys, circles, broken ceilings."""

from collections.abc import Hashable, Iterable

from rates.lawceilings import rows_over_ceilings
from rates.lawdata import Law, RateEntry
from rates.lawforms import rows_unfit

_ROYALTY = "royalty/"


def faults_across_files(law: Law) -> list[str]:
    """This will name each fault by file and line."""
    return [
        *_doubled_entries(law),
        *_unknown_instruments(law),
        *_key_faults(law.rates),
        *_rows_not_scheduled(law),
        *rows_unfit(law.rates),
        *rows_over_ceilings(law),
    ]


def _doubled_entries(law: Law) -> Iterable[str]:
    for place, number in _doubled((entry.place, entry.number) for entry in law.instruments):
        yield f"{place}: văn bản «{number}» nêu hai lần"
    for place, (medium, code) in _doubled((row.place, (row.medium, row.code)) for row in law.schedule_rows):
        yield f"{place}: dòng biểu mức «{medium}/{code}» nêu hai lần"
    for place, (key, scope, start, recorded) in _doubled((rate.place, rate.identity) for rate in law.rates):
        yield f"{place}: «{key}» ({scope}) nêu hai lần dòng từ {start}, ghi nhận {recorded}"
    for rate in law.rates:
        for place, (number, clause) in _doubled((rate.place, cite) for cite in rate.citations):
            yield f"{place}: «{rate.key}» nêu hai lần căn cứ «{clause}, {number}»"
    for entry in law.instruments:
        acts = ((entry.place, (relation.kind, relation.target)) for relation in entry.relations)
        for place, (kind, target) in _doubled(acts):
            yield f"{place}: «{entry.number}» nêu hai lần quan hệ {kind} «{target}»"


def _doubled(items: Iterable[tuple[str, Hashable]]) -> Iterable[tuple[str, Hashable]]:
    seen = set()
    for place, item in items:
        if item in seen:
            yield place, item
        seen.add(item)


def _unknown_instruments(law: Law) -> Iterable[str]:
    known = {entry.number for entry in law.instruments}
    named = [(rate.place, number) for rate in law.rates for number, _ in rate.citations]
    named += [(row.place, row.instrument) for row in law.schedule_rows]
    named += [(entry.place, relation.target) for entry in law.instruments for relation in entry.relations]
    for place, number in dict.fromkeys(named):
        if number not in known:
            yield f"{place}: không có văn bản «{number}»"


def _key_faults(rates: list[RateEntry]) -> Iterable[str]:
    names: dict[str, tuple[str, str]] = {}
    leads_to: dict[str, set[str]] = {}
    for rate in rates:
        names.setdefault(rate.key, (rate.label, rate.measure))
        leads_to.setdefault(rate.key, set()).update(key for key in (rate.of_key, rate.rests_on) if key)
    for rate in rates:
        if names[rate.key] != (rate.label, rate.measure):
            yield f"{rate.place}: «{rate.key}» mang hai tên hoặc hai đơn vị tính"
        for key in filter(None, (rate.of_key, rate.rests_on)):
            if key not in names:
                yield f"{rate.place}: không có khoá «{key}»"
            elif rate.key in _reached(key, leads_to):
                yield f"{rate.place}: «{rate.key}» tính theo chính nó"


def _reached(key: str, leads_to: dict[str, set[str]]) -> set[str]:
    reached, waiting = set(), [key]
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached.add(current)
            waiting += leads_to.get(current, ())
    return reached


def _rows_not_scheduled(law: Law) -> Iterable[str]:
    scheduled = {f"{_ROYALTY}{row.medium}/{row.code}" for row in law.schedule_rows}
    for rate in law.rates:
        if rate.key.startswith(_ROYALTY) and rate.key not in scheduled:
            yield f"{rate.place}: «{rate.key}» không có dòng biểu mức (schedule_rows)"
