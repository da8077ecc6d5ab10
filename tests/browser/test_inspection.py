"""The inspection finds what it is there to find."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.inspection import faults_in_the_dark, faults_of

BARE = "<html lang=en><title>A page</title><main><h1>A page</h1>{}</main></html>"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>Nothing is wrong here.</p>", None),
        ("<input>", "label"),
        ("<details><summary>More</summary><img src='data:,'></details>", "image-alt"),
        ("<p style='color: #ccc; background: #fff'>Hard to read</p>", "color-contrast"),
        ("<p id='a'>One</p><p id='a'>Two</p>", "two elements are called: a"),
        ("<p style='inline-size: 500px'>Too wide</p>", "wider than a phone"),
    ],
)
def test_a_page_that_shuts_somebody_out_is_found(browser: Browser, body: str, fault: str | None):
    page = browser.new_page()
    page.set_content(BARE.format(body))
    found = faults_of(page)
    page.close()
    assert [each for each in found if fault is None or not each.startswith(fault)] == []
    assert bool(found) == bool(fault)


@pytest.mark.browser
def test_what_is_hard_to_read_in_the_dark_alone_is_found(browser: Browser):
    page = browser.new_page()
    page.set_content(
        BARE.format("<style>@media (prefers-color-scheme: dark) { p { color: #eee } }</style><p>Hi</p>")
    )
    assert faults_of(page) == []
    assert len(faults_in_the_dark(page)) == 1
    page.close()
