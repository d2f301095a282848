"""A real browser for the journeys: an installed Chromium, a fresh window for each test."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from config.embedded import browser

# Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OURS = {"localhost", "127.0.0.1"}


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    found = browser.find()
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(f"The journeys need a Chromium here: {browser.CURE}.")
    if found is None:
        pytest.skip("no Chromium")  # said once, with the cure, when the run began
    return found


@pytest.fixture(scope="session")
def chromium(chromium_path: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def browser_page(chromium: Browser) -> Iterator[Page]:
    """A window that has seen nothing yet; a request to anybody else fails the test."""
    strangers: list[str] = []
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="en-US", timezone_id="America/New_York"
    )

    def look(request):
        where = urlsplit(request.url)
        if where.scheme in {"http", "https", "ws", "wss"} and where.hostname not in OURS:
            strangers.append(request.url)

    context.on("request", look)
    yield context.new_page()
    context.close()
    assert strangers == []
