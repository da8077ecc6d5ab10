"""Reads about goals, readings and action items, as facts for pages and for other slices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.goals import policy
from appraisal.goals.domain import GoalKey, Progress, Side, progress_of, status_of
from appraisal.goals.groups import AgreedDays, paces_of_people, sides_that_agreed
from appraisal.goals.items import (
    ActionItemFacts,
    action_item,
    action_items_of,
    open_items_owned_by,
    overdue_promises_of_people,
    owners_of_items,
)
from appraisal.goals.models import Goal, GoalConfirmation
from appraisal.goals.notices import NoticeFacts, Superseded, notices_of, superseded_of
from appraisal.goals.pauses import NO_PAUSES, Pauses, pauses_of
from appraisal.goals.terms import (
    GoalTerms,
    agreed_below,
    count_running,
    owners_of_goals,
    running_after,
    statements_of,
    terms_of_people,
)
from appraisal.kernel.actors import Actor
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.people import queries as people

__all__ = [
    "ActionItemFacts",
    "AgreedDays",
    "GoalState",
    "GoalTerms",
    "NoticeFacts",
    "Superseded",
    "action_item",
    "action_items_of",
    "agreed_below",
    "count_running",
    "goal_state",
    "goals_agreed",
    "goals_of",
    "goals_of_reports",
    "notices_of",
    "open_items_owned_by",
    "overdue_promises_of_people",
    "owners_of_goals",
    "owners_of_items",
    "paces_of_people",
    "running_after",
    "statements_of",
    "superseded_of",
    "terms_of_people",
]


@dataclass(frozen=True)
class GoalState(GoalTerms):
    """A goal with its confirmations and progress. ``ratio`` is result over target; None: cannot tell."""

    kind: str
    unit: str
    why_it_matters: str
    proposed_by: int
    own_words: str
    result: Decimal | None
    ratio: Decimal | None
    expected_share: Decimal | None
    last_reading_on: date | None
    version: int
    withdrawn_because: str

    def lags(self, met_from: float) -> bool:
        """Whether the result lags behind an even pace by more than still counts as met; no when nobody can tell."""
        if self.ratio is None or self.expected_share is None:
            return False
        if self.direction == "lower":
            return float(self.ratio) * met_from > float(self.expected_share)
        return float(self.ratio) < float(self.expected_share) * met_from


def goals_of(
    store: Session, actor: Actor, employee: int, day: date, *, with_withdrawn: bool = False
) -> tuple[GoalState, ...]:
    """A person's goals, newest period first. Raises ``NotFound`` or ``NotAllowed``."""
    insist_on_none(policy.may_see_goals(actor, people.line_of(store, employee, day)), NotAllowed)
    wanted = select(Goal).where(Goal.employee_id == employee)
    if not with_withdrawn:
        wanted = wanted.where(Goal.withdrawn_at.is_(None))
    rows = store.scalars(wanted.order_by(Goal.starts_on.desc(), Goal.id)).all()
    return _states(store, rows, day)


def goals_of_reports(store: Session, manager: int, day: date) -> tuple[GoalState, ...]:
    """The running goals of everyone whom a manager leads on the day; five statements."""
    keys = [person.key for person in people.reports_of(store, manager, day)]
    running = (Goal.employee_id.in_(keys), Goal.withdrawn_at.is_(None), Goal.ends_on >= day)
    rows = store.scalars(select(Goal).where(*running).order_by(Goal.employee_id, Goal.id)).all()
    return _states(store, rows, day)


def goal_state(store: Session, goal_id: int, day: date | None = None) -> GoalState:
    """One goal, as of a day (None: up to its end). Reads no policy: for slices that have their own."""
    row = store.get(Goal, goal_id)
    if row is None:
        raise NotFound(noun="goal", key=goal_id)
    return _states(store, [row], day or row.ends_on)[0]


def goals_agreed(store: Session, employees: Iterable[int], day: date) -> Mapping[int, bool]:
    """For each employee, whether there are goals running on the day and all of them are agreed."""
    rows = store.execute(
        select(Goal.employee_id, func.min(sides_that_agreed()))
        .where(
            Goal.employee_id.in_(set(employees)),
            Goal.withdrawn_at.is_(None),
            Goal.starts_on <= day,
            Goal.ends_on >= day,
        )
        .group_by(Goal.employee_id)
    )
    return {employee: fewest >= len(Side) for employee, fewest in rows}


def _states(store: Session, rows: Sequence[Goal], day: date) -> tuple[GoalState, ...]:
    """The states of goals: three statements however many there are."""
    if not rows:
        return ()
    said: dict[int, dict[str, GoalConfirmation]] = {}
    for yes in store.scalars(
        select(GoalConfirmation).where(GoalConfirmation.goal_id.in_([row.id for row in rows]))
    ):
        said.setdefault(yes.goal_id, {})[yes.side] = yes
    readings = actuals.readings_of_people(
        store,
        {row.employee_id for row in rows},
        {row.measure for row in rows},
        min(row.starts_on for row in rows),
        max(row.ends_on for row in rows),
    )
    pauses = pauses_of(store, (row.id for row in rows))
    return tuple(
        _state(
            row,
            said.get(row.id, {}),
            pauses.get(row.id, NO_PAUSES),
            progress_of(
                row.target,
                Period(row.starts_on, row.ends_on),
                readings.get((row.employee_id, row.measure), []),
                day,
                pauses.get(row.id, NO_PAUSES).periods,
            ),
        )
        for row in rows
    )


def _state(row: Goal, said: Mapping[str, GoalConfirmation], pauses: Pauses, progress: Progress) -> GoalState:
    by_employee, by_manager = said.get(Side.EMPLOYEE), said.get(Side.MANAGER)
    return GoalState(
        key=GoalKey(row.id),
        employee=row.employee_id,
        plan_node=row.plan_node_id,
        kind=row.kind,
        statement=row.statement,
        measure=row.measure,
        unit=row.unit,
        target=row.target,
        direction=row.direction,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        why_it_matters=row.why_it_matters,
        proposed_by=row.proposed_by_id,
        proposed_at=row.proposed_at,
        confirmed_by_employee_at=by_employee.at if by_employee else None,
        confirmed_by_manager_at=by_manager.at if by_manager else None,
        own_words=by_employee.own_words if by_employee else "",
        result=progress.result,
        ratio=progress.ratio,
        expected_share=progress.expected_share,
        last_reading_on=progress.last_reading_on,
        version=row.version,
        status=status_of(said, is_withdrawn=row.withdrawn_at is not None),
        withdrawn_because=row.withdrawn_because,
        pauses=pauses,
    )
