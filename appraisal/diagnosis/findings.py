"""An evaluation and its edition, put together for a reader: sentences and dated facts, and nothing to compute. Pure.

The order of the factors is the order in which they are looked at. No number about a person is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from appraisal.diagnosis.shown import (
    NOTHING_ASIDE,
    Aside,
    Shown,
    ShownFact,
    ShownFactor,
    ShownGate,
    ShownQuestion,
    ShownRule,
    ShownStep,
    Texts,
)
from appraisal.rulebook import FACTORS

Content = Mapping[str, Any]
MOST_MISSING = 6
GAP = ("gap_ratio", "gap_duration_weeks", "gap_onset", "last_done_to_standard_days", "peers_same_gap_share")
GAP_SINCE = "gap_duration_weeks"
"""The fact whose day says from when the result lay below the goal."""
CONSEQUENCES = frozenset(
    {"good_perf_punished", "nonperf_rewarded", "no_consequence_either_way", "reward_not_contingent"}
)
"""Facts about what follows from work: the choice is the person's, the cause lies in how the work is set up."""
MOTIVES = frozenset({"choice_to_expend_effort", "degree_of_effort", "persistence"})


HAVE_A_BEGINNING = frozenset(
    {
        "tools_available", "input_supply_ratio", "input_quality_ok", "workload_ratio", "conflicting_assignments",
        "staffing_gap_share", "authority_sufficient", "info_access_ok", "territory_potential_ratio", "market_shift",
        "process_defect_known", "coworker_noncooperation", "micromanaged", "priorities_conflict",
        "priority_rank_match", "goal_change_told", "task_changed", "starts_task", "avoids_this_task_only",
        "does_minimum", "hours_on_task_ratio", "good_perf_punished", "nonperf_rewarded",
        "no_consequence_either_way", "reward_not_contingent", "task_meaning_low", "fairness_concern",
        "fear_of_failure", "fatigue_reported", "meeting_participation", "motivation_event", "stops_after_setback",
        "output_pattern",
    }
)  # fmt: skip
"""Facts that can have begun at some time: their questions ask "since when?" too."""
NEXT_BY_FACT = {
    "gap_ratio": "recognise",
    "variation_within_normal": "let_be",
    "gap_matters": "change_goal",
    "recent_single_event": "one_event",
    "measure_source_quality": "collect_facts",
}
"""What a gate that rests on this fact leads to, where it names no cause."""


def shown(edition: Content, result: Content, snapshot: Content, aside: Aside = NOTHING_ASIDE) -> Shown:
    """Put an evaluation together with the texts of the pack that spoke, and with what is set aside."""
    leading, aside = result.get("leading"), aside_in(result, aside)
    rules = edition["rules"]
    factors = tuple(
        _factor(edition, name, found, result, snapshot, aside)
        for name in FACTORS
        if (found := result.get("factors", {}).get(name)) is not None
    )
    advising = [key for each in factors if each.leads for key in (rule.key for rule in each.speaks_for)]
    adviser = result.get("remedy_rule")
    days = [rules[key]["follow_up_days"] for key in advising if rules[key]["follow_up_days"]]
    return Shown(
        outcome=result["outcome"],
        leading=leading,
        factors=factors,
        apart=tuple(result.get("cannot_be_told_apart", ())),
        gates=tuple(_gate(key, rules[key]) for key in result.get("gates", ())),
        questions=tuple(
            question_of(edition, asked["fact"], asked["worded_by"]) for asked in result.get("questions", ())
        ),
        remedy=rules[adviser]["remedy"] if adviser in rules else None,
        harms=_once(rules[key]["harms"] for key in advising if rules[key]["harms"]),
        follow_up_days=min(days) if days else None,
        line=_line(result, rules, snapshot),
        gap=tuple(
            shown_fact(edition, name, snapshot, aside)
            for name in GAP
            if name in snapshot or name in aside.facts
        ),
    )


def aside_in(result: Content, aside: Aside) -> Aside:
    """What does not count in a look: what is contested, and what was too old when it was looked at."""
    return replace(aside, aged=frozenset(result.get("aged", ())))


def _gate(key: str, rule: Content) -> ShownGate:
    leads_to = next((NEXT_BY_FACT[fact] for fact in rule["facts"] if fact in NEXT_BY_FACT), "")
    return ShownGate(key, rule["title"], rule["remedy"], leads_to)


def _line(result: Content, rules: Content, snapshot: Content) -> tuple[ShownStep, ...]:
    """What turned, in the order of time, and among it the day from which the result lay below the goal."""
    steps = [_step(step, rules) for step in result.get("line", ())]
    gap = snapshot.get(GAP_SINCE)
    if steps and gap is not None and gap["on"]:
        steps.append(ShownStep(date.fromisoformat(gap["on"]), "", None, leads=False, origin=gap["origin"]))
    return tuple(sorted(steps, key=lambda step: step.on))


def _step(step: Content, rules: Content) -> ShownStep:
    return ShownStep(
        date.fromisoformat(step["on"]),
        step["factor"],
        rules[step["rule"]]["title"] if step["rule"] else None,
        step["leads"],
        step.get("origin", ""),
        step.get("author", ""),
    )


