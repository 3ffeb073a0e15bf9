"""A real browser on a live server; whatever it complains about fails the test."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure(config):
    config.addinivalue_line("markers", "once: needs no second engine, so it runs on SQLite only")


@pytest.fixture(scope="session")
def chromium() -> Browser:
    """One browser for all tests; its event loop in this thread is no reason for Django to refuse queries."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser has complained about: blocked by the content policy, script errors, answers of 400 and above."""
    return []


@pytest.fixture
def context(chromium, live_server, complaints) -> BrowserContext:
    """Light, until a look asks for the dark: no colour may be on its way to another one then, so nothing moves."""
    context = chromium.new_context(base_url=live_server.url, locale="vi-VN", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()
    assert complaints == []


@pytest.fixture
def page(context, complaints) -> Page:
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page
