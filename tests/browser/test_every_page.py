"""Every page that a role of the demo can reach by links is fit for everybody: axe, both themes, wide and on a phone.

The pages are found as a person finds them, from the start page on by what stands there to click; of each kind of page
one is looked at for each role.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import Browser, Page

from core.models import User
from reports.demo.build import build_demo
from tests.browser.looking import DESKTOP, PHONE, log_in

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
# One account for each role; in three groups, which machines can look at side by side.
GROUPS = [("thuky", "dieuphoi", "quantri"), ("truongban", "thamdinh", "thutruong"), ("ketoan", "phoban", "kiemtra")]
PAPERS = {"reports:payment-sheet-file", "royalties:import-template", "royalties:import-errors"}


@pytest.mark.parametrize("usernames", GROUPS, ids="-".join)
def test_every_page_of_every_role_is_fit(usernames, chromium: Browser, live_server, settings):
    settings.DEBUG = True
    build_demo()
    looked: set[int] = set()
    for username in usernames:
        context = chromium.new_context(base_url=live_server.url, locale="vi-VN", reduced_motion="reduce")
        log_in(context, User.objects.get(username=username), live_server.url)
        faults = _walk(context.new_page(), looked)
        context.close()
        assert faults == [], f"{username}: " + "\n".join(faults)


def _walk(page: Page, looked: set[int]) -> list[str]:
    """Opens one page of each kind that is linked from a page seen so far; returns what is wrong with any.

    What says the same to an earlier role is not looked at twice: the menu beside it is, on the start page.
    """
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    waiting, seen = ["/"], set()
    while waiting:
        path = waiting.pop(0)
        if (kind := resolve(urlsplit(path).path).view_name) in seen | PAPERS:
            continue
        seen.add(kind)
        answer = page.goto(path)
        complaints += [] if answer and answer.ok else [f"{path}: {answer and answer.status}"]
        content = hash(page.inner_html("main"))
        complaints += [] if content in looked else _faults(page)
        looked.add(content)
        waiting += _links(page)
    return complaints


def _links(page: Page) -> list[str]:
    """The addresses of this product on a page; a query only where nothing else tells pages apart."""
    links = page.eval_on_selector_all("main a[href], nav a[href]", "all => all.map(one => one.href)")
    here = urlsplit(page.url).netloc
    parts = [urlsplit(link) for link in links]
    return [part.path for part in parts if part.netloc == here and "export=" not in part.query]


def _faults(page: Page) -> list[str]:
    faults = []
    page.set_viewport_size(PHONE)
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        faults.append(f"{page.url}: rộng hơn màn hình điện thoại")
    page.set_viewport_size(DESKTOP)
    # Only contrast depends on the theme.
    for theme, rules in (("light", None), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=theme)
        found = Axe().run(page, options=rules)
        faults += [f"{page.url} {theme}\n{found.generate_report()}"] if found.violations_count else []
    return faults
