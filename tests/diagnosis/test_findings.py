"""An evaluation put together for a reader, and the words a page finds for it."""

from datetime import date

import pytest

from appraisal.diagnosis.edition import to_kept_snapshot, to_result
from appraisal.diagnosis.findings import question_of, shown, shown_fact
from appraisal.packs.queries import texts_of
from appraisal.rulebook import Fact, diagnose
from tests.conftest import DAY

FLAT = {
    "gap_ratio": 0.6, "external_checklist_done": True, "goal_restated_correctly": "yes",
    "training_cycles_completed": 3, "learning_slope": "flat", "adequate_support_given": True,
    "effort_visible_in_training": True, "accommodation_considered": True, "strength_elsewhere": True,
}  # fmt: skip


@pytest.fixture(scope="module")
def edition(pack):
    return texts_of(pack)


def look(pack, edition, values, on=DAY, origin="employee"):
    facts = {name: Fact(value, origin, on, "Sara Ahmadi") for name, value in values.items()}
    found = diagnose(pack, facts, DAY)
    return shown(edition, to_result(pack, found), to_kept_snapshot(pack.schema, facts))


def test_learning_that_has_not_followed_is_pointed_to_and_the_factor_is_aptitude(pack, edition):
    found = look(pack, edition, FLAT)
    assert found.leading == "aptitude"
    assert {factor.key: factor.status for factor in found.factors}["aptitude"] == "supported"


def test_restricted_facts_are_never_shown_even_where_a_rule_rests_on_them(pack, edition):
    found = look(pack, edition, FLAT)
    named = {
        fact.name
        for factor in found.factors
        for rule in (*factor.speaks_for, *factor.speaks_against)
        for fact in rule.facts
    }
    assert "accommodation_considered" not in named
    kept = {"accommodation_considered": {"value": True, "on": None, "origin": "channel", "author": ""}}
    assert shown_fact(edition, "accommodation_considered", kept).kind == "none"


def test_what_turned_first_leads_the_dated_line(pack, edition):
    facts = {
        "obstacle_open_count": Fact(2, "obstacles", date(2017, 3, 1)),
        "obstacle_confirmed_by_other": Fact(True, "obstacles", date(2017, 3, 1)),
        "output_pattern": Fact("strong_start_fade", "readings", date(2017, 11, 30)),
        "external_checklist_done": Fact(True, "employee", DAY),
    }
    found = diagnose(pack, facts, DAY)
    line = shown(edition, to_result(pack, found), to_kept_snapshot(pack.schema, facts)).line
    assert [(step.factor, step.leads) for step in line] == [
        ("external_factors", True),
        ("persistence", False),
    ]


def test_consequences_of_the_work_put_the_action_on_the_managers_side(pack, edition):
    found = look(pack, edition, {"gap_ratio": 0.6, "good_perf_punished": True, "starts_task": "rarely"})
    choice = next(factor for factor in found.factors if factor.key == "choice_to_expend_effort")
    assert choice.made_likely_by_work


@pytest.mark.parametrize(
    ("fact", "value", "kind"),
    [
        ("tools_available", "missing", "words"),
        ("goal_written", True, "yes"),
        ("gap_ratio", 0.6, "share"),
        ("role_new_days", 40, "number"),
        ("goal_commitment", 4, "answer"),
    ],
)
def test_each_kind_of_fact_has_its_words(edition, fact, value, kind):
    kept = {fact: {"value": value, "on": None, "origin": "employee", "author": ""}}
    assert shown_fact(edition, fact, kept).kind in (kind, "words")


def test_a_fact_without_a_record_shows_no_made_up_number(edition):
    kept = {"feedback_last_days": {"value": 91, "on": None, "origin": "no_record", "author": ""}}
    assert shown_fact(edition, "feedback_last_days", kept).kind == "no_record"


def test_a_scale_offers_each_of_its_steps(edition):
    assert [value for value, _words in question_of(edition, "goal_commitment").options] == list("12345")
