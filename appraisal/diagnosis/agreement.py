"""What a goal's own record says: written, measurable, agreed, changed, told; and the plan behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.actuals.domain import MEASURES
from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.plans import queries as plans
from appraisal.rulebook import Fact
from appraisal.storage.history import moments_of


def agreed(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """What was agreed, and what became of it."""
    changes = moments_of(store, "goal", [sight.goal.key for sight in sights], "goal_changed")
    nodes = [sight.goal.plan_node for sight in sights if sight.goal.plan_node is not None]
    methods = plans.methods_of(store, nodes)
    return {
        sight.goal.key: _record_of(sight)
        | _changed(sight, changes.get(sight.goal.key, ()))
        | _planned(sight, methods)
        for sight in sights
    }


def _record_of(sight: Sight) -> dict[str, Fact]:
    goal = sight.goal
    on, said_at = goal.proposed_at.date(), goal.confirmed_by_employee_at
    return {
        "goal_written": Fact(bool(goal.statement.strip()), "goal", on),
        "goal_measurable": Fact(goal.measure in MEASURES, "goal", on),
        "goal_agreed_by_employee": Fact(said_at is not None, "goal", said_at.date() if said_at else on),
    }


def _changed(sight: Sight, changes: Sequence[datetime]) -> dict[str, Fact]:
    goal, said_at = sight.goal, sight.goal.confirmed_by_employee_at
    inside_period = [at for at in changes if goal.starts_on <= at.date() <= goal.ends_on]
    if not inside_period:
        return {"goal_changed_midperiod": Fact(False, "goal", goal.proposed_at.date())}
    last = max(inside_period)
    told = said_at is not None and said_at >= last
    return {
        "goal_changed_midperiod": Fact(True, "goal", last.date()),
        "goal_change_told": Fact(told, "goal", said_at.date() if told and said_at else sight.day),
    }


def _planned(sight: Sight, methods: Mapping[int, tuple[str | None, date]]) -> dict[str, Fact]:
    method, on = methods.get(sight.goal.plan_node or 0, (None, None))
    return {"seasonality_adjusted": Fact(True, "plan", on)} if method == "seasonal_index" else {}
