"""Whether what the plan asked was within reach: a risk accepted above the goal, and the potential of a share.

A risk that was accepted says of everyone below that the plan could not be fully reached. That nobody accepted
one says nothing. Potential is spoken of only where the holder of the share counted it from the accounts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.plans import queries as plans
from appraisal.plans.queries import Decision
from appraisal.rulebook import Fact


def within_reach(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """What the plan behind each goal says of its being reachable; three statements."""
    nodes = {sight.goal.plan_node for sight in sights if sight.goal.plan_node is not None}
    if not nodes:
        return {}
    lines = plans.lines_to_strategy(store, nodes)
    above = {step.key for line in lines.values() for step in line}
    risks = plans.risks_accepted(store, above)
    shares = {step.key for line in lines.values() for step in line if step.is_share}
    potentials = plans.potentials_of(store, shares)
    found: FactsOfGoals = {}
    for sight in sights:
        line = lines.get(sight.goal.plan_node or 0, ())
        known = {"plan_node_feasible": _risk(sight, [step.key for step in line], risks)}
        for step in reversed(line):
            if step.is_share and step.key in potentials:
                potential = potentials[step.key]
                known["territory_potential_ratio"] = Fact(float(potential.ratio), "plan", potential.on)
                break
        given = {name: fact for name, fact in known.items() if fact is not None}
        if given:
            found[sight.goal.key] = given
    return found


def _risk(sight: Sight, line: Sequence[int], risks: Mapping[int, Decision]) -> Fact | None:
    """The newest risk accepted on the line whose days touch those of the goal."""
    touching = [
        risks[node].at.date()
        for node in line
        if node in risks
        and risks[node].at.date() <= min(sight.goal.ends_on, sight.day)
        and risks[node].until >= sight.goal.starts_on
    ]
    return Fact(False, "plan", max(touching)) if touching else None
