"""History: one line for every change, saying who, what and when. Lines are only ever added.

Owns the table and ``record``. Triggers in both databases refuse to change or delete a line, so that
not even a mistake of ours rewrites the past.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import DDL, JSON, Index, String, and_, event, insert, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from appraisal.kernel.actors import Actor
from appraisal.storage.columns import UtcDateTime
from appraisal.storage.database import Model


class HistoryLine(Model):
    """Who (``actor_employee_id``, ``actor_name``) did what (``verb``) to what (``noun``, ``noun_key``)."""

    __tablename__ = "history_line"
    __table_args__ = (Index(None, "noun", "noun_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_employee_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    verb: Mapped[str] = mapped_column(String(60))
    noun: Mapped[str] = mapped_column(String(40))
    noun_key: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


GUARDS = {
    "sqlite": [
        f"CREATE TRIGGER history_line_no_{verb.lower()} BEFORE {verb} ON history_line "
        "BEGIN SELECT RAISE(ABORT, 'history is only ever added to'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION history_line_refuse() RETURNS trigger AS "
        "$$ BEGIN RAISE EXCEPTION 'history is only ever added to'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER history_line_guard BEFORE UPDATE OR DELETE ON history_line "
        "FOR EACH ROW EXECUTE FUNCTION history_line_refuse()",
    ],
}
for _dialect, _statements in GUARDS.items():
    for _statement in _statements:
        event.listen(HistoryLine.__table__, "after_create", DDL(_statement).execute_if(dialect=_dialect))


@dataclass(frozen=True)
class Line:
    """One line of history as a page shows it; ``verb`` is worded by the catalogs."""

    at: datetime
    actor_name: str
    verb: str
    details: Mapping[str, Any]


def record(
    store: Session, actor: Actor, verb: str, noun: str, key: int | None, *, at: datetime, **details: Any
) -> None:
    """Add one line. ``details`` are plain data: numbers, texts, ISO days; never content of private notes."""
    store.add(
        HistoryLine(
            at=at,
            actor_employee_id=actor.employee,
            actor_name=actor.name,
            verb=verb,
            noun=noun,
            noun_key=key,
            details=details,
        )
    )


def record_many(
    store: Session,
    actor: Actor,
    noun: str,
    lines: Iterable[tuple[str, int, Mapping[str, Any]]],
    *,
    at: datetime,
) -> None:
    """Add one line for each (verb, key, details), in one go; for lists of thousands."""
    rows = [
        {
            "at": at,
            "actor_employee_id": actor.employee,
            "actor_name": actor.name,
            "verb": verb,
            "noun": noun,
            "noun_key": key,
            "details": dict(details),
        }
        for verb, key, details in lines
    ]
    if rows:
        store.execute(insert(HistoryLine), rows)


def lines_of(store: Session, noun: str, key: int) -> Sequence[Line]:
    """The history of one thing, oldest first."""
    rows = store.execute(
        select(HistoryLine.at, HistoryLine.actor_name, HistoryLine.verb, HistoryLine.details)
        .where(HistoryLine.noun == noun, HistoryLine.noun_key == key)
        .order_by(HistoryLine.id)
    )
    return [Line(*row) for row in rows]


def moments_of(store: Session, noun: str, keys: Iterable[int], verb: str) -> Mapping[int, list[datetime]]:
    """When this was done to each of several things, oldest first; one statement however many they are."""
    rows = store.execute(
        select(HistoryLine.noun_key, HistoryLine.at)
        .where(HistoryLine.noun == noun, HistoryLine.noun_key.in_(set(keys)), HistoryLine.verb == verb)
        .order_by(HistoryLine.id)
    )
    found: dict[int, list[datetime]] = {}
    for key, at in rows:
        if key is not None:
            found.setdefault(key, []).append(at)
    return found


def lines_about(store: Session, things: Mapping[str, Iterable[int]], *, most: int) -> Sequence[Line]:
    """The newest lines about several things, ``{noun: keys}``, in one statement."""
    wanted = [
        and_(HistoryLine.noun == noun, HistoryLine.noun_key.in_(tuple(keys))) for noun, keys in things.items()
    ]
    rows = store.execute(
        select(HistoryLine.at, HistoryLine.actor_name, HistoryLine.verb, HistoryLine.details)
        .where(or_(*wanted))
        .order_by(HistoryLine.id.desc())
        .limit(most)
    )
    return [Line(*row) for row in rows]
