"""Reads about actions, for views and for the slices above. Each page is read once and frozen."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from appraisal.actions.burden import Load
from appraisal.actions.delays import DelayFacts, delays_of, objections_to_saying, spoken_delays
from appraisal.actions.domain import StepCounts, StepFacts
from appraisal.actions.loads import load_of, numbers
from appraisal.actions.models import ActionStep
from appraisal.actions.pages import (
    ActionPlanPage,
    ActionsPage,
    Weighed,
    action_plan_page,
    actions_page,
    begun_with,
    plan_to_change,
    weighed,
)
from appraisal.actions.step_pages import StepPage, TimePage, step_page, time_page
from appraisal.actions.steps import (
    counts_of_nodes,
    doers,
    open_steps_of,
    step_facts,
    steps_of_nodes,
    steps_where,
)
from appraisal.plans import queries as plans

__all__ = [
    "ActionPlanPage",
    "ActionsPage",
    "DelayFacts",
    "Load",
    "StepCounts",
    "StepFacts",
    "StepPage",
    "TimePage",
    "Weighed",
    "action_plan_page",
    "actions_page",
    "begun_with",
    "counts_of_nodes",
    "delays_of",
    "doers",
    "load_of",
    "numbers",
    "objections_to_saying",
    "open_steps_of",
    "plan_to_change",
    "spoken_delays",
    "step_facts",
    "step_page",
    "steps_of_nodes",
    "time_page",
    "unowned_late_steps",
    "weighed",
]


def unowned_late_steps(store: Session, owner: int, day: date) -> tuple[StepFacts, ...]:
    """Late steps of units and suppliers under parts of the plan that this person owns; nobody else is asked."""
    found = steps_where(store, day, ActionStep.owner_id.is_(None), ActionStep.closed_at.is_(None))
    late = [each for each in found if each.late_on is not None and each.node is not None]
    owners = plans.owners_of(store, {each.node for each in late if each.node is not None})
    return tuple(each for each in late if owners.get(each.node or 0) == owner)
