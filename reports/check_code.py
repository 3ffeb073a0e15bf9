"""The code on a frozen sheet's paper that leads to its check page, which says nothing personal."""

from dataclasses import dataclass

import segno
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from royalties.models import PaymentSheet

_SALT = "sheet-check"


@dataclass(frozen=True)
class CheckCode:
    """Where a paper is checked, and the same as a picture (SVG)."""

    address: str
    picture: SafeString


def check_code(sheet: PaymentSheet) -> CheckCode | None:
    """This will make the code of a numbered sheet; none where the installation has no public address."""
    if not (settings.PUBLIC_URL and sheet.number):
        return None
    address = settings.PUBLIC_URL + reverse("reports:sheet-check", args=[_signer().sign(str(sheet.pk))])
    # The picture is drawn from the address alone, by the library.
    return CheckCode(address, mark_safe(segno.make(address, micro=False).svg_inline(omitsize=True)))  # noqa: S308


def sheet_of(token: str) -> PaymentSheet | None:
    """This will find the frozen sheet that a code leads to; none for a code that nobody signed."""
    try:
        pk = int(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None
    return (
        PaymentSheet.objects.filter(pk=pk, number__isnull=False)
        .select_related("unit", "counters", "created_by")
        .first()
    )


def _signer() -> Signer:
    return Signer(key=settings.PROOF_KEY, salt=_SALT)
