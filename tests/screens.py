"""Looking at pages as somebody: an account with one role, its browser, and the words that it reads."""

import re
from datetime import date

from django.test import Client

from core.models import RoleAssignment, Unit, User

_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")


def holder(role: str, unit: Unit | None = None, username: str = "nguoi-xem") -> User:
    """This will open an account that has held a role for years, in one unit or in the province."""
    user = User.objects.create(username=username, full_name="Người Xem")
    RoleAssignment.objects.create(user=user, role=role, unit=unit, start_on=date(2020, 1, 1))
    return user


def browser_of(role: str, unit: Unit | None = None, username: str = "nguoi-xem") -> Client:
    """This will log such an account in."""
    client = Client()
    client.force_login(holder(role, unit, username))
    return client


def text_of(response, status: int = 200) -> str:
    """This will return the words of a page without its marks, each run of spaces as one."""
    assert response.status_code == status
    return _SPACES.sub(" ", _TAG.sub(" ", response.content.decode()))
