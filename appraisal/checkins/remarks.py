"""What the pack of process remarks about how two people work together: their talks, promises and obstacles.

Owns those facts, a fixed number of statements however many pairs, and the numbers of the pack that this slice
reads itself. What a review adds is in ``reviews``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from appraisal.checkins.models import CheckIn
from appraisal.checkins.numbers import Numbers
from appraisal.checkins.obstacles import ObstacleFacts, open_obstacles_of_people
from appraisal.checkins.talks import CheckInState, last_held_of_people, states_where
from appraisal.goals import queries as goals
from appraisal.packs import queries as packs
from appraisal.packs.queries import ShownRemark
from appraisal.people import queries as people
from appraisal.people.queries import PlaceAtWork

KIND = "process"
ABOUT = "talks_of"
GIVEN = frozenset(
    {
        "days_without_talk", "days_in_post", "talk_booked", "goals_run", "talk_moves", "days_past_talk",
        "employee_has_words", "manager_has_words", "promises_overdue", "steps_overdue", "obstacles_unowned",
        "oldest_obstacle_days",
    }
)  # fmt: skip
"""Every fact that this slice can give the pack of process."""
OF_THE_EMPLOYEE = frozenset({"steps_overdue", "employee_has_words", "manager_has_words"})
"""Facts that say nothing of the manager's own duties."""


def numbers(store: Session, day: date) -> Numbers:
    """The numbers of the pack in force as they hold on a day."""
    return Numbers.of(packs.numbers_on(store, KIND, day))


def about_pairs(
    store: Session,
    employees: Iterable[int],
    now: datetime,
    *,
    spoke: Mapping[int, Collection[int]] | None = None,
    duties_only: bool = False,
) -> dict[int, tuple[ShownRemark, ...]]:
    """What is remarked about each person and who leads them today; eight statements.

    ``spoke`` are, by person, those who left words in the open talk. ``duties_only`` leaves out what is for the
    employee to do.
    """
    wanted, day = tuple(employees), now.date()
    places = people.places_at_work(store, wanted, day)
    held = last_held_of_people(store, wanted, now)
    open_talks = _open_talks(store, wanted, places)
    running = goals.goals_agreed(store, wanted, day)
    overdue = goals.overdue_promises_of_people(store, wanted, day)
    obstacles = open_obstacles_of_people(store, wanted, day)
    things = {
        employee: {
            **_of_talks(places[employee], held.get(employee), open_talks.get(employee), day),
            **_of_words(employee, places[employee], (spoke or {}).get(employee)),
            **_of_obstacles(obstacles.get(employee, ()), day),
            "goals_run": employee in running,
            "promises_overdue": overdue.get((employee, places[employee].manager or 0), 0),
            "steps_overdue": overdue.get((employee, employee), 0),
        }
        for employee in wanted
        if places[employee].manager is not None
    }
    if duties_only:
        things = {
            key: {name: value for name, value in facts.items() if name not in OF_THE_EMPLOYEE}
            for key, facts in things.items()
        }
    return packs.remarks_about(store, KIND, things, day, noun=ABOUT)


def _of_talks(
    place: PlaceAtWork, last_held: datetime | None, talk: CheckInState | None, day: date
) -> dict[str, Any]:
    since = last_held.date() if last_held else place.hired_on
    return {
        "days_without_talk": None if since is None else max(0, (day - since).days),
        "days_in_post": None if place.hired_on is None else (day - place.hired_on).days,
        "talk_booked": talk is not None,
        "talk_moves": None if talk is None else talk.moves,
        "days_past_talk": None if talk is None else (day - talk.starts_at.date()).days,
    }


def _of_words(employee: int, place: PlaceAtWork, spoke: Collection[int] | None) -> dict[str, Any]:
    if spoke is None:
        return {}
    return {"employee_has_words": employee in spoke, "manager_has_words": place.manager in spoke}


def _of_obstacles(open_ones: Collection[ObstacleFacts], day: date) -> dict[str, Any]:
    return {
        "obstacles_unowned": sum(each.owner is None for each in open_ones),
        "oldest_obstacle_days": max((each.age_days(day) for each in open_ones), default=None),
    }


def _open_talks(
    store: Session, employees: Collection[int], places: Mapping[int, PlaceAtWork]
) -> Mapping[int, CheckInState]:
    """The talk that each person has open with who leads them today."""
    found = states_where(store, CheckIn.employee_id.in_(employees), CheckIn.held_at.is_(None))
    return {talk.employee: talk for talk in found if talk.manager == places[talk.employee].manager}
