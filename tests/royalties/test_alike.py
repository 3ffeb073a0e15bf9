"""When two addresses are one page's and two titles one work's; expected by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from royalties import alike
from royalties.alike import Titled, alike_titles, are_alike, link_key, plain_link

DAY = date(2026, 7, 10)
SLUG = "daklak.gov.vn/-/khai-mac-hoi-thao"


@pytest.mark.parametrize(
    "url",
    [
        "https://daklak.gov.vn/-/khai-mac-hoi-thao",
        "http://daklak.gov.vn/-/khai-mac-hoi-thao",
        "https://www.daklak.gov.vn/-/khai-mac-hoi-thao/",
        "https://DakLak.gov.vn:443//-/Khai-mac-hoi-thao#binh-luan",
        "https://daklak.gov.vn/-/khai-mac-hoi-thao?utm_source=zalo&fbclid=1",
        "https://daklak.gov.vn/tin-tuc/-/khai-mac-hoi-thao",
        "https://daklak.gov.vn/-/asset_publisher/aBc1XyZ/content/khai-mac-hoi-thao",
        "https://daklak.gov.vn/web/guest/tin/-/asset_publisher/Q9/content/khai-mac-hoi-thao?inheritRedirect=false",
        "https://daklak.gov.vn/-/asset_publisher/Q9/content/khai-mac-hoi-thao/maximized",
        " https://daklak.gov.vn/-/khai%2Dmac-hoi-thao ",
    ],
)
def test_all_ways_to_write_one_address_are_one(url):
    assert plain_link(url) == SLUG
    assert link_key(url) == link_key("https://daklak.gov.vn/-/khai-mac-hoi-thao")


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://daklak.gov.vn/-/khai-mac-hoi-thao-2", "daklak.gov.vn/-/khai-mac-hoi-thao-2"),
        ("https://sokhcn.daklak.gov.vn/-/khai-mac-hoi-thao", "sokhcn.daklak.gov.vn/-/khai-mac-hoi-thao"),
        ("https://vi-du.test/tin?id=7&utm_medium=x", "vi-du.test/tin?id=7"),
        ("https://vi-du.test/tin?b=2&a=1", "vi-du.test/tin?a=1&b=2"),
        ("https://vi-du.test/tin/7", "vi-du.test/tin/7"),
        ("http://[", "http://["),
        ("", ""),
    ],
)
def test_what_tells_pages_apart_stays(url, plain):
    assert plain_link(url) == plain


def test_no_address_has_no_key_and_a_key_is_short():
    assert link_key("") == ""
    assert len(link_key("https://vi-du.test/" + "a" * 900)) == 32


@given(st.text())
def test_whatever_was_typed_as_an_address_has_a_plain_form(text):
    assert len(link_key(text)) in (0, 32)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Khai mạc hội thảo cà phê", "KHAI MAC HOI THAO ca phe!", True),
        ("Khai mạc hội thảo cà phê bền vững", "Hội thảo cà phê bền vững khai mạc", True),
        ("Khai mạc hội thảo cà phê", "Khai mạc hội thảo cà phê bền vững", True),
        ("Khai mạc hội thảo cà phê", "Khai mạc hội chợ cà phê bền vững", False),
        ("Bản tin thời tiết nông vụ ngày 10/7/2026", "Bản tin thời tiết nông vụ ngày 11/7/2026", False),
        ("Tin số 1", "Tin số 2", False),
        ("!!!", "???", False),
    ],
)
def test_titles_are_alike_by_most_words_and_all_numbers(one, other, alike):
    assert are_alike(Titled(1, one, DAY), Titled(2, other, DAY)) is alike


def test_only_near_days_are_paired_and_only_with_new_works():
    title = "Khai mạc hội thảo cà phê"
    works = [Titled(pk, title, DAY + timedelta(days=days)) for pk, days in [(1, 0), (2, 3), (3, 4), (4, 0)]]
    assert set(alike_titles(works, {2})) == {(1, 2), (2, 3), (2, 4)}
    assert set(alike_titles(works, {3})) == {(2, 3)}
    assert set(alike_titles(works, set())) == set()


def test_titles_of_other_numbers_are_not_even_held_to_each_other(monkeypatch):
    compared = []
    monkeypatch.setattr(alike, "are_alike", lambda one, other: compared.append((one.pk, other.pk)))
    works = [Titled(pk, f"Tin số {pk} của trang", DAY) for pk in range(50)]
    assert list(alike_titles(works, set(range(50)))) == []
    assert compared == []


@given(st.lists(st.text("abc 1", max_size=12), max_size=12))
def test_looking_at_the_rarest_words_misses_no_pair(titles):
    works = [Titled(pk, title, DAY) for pk, title in enumerate(titles)]
    every = {(a.pk, b.pk) for a in works for b in works if a.pk < b.pk and are_alike(a, b)}
    assert set(alike_titles(works, set(range(len(works))))) == every
