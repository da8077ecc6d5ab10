"""Reads about action items: who does what by when, in whose file it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.goals.domain import ActionItemKey
from appraisal.goals.models import ActionItem
from appraisal.kernel.refusals import NotFound


@dataclass(frozen=True)
class ActionItemFacts:
    """Who does what by when, and whether it is done. ``origin`` and ``origin_key`` say where it was agreed."""

    key: ActionItemKey
    about: int
    owner: int
    text: str
    due_on: date
    origin: str
    origin_key: int
    closed_at: datetime | None
    version: int


def action_items_of(store: Session, employee: int) -> tuple[ActionItemFacts, ...]:
    """What was agreed in a person's file: open items by due day, then the closed ones, newest first."""
    rows = store.scalars(select(ActionItem).where(ActionItem.about_id == employee))
    facts = [_item(row) for row in rows]
    still_open = sorted((one for one in facts if one.closed_at is None), key=_by_due_day)
    closed = sorted((one for one in facts if one.closed_at is not None), key=_by_closing, reverse=True)
    return (*still_open, *closed)


def action_item(store: Session, item_id: int) -> ActionItemFacts:
    """One action item. Raises ``NotFound``."""
    row = store.get(ActionItem, item_id)
    if row is None:
        raise NotFound(noun="action_item", key=item_id)
    return _item(row)


def open_items_owned_by(store: Session, owner: int) -> tuple[ActionItemFacts, ...]:
    """What a person still has to do, in whomever's file it stands, by due day."""
    rows = store.scalars(
        select(ActionItem)
        .where(ActionItem.owner_id == owner, ActionItem.closed_at.is_(None))
        .order_by(ActionItem.due_on, ActionItem.id)
    )
    return tuple(_item(row) for row in rows)


def overdue_promises_of_people(
    store: Session, people: Iterable[int], day: date
) -> Mapping[tuple[int, int], int]:
    """By person and owner, how many open action items in these people's files are past their day."""
    rows = store.execute(
        select(ActionItem.about_id, ActionItem.owner_id, func.count(ActionItem.id))
        .where(ActionItem.about_id.in_(set(people)), ActionItem.closed_at.is_(None), ActionItem.due_on < day)
        .group_by(ActionItem.about_id, ActionItem.owner_id)
    )
    return {(about, owner): count for about, owner, count in rows}


def owners_of_items(store: Session, origin: str, keys: Iterable[int]) -> Mapping[int, list[int]]:
    """By where they were agreed, who owns the action items; one statement."""
    rows = store.execute(
        select(ActionItem.origin_key, ActionItem.owner_id)
        .where(ActionItem.origin == origin, ActionItem.origin_key.in_(set(keys)))
        .order_by(ActionItem.id)
    )
    found: dict[int, list[int]] = {}
    for key, owner in rows:
        found.setdefault(key, []).append(owner)
    return found


def _item(row: ActionItem) -> ActionItemFacts:
    return ActionItemFacts(
        key=ActionItemKey(row.id),
        about=row.about_id,
        owner=row.owner_id,
        text=row.text,
        due_on=row.due_on,
        origin=row.origin,
        origin_key=row.origin_key,
        closed_at=row.closed_at,
        version=row.version,
    )


def _by_due_day(item: ActionItemFacts) -> tuple[date, int]:
    return item.due_on, item.key


def _by_closing(item: ActionItemFacts) -> tuple[str, int]:
    return item.closed_at.isoformat() if item.closed_at else "", item.key
