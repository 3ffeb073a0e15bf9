"""Which account a wrong password counts against."""

from core.models import User


def counted_username(request, credentials: dict | None = None) -> str | None:
    """This will name the account as it is looked up: typed in capitals, it is still the same one under attack."""
    typed = (credentials or request.POST).get(User.USERNAME_FIELD)
    return User.normalize_username(typed) if typed else None
