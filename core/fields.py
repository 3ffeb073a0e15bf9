"""Model fields that every app uses: NFC text, encrypted text, money in whole đồng."""

from django.db import models
from django.db.models import lookups

from core.crypto import decrypt, decrypt_bytes, encrypt, encrypt_bytes
from core.text import nfc


class _NfcMixin:
    """Normalises on the way to the database, so that bulk writes, updates and look-ups are covered too."""

    def to_python(self, value):
        value = super().to_python(value)
        return nfc(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return nfc(value) if isinstance(value, str) else value


class _NfcPatternMixin:
    """Django prepares no text that is looked for inside other text."""

    def get_prep_lookup(self):
        value = super().get_prep_lookup()
        return nfc(value) if isinstance(value, str) else value


class NfcCharField(_NfcMixin, models.CharField):
    """Short Vietnamese text, stored in Unicode normal form C."""


class NfcTextField(_NfcMixin, models.TextField):
    """Long Vietnamese text, stored in Unicode normal form C."""


for _lookup in (
    lookups.IExact,
    lookups.Contains,
    lookups.IContains,
    lookups.StartsWith,
    lookups.IStartsWith,
    lookups.EndsWith,
    lookups.IEndsWith,
):
    for _field in (NfcCharField, NfcTextField):
        _field.register_lookup(type(f"Nfc{_lookup.__name__}", (_NfcPatternMixin, _lookup), {}))


class EncryptedTextField(models.TextField):
    """Text that only its owner reads: encrypted at rest, so it can be neither searched nor sorted."""

    def get_prep_value(self, value):
        return encrypt(nfc(value)) if value else ""

    def from_db_value(self, value, expression, connection):
        """This will give a row its text in clear."""
        return decrypt(value) if value else ""

    def get_lookup(self, lookup_name):
        # Equal texts encrypt differently: a look-up would silently find nothing.
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class EncryptedBinaryField(models.BinaryField):
    """The content of a file, encrypted at rest."""

    def get_db_prep_value(self, value, connection, prepared=False):  # noqa: FBT002  as Django calls it
        return super().get_db_prep_value(encrypt_bytes(value) if value else value, connection, prepared)

    def from_db_value(self, value, expression, connection):
        """This will give a row its content in clear."""
        return decrypt_bytes(bytes(value)) if value else value

    def get_lookup(self, lookup_name):
        # As above: no content could be found by what it was encrypted to.
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class MoneyField(models.BigIntegerField):
    """Whole đồng, never negative (see money_check)."""


def money_check(model_name: str, field: str) -> models.CheckConstraint:
    """This will declare that a money column holds no negative đồng."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__gte": 0}),
        name=f"{model_name}_{field}_not_negative",
        violation_error_message="Số tiền không được âm.",
    )
