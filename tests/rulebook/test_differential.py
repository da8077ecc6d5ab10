"""From answers of rules to statuses, gates and an outcome."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from appraisal.rulebook import Fact, WrongFacts, diagnose, read_facts
from tests.rulebook.packs import Diagnosed, contra, fact, pack_of, parameter, pro, rule, texts

DAY = date(2024, 6, 30)
EXTERNAL, UNDERSTANDING, SKILL = "external_factors", "understanding_of_task", "skill_level"
APTITUDE, CHOICE, DEGREE = "aptitude", "choice_to_expend_effort", "degree_of_effort"


def test_a_strong_sign_alone_supports_a_factor_and_leads(diagnosed: Diagnosed) -> None:
    result = diagnosed({"S1": pro(SKILL, "strong", "a", remedy=texts("Practise"))}, a=True)
    assert result.findings[SKILL].status == "supported"
    assert (result.outcome, result.leading) == ("diagnosis", SKILL)
    assert result.remedy == texts("Practise")


def test_three_weak_signs_do_not_support_a_factor(diagnosed: Diagnosed) -> None:
    rules = {f"S{name}": pro(SKILL, "weak", name) for name in "abc"}
    result = diagnosed(rules, a=True, b=True, c=True)
    assert result.findings[SKILL].status == "possible"
    assert result.outcome == "more_info"


def test_a_moderate_and_a_weak_sign_together_support_a_factor(diagnosed: Diagnosed) -> None:
    rules = {"S1": pro(SKILL, "moderate", "a"), "S2": pro(SKILL, "weak", "b")}
    assert diagnosed(rules, a=True, b=True).findings[SKILL].status == "supported"


def test_of_one_group_only_the_strongest_answer_counts(diagnosed: Diagnosed) -> None:
    rules = {
        "S1": pro(SKILL, "moderate", "a", group="same answer"),
        "S2": pro(SKILL, "weak", "a or b", group="same answer"),
    }
    result = diagnosed(rules, a=True, b=True)
    assert result.findings[SKILL].supporting == ("S1", "S2")
    assert result.findings[SKILL].status == "possible"


def test_a_sign_against_makes_a_supported_factor_contested(diagnosed: Diagnosed) -> None:
    rules = {"S1": pro(SKILL, "strong", "a"), "S2": contra(SKILL, "moderate", "b")}
    assert diagnosed(rules, a=True, b=True).findings[SKILL].status == "contested"


def test_a_strong_sign_holds_against_a_weak_one(diagnosed: Diagnosed) -> None:
    rules = {"S1": pro(SKILL, "strong", "a"), "S2": contra(SKILL, "weak", "b")}
    assert diagnosed(rules, a=True, b=True).findings[SKILL].status == "supported"


def test_as_much_against_as_for_is_contested_and_not_ruled_out(diagnosed: Diagnosed) -> None:
    rules = {"S1": pro(SKILL, "moderate", "a"), "S2": contra(SKILL, "moderate", "b")}
    assert diagnosed(rules, a=True, b=True).findings[SKILL].status == "contested"


def test_two_points_against_and_none_for_rule_a_factor_out(diagnosed: Diagnosed) -> None:
    rules = {"S1": pro(SKILL, "strong", "a"), "S2": contra(SKILL, "moderate", "b")}
    assert diagnosed(rules, b=True).findings[SKILL].status == "ruled_out"


def test_one_weak_sign_against_rules_nothing_out(diagnosed: Diagnosed) -> None:
    rules = {"S1": pro(SKILL, "strong", "a"), "S2": contra(SKILL, "weak", "b")}
    assert diagnosed(rules, b=True).findings[SKILL].status == "unknown"


def test_enough_firm_noes_rule_a_factor_out(diagnosed: Diagnosed) -> None:
    rules = {f"S{name}": pro(SKILL, "strong", name) for name in "abc"}
    assert diagnosed(rules, a=False, b=False, c=False).findings[SKILL].status == "ruled_out"
    assert diagnosed(rules, a=False).findings[SKILL].status == "unknown"


def test_firm_noes_rule_nothing_out_while_most_was_never_asked(diagnosed: Diagnosed) -> None:
    rules = {f"S{name}": pro(SKILL, "strong", name) for name in "abcde"}
    assert diagnosed(rules, a=False, b=False).findings[SKILL].status == "unknown"


def test_firm_noes_of_one_group_are_one_no(diagnosed: Diagnosed) -> None:
    rules = {f"S{name}": pro(SKILL, "strong", name, group="one") for name in "abc"}
    assert diagnosed(rules, a=False, b=False, c=False).findings[SKILL].status == "unknown"


def test_what_nobody_asked_counts_neither_for_nor_against(diagnosed: Diagnosed) -> None:
    result = diagnosed({"S1": pro(SKILL, "strong", "a"), "S2": contra(SKILL, "strong", "b")})
    assert result.findings[SKILL].status == "unknown"
    assert result.findings[SKILL].unknown == ("S1", "S2")


def test_less_than_half_of_the_weight_answered_is_not_enough(diagnosed: Diagnosed) -> None:
    rules = {"S1": pro(SKILL, "moderate", "a"), "S2": pro(SKILL, "strong", "b")}
    assert diagnosed(rules, a=True).findings[SKILL].not_enough_known
    assert not diagnosed(rules, b=True).findings[SKILL].not_enough_known


def test_a_firing_block_closes_a_factor(diagnosed: Diagnosed) -> None:
    rules = {"A1": pro(APTITUDE, "strong", "a"), "A5": rule("b", blocks=[APTITUDE])}
    result = diagnosed(rules, a=True, b=True)
    assert result.findings[APTITUDE].status == "blocked"
    assert result.findings[APTITUDE].blocked_by == ("A5",)
    assert result.leading is None


def test_an_open_block_is_never_counted_as_no(diagnosed: Diagnosed) -> None:
    rules = {"A1": pro(APTITUDE, "strong", "a"), "A5": rule("b", blocks=[APTITUDE])}
    assert diagnosed(rules, a=True).findings[APTITUDE].status == "blocked"
    assert diagnosed(rules).findings[APTITUDE].status == "unknown"
    assert diagnosed(rules, a=True, b=False).leading == APTITUDE


def test_the_earlier_factor_leads_even_when_a_later_one_has_more(diagnosed: Diagnosed) -> None:
    rules = {
        "E1": pro(EXTERNAL, "strong", "a"),
        "S1": pro(SKILL, "strong", "b"),
        "S2": pro(SKILL, "strong", "c"),
    }
    result = diagnosed(rules, a=True, b=True, c=True)
    assert result.leading == EXTERNAL
    assert result.cannot_be_told_apart == ()


def test_supported_factors_within_two_points_cannot_be_told_apart(diagnosed: Diagnosed) -> None:
    rules = {
        "E1": pro(EXTERNAL, "strong", "a"),
        "S1": pro(SKILL, "strong", "b"),
        "S2": pro(SKILL, "moderate", "c"),
    }
    assert diagnosed(rules, a=True, b=True, c=True).cannot_be_told_apart == (EXTERNAL, SKILL)


def test_a_firm_no_sets_two_factors_apart_but_not_one_from_a_group_that_fired(diagnosed: Diagnosed) -> None:
    rules = {
        "E1": pro(EXTERNAL, "strong", "a"),
        "E2": pro(EXTERNAL, "strong", "d"),
        "S1": pro(SKILL, "strong", "b"),
        "S2": pro(SKILL, "moderate", "c"),
    }
    grouped = {**rules, "E1": {**rules["E1"], "group": "one"}, "E2": {**rules["E2"], "group": "one"}}
    assert diagnosed(rules, a=True, b=True, c=True, d=False).cannot_be_told_apart == ()
    assert diagnosed(grouped, a=True, b=True, c=True, d=False).cannot_be_told_apart == (EXTERNAL, SKILL)


MOTIVATION = {
    "C1": pro(CHOICE, "strong", "a"),
    "E1": contra(EXTERNAL, "strong", "b"),
    "U1": contra(UNDERSTANDING, "strong", "c"),
}


def test_motivation_may_lead_only_when_two_earlier_factors_were_looked_at(diagnosed: Diagnosed) -> None:
    assert diagnosed(MOTIVATION, a=True).leading is None
    assert diagnosed(MOTIVATION, a=True, b=True).leading is None
    assert diagnosed(MOTIVATION, a=True, b=True).outcome == "more_info"
    assert diagnosed(MOTIVATION, a=True, b=True, c=True).leading == CHOICE


def test_motivation_never_leads_over_a_supported_skill_gap(diagnosed: Diagnosed) -> None:
    rules = {**MOTIVATION, "S1": pro(SKILL, "moderate", "d"), "S2": pro(SKILL, "weak", "e")}
    assert diagnosed(rules, a=True, b=True, c=True, d=True, e=True).leading == SKILL


def test_the_remedy_is_that_of_the_strongest_firing_rule_that_has_one(diagnosed: Diagnosed) -> None:
    rules = {
        "S1": pro(SKILL, "weak", "a", remedy=texts("Weak advice")),
        "S2": pro(SKILL, "moderate", "b", remedy=texts("Good advice")),
        "S3": pro(SKILL, "strong", "c"),
    }
    result = diagnosed(rules, a=True, b=True, c=True)
    assert (result.remedy, result.remedy_rule) == (texts("Good advice"), "S2")


def test_drafts_and_retired_rules_are_not_asked(diagnosed: Diagnosed) -> None:
    rules = {
        "S1": pro(SKILL, "strong", "a", status="draft"),
        "S2": pro(SKILL, "strong", "a", status="retired"),
        "S3": pro(SKILL, "weak", "a"),
    }
    assert diagnosed(rules, a=True).findings[SKILL].supporting == ("S3",)


def test_a_rule_can_speak_for_one_factor_and_against_another(diagnosed: Diagnosed) -> None:
    both = rule("a", evidence={"for": {SKILL: "strong"}, "against": {CHOICE: "moderate"}})
    result = diagnosed({"S1": both}, a=True)
    assert result.findings[SKILL].status == "supported"
    assert result.findings[CHOICE].status == "ruled_out"


def test_a_register_is_never_consulted_by_the_engine_itself(tmp_path: Path) -> None:
    pack = pack_of(
        tmp_path, {"trained": fact(absence="false")}, {"S1": pro(SKILL, "strong", "trained == false")}
    )
    assert diagnose(pack, {}, DAY).findings[SKILL].status == "unknown"


def test_a_fact_of_the_wrong_type_is_refused_also_when_it_comes_with_an_origin(diagnosed: Diagnosed) -> None:
    with pytest.raises(WrongFacts, match="must be true or false, not 1"):
        diagnosed({"S1": pro(SKILL, "strong", "a")}, a=1)


def test_a_trace_tells_value_origin_and_day_or_that_nobody_asked(tmp_path: Path) -> None:
    facts = {"a": fact(), "n": fact("number", unit="ratio")}
    pack = pack_of(tmp_path, facts, {"S1": pro(SKILL, "strong", "a and n < low")}, {"low": parameter(0.8)})
    result = diagnose(pack, {"a": Fact(True, "check-in answer", date(2024, 6, 2), "Sara")}, DAY)
    (trace,) = result.traces
    assert (trace.answer, trace.missing, trace.parameters) == ("unknown", ("n",), (("low", 0.8),))
    first, second = trace.facts
    assert (first.value, first.origin, first.on, first.author) == (
        True,
        "check-in answer",
        date(2024, 6, 2),
        "Sara",
    )
    assert (second.fact, second.known) == ("n", False)


def test_last_years_diagnosis_keeps_last_years_number(tmp_path: Path) -> None:
    low = parameter(0.8)
    low["values"].append({"from": "2025-01-01", "value": 0.5, "source": "agreed"})
    pack = pack_of(tmp_path, {"n": fact("number")}, {"S1": pro(SKILL, "strong", "n < low")}, {"low": low})
    facts = read_facts(pack.schema, {"n": 0.6})
    assert diagnose(pack, facts, date(2024, 12, 31)).leading == SKILL
    assert diagnose(pack, facts, date(2025, 1, 1)).leading is None


def test_125_rules_over_112_facts_each_leave_a_trace(tmp_path: Path) -> None:
    names = [f"fact_{number}" for number in range(112)]
    factors = [EXTERNAL, UNDERSTANDING, SKILL, CHOICE, DEGREE]
    rules = {
        f"R{number}": pro(
            factors[number % 5], "moderate", f"{names[number % 112]} and not {names[(number * 7 + 1) % 112]}"
        )
        for number in range(125)
    }
    pack = pack_of(tmp_path, {name: fact() for name in names}, rules)
    facts = read_facts(pack.schema, dict.fromkeys(names[::3], True))
    assert len(diagnose(pack, facts, DAY).traces) == 125


def test_a_rule_that_is_set_aside_stays_unknown_and_counts_for_nothing(tmp_path: Path) -> None:
    facts = {"tool_missing": fact(ask="nobody")}
    pack = pack_of(tmp_path, facts, {"E1": pro(EXTERNAL, "strong", "tool_missing == true")})
    given = read_facts(pack.schema, {"tool_missing": True})

    counted = diagnose(pack, given, DAY).findings[EXTERNAL]
    contested = diagnose(pack, given, DAY, set_aside={"E1"}).findings[EXTERNAL]

    assert (counted.status.value, counted.supporting) == ("supported", ("E1",))
    assert (contested.status.value, contested.unknown) == ("unknown", ("E1",))
