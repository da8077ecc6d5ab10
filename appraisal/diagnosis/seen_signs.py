"""Signs of gaps as they are kept: what is new, what still holds, what no longer does.

A sign holds words and the facts that speak, no points and no number that puts people in an order. Of what
is handed over to a person it holds that this is so, and nothing of why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from appraisal.diagnosis.evaluation import hand_over
from appraisal.diagnosis.models import GoalSign
from appraisal.diagnosis.sight import Sight
from appraisal.rulebook import Fact, Outcome, Pack, Verdict, to_snapshot

GAP = "gap_ratio"
MOVES = ("outcome", "pack_sha256", "gates", "statuses", "snapshot")
"""What makes a kept sign speak of a new day: the facts that speak say something else, or other rules do."""


@dataclass(frozen=True)
class Seen:
    """What one look at a goal saw: a gap worth a talk, something for the case handler, or both."""

    goal: int
    employee: int
    outcome: Outcome
    is_worth_a_talk: bool
    gates: tuple[str, ...]
    statuses: Mapping[str, str]
    facts: Mapping[str, Fact]


def sign_in(pack: Pack, sight: Sight, verdict: Verdict, facts: Mapping[str, Fact]) -> Seen | None:
    """What is to be kept of a look, if anything.

    A gap is worth a talk when the result is known to lie below what counts as met, and no gate says that
    there is nothing to diagnose. ``facts`` of what is handed over are for the case handler's store alone.
    """
    gap = facts.get(GAP)
    behind = gap is not None and GAP not in verdict.aged and gap.value < sight.limits.met_from
    goal, person = sight.goal.key, sight.goal.employee
    if verdict.outcome is Outcome.HANDED_OVER:
        return Seen(goal, person, verdict.outcome, behind, verdict.gates, {}, facts)
    if verdict.outcome is Outcome.NO_DIAGNOSIS or not behind:
        return None
    hidden = _restricted(pack)
    open_rules = [
        pack.rules[name] for name in verdict.speaking if hidden.isdisjoint(pack.rules[name].condition.facts)
    ]
    named = {GAP, *(name for rule in open_rules for name in rule.condition.facts)}
    speaking = (named & facts.keys()) - hidden - verdict.aged
    return Seen(
        goal=goal,
        employee=person,
        outcome=verdict.outcome,
        is_worth_a_talk=True,
        gates=tuple(rule.id for rule in open_rules if rule.id in verdict.gates),
        statuses={factor: status.value for factor, status in verdict.statuses.items()},
        facts={name: facts[name] for name in speaking},
    )


def keep_seen(
    store: Session, pack: Pack, goals: Sequence[int], seen: Iterable[Seen], at: datetime, day: date
) -> None:
    """Keep what was seen of these goals on a day, and end the signs of those of which nothing was."""
    kept = {row.goal_id: row for row in store.execute(_open_signs(goals))}
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    same: list[int] = []
    for each in seen:
        if each.outcome is Outcome.HANDED_OVER:
            hand_over(store, each.employee, pack, each.gates, each.facts, at)
        if not each.is_worth_a_talk:
            continue
        says, old = _says(pack, each), kept.pop(each.goal, None)
        if old is None:
            row = {"goal_id": each.goal, "employee_id": each.employee, "ended_on": None}
            new.append({**row, "first_seen_on": day, "last_seen_on": day, "as_of": day, **says})
        elif all(getattr(old, name) == says[name] for name in MOVES):
            same.append(old.id)
        else:
            changed.append({"id": old.id, "last_seen_on": day, "as_of": day, **says})
    if new:
        store.execute(insert(GoalSign), new)
    if changed:
        store.execute(update(GoalSign), changed)
    _set(store, same, last_seen_on=day)
    _set(store, [old.id for old in kept.values()], ended_on=day)


def end_unseen(store: Session, day: date) -> None:
    """End what a look at everything did not come by: goals that are over, taken back, or of people who left."""
    unseen = update(GoalSign).where(GoalSign.ended_on.is_(None), GoalSign.last_seen_on < day)
    store.execute(unseen.values(ended_on=day).execution_options(synchronize_session=False))


def _says(pack: Pack, seen: Seen) -> dict[str, Any]:
    handed_over = seen.outcome is Outcome.HANDED_OVER
    return {
        "outcome": seen.outcome.value,
        "pack_sha256": pack.sha256,
        "gates": [] if handed_over else list(seen.gates),
        "statuses": {} if handed_over else dict(seen.statuses),
        "snapshot": {} if handed_over else to_snapshot(seen.facts),
    }


def _open_signs(goals: Sequence[int]) -> Any:
    columns = (getattr(GoalSign, name) for name in MOVES)
    return select(GoalSign.id, GoalSign.goal_id, *columns).where(
        GoalSign.goal_id.in_(goals), GoalSign.ended_on.is_(None)
    )


def _set(store: Session, signs: Sequence[int], **values: Any) -> None:
    if signs:
        wanted = update(GoalSign).where(GoalSign.id.in_(signs)).values(**values)
        store.execute(wanted.execution_options(synchronize_session=False))


def _restricted(pack: Pack) -> frozenset[str]:
    return pack.keep(
        "restricted", lambda: frozenset(name for name, spec in pack.facts.items() if spec.restricted)
    )
