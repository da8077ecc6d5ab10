"""Which rules applied when a talk was concluded, and what the two made of them."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from appraisal.diagnosis.firings import Firing, firings_in
from appraisal.diagnosis.models import RuleFiring

RULES = {
    "S01": {"version": 2, "logic": "aa", "for": {"skill_level": "strong"}},
    "E01": {"version": 1, "logic": "bb", "for": {"external_factors": "moderate"}},
    "B01": {"version": 1, "logic": "cc", "for": {}},
}
RESULT = {
    "rules": {"S01": {"answer": "yes"}, "E01": {"answer": "yes"}, "B01": {"answer": "no"}},
    "factors": {
        "skill_level": {"status": "supported", "for": ["S01"]},
        "external_factors": {"status": "possible", "for": ["E01"]},
    },
}


def of(rule, *concluded):
    return next(each for each in firings_in(RESULT, RULES, concluded) if each.rule == rule)


def test_only_rules_that_applied_are_written_down():
    assert [each.rule for each in firings_in(RESULT, RULES, ["skill_level"])] == ["S01", "E01"]


def test_a_rule_is_overridden_when_people_name_other_factors_than_it_helped_to_support():
    assert of("S01", "external_factors") == Firing("S01", 2, "aa", overridden=True, advised=False)
    assert of("S01", "skill_level", "external_factors").overridden is False


def test_a_rule_that_supported_nothing_is_not_overridden():
    assert of("E01", "skill_level").overridden is False


def test_whoever_names_no_factor_overrides_nothing():
    assert of("S01").overridden is False


def test_advice_is_judged_where_a_factor_was_named_that_the_rule_speaks_for():
    assert of("E01", "external_factors").advised is True
    assert of("E01", "skill_level").advised is False


def test_what_was_handed_over_leaves_no_firing():
    assert firings_in({"as_of": "2017-12-29", "outcome": "handed_over", "engine": "1"}, RULES, []) == ()


def test_the_rules_of_a_concluded_talk_are_written_down_once_and_for_ever(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.conclude(key, "external_factors")
    rows = table.store.scalars(select(RuleFiring)).all()
    assert {row.diagnosis_id for row in rows} == {key}
    assert len({row.rule for row in rows}) == len(rows) > 0
    table.store.commit()
    with pytest.raises(DatabaseError):
        table.store.execute(text("update rule_firing set overridden = true"))
    table.store.rollback()
