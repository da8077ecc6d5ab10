"""The values that triggers look at: what the owner wrote down, and what was counted against the plan.

What was written down for some days stands before what was counted for them. Of a group too small to be shown
nothing is counted here either: a trigger that fired would tell what one person did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.contingency.domain import COUNTED, Comparison, Meaning, Span, State, Watch
from appraisal.contingency.models import (
    ContingencyEnding,
    ContingencyEvent,
    ContingencySignal,
    ContingencyTrigger,
)
from appraisal.contingency.verdicts import Closed, Terms, Value, Verdict, moved, verdict
from appraisal.kernel.periods import ONE_DAY, Period
from appraisal.outlook import queries as outlook
from appraisal.plans import queries as plans
from appraisal.plans.queries import NodeFacts

PLACES = 4


@dataclass(frozen=True)
class Seen:
    """What a trigger says today, and the values it looked at, oldest first."""

    verdict: Verdict
    values: tuple[Value, ...]


def terms_of(row: ContingencyTrigger) -> Terms:
    """The numbers of a stored trigger."""
    return Terms(
        watch=Watch(row.watch),
        comparison=Comparison(row.comparison),
        threshold=row.threshold,
        span=Span(row.span),
        periods=row.periods,
        near=row.near,
        measure=row.measure,
        baseline=row.baseline,
        meaning=Meaning(row.meaning),
    )


def seen_by(
    store: Session, rows: Sequence[ContingencyTrigger], node: NodeFacts, day: date
) -> dict[int, Seen]:
    """What these triggers, all of plans under one node, say on a day."""
    typed = _typed(store, rows)
    closed, running = _events(store, rows)
    counted: dict[tuple[str, Span], tuple[tuple[Value, ...], str]] = {}
    found: dict[int, Seen] = {}
    for row in rows:
        terms = terms_of(row)
        values, why = typed.get(row.id, ()), "nothing_typed"
        if terms.watch is Watch.FORECAST:
            values, why = _with(values, _forecast(store, node)), "nothing_forecast"
        if terms.watch in COUNTED:
            about = (terms.measure, terms.span)
            if about not in counted:
                counted[about] = _counted(store, node, terms, day)
            values, why = _with(values, counted[about][0]), counted[about][1]
        said = verdict(terms, values, closed.get(row.id))
        if row.id in running:
            said = replace(said, state=State.FIRED)
        elif said.state is State.UNKNOWN:
            said = replace(said, why=why)
        found[row.id] = Seen(said, tuple(values))
    return found


def typed_of(row: ContingencyTrigger, signal: ContingencySignal) -> Value:
    """What somebody wrote down, as the trigger compares it: an index by how far it moved."""
    value = signal.value
    if row.watch == Watch.INDEX:
        value = round(moved(value, row.baseline) or Decimal(0), PLACES)
    return Value(signal.starts_on, signal.ends_on, value, signal.said_at, signal.words)


def _typed(store: Session, rows: Iterable[ContingencyTrigger]) -> Mapping[int, tuple[Value, ...]]:
    by_key = {row.id: row for row in rows}
    signals = store.scalars(
        select(ContingencySignal)
        .where(ContingencySignal.trigger_id.in_(by_key))
        .order_by(ContingencySignal.starts_on, ContingencySignal.id)
    )
    found: dict[int, list[Value]] = {}
    for signal in signals:
        found.setdefault(signal.trigger_id, []).append(typed_of(by_key[signal.trigger_id], signal))
    return {key: tuple(values) for key, values in found.items()}


def _events(store: Session, rows: Iterable[ContingencyTrigger]) -> tuple[dict[int, Closed], set[int]]:
    """When the newest ended event of each trigger ended, and the triggers whose event still runs."""
    ended = store.execute(
        select(ContingencyEvent.trigger_id, ContingencyEnding.ended_on, ContingencyEnding.ended_at)
        .outerjoin(ContingencyEnding, ContingencyEnding.event_id == ContingencyEvent.id)
        .where(ContingencyEvent.trigger_id.in_([row.id for row in rows]))
        .order_by(ContingencyEvent.id)
    )
    closed: dict[int, Closed] = {}
    running: set[int] = set()
    for trigger, on, at in ended:
        if at is None:
            running.add(trigger)
        else:
            closed[trigger] = Closed(on, at)
    return closed, running


def _with(typed: Sequence[Value], counted: Sequence[Value]) -> tuple[Value, ...]:
    """Both, where nothing was written down for days that were counted."""
    said = [Period(one.starts_on, one.ends_on) for one in typed]
    rest = [
        one for one in counted if not any(Period(one.starts_on, one.ends_on).overlaps(each) for each in said)
    ]
    return tuple(sorted((*typed, *rest), key=lambda one: (one.starts_on, one.ends_on)))


def _counted(store: Session, node: NodeFacts, terms: Terms, day: date) -> tuple[tuple[Value, ...], str]:
    """What came against an even pace of the plan, for the last whole weeks or months; or why nobody can tell.

    What was counted for the node itself stands before the sum of the people below it.
    """
    key = plans.counted_node(store, node.key, terms.measure)
    source = None if key is None else plans.node_facts(store, key)
    if source is None or not source.target:
        return (), "no_plan_of_it"
    stretches = last_stretches(terms.span, terms.periods + 1, day)
    whole = Period(source.counts_from, source.ends_on)
    inside = [one for one in stretches if whole.covers(one)]
    if not inside:
        return (), "nothing_counted"
    days = Period(inside[0].starts_on, inside[-1].ends_on)
    readings = actuals.node_readings(store, [source.key], days.starts_on, days.ends_on).get(source.key, ())
    if not readings:
        group = plans.people_below(store, source)
        if not group.may_show_total:
            return (), "group_too_small"
        readings = actuals.totals_by_month(store, group.people, terms.measure, days.starts_on, days.ends_on)
    found = []
    for stretch in inside:
        came = [one.value for one in readings if stretch.covers(Period(one.starts_on, one.ends_on))]
        if came:
            due = source.target * stretch.days / whole.days
            found.append(
                Value(stretch.starts_on, stretch.ends_on, round(sum(came, Decimal(0)) / due, PLACES))
            )
    return tuple(found), "nothing_counted"


def _forecast(store: Session, node: NodeFacts) -> tuple[Value, ...]:
    """What was forecast of a node against its goal, month by month as it was kept."""
    if not node.target:
        return ()
    said = outlook.said_before(store, [node.key]).get(node.key, ())
    return tuple(
        Value(month.starts_on, month.ends_on, round(one.expected / node.target, PLACES))
        for one in said
        for month in [Period.month_of(one.kept_on)]
    )


def last_stretches(span: Span, count: int, day: date) -> tuple[Period, ...]:
    """The last whole weeks (Monday to Sunday) or months before a day, oldest first; the day may end one."""
    found: list[Period] = []
    last = day + ONE_DAY
    while len(found) < count:
        if span is Span.WEEK:
            first = last - timedelta(days=last.weekday() or 7)
            first, end = (
                (first - timedelta(days=7), first - ONE_DAY) if last.weekday() else (first, last - ONE_DAY)
            )
        else:
            end = last.replace(day=1) - ONE_DAY
            first = end.replace(day=1)
        found.insert(0, Period(first, end))
        last = first
    return tuple(found)
