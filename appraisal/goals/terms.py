"""The terms of goals: what was agreed with whom, for many goals at once and without how far each one is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from appraisal.goals.domain import GoalKey, GoalStatus, Side, status_of
from appraisal.goals.models import Goal, GoalConfirmation
from appraisal.goals.pauses import NO_PAUSES, Pauses, pauses_of
from appraisal.plans import queries as plans

_EMPLOYEE = aliased(GoalConfirmation, name="said_by_employee")
_MANAGER = aliased(GoalConfirmation, name="said_by_manager")


@dataclass(frozen=True)
class GoalTerms:
    """What a goal says, for which days, and who said yes to it."""

    key: GoalKey
    employee: int
    plan_node: int | None
    statement: str
    measure: str
    target: Decimal
    direction: str
    starts_on: date
    ends_on: date
    proposed_at: datetime
    confirmed_by_employee_at: datetime | None
    confirmed_by_manager_at: datetime | None
    status: GoalStatus
    pauses: Pauses

    @property
    def is_agreed(self) -> bool:
        """Whether both sides confirmed it as it stands."""
        return self.status is GoalStatus.AGREED


def terms_of_people(
    store: Session, employees: Iterable[int], starts_on: date, ends_on: date
) -> Mapping[int, list[GoalTerms]]:
    """By employee, the goals that run within these days and are not withdrawn, newest period first."""
    rows = _read(
        store,
        _terms()
        .where(
            Goal.employee_id.in_(set(employees)),
            Goal.withdrawn_at.is_(None),
            Goal.starts_on <= ends_on,
            Goal.ends_on >= starts_on,
        )
        .order_by(Goal.starts_on.desc(), Goal.id),
    )
    found: dict[int, list[GoalTerms]] = {}
    for terms in rows:
        found.setdefault(terms.employee, []).append(terms)
    return found


def running_after(store: Session, key: int, most: int, day: date) -> tuple[GoalTerms, ...]:
    """The next goals behind ``key``, by key, that run on the day and are agreed by both sides.

    Ask again with the last key, until nothing comes.
    """
    return _read(store, _terms().where(Goal.id > key, *_runs_on(day)).order_by(Goal.id).limit(most))


def agreed_below(store: Session, node: int, first: date, last: date) -> tuple[GoalTerms, ...]:
    """The goals that both agreed to, from shares anywhere under a node, with a day in these days."""
    return _read(
        store,
        _terms()
        .where(
            Goal.plan_node_id.in_(plans.below(node)),
            Goal.withdrawn_at.is_(None),
            Goal.starts_on <= last,
            Goal.ends_on >= first,
            _EMPLOYEE.at.is_not(None),
            _MANAGER.at.is_not(None),
        )
        .order_by(Goal.id),
    )


def count_running(store: Session, day: date) -> int:
    """How many goals ``running_after`` goes through from the first one on."""
    counted = _with_sides(select(func.count(Goal.id)).select_from(Goal))
    return store.scalar(counted.where(*_runs_on(day))) or 0


def statements_of(store: Session, goals: Iterable[int], *, with_withdrawn: bool = False) -> Mapping[int, str]:
    """What these goals say, by key. Reads no policy: for slices that have their own."""
    wanted = select(Goal.id, Goal.statement).where(Goal.id.in_(set(goals)))
    if not with_withdrawn:
        wanted = wanted.where(Goal.withdrawn_at.is_(None))
    return {row.id: row.statement for row in store.execute(wanted)}


def owners_of_goals(
    store: Session, goals: Iterable[int], employees: Iterable[int]
) -> tuple[tuple[int, int, str], ...]:
    """Of these goals, those of these people: key, whose it is, and what it says. Reads no policy."""
    rows = store.execute(
        select(Goal.id, Goal.employee_id, Goal.statement)
        .where(Goal.id.in_(set(goals)), Goal.employee_id.in_(set(employees)), Goal.withdrawn_at.is_(None))
        .order_by(Goal.id)
    )
    return tuple((key, employee, statement) for key, employee, statement in rows)


def _terms() -> Select[*tuple[Any, ...]]:
    return _with_sides(
        select(
            Goal.id,
            Goal.employee_id,
            Goal.plan_node_id,
            Goal.statement,
            Goal.measure,
            Goal.target,
            Goal.direction,
            Goal.starts_on,
            Goal.ends_on,
            Goal.proposed_at,
            _EMPLOYEE.at,
            _MANAGER.at,
            Goal.withdrawn_at,
        )
    )


def _with_sides(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return wanted.outerjoin(
        _EMPLOYEE, and_(_EMPLOYEE.goal_id == Goal.id, _EMPLOYEE.side == Side.EMPLOYEE.value)
    ).outerjoin(_MANAGER, and_(_MANAGER.goal_id == Goal.id, _MANAGER.side == Side.MANAGER.value))


def _runs_on(day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Goal.withdrawn_at.is_(None),
        Goal.starts_on <= day,
        Goal.ends_on >= day,
        _EMPLOYEE.at.is_not(None),
        _MANAGER.at.is_not(None),
    )


def _read(store: Session, wanted: Select[*tuple[Any, ...]]) -> tuple[GoalTerms, ...]:
    rows = store.execute(wanted).all()
    pauses = pauses_of(store, (row[0] for row in rows))
    return tuple(_of(row, pauses.get(row[0], NO_PAUSES)) for row in rows)


def _of(row: Row[*tuple[Any, ...]], pauses: Pauses) -> GoalTerms:
    by_employee, by_manager, withdrawn_at = row[10:]
    said = [side for side, at in ((Side.EMPLOYEE, by_employee), (Side.MANAGER, by_manager)) if at is not None]
    status = status_of(said, is_withdrawn=withdrawn_at is not None)
    return GoalTerms(*row[:12], status=status, pauses=pauses)
