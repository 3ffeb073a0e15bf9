"""A ceiling of the nation bounds the province's own numbers: when they are priced, and when they are loaded."""

from datetime import date
from decimal import Decimal

import pytest

from rates.loader import read_law
from rates.terms import Form, Scope, Status
from rates.wording import say_standing
from tests.rates.lawfiles import FILES, GOOD, changed, faults
from tests.rates.rows import book, cited, row

pytestmark = pytest.mark.once

JAN, FEB, MAR, APR = (date(2025, month, 1) for month in (1, 2, 3, 4))
LAST_OF_JAN, LAST_OF_MAR = date(2025, 1, 31), date(2025, 3, 31)
KEY = "royalty/portal/news"
CEILING = f"ceiling/{KEY}"


def ceiling(number: int = 1, start: date = JAN, maximum: str = "10", **columns):
    return row(number, CEILING, start, form=Form.CEILING, maximum=maximum, **columns)


def frame(number: int = 2, start: date = JAN, **columns):
    return row(number, KEY, start, **({"form": Form.FRAME, "scope": Scope.PROVINCE} | columns))


@pytest.mark.parametrize(
    ("said", "minimum", "maximum"),
    [
        ({"minimum": "1", "maximum": "12"}, "1", "10"),
        ({"minimum": "1", "maximum": "8"}, "1", "8"),
        ({"minimum": "1"}, "1", "10"),
        ({"maximum": "12"}, None, "10"),
    ],
)
def test_the_frame_in_force_is_the_intersection_with_the_ceiling(said, minimum, maximum):
    found = book(ceiling(), frame(**said)).rate(KEY, FEB)
    assert (found.minimum, found.maximum) == (minimum and Decimal(minimum), Decimal(maximum))
    assert (found.value, found.scope, found.warnings) == (None, Scope.PROVINCE, ())
    assert (found.row_ids, found.citations) == ((2, 1), (cited(2), cited(1)))


def test_a_provincial_maximum_is_bounded_with_its_value():
    found = book(ceiling(), frame(form=Form.CEILING, maximum="12")).rate(KEY, FEB)
    assert (found.value, found.maximum) == (Decimal(10), Decimal(10))


def test_what_is_as_another_frame_is_bounded_by_its_own_ceiling():
    other = row(3, "royalty/portal/research", JAN, form=Form.FRAME, maximum="30")
    like = frame(form=Form.SAME_AS, of_key="royalty/portal/research")
    assert book(ceiling(), other, like).rate(KEY, FEB).maximum == Decimal(10)


def test_a_sample_schedule_is_bounded_as_well():
    sample = frame(scope=Scope.ILLUSTRATIVE, status=Status.ILLUSTRATIVE, maximum="12")
    assert book(ceiling(), sample, demo=True).rate(KEY, FEB).maximum == Decimal(10)


def test_a_row_that_the_province_set_beside_the_genre_is_bounded_by_the_ceiling_of_the_genre():
    short = row(3, f"{KEY}_short", JAN, form=Form.FRAME, scope=Scope.PROVINCE, maximum="12", ceiling=CEILING)
    found = book(ceiling(), short).rate(f"{KEY}_short", FEB)
    assert (found.maximum, found.row_ids) == (Decimal(10), (3, 1))


def test_the_ceiling_of_the_day_bounds_and_the_answer_lasts_no_longer_than_it():
    rates = book(ceiling(), ceiling(3, FEB, "5"), row(4, CEILING, APR, form=Form.END), frame(maximum="12"))
    first, second, third = (rates.rate(KEY, day) for day in (LAST_OF_JAN, FEB, APR))
    assert (first.maximum, first.until, first.row_ids) == (Decimal(10), LAST_OF_JAN, (2, 1))
    assert (second.maximum, second.since, second.until) == (Decimal(5), FEB, LAST_OF_MAR)
    assert (third.maximum, third.since, third.row_ids) == (Decimal(12), APR, (2, 4))


def test_before_the_first_ceiling_nothing_bounds():
    assert book(ceiling(start=FEB), frame(maximum="12")).rate(KEY, LAST_OF_JAN).row_ids == (2,)


def test_a_ceiling_that_is_to_be_checked_warns():
    rates = book(ceiling(status=Status.TO_VERIFY), frame(maximum="12"))
    assert (rates.rate(KEY, FEB).warnings, rates.rate(KEY, FEB).status) == (("unverified",), Status.TO_VERIFY)


def test_a_units_narrowing_narrows_what_the_ceiling_left():
    wide = row(5, KEY, FEB, form=Form.FRAME, scope=Scope.UNIT, narrows_id=2, minimum="3", maximum="11")
    found = book(ceiling(), frame(minimum="1", maximum="12"), wide).rate(KEY, FEB)
    assert (found.minimum, found.maximum, found.scope, found.warnings) == (Decimal(3), Decimal(10), Scope.UNIT, ())
    assert found.row_ids == (2, 1, 5)


def test_a_narrowing_of_a_provincial_maximum_takes_its_value_down():
    narrow = row(5, KEY, FEB, form=Form.CEILING, scope=Scope.UNIT, narrows_id=2, maximum="4")
    assert book(frame(form=Form.CEILING, maximum="8"), narrow).rate(KEY, FEB).value == Decimal(4)


