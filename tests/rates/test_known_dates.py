"""What the shipped law says on both sides of its past dates; every expected value is kept by hand.

New law leaves all of this as it is: days gone by, and no end of anything that goes on.
"""

from datetime import date, timedelta

import pytest

from rates.models import Rate
from rates.queries import read_book

ENDED = "parent_decree_ended"


@pytest.fixture
def rates(shipped):
    return read_book()


def said(found) -> str | None:
    """The value, the bounds or the word of an answer, None where nothing is in force."""
    if found is None:
        return None
    if found.text or found.value is not None:
        return found.text or f"{found.value.normalize():f}"
    return "..".join("" if bound is None else f"{bound.normalize():f}" for bound in (found.minimum, found.maximum))


def around(rates, key: str, days: list[date]) -> list[tuple[str | None, str | None]]:
    """What a key says the day before each day, and on it."""
    return [(said(rates.find(key, day - timedelta(1))), said(rates.find(key, day))) for day in days]


def keys_under(rates, prefix: str) -> list[str]:
    """The keys of the book that begin so."""
    listed = rates.keys()
    return [key for key in listed if key.startswith(prefix)]


def warned(rates, keys, day: date) -> set[str]:
    """The keys whose parent decree has ended on a day."""
    return {key for key in keys if ENDED in rates.rate(key, day).warnings}


SALARY_DAYS = [
    date(2013, 7, 1),
    date(2016, 5, 1),
    date(2017, 7, 1),
    date(2018, 7, 1),
    date(2019, 7, 1),
    date(2023, 7, 1),
    date(2024, 7, 1),
    date(2026, 7, 1),
]


def test_the_base_salary_on_both_sides_of_each_rise(rates):
    assert around(rates, "base_salary", SALARY_DAYS) == [
        (None, "1150000"),
        ("1150000", "1210000"),
        ("1210000", "1300000"),
        ("1300000", "1390000"),
        ("1390000", "1490000"),
        ("1490000", "1800000"),
        ("1800000", "2340000"),
        ("2340000", "2530000"),
    ]


def test_the_unit_value_is_a_tenth_from_the_decree_on(rates):
    assert around(rates, "unit_value", [date(2014, 6, 1), *SALARY_DAYS[1:], date(2026, 9, 1)]) == [
        (None, "115000"),
        ("115000", "121000"),
        ("121000", "130000"),
        ("130000", "139000"),
        ("139000", "149000"),
        ("149000", "180000"),
        ("180000", "234000"),
        ("234000", "253000"),
        ("253000", "253000"),
    ]


def test_only_the_base_salary_of_2026_is_verified(rates):
    assert [rates.rate("base_salary", day).status.value for day in SALARY_DAYS] == ["to_verify"] * 7 + ["verified"]


def test_the_unit_value_goes_on_after_the_parent_decree_as_the_provinces(rates):
    last, first = rates.rate("unit_value", date(2026, 8, 31)), rates.rate("unit_value", date(2026, 9, 1))
    assert (last.scope, last.until, last.warnings) == ("national", date(2026, 8, 31), ())
    assert (first.scope, first.since) == ("province", date(2026, 9, 1))
    assert ENDED in first.warnings
    assert {citation.instrument for citation in first.citations} == {
        "18/2014/NĐ-CP",
        "16/2014/QĐ-UBND",
        "40/2021/QĐ-UBND",
        "10/2024/QĐ-UBND",
        "287/2026/NĐ-CP",
        "161/2026/NĐ-CP",
    }


TAX_DAYS = [date(2013, 10, 1), date(2026, 7, 1)]


