"""Every row that ships says how well it is known, where it comes from and what it cites; also those that come later."""

import re
from collections import defaultdict
from datetime import date

import pytest

from rates.lawdata import RateEntry
from rates.terms import Form

pytestmark = pytest.mark.once

LABELS = {"QUOTED", "DERIVED", "SECONDARY", "INFERENCE", "MEMORY"}
SECTIONS = [
    re.compile(r"rates ([0-6]|1\.[1-3]|2\.1|4\.[1-5]|5\.[1-6])"),
    re.compile(r"fiscal (\d|0\.1|2\.[1-3]|3\.[12]|4\.[1-4])"),
    re.compile(r"qd-10-2024 (căn cứ|Điều ([1-9]|1\d|2[0-6]))"),
]
PRINTED = ["portal", "bulletin"]
ON_AIR = ["radio", "tv"]
CEILINGS_IN_PRINT = {
    "news": 10,
    "reader_reply": 10,
    "drawing": 10,
    "photo": 10,
    "commentary": 30,
    "reportage": 30,
    "sketch": 30,
    "interview": 30,
    "literary": 30,
    "research": 30,
    "live_media": 50,
}
CEILINGS_ON_AIR = {
    "news": 10,
    "reader_reply": 10,
    "commentary": 30,
    "reportage": 30,
    "sketch": 30,
    "interview": 30,
    "literary": 30,
    "science_education": 30,
    "talk": 50,
}


@pytest.fixture
def law(shipped_law):
    return shipped_law


def known_section(section: str) -> bool:
    return any(known.fullmatch(section) for known in SECTIONS)


def cites(rate: RateEntry, number: str) -> bool:
    return number in {cited for cited, _ in rate.citations}


def of_scope(law, scope: str) -> list:
    return [rate for rate in law.rates if rate.scope == scope]


def test_every_row_names_sections_of_the_dossier(law):
    everything = [*law.instruments, *law.schedule_rows, *law.rates]
    assert len(everything) > 300
    assert [(entry.place, entry.dossier) for entry in everything if not entry.dossier] == []
    named = {section for entry in everything for section in entry.dossier}
    assert {section for section in named if not known_section(section)} == set()


def test_every_rate_labels_its_amount_and_its_date_apart(law):
    for rate in law.rates:
        facts = {"date"} if rate.form == Form.END else {"amount", "date"}
        assert set(rate.labels) == facts, rate.place
        assert set(rate.labels.values()) <= LABELS, rate.place


def test_every_instrument_labels_each_fact_that_it_states(law):
    for entry in law.instruments:
        stated = {"title": entry.title, "issued": entry.issued_on, "effective": entry.effective_on}
        assert set(entry.labels) == {"number"} | {name for name, fact in stated.items() if fact}, entry.place
        assert set(entry.labels.values()) <= LABELS, entry.place


def test_every_relation_and_every_schedule_row_carries_a_label(law):
    relations = [relation for entry in law.instruments for relation in entry.relations]
    assert len(relations) >= 15
    assert {relation.label for relation in relations} <= LABELS
    assert {tuple(row.labels) for row in law.schedule_rows} == {("row",)}
    assert {label for row in law.schedule_rows for label in row.labels.values()} <= LABELS


def test_no_row_goes_without_a_citation_and_its_clause(law):
    assert [rate.place for rate in law.rates if not rate.citations] == []
    assert [rate.place for rate in law.rates for number, clause in rate.citations if not (number and clause)] == []
    assert [row.place for row in law.schedule_rows if not (row.instrument and row.clause)] == []


def test_only_what_was_read_or_derived_counts_as_verified(law):
    verified = [rate for rate in law.rates if rate.status == "verified"]
    assert verified
    assert {label for rate in verified for label in rate.labels.values()} <= {"QUOTED", "DERIVED"}


def test_whatever_stands_from_memory_alone_says_in_vietnamese_that_it_must_be_checked(law):
    titles = [entry for entry in law.instruments if entry.labels.get("title") == "MEMORY"]
    taxes = [rate for rate in law.rates if "MEMORY" in rate.labels.values() and rate.key.startswith("tax/")]
    assert titles
    assert taxes
    assert [entry.place for entry in [*titles, *taxes] if "phải đối chiếu" not in entry.note] == []
    relations = [entry for entry in law.instruments for relation in entry.relations if relation.label == "MEMORY"]
    assert relations
    assert [entry.place for entry in relations if "phải đối chiếu" not in entry.note] == []


def test_a_row_is_recorded_when_the_last_of_its_instruments_was_published_and_corrected_later(law):
    published = {entry.number: entry.issued_on or entry.effective_on for entry in law.instruments}
    same: dict[tuple, list[RateEntry]] = defaultdict(list)
    for rate in law.rates:
        same[rate.key, rate.scope, rate.start].append(rate)
    for rates in same.values():
        first = min(rates, key=lambda rate: rate.recorded)
        known = [published[number] for number, _ in first.citations if published[number]]
        assert first.recorded == max(known, default=first.start), first.place


def test_whatever_was_law_in_2026_still_stands_in_the_files_as_it_was_said(law, frozen_law):
    now = {rate.identity: rate for rate in law.rates}
    for old in frozen_law.rates:
        assert old.identity in now, old.place
        assert said(now[old.identity]) == said(old), old.place