def shown_fact(edition: Content, name: str, snapshot: Content, aside: Aside = NOTHING_ASIDE) -> ShownFact:
    """One fact as it stood; a contested one as it stood before it was set aside."""
    spec, kept, contested = edition["facts"][name], snapshot.get(name), aside.facts.get(name)
    is_contested = contested is not None and kept in (None, contested)
    kept = contested if is_contested else kept
    if kept is None or spec["restricted"]:
        return ShownFact(name, spec["label"], "none")
    value, unit = kept["value"], spec["unit"]
    kind, words, number = _value(spec, value)
    on = date.fromisoformat(kept["on"]) if kept["on"] else None
    if kept["origin"] == "no_record":
        kind = "no_record"
    since = date.fromisoformat(kept["since"]) if kept.get("since") else None
    origin, author = kept["origin"], kept["author"]
    return ShownFact(
        name, spec["label"], kind, words, number, unit, origin, on, author, since, is_contested,
        not is_contested and name in aside.aged,
    )  # fmt: skip


def shown_answer(edition: Content, name: str, value: Any) -> ShownFact:
    """An answer in words, before or beside its weighing."""
    return shown_fact(edition, name, {name: {"value": value, "on": None, "origin": "", "author": ""}})


def question_of(edition: Content, fact: str, worded_by: str | None = None) -> ShownQuestion:
    """The question behind a fact, in the words of a rule where it has its own."""
    spec = edition["facts"][fact]
    text = edition["rules"][worded_by]["question"] if worded_by else spec["question"] or spec["label"]
    kind, options = "number", ()
    if spec["type"] == "bool":
        kind = "choice"
        options = tuple((key, spec["answers"].get(key)) for key in ("yes", "no"))
    elif spec["type"] == "enum":
        kind, options = "choice", tuple(spec["values"].items())
    elif spec["unit"] == "answer":
        kind = "scale"
        options = tuple((str(step), None) for step in range(int(spec["least"]), int(spec["most"]) + 1))
    return ShownQuestion(
        fact,
        text,
        spec["ask"],
        kind,
        spec["unit"],
        options,
        spec["least"],
        spec["most"],
        spec["type"] == "bool",
        fact in HAVE_A_BEGINNING,
    )


def _value(spec: Content, value: Any) -> tuple[str, Texts | None, float | None]:
    if spec["type"] == "enum":
        return "words", spec["values"].get(value), None
    if spec["type"] == "bool":
        key = "yes" if value else "no"
        words = spec["answers"].get(key)
        return ("words", words, None) if words else (key, None, None)
    kind = {"ratio": "share", "answer": "answer"}.get(spec["unit"], "number")
    return kind, None, value


def _factor(
    edition: Content, name: str, found: Content, result: Content, snapshot: Content, aside: Aside
) -> ShownFactor:
    rules = result["rules"]
    known = {side: [key for key in found[side] if key in rules] for side in ("for", "against", "unknown")}
    speaks_for = tuple(rule_in_words(edition, key, snapshot, aside) for key in known["for"])
    open_facts = dict.fromkeys(fact for key in known["unknown"] for fact in rules[key]["missing"])
    missing = [fact for fact in open_facts if fact not in aside.facts and fact not in aside.aged]
    contested = dict.fromkeys(
        fact
        for key in known["unknown"]
        for fact in edition["rules"][key]["facts"]
        if fact in aside.facts and fact not in snapshot
    )
    labels = (edition["facts"][fact]["label"] for fact in missing if not edition["facts"][fact]["restricted"])
    said = {fact.name for rule in speaks_for for fact in rule.facts}
    return ShownFactor(
        key=name,
        status=found["status"],
        speaks_for=speaks_for,
        speaks_against=tuple(rule_in_words(edition, key, snapshot, aside) for key in known["against"]),
        missing=_once(labels)[:MOST_MISSING],
        leads=name == result.get("leading"),
        made_likely_by_work=name in MOTIVES and not said.isdisjoint(CONSEQUENCES),
        aged=tuple(shown_fact(edition, fact, snapshot, aside) for fact in open_facts if fact in aside.aged),
        facts_aside=tuple(shown_fact(edition, fact, snapshot, aside) for fact in contested),
        rules_aside=tuple(
            rule_in_words(edition, key, snapshot, aside) for key in known["unknown"] if key in aside.rules
        ),
    )


def rule_in_words(edition: Content, key: str, snapshot: Content, aside: Aside = NOTHING_ASIDE) -> ShownRule:
    """A rule by its title, with the facts it looks at that are known."""
    rule = edition["rules"][key]
    facts = (shown_fact(edition, name, snapshot, aside) for name in rule["facts"])
    known = tuple(fact for fact in facts if fact.kind != "none")
    return ShownRule(key, rule["title"], known, key in aside.rules)


def _once(texts: Iterable[Texts]) -> tuple[Texts, ...]:
    return tuple({each["en"]: each for each in texts}.values())
