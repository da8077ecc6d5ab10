"""The short answer for very many is the long answer without its why."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from appraisal.rulebook import FactSpec, Outcome, diagnose, load_pack, outcome_of, read_facts

DAY = date(2017, 12, 29)
PACK = load_pack(Path(__file__).parents[2] / "rules" / "core")
EDGES = (0, 0.25, 0.5, 0.6, 0.75, 0.8, 0.9, 0.95, 1, 1.2, 1.5, 2, 3, 4, 5, 8, 30, 60, 90, 180, 365)


def values_of(spec: FactSpec) -> st.SearchStrategy:
    if spec.type == "bool":
        return st.booleans()
    if spec.type == "enum":
        return st.sampled_from(sorted(spec.values))
    least = -1000 if spec.least is None else spec.least
    most = 1000 if spec.most is None else spec.most
    inside = [edge for edge in EDGES if least <= edge <= most and (spec.type != "int" or edge == int(edge))]
    return st.sampled_from(inside)


SOME = st.fixed_dictionaries({}, optional={name: values_of(spec) for name, spec in PACK.facts.items()})
ENDING = ("gap_ratio", "gap_matters", "variation_within_normal", "event_fully_documented")
"""Facts by which a gate may end the look before any cause."""
DAYS_AGO = st.sampled_from([0, 30, 100, 200, 800])
PLAIN = st.fixed_dictionaries(
    {"gap_ratio": st.sampled_from([0.3, 0.6, 0.94])},
    optional={
        name: values_of(spec)
        for name, spec in PACK.facts.items()
        if not spec.restricted and name not in ENDING
    },
)


def says_the_same(plain: dict, days_ago: int) -> Outcome:
    facts = read_facts(PACK.schema, plain, origin="test", on=DAY - timedelta(days=days_ago))
    found, verdict = diagnose(PACK, facts, DAY), outcome_of(PACK, facts, DAY)
    assert (verdict.outcome, verdict.leading, verdict.gates) == (found.outcome, found.leading, found.gates)
    assert verdict.statuses == {factor: finding.status for factor, finding in found.findings.items()}
    fired = {rule for each in found.findings.values() for rule in (*each.supporting, *each.opposing)}
    assert set(verdict.speaking) == {*found.gates, *fired}
    assert verdict.aged == set(found.aged)
    return found.outcome


@settings(max_examples=150)
@given(SOME, DAYS_AGO)
def test_of_any_facts_the_short_answer_is_that_of_the_long_one(plain: dict, days_ago: int) -> None:
    assert says_the_same(plain, days_ago) in Outcome


@settings(max_examples=300)
@given(PLAIN, DAYS_AGO)
def test_of_a_gap_that_no_gate_closes_too(plain: dict, days_ago: int) -> None:
    assert says_the_same(plain, days_ago) in {Outcome.DIAGNOSIS, Outcome.MORE_INFO}
