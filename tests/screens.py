"""Looking at pages as somebody: an account with one role, its browser, and the words that it reads."""

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser

from django.test import Client

from core.models import RoleAssignment, Unit, User

_TAG = re.compile(r"<[^>]*>")
_SPACES = re.compile(r"\s+")


def holder(role: str | None, unit: Unit | None = None, username: str = "nguoi-xem") -> User:
    """This will open an account that has held a role for years, in one unit or in the province, or none."""
    user = User.objects.create(username=username, full_name="Người Xem")
    if role:
        RoleAssignment.objects.create(user=user, role=role, unit=unit, start_on=date(2020, 1, 1))
    return user


def browser_of(role: str | None, unit: Unit | None = None, username: str = "nguoi-xem") -> Client:
    """This will log such an account in."""
    return client_of(holder(role, unit, username))


def client_of(user: User) -> Client:
    """This will log an account in."""
    client = Client()
    client.force_login(user)
    return client


def words_of(response) -> str:
    """This will write a page as a reader sees it: no tags, one space between words."""
    words = unescape(_TAG.sub(" ", response.content.decode()))
    return _SPACES.sub(" ", words).replace(" ,", ",").replace(" .", ".")


def text_of(response, status: int = 200) -> str:
    """This will write a page as words_of does, and insist on its status."""
    assert response.status_code == status
    return words_of(response)


class _Form(HTMLParser):
    """Reads the boxes of the last form of a page that writes, with what stands in them."""

    def __init__(self):
        super().__init__()
        self.posted: dict[str, list[str]] = {}
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form" and told.get("method") == "post":
            self.posted = {}
        elif tag == "input" and told.get("type") != "file" and "name" in told:
            self.posted.setdefault(told["name"], []).append(told.get("value", ""))
        elif tag == "textarea":
            self.area = told["name"]
            self.posted[self.area] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            # A browser leaves out the line break that follows the tag.
            self.posted[self.area] = [self.posted[self.area][0] + data.removeprefix("\n")]


def posted_by(response) -> dict[str, list[str]]:
    """This will be what a browser posts when the last form of a page is sent as it stands."""
    form = _Form()
    form.feed(response.content.decode())
    return form.posted
