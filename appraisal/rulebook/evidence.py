"""What the answers of the rules say about each factor.

Owns the statuses and the way evidence adds up. The points never leave the engine: no number about a
person is shown, stored for display or compared between persons.

Source of the method: docs/sources.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from appraisal.rulebook.rules import FACTORS, Rule

POINTS = {"weak": 1, "moderate": 2, "strong": 3}
SUPPORTED_FROM = 3
SUPPORTED_LEAD = 2
RULED_OUT_FROM = 2
CLOSE_WITHIN = 2
KNOWN_SHARE = 0.5
PARTS = 20
FIRM_NO = 7
"""A firm no counts 0.35 of its rule's points: 7 of 20 parts, so that sums stay whole."""

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


def rules_by_factor(rules: Iterable[Rule]) -> tuple[FactorRules, ...]:
    """The rules of each factor, in the order in which factors are looked at."""
    rules = tuple(rules)
    return tuple(
        FactorRules(
            factor,
            tuple(
                Entry(rule.id, side, POINTS[strengths[factor]], rule.group or rule.id)
                for rule in rules
                for side, strengths in (("for", rule.supports), ("against", rule.opposes))
                if factor in strengths
            ),
            tuple(rule.id for rule in rules if factor in rule.blocks),
        )
        for factor in FACTORS
    )


def weigh(factor_rules: FactorRules, answers: Answers) -> Weighed:
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
    enough = known >= KNOWN_SHARE * sum(weight.values()) and bool(weight)
    solid = any(points >= POINTS["moderate"] for (side, _), points in fired.items() if side == "for")
    status = _status(in_favour, contrary, firm_no, solid, enough)
    blocked_by = _blocked_by(factor_rules.blocks, answers, status)
    return Weighed(
        factor=factor_rules.factor,
        status=Status.BLOCKED if blocked_by else status,
        supporting=tuple(rules["for"]),
        opposing=tuple(rules["against"]),
        unknown=(*rules["unknown"], *(rule for rule in factor_rules.blocks if answers[rule] is None)),
        blocked_by=blocked_by,
        enough_known=enough,
        standing=PARTS * (in_favour - contrary) - FIRM_NO * firm_no,
    )


def _status(in_favour: int, contrary: int, firm_no: int, solid: bool, enough: bool) -> Status:
    if in_favour >= SUPPORTED_FROM and solid and in_favour - contrary >= SUPPORTED_LEAD:
        return Status.SUPPORTED
    if contrary >= RULED_OUT_FROM and contrary > in_favour:
        return Status.RULED_OUT
    denied_enough = PARTS * contrary + FIRM_NO * firm_no >= PARTS * RULED_OUT_FROM
    if in_favour == 0 and enough and denied_enough:
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


def leading_among(weighed: Mapping[str, Weighed]) -> str | None:
    """The factor that leads: the first supported one, if it may."""
    supported = [factor for factor in FACTORS if weighed[factor].status is Status.SUPPORTED]
    if not supported:
        return None
    looked_at = sum(weighed[factor].status is not Status.UNKNOWN for factor in UPSTREAM)
    if supported[0] in MOTIVATIONAL and looked_at < 2:
        return None
    return supported[0]


def close_together(weighed: Mapping[str, Weighed]) -> tuple[str, ...]:
    """Supported factors that cannot be told apart yet."""
    supported = [weighed[factor] for factor in FACTORS if weighed[factor].status is Status.SUPPORTED]
    near = {
        name
        for one in supported
        for other in supported
        if one is not other and abs(one.standing - other.standing) <= PARTS * CLOSE_WITHIN
        for name in (one.factor, other.factor)
    }
    return tuple(factor for factor in FACTORS if factor in near)
