"""The nightly look at what is watched: events that the numbers fire, and goals agreed since an event began."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.contingency.firing import look_at, running_events, touch_goals
from appraisal.contingency.models import ContingencyTrigger
from appraisal.jobs.context import WorkContext
from appraisal.jobs.registry import work
from appraisal.jobs.schedule import daily

WORK = "watch_contingencies"


@daily(WORK, after=1)
@work(WORK)
def watch_contingencies(context: WorkContext) -> dict[str, int]:
    """Look at every trigger for one day, ``{"day": "2017-12-29"}``; before the look at all goals, which reads events."""
    day = date.fromisoformat(context.arguments["day"])
    with context.writing() as store:
        fired = 0
        for triggers in triggers_by_plan(store):
            fired += len(look_at(store, triggers, day, context.asked_at))
        touched = sum(touch_goals(store, event, day, context.asked_at) for event in running_events(store))
    return {"fired": fired, "touched": touched}


def triggers_by_plan(store: Session) -> list[list[ContingencyTrigger]]:
    """What is watched, plan by plan."""
    found: dict[int, list[ContingencyTrigger]] = {}
    rows = store.scalars(
        select(ContingencyTrigger)
        .where(ContingencyTrigger.removed_at.is_(None))
        .order_by(ContingencyTrigger.id)
    )
    for row in rows:
        found.setdefault(row.node_id, []).append(row)
    return list(found.values())
