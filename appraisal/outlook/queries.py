"""Reads of forecasts: of nodes, of goals, and what was said of a node in earlier months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actuals.domain import MEASURES, ReadingFacts
from appraisal.kernel.periods import Period
from appraisal.outlook.domain import Forecast, ForecastMethod, Outlook, SaidBefore
from appraisal.outlook.models import KeptForecast
from appraisal.outlook.pictures import CoursePicture, course_picture
from appraisal.outlook.sources import heard_of_nodes, heard_of_people, look_ahead
from appraisal.plans import queries as plans
from appraisal.plans.queries import NodeFacts

__all__ = [
    "CoursePicture",
    "OwnPeriod",
    "course_picture",
    "forecast_of_goal",
    "forecast_of_nodes",
    "outlooks_of_goals",
    "outlooks_of_nodes",
    "readings_of_nodes",
    "said_before",
]


@dataclass(frozen=True)
class OwnPeriod:
    """What is asked about a goal: whose it is, what is counted, for which days, and which of them do not count."""

    employee: int
    measure: str
    period: Period
    left_out: tuple[Period, ...] = ()


def outlooks_of_nodes(store: Session, nodes: Iterable[int], day: date) -> Mapping[int, Outlook]:
    """By node, its outlook; a node whose sum may not be shown is left out. A constant number of statements."""
    found = heard_of_nodes(store, plans.nodes_of(store, nodes).values(), day)
    return {
        key: look_ahead(
            each.heard,
            each.node.measure,
            each.node.unit,
            Period(each.node.counts_from, each.node.ends_on),
            day,
        )
        for key, each in found.items()
        if each.heard is not None
    }


def forecast_of_nodes(store: Session, nodes: Iterable[int], day: date) -> Mapping[int, Forecast]:
    """By node, the forecast that was least wrong before; a node of which nothing can be told is left out."""
    return {
        key: outlook.first
        for key, outlook in outlooks_of_nodes(store, nodes, day).items()
        if outlook.first is not None
    }


def outlooks_of_goals(store: Session, goals: Mapping[int, OwnPeriod], day: date) -> Mapping[int, Outlook]:
    """By goal, the outlook from this person's own past alone; one statement however many goals."""
    if not goals:
        return {}
    heard = heard_of_people(
        store,
        ((goal.employee, goal.measure) for goal in goals.values()),
        day,
        max(goal.period.ends_on for goal in goals.values()),
    )
    return {
        key: look_ahead(
            heard[goal.employee, goal.measure],
            goal.measure,
            MEASURES[goal.measure].unit,
            goal.period,
            day,
            goal.left_out,
        )
        for key, goal in goals.items()
    }


def forecast_of_goal(store: Session, goal: OwnPeriod, day: date) -> Forecast | None:
    """The forecast of one goal that was least wrong before; None when nothing can be told."""
    return outlooks_of_goals(store, {0: goal}, day)[0].first


def said_before(store: Session, nodes: Iterable[int]) -> Mapping[int, tuple[SaidBefore, ...]]:
    """By node, what was forecast of it in each month, oldest first; one statement."""
    rows = store.scalars(
        select(KeptForecast).where(KeptForecast.node_id.in_(set(nodes))).order_by(KeptForecast.month)
    )
    found: dict[int, list[SaidBefore]] = {}
    for row in rows:
        said = SaidBefore(row.kept_on, row.as_of, ForecastMethod(row.method), row.expected, row.low, row.high)
        found.setdefault(row.node_id, []).append(said)
    return {node: tuple(said) for node, said in found.items()}


def readings_of_nodes(
    store: Session, nodes: Iterable[NodeFacts], day: date
) -> Mapping[int, tuple[ReadingFacts, ...]]:
    """By node, what was measured of it or of all below it together; a node whose sum may not be shown is left out."""
    found = heard_of_nodes(store, nodes, day)
    return {key: each.heard.readings for key, each in found.items() if each.heard is not None}
