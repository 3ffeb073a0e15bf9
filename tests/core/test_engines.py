"""Both engines give the same order and the same search."""

import unicodedata

import pytest
from django.db import connection
from django.db.models.functions import Collate

from core.checks import check_vietnamese
from core.engines import VIETNAMESE
from core.models import Unit, User
from tests.core.accounts import person, unit

IN_ORDER = ["an", "An", "án", "anh", "ăn", "ba", "bà", "bả", "bã", "bá", "bạ", "da", "đa", "ô", "ơ", "u", "ư", "y"]
NAMES = ["Xã Ea Wer", "Xã Đắk Phơi", "Xã Cư M'gar", "Xã Ea Súp", "Xã Cư Yang", "Phường Ea Kao", "Xã Dang Kang"]
SAME_SYLLABLES = ["Xã Án", "Xã An Bình", "Xã An"]


def named(names: list[str]) -> None:
    for number, name in enumerate(names):
        unit(str(number), name=name)


def test_the_collation_sorts_as_vietnamese_does(db):
    for number, name in enumerate(reversed(IN_ORDER)):
        person(f"u{number}").full_name = name
        User.objects.filter(username=f"u{number}").update(full_name=name)
    people = User.objects.filter(is_system=False)
    assert list(people.order_by(Collate("full_name", VIETNAMESE)).values_list("full_name", flat=True)) == IN_ORDER


def test_the_collation_weighs_the_letters_of_all_words_before_any_tone(db):
    named(SAME_SYLLABLES)
    ordered = Unit.objects.order_by(Collate("name", VIETNAMESE)).values_list("name", flat=True)
    assert list(ordered) == ["Xã An", "Xã Án", "Xã An Bình"]


def test_units_are_listed_as_a_dictionary_lists_them(db):
    named(NAMES + SAME_SYLLABLES)
    assert list(Unit.objects.values_list("name", flat=True)) == [
        "Phường Ea Kao",
        "Xã An",
        "Xã An Bình",
        "Xã Án",
        "Xã Cư M'gar",
        "Xã Cư Yang",
        "Xã Dang Kang",
        "Xã Đắk Phơi",
        "Xã Ea Súp",
        "Xã Ea Wer",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dak", {"Xã Đắk Phơi"}),
        ("ĐẮK", {"Xã Đắk Phơi"}),
        ("đang", {"Xã Dang Kang"}),
        ("cu m'g", {"Xã Cư M'gar"}),
        ("cư m’gar", {"Xã Cư M'gar"}),
        ("sup", {"Xã Ea Súp"}),
        ("phuong", {"Phường Ea Kao"}),
        ("100%", set()),
        ("_", set()),
    ],
)
def test_search_ignores_accents_and_case(db, typed, found):
    named(NAMES)
    assert set(Unit.objects.filter(name__unaccent__icontains=typed).values_list("name", flat=True)) == found


def test_accents_go_alike_from_every_letter(db):
    letters = [
        letter + tone
        for letter in "aăâbcčdđeêghiĭklmnñoôơŏpqrstuưvxyƀ"
        for tone in ("", *"\u0300\u0309\u0303\u0301\u0323")
    ]
    text = unicodedata.normalize("NFC", " ".join(one for one in letters if len(unicodedata.normalize("NFC", one)) == 1))
    text += text.upper()
    with connection.cursor() as cursor:
        cursor.execute("SELECT UNACCENT(%s)", [text])
        plain = cursor.fetchone()[0]
    assert plain.isascii()
    assert len(plain) == len(text)
    assert set(plain) == set("abcdeghiklmnopqrstuvxy ABCDEGHIKLMNOPQRSTUVXY")


def test_unaccent_of_nothing_is_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT UNACCENT(NULL)")
        assert cursor.fetchone() == (None,)


def test_this_database_can_keep_and_sort_vietnamese(db):
    assert check_vietnamese(databases=["default"]) == []


@pytest.mark.postgresql
def test_postgresql_is_reached_through_psycopg2(db):
    assert connection.Database.__name__ == "psycopg2"


@pytest.mark.postgresql
def test_the_owner_of_the_database_needs_no_superuser(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
