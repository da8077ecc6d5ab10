"""One sheet for both directions: sides are logical, so right-to-left needs no second sheet."""

from __future__ import annotations

import re

from tests.contracts.house import STATIC, TEMPLATES, expect_none

PHYSICAL = re.compile(
    r"""(?<![\w-])(?:
        (?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)
      | border-(?:top|bottom)-(?:left|right)-radius
      | (?:left|right)(?=\s*:)
      | (?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)
    )(?![\w])""",
    re.X,
)


def test_sides_are_logical():
    sheets = sorted([*(STATIC / "css").rglob("*.css"), *TEMPLATES.rglob("*.css")])
    physical = [
        f"{sheet.name}:{number} {found[0]}"
        for sheet in sheets
        for number, line in enumerate(
            re.sub(r"/\*.*?\*/", _blank, sheet.read_text(), flags=re.S).splitlines(), 1
        )
        for found in PHYSICAL.finditer(line)
    ]
    assert sheets
    expect_none(physical)


def test_a_sheet_fetches_nothing_from_elsewhere():
    foreign = [
        f"{sheet.name}: {address}"
        for sheet in (STATIC / "css").rglob("*.css")
        for address in re.findall(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')]+)", sheet.read_text())
    ]
    expect_none(foreign)


def _blank(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")
