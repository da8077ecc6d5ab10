"""The clock of the service: an input of every request, so that a demo and a test can have their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True)
class Clock:
    """Now in UTC. With ``day`` the clock lives that one day again and again, at the true time of day."""

    day: date | None = None

    def now(self) -> datetime:
        """This moment, in UTC."""
        moment = datetime.now(UTC)
        return moment if self.day is None else datetime.combine(self.day, moment.timetz())