CEILING_ROWS = """\
- key: ceiling/royalty/portal/news
  label: Trần
  unit: hệ số
  rows:
  - start: 2020-01-01
    recorded: 2020-01-01
    ceiling: "10"
    labels: {amount: QUOTED, date: QUOTED}
    dossier: [rates 1]
    cites:
    - {instrument: 1/2020/NĐ-CP, clause: Điều 7}
  - start: 2021-01-01
    recorded: 2020-06-01
    ceiling: "8"
    labels: {amount: QUOTED, date: QUOTED}
    dossier: [rates 1]
    cites:
    - {instrument: 1/2020/NĐ-CP, clause: Điều 8}
  - start: 2022-01-01
    recorded: 2021-06-01
    end: true
    labels: {date: QUOTED}
    dossier: [rates 1]
    cites:
    - {instrument: 1/2020/NĐ-CP, clause: Điều 9}
"""
LATER_ROW = """\
  - start: {start}
    recorded: {recorded}
    scope: province
    frame: {{max: "{maximum}"}}
    labels: {{amount: QUOTED, date: QUOTED}}
    dossier: [rates 1]
    cites:
    - {{instrument: 1/2020/NĐ-CP, clause: Điều 7}}
"""
FROM_2020 = "law.yaml:34: «royalty/portal/news» vượt trần 10 của «ceiling/royalty/portal/news» từ ngày 2020-02-01"
FROM_2021 = "law.yaml:34: «royalty/portal/news» vượt trần 8 của «ceiling/royalty/portal/news» từ ngày 2021-01-01"


def law(folder, frame_said: str, *later: str):
    text = changed('{min: "1", max: "10"}', frame_said).removesuffix(FILES) + "".join(later) + CEILING_ROWS + FILES
    (folder / "law.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('{max: "10.5"}', [FROM_2020, FROM_2021]),
        ('{min: "10.5"}', [FROM_2020, FROM_2021]),
        ('{min: "1", max: "10"}', [FROM_2021]),
    ],
)
def test_the_row_that_breaks_a_ceiling_is_named_by_file_and_line(tmp_path, said, found):
    assert faults(law(tmp_path, said)) == found


@pytest.mark.parametrize("said", ['{min: "1", max: "8"}', '{min: "8"}'])
def test_a_row_within_every_ceiling_of_its_life_is_read(tmp_path, said):
    assert len(read_law(law(tmp_path, said)).rates) == 5


@pytest.mark.parametrize(
    ("start", "maximum", "recorded"),
    [("2021-01-01", "8", "2020-06-01"), ("2020-02-01", "8", "2020-01-16")],
    ids=["it is followed in time", "it was corrected"],
)
def test_a_row_counts_only_as_long_as_it_has_the_word(tmp_path, start, maximum, recorded):
    later = LATER_ROW.format(start=start, recorded=recorded, maximum=maximum)
    assert len(read_law(law(tmp_path, '{max: "10"}', later)).rates) == 6


def test_a_row_beside_the_genre_is_held_against_the_ceiling_of_the_genre(tmp_path):
    row_beside = LATER_ROW.format(start="2020-02-01", recorded="2020-01-15", maximum="10.5")
    beside = f"- key: royalty/portal/news_short\n  label: Ngắn\n  unit: hệ số\n  rows:\n{row_beside}"
    text = law(tmp_path, '{min: "1", max: "8"}', beside).joinpath("law.yaml").read_text(encoding="utf-8")
    second = text[text.index("- medium") : text.index("rates:")].replace("code: news", "code: news_short")
    (tmp_path / "law.yaml").write_text(text.replace("rates:\n", second + "rates:\n"), encoding="utf-8")
    assert [fault.partition(": ")[2] for fault in faults(tmp_path)] == [
        "«royalty/portal/news_short» vượt trần 10 của «ceiling/royalty/portal/news» từ ngày 2020-02-01",
        "«royalty/portal/news_short» vượt trần 8 của «ceiling/royalty/portal/news» từ ngày 2021-01-01",
    ]


def test_what_starts_after_the_last_ceiling_ended_is_free(tmp_path):
    followed = LATER_ROW.format(start="2021-01-01", recorded="2020-06-01", maximum="8")
    free = LATER_ROW.format(start="2022-01-01", recorded="2021-06-01", maximum="99")
    assert len(read_law(law(tmp_path, '{max: "10"}', followed, free)).rates) == 7


def test_a_good_file_without_a_ceiling_is_free_too(tmp_path):
    (tmp_path / "law.yaml").write_text(GOOD.replace('max: "10"', 'max: "99"'), encoding="utf-8")
    assert read_law(tmp_path).rates[1].maximum == Decimal(99)


@pytest.mark.parametrize(
    ("said", "setting"),
    [
        ({"minimum": "1", "maximum": "8"}, (2,)),
        ({"maximum": "12"}, (1,)),
        ({"minimum": "1", "maximum": "12"}, (1, 2)),
    ],
)
def test_it_is_told_whose_clauses_set_the_bounds(said, setting):
    found = book(ceiling(), frame(**said)).rate(KEY, FEB)
    assert (found.sets, found.ends) == (tuple(cited(number) for number in setting), ())


def test_a_clause_that_only_ended_the_ceiling_sets_nothing():
    end = row(3, CEILING, MAR, form=Form.END)
    found = book(ceiling(), end, frame(minimum="1", maximum="8")).rate(KEY, APR)
    assert (found.sets, found.ends) == ((cited(2),), (cited(3),))
    assert say_standing(found) == "Điều 1, 2/2000/QĐ; quy định trước đó đã hết theo Điều 1, 3/2000/QĐ"
