"""What to ask next: the question that tells most about the causes, for what it costs to ask it.

Owns a noisy-OR model over the 127 sets of causes that can be at work, built from the words weak,
moderate and strong of the pack's method. It orders questions and nothing else; its numbers never leave this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from appraisal.rulebook.answers import possible_answers
from appraisal.rulebook.evidence import Answers, Status, Weighed
from appraisal.rulebook.method import Method, method_on
from appraisal.rulebook.pack import Pack
from appraisal.rulebook.rules import FACTORS, Rule
from appraisal.rulebook.texts import Texts

BASIC = ("external_checklist_done", "goal_restated_correctly")
"""Asked before anything else: what stands in the way, and what is expected (docs/sources.md).

A checklist that is known not to be done is asked for like one of which nothing is known.
"""
Matrix = NDArray[np.float64]
Waiting = Mapping[str, tuple[Rule, ...]]
"""For each fact that may be asked now: the open rules that wait for it."""
_STATES: Matrix = ((np.arange(1, 128)[:, None] >> np.arange(7)) & 1).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, whom to ask, the fact it settles and the rules that wait for it."""

    text: Texts
    fact: str
    ask: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Inquiry:
    """What is worked out once for a pack on a day."""

    method: Method
    row: Mapping[str, int]
    chances: Matrix
    """Two rows a rule: the logarithm of the chance of a no and of a yes, for each set of causes; and
    a last row of zeros for "nothing learnt"."""
    nothing: int
    asked: Mapping[str, tuple[tuple[Any, ...], tuple[Rule, ...]]]
    """For each fact that can be asked: the answers to try and the rules it stands in."""


def next_questions(
    pack: Pack, as_of: date, values: Mapping[str, Any], answers: Answers, weighed: Mapping[str, Weighed]
) -> tuple[Question, ...]:
    """As many questions as the method allows at once, the most telling for their cost first."""
    inquiry = _inquiry(pack, as_of)
    shut = {factor for factor, result in weighed.items() if result.status is Status.BLOCKED}
    waiting: dict[str, tuple[Rule, ...]] = {}
    for fact, (_tries, rules) in inquiry.asked.items():
        if values.get(fact) is None:
            open_rules = tuple(
                rule for rule in rules if answers[rule.id] is None and not _is_shut(rule, shut)
            )
            if open_rules:
                waiting[fact] = open_rules
    first = [fact for fact in BASIC if fact in inquiry.asked and values.get(fact) in (None, False)]
    rest = {fact: rules for fact, rules in waiting.items() if fact not in first}
    worth = _worth(pack, inquiry, rest, values, answers)
    most = max(inquiry.method.questions_upto - len(first), 0)
    chosen = first[: inquiry.method.questions_upto] + _best(rest, worth, weighed, most, inquiry.method)
    return tuple(_question(pack, fact, waiting.get(fact, ())) for fact in chosen)


def _is_shut(rule: Rule, shut: set[str]) -> bool:
    factors = rule.factors()
    return bool(factors) and factors <= shut


def _question(pack: Pack, fact: str, rules: tuple[Rule, ...]) -> Question:
    spec = pack.facts[fact]
    own = next((rule.question for rule in rules if rule.asks == fact and rule.question), None)
    return Question(own or spec.question or spec.label, fact, spec.ask, tuple(rule.id for rule in rules))


def _best(
    waiting: Waiting, worth: Mapping[str, float], weighed: Mapping[str, Weighed], most: int, method: Method
) -> list[str]:
    """The most telling first, but the earliest open factor has the first word and wins near-equals.

    External causes, then understanding, then skill: a later factor cannot be read while an earlier
    one is open, however much an answer about it would tell (docs/sources.md).
    """
    open_factor = next(
        (factor for factor in FACTORS if weighed[factor].status in {Status.UNKNOWN, Status.CONTESTED}), None
    )
    left = sorted(waiting, key=lambda fact: (-worth[fact], fact))
    chosen: list[str] = []
    while left and len(chosen) < most:
        near = [fact for fact in left if not chosen or worth[fact] >= method.near_equal * worth[left[0]]]
        early = (fact for fact in near if any(open_factor in rule.factors() for rule in waiting[fact]))
        chosen.append(next(early, left[0]))
        left.remove(chosen[-1])
    return chosen


