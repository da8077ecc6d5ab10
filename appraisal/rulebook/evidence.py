"""What the answers of the rules say about each factor.

Owns the statuses and the way evidence adds up, by the numbers of ``method``, in whole parts of a point. The
points never leave the engine: no number about a person is shown, stored for display or compared between persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from appraisal.rulebook.method import Method
from appraisal.rulebook.rules import FACTORS, Rule

UPSTREAM = ("external_factors", "understanding_of_task", "skill_level")
MOTIVATIONAL = ("choice_to_expend_effort", "degree_of_effort", "persistence")

Answers = Mapping[str, bool | None]


class Status(StrEnum):
    """What can be said of a factor. Never a percentage."""

    SUPPORTED = "supported"
    POSSIBLE = "possible"
    CONTESTED = "contested"
    RULED_OUT = "ruled_out"
    UNKNOWN = "unknown"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule on one side of one factor."""

    rule: str
    side: str  # for | against
    points: int
    group: str


@dataclass(frozen=True, slots=True)
class FactorRules:
    """All that bears on one factor."""

    factor: str
    entries: tuple[Entry, ...]
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The evidence on one factor, added up."""

    factor: str
    status: Status
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]
    unknown: tuple[str, ...]
    blocked_by: tuple[str, ...]
    enough_known: bool
    standing: int


def rules_by_factor(rules: Iterable[Rule], method: Method) -> tuple[FactorRules, ...]:
    """The rules of each factor, in the order in which factors are looked at."""
    rules = tuple(rules)
    return tuple(
        FactorRules(
            factor,
            tuple(
                Entry(rule.id, side, method.points[strengths[factor]], rule.group or rule.id)
                for rule in rules
                for side, strengths in (("for", rule.supports), ("against", rule.opposes))
                if factor in strengths
            ),
            tuple(rule.id for rule in rules if factor in rule.blocks),
        )
        for factor in FACTORS
    )


def weigh(factor_rules: FactorRules, answers: Answers, method: Method) -> Weighed:
    """Add up one factor. Of each group only the strongest rule of a side counts."""
    fired: dict[tuple[str, str], int] = {}
    denied: dict[tuple[str, str], int] = {}
    weight: dict[tuple[str, str], int] = {}
    rules: dict[str, list[str]] = {"for": [], "against": [], "unknown": []}
    for entry in factor_rules.entries:
        key = (entry.side, entry.group)
        weight[key] = max(weight.get(key, 0), entry.points)
        answer = answers[entry.rule]
        if answer is None:
            rules["unknown"].append(entry.rule)
            continue
        tally = fired if answer else denied
        tally[key] = max(tally.get(key, 0), entry.points)
        if answer:
            rules[entry.side].append(entry.rule)
    in_favour = sum(points for (side, _), points in fired.items() if side == "for")
    contrary = sum(points for (side, _), points in fired.items() if side == "against")
    firm_no = sum(points for key, points in denied.items() if key[0] == "for" and key not in fired)
    known = sum(max(fired.get(key, 0), denied.get(key, 0)) for key in weight)
    share = method.known_share
    enough = known * share.denominator >= share.numerator * sum(weight.values()) and bool(weight)
    solid = any(points >= method.points["moderate"] for (side, _), points in fired.items() if side == "for")
    held_against = contrary + method.no_weighs(firm_no)
    status = _status(in_favour, contrary, held_against, solid, enough, method)
    blocked_by = _blocked_by(factor_rules.blocks, answers, status)
    return Weighed(
        factor=factor_rules.factor,
        status=Status.BLOCKED if blocked_by else status,
        supporting=tuple(rules["for"]),
        opposing=tuple(rules["against"]),
        unknown=(*rules["unknown"], *(rule for rule in factor_rules.blocks if answers[rule] is None)),
        blocked_by=blocked_by,
        enough_known=enough,
        standing=in_favour - held_against,
    )


def _status(
    in_favour: int, contrary: int, held_against: int, solid: bool, enough: bool, method: Method
) -> Status:
    """``held_against`` are the signs against and what the firm noes weigh."""
    if in_favour >= method.supported_from and solid and in_favour - contrary >= method.supported_lead:
        return Status.SUPPORTED
    if contrary >= method.ruled_out_from and contrary > in_favour:
        return Status.RULED_OUT
    if in_favour == 0 and enough and held_against >= method.ruled_out_from:
        return Status.RULED_OUT
    if in_favour and contrary:
        return Status.CONTESTED
    return Status.POSSIBLE if in_favour else Status.UNKNOWN


def _blocked_by(blocks: tuple[str, ...], answers: Answers, status: Status) -> tuple[str, ...]:
    """The rules that forbid a look at the factor; an open one forbids a finding."""
    firing = tuple(rule for rule in blocks if answers[rule])
    if firing or status is not Status.SUPPORTED:
        return firing
    return tuple(rule for rule in blocks if answers[rule] is None)


def leading_among(weighed: Mapping[str, Weighed], method: Method) -> str | None:
    """The factor that leads: the first supported one, if it may."""
    supported = [factor for factor in FACTORS if weighed[factor].status is Status.SUPPORTED]
    if not supported:
        return None
    looked_at = sum(weighed[factor].status is not Status.UNKNOWN for factor in UPSTREAM)
    if supported[0] in MOTIVATIONAL and looked_at < method.looked_at_from:
        return None
    return supported[0]


def close_together(weighed: Mapping[str, Weighed], method: Method) -> tuple[str, ...]:
    """Supported factors that cannot be told apart yet."""
    supported = [weighed[factor] for factor in FACTORS if weighed[factor].status is Status.SUPPORTED]
    near = {
        name
        for one in supported
        for other in supported
        if one is not other and abs(one.standing - other.standing) <= method.close_within
        for name in (one.factor, other.factor)
    }
    return tuple(factor for factor in FACTORS if factor in near)