def said(rate: RateEntry) -> tuple:
    amounts = (rate.form, rate.value, rate.minimum, rate.maximum, rate.of_key, rate.text, rate.level_share)
    return (*amounts, rate.rests_on, rate.citations)


def test_no_number_stands_under_a_decision_of_the_province_whose_schedule_is_not_entered(law):
    decisions = {entry.number for entry in law.instruments if entry.schedule_status == "not_entered"}
    assert decisions >= {"16/2014/QĐ-UBND", "40/2021/QĐ-UBND"}
    rows = [
        rate
        for rate in of_scope(law, "province")
        if rate.key.startswith("royalty/") and decisions & {number for number, _ in rate.citations}
    ]
    assert len(rows) >= 80
    assert {(rate.form, rate.status) for rate in rows} == {("within", "not_entered")}
    assert {(rate.value, rate.minimum, rate.maximum, rate.level_share) for rate in rows} == {(None, None, None, None)}
    assert [rate.place for rate in rows if rate.of_key != f"ceiling/{rate.key}"] == []


def test_the_sample_schedule_is_nobodys_decision(law):
    rows = of_scope(law, "illustrative")
    assert len(rows) >= 40
    assert {(rate.status, *(number for number, _ in rate.citations)) for rate in rows} == {
        ("illustrative", "Biểu mức minh hoạ")
    }
    assert {rate.key for rate in law.rates for number, _ in rate.citations if number == "Biểu mức minh hoạ"} == {
        rate.key for rate in rows
    }
    sample = next(entry for entry in law.instruments if entry.number == "Biểu mức minh hoạ")
    assert (sample.kind, sample.issuer) == ("dữ liệu mẫu", "Không cơ quan nào ban hành")


def test_the_sample_schedule_stays_within_the_ceilings(law):
    ceilings = {f"royalty/{medium}/{genre}": top for medium in PRINTED for genre, top in CEILINGS_IN_PRINT.items()}
    ceilings |= {f"royalty/{medium}/{genre}": top for medium in ON_AIR for genre, top in CEILINGS_ON_AIR.items()}
    samples = {rate.key: rate.maximum for rate in of_scope(law, "illustrative")}
    assert samples.keys() >= ceilings.keys()
    assert {key for key, top in ceilings.items() if samples[key] > top} == set()


def test_the_ceilings_are_those_of_the_decree_and_end_with_it(law):
    rows = [rate for rate in law.rates if rate.key.startswith("ceiling/")]
    shipped = {rate.key: (rate.maximum, rate.start) for rate in rows if cites(rate, "18/2014/NĐ-CP")}
    ends = {rate.key: rate.start for rate in rows if rate.form == Form.END and cites(rate, "287/2026/NĐ-CP")}
    genres = [(PRINTED, CEILINGS_IN_PRINT), (ON_AIR, CEILINGS_ON_AIR)]
    expected = {
        f"ceiling/royalty/{medium}/{genre}": (top, date(2014, 6, 1))
        for media, tops in genres
        for medium in media
        for genre, top in tops.items()
    }
    assert shipped == expected
    assert ends == dict.fromkeys(expected, date(2026, 9, 1))


def test_every_ceiling_has_its_schedule_row(law):
    rows = {(row.medium, row.code, row.genre) for row in law.schedule_rows}
    expected = {(medium, genre, genre) for medium in PRINTED for genre in CEILINGS_IN_PRINT}
    assert rows >= expected | {(medium, genre, genre) for medium in ON_AIR for genre in CEILINGS_ON_AIR}


def test_two_rows_of_the_province_decide_whether_its_decisions_go_on(law):
    deciding = [(rate.key, rate.start, rate.status) for rate in of_scope(law, "province") if "validity/" in rate.key]
    assert len(deciding) == len(set(deciding))
    assert set(deciding) >= {
        ("validity/18-2014", date(2026, 9, 1), "to_verify"),
        ("validity/64-2007", date(2026, 7, 1), "to_verify"),
    }


def test_the_relations_that_price_a_work_are_as_the_dossier_says(law):
    relations = {
        (entry.number, relation.kind, relation.target): relation.on
        for entry in law.instruments
        for relation in entry.relations
    }
    assert relations["287/2026/NĐ-CP", "repeals", "18/2014/NĐ-CP"] == date(2026, 9, 1)
    assert relations["287/2026/NĐ-CP", "repeals", "21/2015/NĐ-CP"] == date(2026, 9, 1)
    assert relations["224/2026/NĐ-CP", "repeals", "42/2022/NĐ-CP"] == date(2026, 7, 1)
    assert relations["224/2026/NĐ-CP", "repeals", "64/2007/NĐ-CP"] == date(2026, 7, 1)
    assert relations["224/2026/NĐ-CP", "repeals", "45/2026/NĐ-CP"] == date(2026, 7, 1)
    assert relations["194/2012/TT-BTC", "replaces", "137/2007/TT-BTC"] == date(2013, 1, 1)
    assert relations["10/2024/QĐ-UBND", "replaces", "28/2018/QĐ-UBND"] == date(2024, 3, 12)
    assert relations["40/2021/QĐ-UBND", "amends", "16/2014/QĐ-UBND"] == date(2021, 12, 6)
    assert relations["253/2026/NĐ-CP", "replaces", "65/2013/NĐ-CP"] == date(2026, 7, 1)
    assert ("16/2014/QĐ-UBND", "based_on", "18/2014/NĐ-CP") in relations
