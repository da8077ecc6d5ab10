"""What a view may ask about its request: who acts, what time it is, in which language to answer.

The application puts an actor, the clock's moment and the reader's settings on each request before
a view runs; only views read them from here, and hand them down as plain arguments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import g
from sqlalchemy.orm import Session

from appraisal.i18n.languages import Calendar, language_of
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotFound
from appraisal.storage.database import db


@dataclass(frozen=True)
class Reader:
    """How the person reads: language, calendar and time zone."""

    language: str
    calendar: Calendar
    zone: ZoneInfo

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return language_of(self.language).direction


def store() -> Session:
    """The session of this request. The edge commits it; views and operations never do."""
    session: Any = db.session
    return session()


def actor() -> Actor:
    """The signed-in person. Addresses that nobody signed in may open never ask."""
    found = g.get("actor")
    if found is None:
        raise NotFound(noun="page")
    return found


def now() -> datetime:
    """The moment of this request by the service's clock, in UTC."""
    return g.now


def today() -> date:
    """The day of this request where the reader is."""
    return g.now.astimezone(g.reader.zone).date()


def reader() -> Reader:
    """Language, calendar and zone of whoever reads the answer."""
    return g.reader