def test_tax_on_both_sides_of_its_dates(rates):
    expected = {
        "tax/withholding/threshold": [(None, "2000000"), ("2000000", "5000000")],
        "tax/withholding/rate": [(None, "0.1"), ("0.1", "0.1")],
        "tax/withholding/on_request": [(None, None), (None, "0.1")],
        "tax/withholding/non_resident": [(None, "0.2"), ("0.2", "0.2")],
        "tax/copyright/threshold": [(None, "10000000"), ("10000000", "20000000")],
        "tax/copyright/rate": [(None, "0.05"), ("0.05", "0.05")],
    }
    assert {key: around(rates, key, TAX_DAYS) for key in expected} == expected
    new = [rates.rate(key, date(2026, 7, 1)) for key in expected]
    assert {found.warnings for found in new} == {()}
    assert {citation.instrument for found in new for citation in found.citations} == {"253/2026/NĐ-CP"}
    old = [rates.rate(key, date(2026, 6, 30)) for key in expected if key != "tax/withholding/on_request"]
    assert {found.warnings for found in old} == {("unverified",)}
    assert {citation.instrument for found in old for citation in found.citations} == {"111/2013/TT-BTC"}


def test_a_ceiling_of_the_nation_ends_with_its_decree(rates):
    days = [date(2014, 6, 1), date(2026, 9, 1)]
    assert around(rates, "ceiling/royalty/portal/news", days) == [(None, "10"), ("10", None)]
    assert around(rates, "ceiling/royalty/tv/talk", days) == [(None, "50"), ("50", None)]


def test_a_frame_of_the_province_starts_with_its_decision_and_outlives_the_decree(rates):
    days = [date(2014, 6, 21), date(2021, 12, 6), date(2026, 9, 1)]
    assert around(rates, "royalty/portal/news", days) == [(None, "..10"), ("..10", "..10"), ("..10", "..10")]
    assert around(rates, "royalty/radio/commentary", days) == [(None, "..30"), ("..30", "..30"), ("..30", "..30")]
    before, after = (
        rates.rate("royalty/radio/talk", date(2026, 8, 31)),
        rates.rate("royalty/radio/talk", date(2026, 9, 1)),
    )
    assert before.warnings == ("schedule_not_entered",)
    assert after.warnings == ("schedule_not_entered", "unverified", ENDED)


def test_the_amending_decision_is_cited_from_its_day_on(rates):
    def cited(day):
        return list(dict.fromkeys(citation.instrument for citation in rates.rate("royalty/tv/news", day).citations))

    assert cited(date(2021, 12, 5)) == ["16/2014/QĐ-UBND", "18/2014/NĐ-CP"]
    assert cited(date(2021, 12, 6)) == ["16/2014/QĐ-UBND", "40/2021/QĐ-UBND", "18/2014/NĐ-CP"]


ON_THE_DECREE = {
    "adjustment/addition/minority_or_children": "0.1..0.2",
    "adjustment/addition/written_in_other_language": "0.3..0.5",
    "adjustment/addition/hardship": "1",
    "adjustment/replacing/translation": "0.4..0.65",
    "adjustment/replacing/lyrics_comic_subtitle": "0.2..0.5",
    "remuneration/radio/news": "0.2..0.3",
    "remuneration/radio/talk": "0.2..0.3",
    "remuneration/radio/literary": "0.5..1.5",
    "remuneration/radio/literary/stage": "0.5..0.7",
    "remuneration/tv/science_education": "0.5..1",
    "remuneration/tv/literary": "1..2",
    "fund/encouragement/portal": "0.3",
    "fund/encouragement/tv": "0.3",
    "fund/remuneration/bulletin": "0.5",
    "fund/remuneration/radio": "0.7",
    "payment/days": "60",
    "payment/notices": "3",
}


def test_what_rests_on_the_decree_goes_on_with_a_warning(rates):
    days = [date(2014, 6, 1), date(2026, 9, 1)]
    found = {key: around(rates, key, days) for key in ON_THE_DECREE}
    assert found == {key: [(None, word), (word, word)] for key, word in ON_THE_DECREE.items()}
    assert warned(rates, ON_THE_DECREE, date(2026, 8, 31)) == set()
    assert warned(rates, ON_THE_DECREE, date(2026, 9, 1)) == set(ON_THE_DECREE)


@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2026, 9, 1)])
def test_nothing_is_said_about_the_people_of_a_portal(rates, day):
    said_of = [key.split("/")[1] for key in keys_under(rates, "remuneration/") if rates.find(key, day)]
    assert set(said_of) == {"radio", "tv"}


