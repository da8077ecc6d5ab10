"""Reads of observations, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.observations import policy
from appraisal.observations.domain import ObservationKey, ObservationKind
from appraisal.observations.models import Observation
from appraisal.packs import queries as packs
from appraisal.packs.queries import KeptLine
from appraisal.people import queries as people
from appraisal.people.queries import PersonName


@dataclass(frozen=True)
class ObservationFacts:
    """One observation: what was seen, who wrote it, what the person says to it.

    ``kept`` says by field why words stayed that a rule had warned about.
    """

    key: ObservationKey
    employee: int
    author: int
    author_name: str
    goal: int | None
    kind: ObservationKind
    seen_on: date
    text: str
    situation: str
    next_step: str
    written_at: datetime
    answer: str
    answered_at: datetime | None
    kept: Mapping[str, tuple[KeptLine, ...]]

    @property
    def is_own(self) -> bool:
        """Whether the person wrote about their own work."""
        return self.author == self.employee


@dataclass(frozen=True)
class NoteForm:
    """The form of a note, without its words: when, about which goal, and whether it names the situation."""

    seen_on: date
    goal: int | None
    has_situation: bool


@dataclass(frozen=True)
class ObservationsPage:
    """The observations about a person that the reader may read, the newest first."""

    person: PersonName
    is_own: bool
    reads_all: bool
    observations: tuple[ObservationFacts, ...]


def observations_of(
    store: Session, actor: Actor, employee: int, since: date | None = None, day: date = date.max
) -> tuple[ObservationFacts, ...]:
    """What was seen on or after ``since``, as far as the actor may read it. Raises ``NotAllowed``.

    The line of ``day`` decides who may read; without it, the line as it stands at last.
    """
    line = people.line_of(store, employee, day)
    reads_all = policy.reads_all(actor, line)
    if not reads_all:
        insist_on_none(policy.may_open(actor, line), NotAllowed)
    wanted = select(Observation).where(Observation.employee_id == employee)
    if since is not None:
        wanted = wanted.where(Observation.seen_on >= since)
    if not reads_all:
        wanted = wanted.where(Observation.author_id == actor.employee)
    rows = store.scalars(wanted.order_by(Observation.seen_on.desc(), Observation.id.desc())).all()
    names = people.names_of(store, [row.author_id for row in rows])
    kept = packs.kept_words(store, "observation", [row.id for row in rows])
    return tuple(_facts(row, names.get(row.author_id, ""), kept.get(row.id, {})) for row in rows)


def observations_page(store: Session, actor: Actor, employee: int, day: date) -> ObservationsPage:
    """The page of a person. Raises ``NotFound`` or ``NotAllowed``."""
    found = observations_of(store, actor, employee, day=day)
    person = people.person_facts(store, actor, employee, day)
    return ObservationsPage(
        person=PersonName(person.key, person.name, person.job_title),
        is_own=actor.is_person(employee),
        reads_all=actor.is_person(employee)
        or (person.manager is not None and actor.is_person(person.manager.key)),
        observations=found,
    )


def seen_by_others(
    store: Session, employees: Iterable[int], since: date, day: date
) -> Mapping[int, list[date]]:
    """By person, the days from ``since`` to ``day`` on which others saw something worth a note; no words."""
    rows = store.execute(
        select(Observation.employee_id, Observation.seen_on).where(
            Observation.employee_id.in_(set(employees)),
            Observation.seen_on.between(since, day),
            Observation.author_id != Observation.employee_id,
        )
    )
    found: dict[int, list[date]] = {}
    for employee, seen_on in rows:
        found.setdefault(employee, []).append(seen_on)
    return found


def notes_by_others(
    store: Session, employees: Iterable[int], since: date, day: date
) -> Mapping[int, list[NoteForm]]:
    """By person, the form of what others wrote from ``since`` to ``day``, oldest first; one statement."""
    rows = store.execute(
        select(
            Observation.employee_id,
            Observation.seen_on,
            Observation.goal_id,
            func.length(Observation.situation) > 0,
        )
        .where(
            Observation.employee_id.in_(set(employees)),
            Observation.seen_on.between(since, day),
            Observation.author_id != Observation.employee_id,
        )
        .order_by(Observation.seen_on, Observation.id)
    )
    found: dict[int, list[NoteForm]] = {}
    for employee, seen_on, goal, has_situation in rows:
        found.setdefault(employee, []).append(NoteForm(seen_on, goal, bool(has_situation)))
    return found


def notes_about(
    store: Session, employees: Iterable[int], starts_on: date, ends_on: date
) -> Mapping[int, list[tuple[int, date]]]:
    """By person, who else wrote down something seen in these days, and of which day; no words. One statement."""
    rows = store.execute(
        select(Observation.employee_id, Observation.author_id, Observation.seen_on).where(
            Observation.employee_id.in_(set(employees)),
            Observation.seen_on.between(starts_on, ends_on),
            Observation.author_id != Observation.employee_id,
        )
    )
    found: dict[int, list[tuple[int, date]]] = {}
    for employee, author, seen_on in rows:
        found.setdefault(employee, []).append((author, seen_on))
    return found


def _facts(row: Observation, author: str, kept: Mapping[str, tuple[KeptLine, ...]]) -> ObservationFacts:
    return ObservationFacts(
        key=ObservationKey(row.id),
        employee=row.employee_id,
        author=row.author_id,
        author_name=author,
        goal=row.goal_id,
        kind=ObservationKind(row.kind),
        seen_on=row.seen_on,
        text=row.text,
        situation=row.situation,
        next_step=row.next_step,
        written_at=row.written_at,
        answer=row.answer,
        answered_at=row.answered_at,
        kept=kept,
    )
