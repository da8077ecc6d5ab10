"""Once a day: every approved version whose day has come begins to count. Work in the background."""

from __future__ import annotations

from datetime import date
from typing import Any

from appraisal.jobs.context import WorkContext
from appraisal.jobs.registry import work
from appraisal.jobs.schedule import daily
from appraisal.versions.operations import bring_into_force

WORK = "bring_plans_into_force"


@daily(WORK, after=0)
@work(WORK)
def bring_plans_into_force(context: WorkContext) -> dict[str, Any]:
    """Bring into force what is due on the day of the work."""
    day = date.fromisoformat(context.arguments["day"])
    with context.writing() as store:
        came = bring_into_force(store, context.actor, day, at=context.asked_at)
    return {"versions": len(came)}
