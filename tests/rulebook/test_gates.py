"""Gates: human first, no gap, one event only; none of them names a cause."""

from __future__ import annotations

import pytest

from tests.rulebook.packs import Diagnosed, pro, rule, texts

SKILL = "skill_level"
GATES = {
    "G1": rule("a", gate="escalate", remedy=texts("A person takes over")),
    "G2": rule("b", gate="no_diagnosis", remedy=texts("Recognise it")),
    "G3": rule("c", gate="more_info", remedy=texts("Ask first")),
    "G4": rule("e", gate="rebase", remedy=texts("Rebase the goal")),
    "S1": pro(SKILL, "strong", "d", remedy=texts("Practise")),
}


@pytest.mark.parametrize(
    ("letter", "gate", "remedy"), [("a", "G1", "A person takes over"), ("e", "G4", "Rebase the goal")]
)
def test_a_matter_for_a_person_shows_no_cause_at_all(
    diagnosed: Diagnosed, letter: str, gate: str, remedy: str
) -> None:
    result = diagnosed(GATES, b=True, c=True, d=True, **{letter: True})
    assert result.outcome == "handed_over"
    assert result.gates == (gate,)
    assert result.remedy == texts(remedy)
    assert {finding.status for finding in result.findings.values()} == {"blocked"}
    assert not any(finding.supporting or finding.unknown for finding in result.findings.values())
    assert result.questions == ()
    assert [trace.rule for trace in result.traces] == [gate]


def test_without_a_gap_there_is_nothing_to_diagnose(diagnosed: Diagnosed) -> None:
    result = diagnosed(GATES, b=True, c=True, d=True)
    assert (result.outcome, result.leading) == ("no_diagnosis", None)
    assert result.gates == ("G2", "G3")
    assert result.remedy == texts("Recognise it")
    assert {finding.status for finding in result.findings.values()} == {"unknown"}


def test_a_gate_that_asks_for_more_shows_evidence_but_lets_nothing_lead(diagnosed: Diagnosed) -> None:
    result = diagnosed(GATES, c=True, d=True)
    assert (result.outcome, result.leading) == ("more_info", None)
    assert result.findings[SKILL].status == "supported"
    assert result.remedy == texts("Ask first")


def test_a_gate_that_cannot_tell_stops_nothing(diagnosed: Diagnosed) -> None:
    result = diagnosed(GATES, d=True)
    assert (result.outcome, result.gates, result.remedy) == ("diagnosis", (), texts("Practise"))
