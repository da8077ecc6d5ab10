"""What one rule said of one goal, and why: rule, version, source, facts, numbers, trace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.diagnosis import policy, records
from appraisal.diagnosis.contest_shown import ContestsBeside, beside
from appraisal.diagnosis.explained import explained
from appraisal.diagnosis.shown import ShownFact, Texts
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.packs import queries as packs
from appraisal.people import queries as people
from appraisal.rulebook import Outcome


@dataclass(frozen=True)
class ExplanationPage:
    """What one rule said of one goal, and why. ``answer``: yes, no or unknown."""

    diagnosis: int
    goal: str
    employee: str
    rule: packs.RuleText
    answer: str
    facts: tuple[ShownFact, ...]
    missing: tuple[Texts, ...]
    beside: ContestsBeside
    evaluated_at: datetime
    pack_name: str
    pack_version: str
    pack_sha256: str


def explanation_page(store: Session, actor: Actor, key: int, rule: str, day: date) -> ExplanationPage:
    """What a rule said of one goal, from what is kept. Raises ``NotFound`` or ``NotAllowed``."""
    diagnosis = records.find_diagnosis(store, key)
    line = people.line_of(store, diagnosis.employee_id, day)
    insist_on_none(policy.may_take_part(actor, line), NotAllowed)
    last = records.last_evaluation(store, key)
    if last.outcome == Outcome.HANDED_OVER or rule not in last.result.get("rules", {}):
        raise NotFound(noun="rule", key=rule)
    contests = beside(store, key, day, may_contest=not policy.may_contest(actor, line))
    aside = replace(contests.aside, aged=frozenset(last.result.get("aged", ())))
    edition = packs.edition_of(store, last.pack_sha256)
    said = explained(edition, last.result, last.snapshot, rule, aside)
    return ExplanationPage(
        diagnosis=key,
        goal=goals.goal_state(store, diagnosis.goal_id, day).statement,
        employee=people.names_of(store, [diagnosis.employee_id]).get(diagnosis.employee_id, ""),
        rule=said.rule,
        answer=said.answer,
        facts=said.facts,
        missing=said.missing,
        beside=contests,
        evaluated_at=last.evaluated_at,
        pack_name=last.pack_name,
        pack_version=last.pack_version,
        pack_sha256=last.pack_sha256,
    )
