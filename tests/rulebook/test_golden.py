"""kl/1 for ever: what these conditions answered once, they answer in every later release.

A line is added when the language learns something. No line is changed: a change of meaning is kl/2.
"""

from __future__ import annotations

import json
from pathlib import Path

from appraisal.rulebook.condition import condition_of
from appraisal.rulebook.kleene import answer_of
from tests.rulebook.golden_facts import KINDS, PARAMETERS, with_days

GOLDEN = Path(__file__).with_name("golden_kl1.jsonl")


def test_every_golden_line_still_holds() -> None:
    lines = [json.loads(line) for line in GOLDEN.read_text("utf-8").splitlines()]
    assert len(lines) >= 300
    for line in lines:
        condition, faults = condition_of(line["when"], KINDS, PARAMETERS)
        assert condition is not None, (line, faults)
        assert answer_of(condition.evaluate(with_days(line["facts"]))).value == line["answer"], line
