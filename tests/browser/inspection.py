"""What is asked of every page that somebody of the story sees.

No violation of WCAG 2.2 A and AA that axe-core can find, folds opened; nothing wider than a phone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE = {"width": 390, "height": 844}

UNFOLD = "document.querySelectorAll('main details:not([open])').forEach(d => { d.open = true; d.dataset.shut = '' })"
FOLD = (
    "document.querySelectorAll('details[data-shut]').forEach(d => { d.open = false; delete d.dataset.shut })"
)
RUN = """async options => (await axe.run(document, options)).violations.map(found => ({
    rule: found.id, help: found.help,
    places: found.nodes.map(node => node.target.join(' ') + ' — ' + node.any.concat(node.all, node.none)
        .map(check => check.message).join('; ')),
}))"""
WIDER = """() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return []
    return [...document.body.querySelectorAll('*')].filter(each => {
        const box = each.getBoundingClientRect()
        return box.right > room + 1 || box.left < -1
    }).map(each => each.tagName.toLowerCase() + '.' + each.className).slice(0, 8).concat(['the page'])
}"""

TWICE = """() => {
    const all = [...document.querySelectorAll('[id]')].map(each => each.id)
    return [...new Set(all.filter((id, at) => all.indexOf(id) !== at))]
}"""


def faults_of(page: Page) -> list[str]:
    """What is wrong with a page as it stands: for people who cannot see it well, and on a phone."""
    page.evaluate(UNFOLD)
    found = (
        violations(page, {"runOnly": {"type": "tag", "values": TAGS}}) + too_wide(page) + named_twice(page)
    )
    page.evaluate(FOLD)
    return found


def faults_in_the_dark(page: Page) -> list[str]:
    """What cannot be read where somebody prefers the dark."""
    page.emulate_media(color_scheme="dark")
    found = violations(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})
    page.emulate_media(color_scheme="light")
    return [f"in the dark: {fault}" for fault in found]


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe-core finds on the page, one line a place."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found = page.evaluate(RUN, {**options, "resultTypes": ["violations"]})
    return [f"{each['rule']}: {place}" for each in found for place in each["places"]]


def named_twice(page: Page) -> list[str]:
    """The ids that more than one element has: a label or a link finds the first of them alone."""
    return [f"two elements are called: {each}" for each in page.evaluate(TWICE)]


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways on a phone."""
    own = page.viewport_size
    if own and own != PHONE:
        page.set_viewport_size(PHONE)
    found = page.evaluate(WIDER)
    if own and own != PHONE:
        page.set_viewport_size(own)
    return [f"wider than a phone: {each}" for each in found]
