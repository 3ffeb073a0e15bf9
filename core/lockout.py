"""Which account, and which machine, a wrong password counts against."""

from django.conf import settings

from core.models import User


def counted_username(request, credentials: dict | None = None) -> str | None:
    """This will name the account as it is looked up: typed in capitals, it is still the same one under attack."""
    typed = (credentials or request.POST).get(User.USERNAME_FIELD)
    return User.normalize_username(typed) if typed else None


def counted_address(request) -> str:
    """This will name the machine of a log-in: behind our own proxy, the last address that the proxy has written.

    Earlier ones in the header are the client's own words, so they are not believed.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_TLS_PROXY else ""
    return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")
