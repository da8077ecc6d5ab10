"""What a goal's own record says: written, measurable, agreed, changed, told; and the plan behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.actuals.domain import MEASURES
from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.goals import queries as goals
from appraisal.goals.queries import NoticeFacts
from appraisal.plans import queries as plans
from appraisal.rulebook import Fact
from appraisal.storage.history import moments_of


def agreed(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """What was agreed, and what became of it."""
    keys = [sight.goal.key for sight in sights]
    changes = moments_of(store, "goal", keys, "goal_changed")
    notices = goals.notices_of(store, keys)
    nodes = [sight.goal.plan_node for sight in sights if sight.goal.plan_node is not None]
    methods = plans.methods_of(store, nodes)
    return {
        sight.goal.key: _record_of(sight)
        | _changed(sight, changes.get(sight.goal.key, ()), notices.get(sight.goal.key, ()))
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


def _changed(sight: Sight, changes: Sequence[datetime], notices: Sequence[NoticeFacts]) -> dict[str, Fact]:
    """Whether the two, or the plan, changed the goal within its days; and whether the person was told.

    Who changed a goal together said yes again. Who was told by a notice has read it, or answered it.
    """
    goal, said_at = sight.goal, sight.goal.confirmed_by_employee_at
    by_hand = [at for at in changes if goal.starts_on <= at.date() <= goal.ends_on]
    by_plan = [each for each in notices if goal.starts_on < each.since_on <= goal.ends_on]
    if not by_hand and not by_plan:
        return {"goal_changed_midperiod": Fact(False, "goal", goal.proposed_at.date())}
    days = [at.date() for at in by_hand] + [each.since_on for each in by_plan]
    told_on = [said_at.date()] if by_hand and said_at is not None and said_at >= max(by_hand) else []
    seen = [each.seen_by_employee_at for each in by_plan if each.seen_by_employee_at is not None]
    told_on += [at.date() for at in seen]
    is_told = len(seen) == len(by_plan) and (not by_hand or len(told_on) > len(seen))
    return {
        "goal_changed_midperiod": Fact(True, "goal", max(days)),
        "goal_change_told": Fact(is_told, "goal", max(told_on) if is_told else sight.day),
    }


def _planned(sight: Sight, methods: Mapping[int, tuple[str | None, date]]) -> dict[str, Fact]:
    method, on = methods.get(sight.goal.plan_node or 0, (None, None))
    return {"seasonality_adjusted": Fact(True, "plan", on)} if method == "seasonal_index" else {}
