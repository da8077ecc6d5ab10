"""What a plan of action hangs under: a part of the plan or a goal, whose it is, and who may be asked to do a step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from appraisal.actions import policy
from appraisal.actions.models import ActionPlan
from appraisal.actions.policy import Place
from appraisal.goals import queries as goals
from appraisal.goals.queries import GoalState
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.queries import NodeFacts


@dataclass(frozen=True)
class Ground:
    """Either a part of the plan or a goal, and whose place it is."""

    node: NodeFacts | None
    goal: GoalState | None
    place: Place


def find_plan(store: Session, key: int) -> ActionPlan:
    """The plan of action of this key. Raises ``NotFound``."""
    plan = store.get(ActionPlan, key)
    if plan is None:
        raise NotFound(noun="action_plan", key=key)
    return plan


def ground_of(store: Session, node: int | None, goal: int | None, day: date) -> Ground:
    """What something hangs under, whoever asks. Raises ``NotFound``."""
    if node is not None:
        facts = plans.node_facts(store, node)
        line = None if facts.person is None else people.line_of(store, facts.person, day)
        return Ground(facts, None, Place(facts.owner, line))
    state = goals.goal_state(store, goal or 0, day)
    return Ground(None, state, Place(None, people.line_of(store, state.employee, day)))


def seen_ground(store: Session, actor: Actor, node: int | None, goal: int | None, day: date) -> Ground:
    """The same as this actor may see it. Raises ``NotFound`` or ``NotAllowed``."""
    ground = ground_of(store, node, goal, day)
    if ground.node is not None:
        plans.seen_node(store, actor, ground.node.key, day)
    elif ground.place.line is not None:
        insist_on_none(policy.may_see_goal(actor, ground.place.line), NotAllowed)
    return ground


def people_to_ask(store: Session, actor: Actor, ground: Ground, day: date) -> tuple[tuple[int, str], ...]:
    """Who may be asked to do a step, by name: who is there already, and whom the owner and the actor lead."""
    line, owner = ground.place.line, ground.place.owner
    near = {actor.employee, owner}
    if line is not None:
        near |= {line.employee, line.manager, line.managers_manager}
    names = dict(people.names_of(store, near))
    if line is None:
        for leader in {actor.employee, owner} - {None}:
            names.update((each.key, each.name) for each in people.reports_of(store, leader or 0, day))
    here = people.places_at_work(store, names, day)
    found = ((key, name) for key, name in names.items() if here[key].is_here_on(day))
    return tuple(sorted(found, key=lambda each: (each[1], each[0])))
