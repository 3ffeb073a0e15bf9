"""One text for one content, and the MAC that chains it to the event before; pure but for the key."""

import hashlib
import hmac
import json

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def canonical(content: dict) -> str:
    """This will write content as the one JSON text that it has: keys sorted, no spaces, NFC text as it stands."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: bytes) -> str:
    """This will return 64 hex digits over a paper."""
    return hashlib.sha256(content).hexdigest()


def mac(*, unit_code: str, sequence: int, previous: str, text: str) -> str:
    """This will return 64 hex digits over an event, its place in the unit's chain and the MAC before it.

    :raises ImproperlyConfigured: PROOF_KEY is missing; an empty key would prove nothing.
    """
    if not settings.PROOF_KEY:
        raise ImproperlyConfigured("Thiếu PROOF_KEY: không ký bằng chứng bằng khoá rỗng.")
    message = "\n".join((unit_code, str(sequence), previous, text))
    return hmac.new(settings.PROOF_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()


def fits(known: str, computed: str) -> bool:
    """This will compare two MACs in a time that says nothing of where they differ."""
    return hmac.compare_digest(known, computed)
