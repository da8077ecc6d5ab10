"""A new line of a number, whatever the file holds."""

from datetime import date
from decimal import Decimal

import pytest

from appraisal.packs.numbers import with_line

LINE = '{from: 2018-01-01, value: 0.9, source: "a \\"decision\\": ours"}'


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "values:\n  - {from: [a], value: 1}\n",
        "values:\n  - {from: {a: b}, value: 1}\n",
        "values: 3\n",
        "values: []\n",
        "a: [\n",
        "",
    ],
)
def test_a_file_of_garbage_gets_the_line_and_its_troubles_are_told_by_the_draft(text):
    changed, known = with_line(text, date(2018, 1, 1), Decimal("0.9"), 'a "decision": ours')
    assert LINE in changed
    assert known == frozenset()