def _worth(
    pack: Pack, inquiry: _Inquiry, waiting: Waiting, values: Mapping[str, Any], answers: Answers
) -> dict[str, float]:
    """The expected information gain of each fact, divided by the cost of asking."""
    if not waiting:
        return {}
    trial = dict(values)
    facts: list[int] = []
    tries: list[int] = []
    settled: list[int] = []
    gates = dict.fromkeys(waiting, 0.0)
    for fact, rules in waiting.items():
        facts.append(len(tries))
        for answer in inquiry.asked[fact][0]:
            trial[fact] = answer
            tries.append(len(settled))
            settled.append(inquiry.nothing)
            for rule in rules:
                result = rule.condition.evaluate(trial)
                if result is not None and rule.gate:
                    gates[fact] = inquiry.method.gate_gain
                elif result is not None and rule.id in inquiry.row:
                    settled.append(2 * inquiry.row[rule.id] + result)
        trial[fact] = None
    gains = _gains(inquiry, answers, facts, tries, settled)
    return {
        fact: (max(float(gain), 0.0) + gates[fact]) / pack.facts[fact].cost
        for fact, gain in zip(waiting, gains, strict=True)
    }


def _gains(
    inquiry: _Inquiry, answers: Answers, facts: list[int], tries: list[int], settled: list[int]
) -> Matrix:
    """The gain of each fact. ``facts`` says where its tries begin, ``tries`` where its results do.

    Sums are taken by slices and not by a product of matrices: a product of this size starts threads,
    and on a busy machine those cost more than the sum.
    """
    known = [2 * row + bool(answers[rule]) for rule, row in inquiry.row.items() if answers[rule] is not None]
    prior = inquiry.method.prior
    log_weight = inquiry.chances[known].sum(axis=0) + _STATES.sum(axis=1) * np.log(prior / (1 - prior))
    belief = np.exp(log_weight - log_weight.max())
    belief /= belief.sum()
    likely = np.exp(np.add.reduceat(inquiry.chances[settled], tries, axis=0))
    totals = np.add.reduceat(likely, facts, axis=0)
    joint = likely / np.repeat(totals, np.diff([*facts, len(tries)]), axis=0) * belief
    each = joint.sum(axis=1)
    surprise = _x_log_x(each) - _x_log_x(joint).sum(axis=1)
    return -_x_log_x(belief).sum() - np.add.reduceat(surprise, facts)


def _x_log_x(chances: Matrix) -> Matrix:
    return chances * np.log(np.maximum(chances, 1e-300))


def _inquiry(pack: Pack, as_of: date) -> _Inquiry:
    return pack.keep(("inquiry", as_of), lambda: _prepared(pack, as_of))


def _prepared(pack: Pack, as_of: date) -> _Inquiry:
    telling = [rule for rule in pack.active if rule.supports or rule.opposes]
    method = method_on(pack.parameters, as_of)
    chances = np.array([*(row for rule in telling for row in _chances(rule, method)), np.zeros(len(_STATES))])
    parameters = pack.values_on(as_of)
    asked: dict[str, tuple[tuple[Any, ...], tuple[Rule, ...]]] = {}
    for name, spec in pack.facts.items():
        rules = tuple(rule for rule in pack.active if name in rule.condition.facts)
        if spec.ask != "nobody" and not spec.restricted and (rules or name in BASIC):
            asked[name] = (possible_answers(spec, rules, parameters), rules)
    return _Inquiry(
        method, {rule.id: row for row, rule in enumerate(telling)}, chances, 2 * len(telling), asked
    )


def _chances(rule: Rule, method: Method) -> tuple[Matrix, Matrix]:
    """The logarithms of the chances of a no and of a yes, for each set of causes."""
    quiet = np.full(len(_STATES), 1 - method.leak if rule.supports else 1 - method.unmoved)
    for factor, strength in rule.supports.items():
        quiet *= 1 - method.chances[strength] * _STATES[:, FACTORS.index(factor)]
    yes = 1 - quiet
    for factor, strength in rule.opposes.items():
        yes *= 1 - method.chances[strength] * _STATES[:, FACTORS.index(factor)]
    return np.log(1 - yes), np.log(yes)
