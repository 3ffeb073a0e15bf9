"""Model fields: composed text on every way in, encrypted text that nobody can search."""

import unicodedata

import pytest
from cryptography.fernet import InvalidToken
from django.core.exceptions import FieldError
from django.db import connection, models

from core.crypto import keyed_hash
from core.fields import EncryptedTextField, NfcTextField
from core.models import Unit
from tests.core.accounts import unit

COMPOSED = "Xã Ea Wer (Đắk Lắk)"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


def stored_names() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM core_unit ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def test_saving_composes_text(db):
    unit("a", name=DECOMPOSED)
    assert stored_names() == [COMPOSED]


def test_bulk_create_composes_text(db):
    Unit.objects.bulk_create([Unit(code="a", name=DECOMPOSED, level="commune", source_label="QUOTED")])
    assert stored_names() == [COMPOSED]


def test_bulk_update_composes_text(db):
    changed = unit("a")
    changed.name = DECOMPOSED
    Unit.objects.bulk_update([changed], ["name"])
    assert stored_names() == [COMPOSED]


def test_update_composes_text(db):
    unit("a")
    Unit.objects.update(name=DECOMPOSED)
    assert stored_names() == [COMPOSED]


def test_filters_compose_what_they_look_for(db):
    unit("a", name=COMPOSED)
    assert Unit.objects.filter(name=DECOMPOSED).exists()
    assert Unit.objects.filter(name__contains=unicodedata.normalize("NFD", "Đắk")).exists()
    assert Unit.objects.filter(name__istartswith=unicodedata.normalize("NFD", "Xã Ea")).exists()
    assert Unit.objects.filter(name__unaccent__icontains="dak").exists()
    assert Unit.objects.filter(name__in=[DECOMPOSED]).exists()


def test_cleaning_composes_text():
    assert NfcTextField().clean(DECOMPOSED, None) == COMPOSED


@pytest.fixture
def secret_rows(db):
    class Secret(models.Model):
        text = EncryptedTextField(blank=True)

        class Meta:
            app_label = "core"
            managed = False
            apps = type(Unit._meta.apps)()

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE core_secret (id {_identity()}, text text NOT NULL)")
    return Secret.objects


def _identity() -> str:
    return "bigserial PRIMARY KEY" if connection.vendor == "postgresql" else "integer PRIMARY KEY AUTOINCREMENT"


def test_encrypted_text_is_not_in_the_database_in_clear(secret_rows):
    secret_rows.create(text="000012345678")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM core_secret")
        assert "000012345678" not in cursor.fetchone()[0]
    assert secret_rows.get().text == "000012345678"


def test_encrypted_text_is_composed_first(secret_rows):
    secret_rows.create(text=DECOMPOSED)
    assert secret_rows.get().text == COMPOSED
    assert keyed_hash(DECOMPOSED) == keyed_hash(COMPOSED)


def test_no_text_stays_empty(secret_rows):
    secret_rows.create(text="")
    assert secret_rows.get().text == ""


@pytest.mark.parametrize("lookup", ["text", "text__contains", "text__in", "text__gt"])
def test_encrypted_text_cannot_be_searched(secret_rows, lookup):
    with pytest.raises(FieldError):
        secret_rows.filter(**{lookup: "000012345678"})


def test_another_key_cannot_read_the_rows(secret_rows, settings):
    secret_rows.create(text="000012345678")
    settings.FIELD_KEY = "một khoá khác"
    with pytest.raises(InvalidToken):
        secret_rows.get()
