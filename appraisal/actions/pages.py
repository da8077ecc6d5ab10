"""What views show of plans of action: those under a part of the plan or a goal, and one with its steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from appraisal.actions import policy
from appraisal.actions.burden import Load
from appraisal.actions.domain import (
    ActionPlanKey,
    AddStep,
    StepCounts,
    StepFacts,
    Told,
    counts_of,
    sentence_of,
)
from appraisal.actions.grounds import Ground, find_plan, people_to_ask, seen_ground
from appraisal.actions.loads import load_with, numbers
from appraisal.actions.models import ActionPlan
from appraisal.actions.reasons import objections_to_load, objections_to_step
from appraisal.actions.starts import BEGINNINGS, Start, Suggestion
from appraisal.actions.steps import doers, steps_of_plans
from appraisal.goals.queries import GoalState
from appraisal.i18n.wording import say
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people
from appraisal.people.domain import UnitKey
from appraisal.plans import queries as plans
from appraisal.plans.queries import NodeFacts, PlanStep


@dataclass(frozen=True)
class ActionPlanFacts:
    """A plan of action: its objective with count and day, and how much of it is reached."""

    key: ActionPlanKey
    objective: str
    count: Decimal
    due_on: date
    start: str
    reached: Decimal | None
    reached_on: date | None
    version: int


@dataclass(frozen=True)
class StepLine:
    """A step as a sentence. ``shows_state``: whether it is late is told to those who can do something about it."""

    step: StepFacts
    told: Told
    shows_state: bool
    may_open: bool


@dataclass(frozen=True)
class PlanLine:
    """A plan of action with its steps."""

    plan: ActionPlanFacts
    steps: tuple[StepLine, ...]
    counts: StepCounts


@dataclass(frozen=True)
class ActionsPage:
    """The plans of action under a part of the plan or a goal; ``suggested`` is what a chosen start begins with."""

    node: NodeFacts | None
    goal: GoalState | None
    crumbs: tuple[PlanStep, ...]
    plans: tuple[PlanLine, ...]
    counts: StepCounts
    may_change: bool
    starts: tuple[Start, ...]
    day: date


@dataclass(frozen=True)
class ActionPlanPage:
    """One plan of action. ``suggestions`` are steps of its start that nobody has taken over yet."""

    node: NodeFacts | None
    goal: GoalState | None
    line: PlanLine
    may_change: bool
    people: tuple[tuple[int, str], ...]
    units: tuple[tuple[UnitKey, str], ...]
    suggestions: tuple[Suggestion, ...]
    day: date


@dataclass(frozen=True)
class Weighed:
    """A step before it is kept: everything that stands against it, and the load it makes."""

    objections: Objections
    load: Load | None
    asks_to_be_seen: bool
    asks_for_decision: bool


def actions_page(
    store: Session, actor: Actor, *, node: int | None = None, goal: int | None = None, day: date
) -> ActionsPage:
    """The plans of action under one part of the plan or one goal. Raises ``NotFound`` or ``NotAllowed``."""
    ground = seen_ground(store, actor, node, goal, day)
    under = ActionPlan.plan_node_id == node if node is not None else ActionPlan.goal_id == goal
    lines = _lines(store, actor, ground, _plans(store, under), day)
    every = tuple(each.step for line in lines for each in line.steps)
    at = ground.node.key if ground.node else ground.goal.plan_node if ground.goal else None
    return ActionsPage(
        node=ground.node,
        goal=ground.goal,
        crumbs=plans.line_to_strategy(store, at) if at else (),
        plans=lines,
        counts=counts_of(every),
        may_change=not policy.may_change(actor, ground.place),
        starts=tuple(Start),
        day=day,
    )


def action_plan_page(store: Session, actor: Actor, key: int, day: date) -> ActionPlanPage:
    """One plan of action with its steps. Raises ``NotFound`` or ``NotAllowed``."""
    row = find_plan(store, key)
    ground = seen_ground(store, actor, row.plan_node_id, row.goal_id, day)
    (line,) = _lines(store, actor, ground, (_facts(row),), day)
    may_change = not policy.may_change(actor, ground.place)
    taken = {each.step.suggestion for each in line.steps}
    begun = BEGINNINGS[Start(row.start)].steps if row.start in tuple(Start) else ()
    return ActionPlanPage(
        node=ground.node,
        goal=ground.goal,
        line=line,
        may_change=may_change,
        people=people_to_ask(store, actor, ground, day) if may_change else (),
        units=people.units(store) if may_change else (),
        suggestions=tuple(each for each in begun if each.key not in taken) if may_change else (),
        day=day,
    )


def plan_to_change(store: Session, actor: Actor, key: int, day: date) -> ActionPlanPage:
    """The same for those alone who may change it. Raises ``NotFound`` or ``NotAllowed``."""
    page = action_plan_page(store, actor, key, day)
    insist_on_none(Objections.where(only_the_owner_plans_actions=not page.may_change), NotAllowed)
    return page


def weighed(store: Session, wish: AddStep, day: date) -> Weighed:
    """Everything that stands against a step, its load among it; for the page and for keeping it."""
    last = find_plan(store, wish.plan).due_on
    objections = objections_to_step(wish, day, last)
    load, limits = load_with(store, wish, last, day), numbers(store, day)
    found = objections_to_load(load, limits, seen=wish.load_seen, because=wish.because)
    said = found.keys()
    return Weighed(
        objections + found,
        load if load is not None and load.is_above(limits.warn_above) else None,
        "load_not_seen" in said,
        "load_needs_decision" in said,
    )


def begun_with(start: str, day: date) -> dict[str, object]:
    """What the input of a new plan of action begins with; nothing where no start is chosen."""
    if start not in tuple(Start):
        return {}
    begin = BEGINNINGS[Start(start)]
    return {
        "objective": say(f"start_objective.{start}"),
        "count": begin.count,
        "plan_due_on": day + timedelta(days=begin.days),
        "start": start,
    }


def _plans(store: Session, under: ColumnElement[bool]) -> tuple[ActionPlanFacts, ...]:
    rows = store.scalars(select(ActionPlan).where(under).order_by(ActionPlan.due_on, ActionPlan.id))
    return tuple(_facts(row) for row in rows)


def _facts(row: ActionPlan) -> ActionPlanFacts:
    return ActionPlanFacts(
        ActionPlanKey(row.id),
        row.objective,
        row.count,
        row.due_on,
        row.start,
        row.reached,
        row.reached_on,
        row.version,
    )


def _lines(
    store: Session, actor: Actor, ground: Ground, found: Iterable[ActionPlanFacts], day: date
) -> tuple[PlanLine, ...]:
    found = tuple(found)
    steps = steps_of_plans(store, [plan.key for plan in found], day)
    every = [step for each in steps.values() for step in each]
    names = doers(store, every)
    owners = people.lines_of(store, {each.who.employee for each in every if each.who.employee}, day)
    changes = not policy.may_change(actor, ground.place)

    def line_of(step: StepFacts) -> StepLine:
        owner = owners.get(step.who.employee or 0)
        works = changes or not policy.may_work_on_step(actor, ground.place, owner)
        return StepLine(step, sentence_of(step.what, names[step.key], step.when), works, works)

    return tuple(
        PlanLine(plan, _in_order(map(line_of, steps.get(plan.key, ()))), counts_of(steps.get(plan.key, ())))
        for plan in found
    )


def _in_order(lines: Iterable[StepLine]) -> tuple[StepLine, ...]:
    """Open steps first, by name and never by state; then what is closed."""

    def key(line: StepLine) -> tuple[bool, str, date, int]:
        details: Mapping[str, object] = line.told.details
        return not line.step.is_open, str(details["who"]), line.step.ends_on, line.step.key

    return tuple(sorted(lines, key=key))