DIGITISATION = {
    "digitisation/structured_le_15": "300",
    "digitisation/structured_16_50": "375",
    "digitisation/structured_gt_50": "450",
    "digitisation/page_text": "9500",
    "digitisation/page_table": "11700",
    "digitisation/page_special": "14000",
    "digitisation/web_simple": "12000",
    "digitisation/web_complex": "42000",
    "digitisation/modifier/foreign_or_minority": "0.1..0.3",
    "digitisation/modifier/from_electronic": "0.15",
    "digitisation/modifier/conversion": "0.3",
    "digitisation/modifier/photo": "0.3",
    "digitisation/modifier/staff": "0.5",
}


def test_digitisation_goes_on_after_its_parent_decree_with_a_warning(rates):
    days = [date(2013, 1, 1), date(2026, 7, 1)]
    found = {key: around(rates, key, days) for key in DIGITISATION}
    assert found == {key: [(None, word), (word, word)] for key, word in DIGITISATION.items()}
    assert warned(rates, DIGITISATION, date(2026, 6, 30)) == set()
    assert warned(rates, DIGITISATION, date(2026, 7, 1)) == set(DIGITISATION)


def test_the_photo_of_digitisation_is_read_into_the_text_and_says_so(rates):
    day = date(2026, 6, 30)
    found = {key: rates.find(key, day) for key in keys_under(rates, "digitisation/")}
    unverified = [key for key, one in found.items() if one and "unverified" in one.warnings]
    assert unverified == ["digitisation/modifier/photo"]


def test_the_doors_of_a_portal_and_who_decides(rates):
    assert around(rates, "portal/door", [date(2014, 6, 21), date(2022, 6, 24), date(2026, 7, 1)]) == [
        (None, "Nghị định 43/2011/NĐ-CP, Điều 26"),
        ("Nghị định 43/2011/NĐ-CP, Điều 26", "Nghị định 42/2022/NĐ-CP"),
        ("Nghị định 42/2022/NĐ-CP", "Nghị định 224/2026/NĐ-CP, Điều 20 khoản 3"),
    ]
    assert around(rates, "portal/local_door", [date(2018, 11, 16), date(2024, 3, 12)]) == [
        (None, "Quyết định 28/2018/QĐ-UBND"),
        ("Quyết định 28/2018/QĐ-UBND", "Quyết định 10/2024/QĐ-UBND, Điều 15"),
    ]
    assert around(rates, "portal/decider", [date(2024, 3, 12), date(2026, 7, 1)]) == [
        (None, "Trưởng ban biên tập"),
        ("Trưởng ban biên tập", "Thủ trưởng cơ quan chủ quản"),
    ]
    assert rates.rate("portal/decider", date(2026, 6, 30)).warnings == ()
    assert rates.rate("portal/decider", date(2026, 7, 1)).warnings == ("unverified",)


def test_before_the_ending_decree_was_published_nobody_knew_of_the_end(shipped):
    key, day = "ceiling/royalty/portal/news", date(2026, 9, 1)
    assert said(read_book(as_known_on=date(2026, 7, 16)).find(key, day)) == "10"
    assert read_book(as_known_on=date(2026, 7, 17)).find(key, day) is None


@pytest.mark.parametrize(
    ("deciding", "day", "stopped", "untouched"),
    [
        (
            "validity/18-2014",
            date(2026, 9, 1),
            [
                "unit_value",
                "royalty/portal/news",
                "adjustment/addition/hardship",
                "remuneration/tv/news",
                "payment/days",
            ],
            ["base_salary", "digitisation/page_text", "portal/door", "tax/withholding/threshold"],
        ),
        (
            "validity/64-2007",
            date(2026, 7, 1),
            ["digitisation/page_text", "digitisation/modifier/staff"],
            ["unit_value", "royalty/portal/news"],
        ),
    ],
)
def test_one_row_of_the_province_decides_whether_all_goes_on(shipped, deciding, day, stopped, untouched):
    Rate.objects.get(key=deciding, scope="province", start=day).delete()
    rates = read_book()
    assert [key for key in stopped if rates.find(key, day)] == []
    assert [key for key in stopped if not rates.find(key, day - timedelta(1))] == []
    assert [key for key in untouched if not rates.find(key, day)] == []
