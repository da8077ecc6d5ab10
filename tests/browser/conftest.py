"""What the story needs: a browser, and a demo in each of two languages on each of two databases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.cast import Cast
from tests.browser.demo import served_demo
from tests.browser.tongue import Tongue
from tests.factories.postgres import new_database

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DATABASES = {"en": "sqlite", "fa": "postgresql"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The chromium of the system."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.fail("The browser tests need chromium: ./run test installs it.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=DATABASES)
def cast(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Cast]:
    """The people of a fresh demo, reading English over SQLite or Persian over PostgreSQL."""
    url = "" if DATABASES[request.param] == "sqlite" else new_database("story_")
    with served_demo(tmp_path, url) as address:
        people = Cast(browser, address, Tongue(request.param))
        yield people
        people.leave()
