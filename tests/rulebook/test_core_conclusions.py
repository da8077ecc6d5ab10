"""What the core pack concludes where its first edition was weak: consequences, one event, one voice, old answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from appraisal.rulebook import Differential, Fact, diagnose, read_facts
from tests.rulebook.test_core_pack import core

DAY = date(2024, 6, 30)
CHOICE, DEGREE, PERSISTENCE = "choice_to_expend_effort", "degree_of_effort", "persistence"
A_GAP = {"gap_ratio": 0.7, "gap_matters": True, "variation_within_normal": False}
CONSEQUENCES = {"good_perf_punished": "C03", "nonperf_rewarded": "C04", "no_consequence_either_way": "C05"}
IN_DEGREE = {"good_perf_punished": "D14", "nonperf_rewarded": "D15", "no_consequence_either_way": "D16"}
IN_PERSISTENCE = {"good_perf_punished": "P10", "nonperf_rewarded": "P11", "no_consequence_either_way": "P12"}


def found_in(**given: Any) -> Differential:
    return diagnose(core(), read_facts(core().schema, {**A_GAP, **given}), DAY)


def speaking(found: Differential) -> set[str]:
    return {rule for finding in found.findings.values() for rule in finding.supporting}


@pytest.mark.parametrize("fact", CONSEQUENCES)
@pytest.mark.parametrize("start", [None, "sometimes", "rarely"])
def test_a_consequence_speaks_for_the_choice_unless_the_person_is_known_always_to_begin(
    fact: str, start: str | None
) -> None:
    spoken = speaking(found_in(**{fact: True, "starts_task": start}))
    assert CONSEQUENCES[fact] in spoken
    assert spoken.isdisjoint({IN_DEGREE[fact], IN_PERSISTENCE[fact]})


@pytest.mark.parametrize("fact", CONSEQUENCES)
@pytest.mark.parametrize("pattern", [None, "steady", "last_minute", "irregular"])
def test_of_somebody_who_always_begins_a_consequence_speaks_for_the_degree(
    fact: str, pattern: str | None
) -> None:
    spoken = speaking(found_in(**{fact: True, "starts_task": "always", "output_pattern": pattern}))
    assert IN_DEGREE[fact] in spoken
    assert spoken.isdisjoint({CONSEQUENCES[fact], IN_PERSISTENCE[fact]})


@pytest.mark.parametrize("fact", CONSEQUENCES)
def test_of_somebody_who_begins_and_fades_a_consequence_speaks_for_persistence(fact: str) -> None:
    spoken = speaking(
        found_in(**{fact: True, "starts_task": "always", "output_pattern": "strong_start_fade"})
    )
    assert IN_PERSISTENCE[fact] in spoken
    assert spoken.isdisjoint({CONSEQUENCES[fact], IN_DEGREE[fact]})


def test_good_work_that_is_punished_leads_to_the_degree_of_someone_who_always_begins() -> None:
    looked_at = {"external_checklist_done": True, "obstacle_open_count": 0, "goal_restated_correctly": "yes"}
    found = found_in(good_perf_punished=True, starts_task="always", activity_ratio=0.8, **looked_at)
    assert found.leading == DEGREE
    assert found.findings[CHOICE].status == "ruled_out"
    assert found.remedy is not None
    assert "for the manager to do" in found.remedy["en"]


def test_every_consequence_says_that_the_work_makes_it_likely() -> None:
    for rule in (*IN_DEGREE.values(), *IN_PERSISTENCE.values(), *CONSEQUENCES.values()):
        assert "made likely by how the work is set up" in core().rules[rule].title["en"]


ONE_EVENT = {"recent_single_event": True, "n_measured_periods": 1}


def test_one_event_asks_for_more_until_it_is_fully_in_writing() -> None:
    assert found_in(**ONE_EVENT).gates == ("G04",)
    assert found_in(**ONE_EVENT, event_fully_documented=False).gates == ("G04",)
    remedy = found_in(**ONE_EVENT).remedy
    assert remedy is not None
    assert "write down the day" in remedy["en"]


def test_one_event_in_full_record_leads_to_a_talk_and_to_waiting_and_to_no_cause() -> None:
    found = found_in(**ONE_EVENT, event_fully_documented=True, good_perf_punished=True)
    assert (found.outcome, found.gates, found.leading) == ("no_diagnosis", ("G15",), None)
    assert found.remedy is not None
    assert "wait whether it repeats" in found.remedy["en"]
    assert speaking(found) == set()


def test_a_pattern_in_full_record_is_looked_into() -> None:
    repeated = {"recent_single_event": True, "n_measured_periods": 3, "event_fully_documented": True}
    assert found_in(**repeated).gates == ()


CONTROLLED = {"micromanaged": True, "did_it_before_to_standard": True}


@pytest.mark.parametrize(("confirmed", "rule"), [(True, "E25"), (None, "E25"), (False, "E33")])
def test_close_control_that_nobody_else_confirms_is_a_weak_sign(confirmed: bool | None, rule: str) -> None:
    spoken = speaking(found_in(**CONTROLLED, obstacle_confirmed_by_other=confirmed))
    assert spoken & {"E25", "E33"} == {rule}


def test_the_weight_of_close_control_follows_who_says_so() -> None:
    one_voice = found_in(**CONTROLLED, manager_support_rating=1, obstacle_confirmed_by_other=False)
    two_voices = found_in(**CONTROLLED, manager_support_rating=1, obstacle_confirmed_by_other=True)
    assert one_voice.findings["external_factors"].status == "possible"
    assert two_voices.findings["external_factors"].status == "supported"


@pytest.mark.parametrize(("confirmed", "rule"), [(True, "C12"), (None, "C12"), (False, "C18")])
def test_an_event_that_only_the_manager_sees_is_a_weak_sign(confirmed: bool | None, rule: str) -> None:
    event = {"motivation_event": "promotion_denied", "gap_onset": "sudden"}
    assert speaking(found_in(**event, motivation_event_confirmed=confirmed)) & {"C12", "C18"} == {rule}


def test_every_fact_of_somebodys_present_state_ages_and_no_record_with_a_since_when_does() -> None:
    ages = {name: spec.ages for name, spec in core().facts.items() if spec.ages}
    assert set(ages.values()) == {"answer_good_for", "skill_decay_above"}
    assert {name for name, by in ages.items() if by == "skill_decay_above"} == {
        "demonstrated_in_test",
        "performance_with_coach",
        "training_test_result",
    }
    states = ("tools_available", "workload_ratio", "could_do_employee", "goal_commitment", "fatigue_reported")
    records = ("goal_written", "role_new_days", "gap_ratio", "gap_onset", "did_it_before_to_standard",
               "obstacle_open_count", "motivation_event", "trained_for_task")  # fmt: skip
    assert set(states) <= set(ages)
    assert set(records).isdisjoint(ages)


def test_no_fact_of_a_register_of_matters_ages_because_a_person_closes_it() -> None:
    assert [name for name, spec in core().facts.items() if spec.restricted and spec.ages] == []


@pytest.mark.parametrize(
    ("fact", "value", "days", "rule"),
    [("tools_available", "missing", 92, "E04"), ("demonstrated_in_test", "fail", 180, "S01")],
)
def test_a_state_counts_for_a_review_period_and_a_work_sample_until_skill_decays(
    fact: str, value: str, days: int, rule: str
) -> None:
    def speaks(days_ago: int) -> bool:
        given = read_facts(core().schema, A_GAP)
        given[fact] = Fact(value, "manager", DAY - timedelta(days=days_ago))
        return rule in speaking(diagnose(core(), given, DAY))

    assert (speaks(days), speaks(days + 1)) == (True, False)
