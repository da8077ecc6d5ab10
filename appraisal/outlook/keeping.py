"""The forecast of each month, kept as it was said: once a month for every node whose sum may be shown.

Owns the daily work that asks; a month in which something was said of a node has it already.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from appraisal.jobs.context import WorkContext
from appraisal.jobs.registry import work
from appraisal.jobs.schedule import daily
from appraisal.outlook import queries
from appraisal.outlook.models import KeptForecast
from appraisal.plans import queries as plans

WORK = "keep_forecasts"
AT_ONCE = 200


def keep_forecasts(store: Session, day: date, *, at: datetime) -> int:
    """Keep what is forecast on a day of every node of which nothing was kept in this month; how many that were."""
    rows = missing_forecasts(store, day, at=at)
    if rows:
        store.execute(insert(KeptForecast), rows)
    return len(rows)


def missing_forecasts(store: Session, day: date, *, at: datetime) -> list[dict[str, object]]:
    """The rows that this month still lacks. Reads only."""
    month = day.replace(day=1)
    kept = set(store.scalars(select(KeptForecast.node_id).where(KeptForecast.month == month)))
    keys = [node.key for node in plans.organisation_nodes(store, day) if node.key not in kept]
    rows: list[dict[str, object]] = []
    for start in range(0, len(keys), AT_ONCE):
        found = queries.forecast_of_nodes(store, keys[start : start + AT_ONCE], day)
        rows += [
            {
                "node_id": node,
                "month": month,
                "kept_on": day,
                "kept_at": at,
                "as_of": forecast.as_of,
                "method": forecast.method.value,
                "expected": forecast.expected,
                "low": forecast.low,
                "high": forecast.high,
                "past_error": forecast.past_error,
                "tried": forecast.tried,
            }
            for node, forecast in sorted(found.items())
        ]
    return rows


@daily(WORK, after=3)
@work(WORK)
def keep_forecasts_of_a_day(context: WorkContext) -> dict[str, int]:
    """Keep the forecasts of a day's month, ``{"day": "2017-12-29"}``."""
    day = date.fromisoformat(context.arguments["day"])
    rows = missing_forecasts(context.store, day, at=context.asked_at)
    with context.writing() as store:
        if rows:
            store.execute(insert(KeptForecast), rows)
    context.progress(len(rows), len(rows))
    return {"kept": len(rows)}
