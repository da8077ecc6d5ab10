"""The stage of the demo: who is there, and in whose name something happens on which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from appraisal.cli.demo.words import ADMINISTRATOR, HEAD, HR
from appraisal.formbook import Formbook
from appraisal.kernel.actors import Actor, EmployeeKey, Role
from appraisal.people import queries as people
from appraisal.rulebook import Pack

ROLES: Mapping[str, frozenset[Role]] = {
    HEAD: frozenset({Role.PLAN_OWNER}),
    HR: frozenset({Role.HR}),
    ADMINISTRATOR: frozenset({Role.ADMINISTRATOR}),
}


@dataclass(frozen=True)
class Stage:
    """The store, the forms, the rules, and the people by name."""

    store: Session
    formbook: Formbook
    pack: Pack
    keys: Mapping[str, EmployeeKey]

    def key(self, name: str) -> EmployeeKey:
        """The person of this name."""
        return self.keys[name]

    def actor(self, name: str) -> Actor:
        """The person of this name, acting."""
        return Actor(self.keys[name], name, ROLES.get(name, frozenset()), leads_anyone=True)

    def manager_of(self, name: str, day: date) -> str:
        """The name of who leads the person on that day."""
        manager = people.line_of(self.store, self.keys[name], day).manager
        return next(other for other, key in self.keys.items() if key == manager)


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of a day of the story, in UTC."""
    return datetime.combine(day, time(hour, minute), UTC)
