"""Readers of the law and what their pages say."""

import re
from datetime import date
from html import unescape

from django.test import Client
from django.urls import reverse

from core.models import RoleAssignment, User

BY_DAY = reverse("rates:by-day")
TWO_DAYS = reverse("rates:two-days")
HISTORIES = reverse("rates:histories")
TIMELINE = reverse("rates:timeline")
WATCH = reverse("rates:watch")


def reader(role: str | None = "finance_reviewer", username: str = "nguoi-doc") -> Client:
    """This will log somebody in who holds one role in the province, or none."""
    user = User.objects.create(username=username, full_name="Người Đọc")
    if role:
        RoleAssignment.objects.create(user=user, role=role, start_on=date(2020, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def text_of(response) -> str:
    """This will write a page as a reader sees it: no tags, one space between words."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(words)).replace(" ,", ",").replace(" .", ".")
