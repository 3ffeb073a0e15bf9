"""What a scan of a signed decision may be, told by its first bytes and not by its name; pure."""

from django.core.exceptions import ValidationError

LARGEST_SCAN = 20 * 1024 * 1024
KINDS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
CONTENT_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


def scan_kind(content: bytes) -> str:
    """This will tell what a scan is.

    :raises ValidationError: empty, above 20 MB, or neither pdf, png nor jpg.
    """
    if len(content) > LARGEST_SCAN:
        raise ValidationError({"scan": "Tệp lớn hơn 20 MB: hãy quét lại ở độ phân giải thấp hơn."})
    for beginning, kind in KINDS.items():
        if content.startswith(beginning):
            return kind
    raise ValidationError({"scan": "Tệp không phải là PDF, PNG hay JPG (xét theo nội dung, không theo tên tệp)."})
