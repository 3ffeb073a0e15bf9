"""Personal ids and bank accounts: encrypted at rest, a keyed hash to search by, masked wherever shown."""

import base64
import hashlib
import hmac
import re
from functools import lru_cache

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core.text import bare, nfc

_SHOWN_DIGITS = 3
# Nine digits whatever stands between them, or the letter and digits of a passport.
_LONG_NUMBER = re.compile(r"\d(?:(?:,|[\s./_:()\u2010-\u2015-]{0,3})\d){8,}|\b[A-Za-z]\d{7,8}\b")


def encrypt(text: str) -> str:
    """This will encrypt a text under FIELD_KEY; twice the same text gives two different tokens."""
    return _cipher(settings.FIELD_KEY).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """This will decrypt what encrypt gave.

    :raises cryptography.fernet.InvalidToken: another key, or a token that was tampered with.
    """
    return _cipher(settings.FIELD_KEY).decrypt(token.encode()).decode()


def encrypt_bytes(content: bytes) -> bytes:
    """This will encrypt the content of a file under FIELD_KEY; the token is a third longer."""
    return _cipher(settings.FIELD_KEY).encrypt(content)


def decrypt_bytes(token: bytes) -> bytes:
    """This will decrypt what encrypt_bytes gave.

    :raises cryptography.fernet.InvalidToken: another key, or a token that was tampered with.
    """
    return _cipher(settings.FIELD_KEY).decrypt(token)


def keyed_hash(number: str) -> str:
    """This will return 64 hex digits to find an id or an account by; without FIELD_KEY nobody can try ids against them.

    Spaces, punctuation and case are left out first: 066.012-345 and 066 012345 are one, b1234567 and B1234567 too.
    """
    return _hashed(bare(number))


def keyed_digest(text: str) -> str:
    """This will return 64 hex digits over personal facts, to tell whether they changed in more than spaces and case."""
    return _hashed("".join(nfc(text).upper().split()))


def _hashed(plain: str) -> str:
    if not plain:
        return ""
    return hmac.new(_subkey(settings.FIELD_KEY, "hash"), plain.encode(), hashlib.sha256).hexdigest()


def mask(text: str) -> str:
    """This will hide all but the last three characters of a personal id or a bank account, and a short one wholly."""
    shown = _SHOWN_DIGITS if len(text) > 2 * _SHOWN_DIGITS else 0
    return "•" * (len(text) - shown) + text[len(text) - shown :]


def mask_numbers(text: str) -> str:
    """This will mask what may be an id or an account inside a text: nine digits or more, however parted; a passport."""
    return _LONG_NUMBER.sub(lambda found: mask(found[0]), text)


def _subkey(key: str, purpose: str) -> bytes:
    if not key:
        raise ImproperlyConfigured("Thiếu FIELD_KEY: không mã hoá dữ liệu cá nhân bằng khoá rỗng.")
    return hmac.new(key.encode(), purpose.encode(), hashlib.sha256).digest()


@lru_cache(maxsize=4)
def _cipher(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_subkey(key, "encryption")))
