"""The schedule: work that the service asks itself for, once a day.

Any number of workers may look at the clock: the day is part of the work's unique key, so one of them
asks and the others find it asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from appraisal.jobs import queue
from appraisal.jobs.domain import JobKey
from appraisal.jobs.registry import Handler, handler_of
from appraisal.kernel.actors import SERVICE
from appraisal.storage.engines import about_to_write

_hours: dict[str, int] = {}


def daily(name: str, *, after: int) -> Callable[[Handler], Handler]:
    """Ask for this work once a day, from that hour on where the service stands; stands above ``@work``."""

    def keep(handler: Handler) -> Handler:
        if handler_of(name) is not handler:
            raise ValueError(f"the work {name!r} is done by another handler")
        _hours[name] = after
        return handler

    return keep


def key_of(name: str, day: date) -> str:
    """The unique key of a day's work."""
    return f"{name}:{day.isoformat()}"


def ask_for(store: Session, name: str, day: date, at: datetime) -> JobKey:
    """Ask for a day's work now, whatever the hour, and again when it was done already."""
    arguments = {"day": day.isoformat()}
    return queue.ask(store, SERVICE, name, arguments, at, unique_key=key_of(name, day))


@dataclass(frozen=True)
class Schedule:
    """The service's clock and zone, by which a day's work becomes due."""

    now: Callable[[], datetime]
    zone: ZoneInfo

    def today(self) -> date:
        """The day where the service stands."""
        return self.now().astimezone(self.zone).date()

    def due(self) -> tuple[str, ...]:
        """The names of the work whose hour has come today."""
        hour = self.now().astimezone(self.zone).hour
        return tuple(sorted(name for name, after in _hours.items() if hour >= after))

    def ask(self, engine: Engine) -> tuple[JobKey, ...]:
        """Ask for what is due and was not asked for today; the keys of what is new."""
        at, day = self.now(), self.today()
        due = self.due()
        with Session(engine) as peek:
            missing = [name for name in due if not queue.was_asked(peek, key_of(name, day))]
        if not missing:
            return ()
        asked: list[JobKey] = []
        with about_to_write(), Session(engine) as store, store.begin():
            for name in missing:
                if not queue.was_asked(store, key_of(name, day)):
                    asked.append(ask_for(store, name, day, at))
        return tuple(asked)
