"""Personal data at rest and on the screen."""

import pytest
from cryptography.fernet import InvalidToken
from django.core.exceptions import ImproperlyConfigured

from core.crypto import decrypt, encrypt, keyed_digest, keyed_hash, mask, mask_numbers

ID = "000012345678"
KEY_A, KEY_B = "khoá thứ nhất", "khoá thứ hai"


@pytest.fixture(autouse=True)
def key(settings):
    settings.FIELD_KEY = KEY_A


def test_a_text_comes_back_as_it_was():
    assert decrypt(encrypt("Số tài khoản 0123")) == "Số tài khoản 0123"


def test_the_same_text_never_encrypts_twice_alike_and_never_shows():
    tokens = {encrypt(ID) for _ in range(5)}
    assert len(tokens) == 5
    assert not any(ID in token for token in tokens)


def test_another_key_cannot_read(settings):
    token = encrypt(ID)
    settings.FIELD_KEY = KEY_B
    with pytest.raises(InvalidToken):
        decrypt(token)


def test_a_token_that_was_tampered_with_is_refused():
    token = encrypt(ID)
    with pytest.raises(InvalidToken):
        decrypt(token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:])


def test_nothing_is_encrypted_or_hashed_under_an_empty_key(settings):
    settings.FIELD_KEY = ""
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEY"):
        encrypt(ID)
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEY"):
        keyed_hash(ID)


def test_the_hash_is_known_and_stable():
    assert keyed_hash(ID) == "71f27e4a7f535643a222bf041d8a9795040b42d3976288108703a44ad06b2a2d"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ID, "0000 1234 5678"),
        (ID, "000.012.345.678"),
        (ID, "0000-1234-5678"),
        (ID, "０００012345678"),
        (ID, "0000\u200b12345678"),
        ("0123456789-001", "0123456789001"),
        ("b1234567", "B1234567"),
        ("Ca\u0301", "C\u00e1"),
        (ID, f" {ID}\n"),
    ],
)
def test_the_hash_finds_an_id_however_it_is_spaced_or_typed(one, other):
    assert keyed_hash(one) == keyed_hash(other)


def test_other_ids_and_other_keys_hash_otherwise(settings):
    mine = keyed_hash(ID)
    assert keyed_hash("000012345679") != mine
    settings.FIELD_KEY = KEY_B
    assert keyed_hash(ID) != mine


def test_no_id_has_no_hash():
    assert keyed_hash("") == keyed_hash(" \t") == keyed_hash("–.-") == ""


@pytest.mark.parametrize("other", ["A|1|23", "A|12|4", "A12|3"])
def test_a_digest_tells_facts_apart_that_punctuation_parts(other):
    assert keyed_digest("A|12|3") == keyed_digest("a | 12|3")
    assert keyed_digest(other) != keyed_digest("A|12|3")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (ID, "•••••••••678"),
        ("1234567", "••••567"),
        ("123456", "••••••"),
        ("12", "••"),
        ("", ""),
    ],
)
def test_a_mask_shows_three_characters_of_a_long_id_and_none_of_a_short_one(text, shown):
    assert mask(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("số 000012345678 ở cột", "số •••••••••678 ở cột"),
        ("«066.012.345.678»", "«••••••••••••678»"),
        ("0123 456 789; 12345678", "•••••••••789; 12345678"),
        ("066 - 090 - 012345", "•••••••••••••••345"),
        ("066/090/012/345", "••••••••••••345"),
        ("066,090,012345", "•••••••••••345"),
        ("066_090:012\u2011345", "••••••••••••345"),
        ("hộ chiếu C1234567", "hộ chiếu •••••567"),
        ("bài C123456", "bài C123456"),
        ("ngày 31/12/2026, 1.234.567,5", "ngày 31/12/2026, 1.234.567,5"),
    ],
)
def test_long_numbers_inside_a_text_are_masked(text, shown):
    assert mask_numbers(text) == shown
