"""The differential: gates first, then every factor, then what to ask next.

Owns the order of gates, the outcome and the trace of every rule. It names hypotheses; two people draw
the conclusion. A fact that is not there is unknown and never a no.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from appraisal.rulebook.ageing import too_old
from appraisal.rulebook.evidence import (
    FactorRules,
    Status,
    Weighed,
    close_together,
    leading_among,
    rules_by_factor,
    weigh,
)
from appraisal.rulebook.facts import Facts, checked_facts
from appraisal.rulebook.kleene import Answer, answer_of
from appraisal.rulebook.method import Method, method_on
from appraisal.rulebook.pack import Pack
from appraisal.rulebook.questions import Question, next_questions
from appraisal.rulebook.rules import FACTORS, GATES, Rule
from appraisal.rulebook.texts import Texts

ENGINE_VERSION = "1"
HANDED_OVER_BY = frozenset({"escalate", "rebase"})


class Outcome(StrEnum):
    """What came of it as a whole."""

    DIAGNOSIS = "diagnosis"
    MORE_INFO = "more_info"
    NO_DIAGNOSIS = "no_diagnosis"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class FactTrace:
    """A fact as a rule saw it; ``known`` is false when nobody asked.

    One that is ``aged`` is not known either, though it tells what was said, when and by whom.
    """

    fact: str
    known: bool
    value: Any = None
    origin: str = ""
    on: date | None = None
    author: str = ""
    since: date | None = None
    aged: bool = False


@dataclass(frozen=True, slots=True)
class RuleTrace:
    """What one rule answered, from which facts, by which numbers, and what it lacked."""

    rule: str
    version: int
    logic: str
    answer: Answer
    facts: tuple[FactTrace, ...]
    parameters: tuple[tuple[str, float | None], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What can be said of one factor, with the rules on each side."""

    factor: str
    status: Status
    supporting: tuple[str, ...] = ()
    opposing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    blocked_by: tuple[str, ...] = ()
    not_enough_known: bool = True


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which rules spoke, so that a finding can be explained years later."""

    name: str
    version: str
    sha256: str
    language: str
    facts_version: str
    engine: str = ENGINE_VERSION


@dataclass(frozen=True, slots=True)
class Differential:
    """The whole answer, complete in itself."""

    outcome: Outcome
    leading: str | None
    findings: Mapping[str, Finding]
    cannot_be_told_apart: tuple[str, ...]
    questions: tuple[Question, ...]
    gates: tuple[str, ...]
    remedy: Texts | None
    remedy_rule: str | None
    traces: tuple[RuleTrace, ...]
    as_of: date
    pack: Stamp
    aged: tuple[str, ...] = ()
    """The facts that were given and are too old to count, by name."""


def diagnose(
    pack: Pack, facts: Facts, as_of: date, *, set_aside: Collection[str] = frozenset()
) -> Differential:
    """Ask every active rule and say what is supported, ruled out, open, and what to ask next.

    A fact that is older on the day than the schema lets it count is unknown; its trace says so. A rule in ``set_aside`` is not asked and stays unknown, as when its answer is contested.

    Raises ``WrongFacts`` when a fact does not fit the schema of the pack. Applies no default: what
    our registers mean by silence is added by ``with_registers``, by a caller who looked.
    """
    return _asked(pack, facts, as_of, set_aside).differential()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it, without a trace and without a question: for looking at very many.

    ``speaking`` are the rules that fired: the gates, or those on either side of a factor. ``aged`` are the
    facts too old to count.
    """

    outcome: Outcome
    leading: str | None
    gates: tuple[str, ...]
    statuses: Mapping[str, Status]
    speaking: tuple[str, ...]
    aged: frozenset[str]


def outcome_of(pack: Pack, facts: Facts, as_of: date, *, set_aside: Collection[str] = frozenset()) -> Verdict:
    """What ``diagnose`` would say, and nothing of why. Raises ``WrongFacts`` like it."""
    return _asked(pack, facts, as_of, set_aside).verdict()


def _prepared(pack: Pack, as_of: date) -> tuple[tuple[Rule, ...], tuple[FactorRules, ...], Method]:
    def prepare() -> tuple[tuple[Rule, ...], tuple[FactorRules, ...], Method]:
        method = method_on(pack.parameters, as_of)
        return pack.active, rules_by_factor(pack.active, method), method

    return pack.keep(("by factor", as_of), prepare)


def _asked(pack: Pack, facts: Facts, as_of: date, set_aside: Collection[str]) -> _Sight:
    """Every active rule's answer, and the gates that fired, in their order."""
    facts = checked_facts(pack.schema, facts)
    aged = too_old(pack, facts, as_of)
    said = {name: fact.value for name, fact in facts.items() if name not in aged}
    values = {**pack.values_on(as_of), **said}
    active, by_factor, method = _prepared(pack, as_of)
    answers = {rule.id: None if rule.id in set_aside else rule.condition.evaluate(values) for rule in active}
    firing = sorted(
        (rule for rule in active if rule.gate and answers[rule.id]), key=lambda rule: GATES.index(rule.gate)
    )
    first = firing[0].gate if firing else ""
    if first in HANDED_OVER_BY:
        firing = [rule for rule in firing if rule.gate in HANDED_OVER_BY]
    return _Sight(pack, facts, aged, values, answers, as_of, first, firing, active, by_factor, method)


