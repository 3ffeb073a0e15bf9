"""Every page that a role of the demo can reach by links is fit for everybody: axe, both themes, wide and on a phone.

The pages are found as a person finds them, from the start page on by what stands there to click; of each kind of page
one is looked at for each role, unless it says the same to another role that was there before.
"""

import re
from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Browser, Page

from core.models import User
from reports.demo.build import build_demo
from tests.browser.looking import DESKTOP, PHONE, faults_of, log_in, sideways_faults_of

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]
# One account for each role; in three groups, which machines can look at side by side.
GROUPS = [("thuky", "dieuphoi", "quantri"), ("truongban", "thamdinh", "thutruong"), ("ketoan", "phoban", "kiemtra")]
# What differs between any two answers of the server and is not seen.
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
PAPERS = {"reports:payment-sheet-file", "royalties:import-template", "royalties:import-errors"}


@pytest.fixture
def is_new(tmp_path_factory, worker_id) -> Callable[[str], bool]:
    """Tells whether a content is met for the first time, by whichever of the workers that share this run."""
    base = tmp_path_factory.getbasetemp()
    shelf = (base if worker_id == "master" else base.parent) / "looked-at"
    shelf.mkdir(exist_ok=True)

    def is_new(content: str) -> bool:
        mark = shelf / sha256(_TOKEN.sub("", content).encode()).hexdigest()
        try:
            mark.touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    return is_new


@pytest.mark.parametrize("usernames", GROUPS, ids="-".join)
def test_every_page_of_every_role_is_fit(usernames, chromium: Browser, live_server, settings, is_new):
    settings.DEBUG = True
    build_demo()
    for username in usernames:
        context = chromium.new_context(base_url=live_server.url, locale="vi-VN", reduced_motion="reduce")
        log_in(context, User.objects.get(username=username), live_server.url)
        faults = _walk(context.new_page(), is_new)
        context.close()
        assert faults == [], f"{username}: " + "\n".join(faults)


def _walk(page: Page, is_new: Callable[[str], bool]) -> list[str]:
    """Opens one page of each kind that is linked from a page seen so far; returns what is wrong with any.

    The menu beside a content is looked at on the start page, which greets each role by name.
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
        complaints += _faults(page) if is_new(page.inner_html("main")) else []
        waiting += _links(page)
    return complaints


def _links(page: Page) -> list[str]:
    """The addresses of this product on a page; a query only where nothing else tells pages apart."""
    links = page.eval_on_selector_all("main a[href], nav a[href]", "all => all.map(one => one.href)")
    here = urlsplit(page.url).netloc
    parts = [urlsplit(link) for link in links]
    return [part.path for part in parts if part.netloc == here and "export=" not in part.query]


def _faults(page: Page) -> list[str]:
    page.set_viewport_size(PHONE)
    faults = sideways_faults_of(page)
    page.set_viewport_size(DESKTOP)
    return faults + faults_of(page)
