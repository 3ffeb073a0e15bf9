"""Looking at pages in the browser as somebody who is logged in."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from core.models import User

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def log_in(context: BrowserContext, user: User, address: str) -> None:
    """This will give a browser the session of an account, without the way through the log-in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def must_be_fit(page: Page) -> None:
    """This will insist that axe finds nothing on a page, wide or on a phone, and that a phone need not scroll it."""
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{page.url} {size}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"], page.url
