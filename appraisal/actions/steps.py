"""Steps read from the tables, each with the first day that passed without it. A fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from appraisal.actions.domain import ActionPlanKey, Closing, StepCounts, StepFacts, StepKey, Who, counts_of
from appraisal.actions.models import ActionPlan, ActionStep, StepOccurrence
from appraisal.actions.rhythm import Recurrence, ServiceLevel, When, unspoken
from appraisal.kernel.actors import EmployeeKey
from appraisal.kernel.refusals import NotFound
from appraisal.people import queries as people
from appraisal.people.domain import UnitKey


def steps_where(store: Session, day: date, *conditions: ColumnElement[bool]) -> tuple[StepFacts, ...]:
    """The steps under these conditions, in the order in which they were made; two statements."""
    rows: Sequence[Any] = store.execute(
        select(ActionStep, ActionPlan.plan_node_id, ActionPlan.goal_id)
        .join(ActionPlan, ActionPlan.id == ActionStep.plan_id)
        .where(*conditions)
        .order_by(ActionStep.id)
    ).all()
    repeated = {
        row.ActionStep.id for row in rows if row.ActionStep.recurrence and not row.ActionStep.closed_at
    }
    marked: dict[int, set[date]] = defaultdict(set)
    found = store.execute(
        select(StepOccurrence.step_id, StepOccurrence.due_on).where(StepOccurrence.step_id.in_(repeated))
    )
    for step, on in found:
        marked[step].add(on)
    return tuple(_facts(row, marked[row.ActionStep.id], day) for row in rows)


def step_facts(store: Session, key: int, day: date) -> StepFacts:
    """One step. Raises ``NotFound``."""
    found = steps_where(store, day, ActionStep.id == key)
    if not found:
        raise NotFound(noun="action_step", key=key)
    return found[0]


def steps_of_plans(store: Session, plans: Iterable[int], day: date) -> Mapping[int, tuple[StepFacts, ...]]:
    """By plan of action, its steps."""
    found: dict[int, list[StepFacts]] = defaultdict(list)
    for step in steps_where(store, day, ActionStep.plan_id.in_(set(plans))):
        found[step.plan].append(step)
    return {plan: tuple(steps) for plan, steps in found.items()}


def steps_of_nodes(store: Session, nodes: Iterable[int], day: date) -> Mapping[int, tuple[StepFacts, ...]]:
    """By part of the plan, the steps of the plans of action right under it; reads no policy."""
    found: dict[int, list[StepFacts]] = defaultdict(list)
    for step in steps_where(store, day, ActionPlan.plan_node_id.in_(set(nodes))):
        found[step.node or 0].append(step)
    return {node: tuple(steps) for node, steps in found.items()}


def counts_of_nodes(store: Session, nodes: Iterable[int], day: date) -> Mapping[int, StepCounts]:
    """By part of the plan, how many of its steps are done, open and late."""
    wanted = set(nodes)
    found = steps_of_nodes(store, wanted, day)
    return {node: counts_of(found.get(node, ())) for node in wanted}


def open_steps_of(store: Session, owners: Iterable[int], day: date) -> tuple[StepFacts, ...]:
    """What these people still have to do, in whomever's plan it stands."""
    return steps_where(store, day, ActionStep.owner_id.in_(set(owners)), ActionStep.closed_at.is_(None))


def doers(store: Session, steps: Iterable[StepFacts]) -> Mapping[int, str]:
    """By step, who does it as a name: of a person, of a unit, of a supplier; two statements."""
    steps = tuple(steps)
    names = people.names_of(store, [each.who.employee for each in steps])
    units = dict(people.units(store)) if any(each.who.unit is not None for each in steps) else {}
    return {each.key: _name(each.who, names, units) for each in steps}


def _name(who: Who, names: Mapping[int, str], units: Mapping[UnitKey, str]) -> str:
    if who.employee is not None:
        return names.get(who.employee, "")
    return who.supplier if who.unit is None else units.get(who.unit, "")


def _facts(row: Any, marked: set[date], day: date) -> StepFacts:
    step, node, goal = row.ActionStep, row.plan_node_id, row.goal_id
    when = When(
        step.due_on,
        Recurrence(step.recurrence) if step.recurrence else None,
        ServiceLevel(step.service) if step.service else None,
        step.within_hours,
    )
    return StepFacts(
        key=StepKey(step.id),
        plan=ActionPlanKey(step.plan_id),
        node=node,
        goal=goal,
        what=step.what,
        who=Who(
            None if step.owner_id is None else EmployeeKey(step.owner_id),
            None if step.unit_id is None else UnitKey(step.unit_id),
            step.supplier,
        ),
        when=when,
        starts_on=step.starts_on,
        ends_on=step.ends_on,
        hours=step.hours,
        task=step.task,
        suggestion=step.suggestion,
        assigned_on=step.assigned_at.date(),
        closed_at=step.closed_at,
        closed_as=Closing(step.closed_as) if step.closed_as else None,
        closed_because=step.closed_because,
        late_on=None if step.closed_at else _late_on(step, when, marked, day),
        version=step.version,
    )


def _late_on(step: ActionStep, when: When, marked: set[date], day: date) -> date | None:
    if when.due_on is not None:
        return when.due_on if when.due_on < day else None
    if when.recurrence is None:
        return None
    return next(iter(unspoken(when.recurrence, step.starts_on, step.ends_on, marked, day)), None)
