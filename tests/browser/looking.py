"""Looking at pages in the browser as somebody who is logged in; one load of a page serves both themes."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from core.models import User

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
GROUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 25, 28)"}
# What axe knows of colours; nothing else depends on the theme.
_OF_COLOURS = ["color-contrast", "link-in-text-block"]
# Of what passes nothing is told: telling it takes longer than finding it.
_ALL_ELSE = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in _OF_COLOURS}}
_COLOURS = {"resultTypes": ["violations"], "runOnly": _OF_COLOURS}
# Rows that differ in words, numbers and addresses only have the same colours: of them one is looked at, unless touched.
_RUN = """([options, everyRow]) => {
    const met = new Set();
    const words = />[^<]+</g;
    const values = / (?:aria-label|aria-describedby|data-label|data-work|href|hx-get|id|name|title|value)="[^"]*"/g;
    const isAlike = (row) => {
        if (row.matches(":focus-within, :hover")) return false;
        const look = row.outerHTML.replace(words, "><").replace(values, "");
        return met.size === met.add(look).size;
    };
    const alike = everyRow ? [] : [...document.querySelectorAll("tbody > tr")].filter(isAlike);
    return axe.run({ include: [document], exclude: alike }, options);
}"""
_UNTIL_THE_GROUND_IS = """(ground) => new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`the ground is not ${ground}`)), 5000);
    const isThere = () => getComputedStyle(document.body).backgroundColor === ground;
    const look = () => (isThere() ? done() : requestAnimationFrame(look));
    look();
})"""
_SIDEWAYS = """() => [...document.querySelectorAll(".scroll > .stacked")]
    .filter((table) => table.parentElement.scrollWidth > table.parentElement.clientWidth).length"""


def log_in(context: BrowserContext, user: User, address: str) -> None:
    """This will give a browser the session of an account, without the way through the log-in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def faults_of(page: Page) -> list[str]:
    """This will report what axe finds on a page as wide as it is: by all rules in light, of colours in dark too."""
    faults = []
    for theme, ground in GROUND.items():
        page.emulate_media(color_scheme=theme)
        page.evaluate(_UNTIL_THE_GROUND_IS, ground)
        found = [_axe(page, _COLOURS, every_row=False)]
        found += [_axe(page, _ALL_ELSE, every_row=True)] if theme == "light" else []
        where = f"{page.url} {page.viewport_size} {theme}"
        faults += [f"{where}\n{one.generate_report()}" for one in found if one.violations_count]
    page.emulate_media(color_scheme="light")
    return faults


def _axe(page: Page, options: dict, *, every_row: bool) -> AxeResults:
    # Brought into a document once, however often it runs there.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return AxeResults(page.evaluate(_RUN, [options, every_row]))


def sideways_faults_of(page: Page) -> list[str]:
    """This will report what a phone would have to scroll sideways: the page, or a table whose rows should be cards."""
    faults = []
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        faults.append(f"{page.url}: wider than a phone")
    if page.evaluate(_SIDEWAYS):
        faults.append(f"{page.url}: a table is wider than a phone")
    return faults


def must_be_accessible(page: Page) -> None:
    """This will insist that axe finds nothing on a page as wide as it is, in both themes."""
    assert faults_of(page) == []


def must_be_fit(page: Page) -> None:
    """This will insist that axe finds nothing on a page, wide or on a phone, and that a phone need not scroll it."""
    page.set_viewport_size(PHONE)
    assert sideways_faults_of(page) == []
    must_be_accessible(page)
    page.set_viewport_size(DESKTOP)
    must_be_accessible(page)
