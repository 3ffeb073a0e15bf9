"""Readers of the law and what their pages say."""

from django.test import Client
from django.urls import reverse

from tests.screens import browser_of

BY_DAY = reverse("rates:by-day")
TWO_DAYS = reverse("rates:two-days")
HISTORIES = reverse("rates:histories")
TIMELINE = reverse("rates:timeline")
WATCH = reverse("rates:watch")


def reader(role: str | None = "finance_reviewer", username: str = "nguoi-doc") -> Client:
    """This will log somebody in who holds one role in the province, or none."""
    return browser_of(role, username=username)