@dataclass(frozen=True, slots=True)
class _Sight:
    """Everything one diagnosis looks at."""

    pack: Pack
    facts: Facts
    aged: frozenset[str]
    values: Mapping[str, Any]
    answers: Mapping[str, bool | None]
    as_of: date
    first: str
    firing: list[Rule]
    active: tuple[Rule, ...]
    by_factor: tuple[FactorRules, ...]
    method: Method

    def differential(self) -> Differential:
        """The whole answer."""
        if self.first in HANDED_OVER_BY:
            return self.closed(Outcome.HANDED_OVER, Status.BLOCKED, self.firing)
        if self.first == "no_diagnosis":
            return self.closed(Outcome.NO_DIAGNOSIS, Status.UNKNOWN, self.firing)
        return self.opened(self.active, self.firing, self._weighed())

    def verdict(self) -> Verdict:
        """The outcome, the gates and a word for each factor."""
        gates = tuple(rule.id for rule in self.firing)
        if self.first in HANDED_OVER_BY:
            blocked: dict[str, Status] = dict.fromkeys(FACTORS, Status.BLOCKED)
            return Verdict(Outcome.HANDED_OVER, None, gates, blocked, gates, self.aged)
        if self.first == "no_diagnosis":
            unknown: dict[str, Status] = dict.fromkeys(FACTORS, Status.UNKNOWN)
            return Verdict(Outcome.NO_DIAGNOSIS, None, gates, unknown, gates, self.aged)
        weighed = self._weighed()
        leading = None if gates else leading_among(weighed, self.method)
        outcome = Outcome.DIAGNOSIS if leading else Outcome.MORE_INFO
        statuses = {factor: each.status for factor, each in weighed.items()}
        speaking = {rule for each in weighed.values() for rule in (*each.supporting, *each.opposing)}
        return Verdict(outcome, leading, gates, statuses, (*gates, *sorted(speaking)), self.aged)

    def _weighed(self) -> Mapping[str, Weighed]:
        return {each.factor: weigh(each, self.answers, self.method) for each in self.by_factor}

    def closed(self, outcome: Outcome, status: Status, gates: list[Rule]) -> Differential:
        """No cause is looked at: the gates and their remedy, and nothing else."""
        findings = {factor: Finding(factor, status) for factor in FACTORS}
        return self._differential(outcome, None, findings, (), (), gates, gates, gates)

    def opened(
        self, active: tuple[Rule, ...], gates: list[Rule], weighed: Mapping[str, Weighed]
    ) -> Differential:
        """Every factor with its evidence; a leading one only when no gate asks for more."""
        findings = {
            factor: Finding(
                factor, each.status, each.supporting, each.opposing, each.unknown, each.blocked_by,
                not each.enough_known,
            )
            for factor, each in weighed.items()
        }  # fmt: skip
        leading = None if gates else leading_among(weighed, self.method)
        outcome = Outcome.DIAGNOSIS if leading else Outcome.MORE_INFO
        questions = next_questions(self.pack, self.as_of, self.values, self.answers, weighed)
        advising = gates or (self._strongest_first(weighed[leading]) if leading else [])
        apart = close_together(weighed, self.method)
        return self._differential(outcome, leading, findings, apart, questions, gates, advising, active)

    def _strongest_first(self, weighed: Weighed) -> list[Rule]:
        rules = [self.pack.rules[name] for name in weighed.supporting]
        return sorted(rules, key=lambda rule: -self.method.points[rule.supports[weighed.factor]])

    def _differential(
        self,
        outcome: Outcome,
        leading: str | None,
        findings: Mapping[str, Finding],
        apart: tuple[str, ...],
        questions: tuple[Question, ...],
        gates: list[Rule],
        advising: list[Rule],
        traced: tuple[Rule, ...] | list[Rule],
    ) -> Differential:
        adviser = next((rule for rule in advising if rule.remedy), None)
        pack = self.pack
        return Differential(
            outcome=outcome,
            leading=leading,
            findings=findings,
            cannot_be_told_apart=apart,
            questions=questions,
            gates=tuple(rule.id for rule in gates),
            remedy=adviser.remedy if adviser else None,
            remedy_rule=adviser.id if adviser else None,
            traces=self._traces(traced),
            as_of=self.as_of,
            pack=Stamp(pack.name, pack.version, pack.sha256, pack.language, pack.facts_version),
            aged=tuple(sorted(self.aged)),
        )

    def _traces(self, rules: tuple[Rule, ...] | list[Rule]) -> tuple[RuleTrace, ...]:
        aged = self.aged
        seen: dict[str, FactTrace] = {}
        for name, fact in self.facts.items():
            trace = (fact.value, fact.origin, fact.on, fact.author, fact.since, name in aged)
            seen[name] = FactTrace(name, name not in aged, *trace)
        traces = []
        for rule in rules:
            condition, answer = rule.condition, self.answers[rule.id]
            traces.append(
                RuleTrace(
                    rule.id,
                    rule.version,
                    rule.logic_digest,
                    answer_of(answer),
                    tuple(seen.get(name) or FactTrace(name, False) for name in condition.facts),
                    tuple((name, self.values[name]) for name in condition.parameters),
                    condition.missing(self.values) if answer is None else (),
                )
            )
        return tuple(traces)
