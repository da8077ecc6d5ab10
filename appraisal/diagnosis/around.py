"""What is around a goal: talks held and moved, promises of who leads, what others saw, how long somebody is here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.diagnosis.domain import Agreement
from appraisal.diagnosis.models import Diagnosis, Reply
from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.goals import queries as goals
from appraisal.observations import queries as observations
from appraisal.people import queries as people
from appraisal.rulebook import Fact

RECENT = timedelta(days=90)


def led(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """How long the person is here, and the overdue promises of who leads them."""
    day = sights[0].day
    persons = {sight.goal.employee for sight in sights}
    places = people.places_at_work(store, persons, day)
    promises = goals.overdue_promises_of_people(store, persons, day)
    found: FactsOfGoals = {}
    for sight in sights:
        person = sight.goal.employee
        place = places[person]
        overdue = 0 if place.manager is None else promises.get((person, place.manager), 0)
        facts = {"manager_promises_overdue": Fact(overdue, "promises", day)}
        if place.hired_on is not None and place.hired_on <= day:
            facts["role_new_days"] = Fact((day - place.hired_on).days, "people", place.hired_on)
        found[sight.goal.key] = facts
    return found


def talked(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """When the two last talked, and how often a talk within the goal's days was moved."""
    day = sights[0].day
    persons = {sight.goal.employee for sight in sights}
    held = checkins.last_held_of_people(store, persons, datetime.combine(day, time.max, UTC))
    moved = checkins.moved_talks_of_people(store, persons)
    found: FactsOfGoals = {}
    for sight in sights:
        goal = sight.goal
        days = [at.date() for at in moved.get(goal.employee, ())]
        moves = sum(goal.starts_on <= on <= goal.ends_on for on in days)
        facts = {"review_reschedules": Fact(moves, "checkins", day)}
        if goal.employee in held:
            on = held[goal.employee].date()
            facts["days_since_last_checkin"] = Fact((day - on).days, "checkins", on)
        found[goal.key] = facts
    return found


def seen(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """What others wrote down of the person: how much of late, and when last."""
    day = sights[0].day
    persons = {sight.goal.employee for sight in sights}
    days = observations.seen_by_others(store, persons, day - 4 * RECENT, day)
    found: FactsOfGoals = {}
    for sight in sights:
        row = days.get(sight.goal.employee)
        if row:
            last, recent = max(row), sum(on >= day - RECENT for on in row)
            facts = {"feedback_last_days": Fact((day - last).days, "observations", last)}
            if recent:
                facts["observation_count_90d"] = Fact(recent, "observations", last)
            found[sight.goal.key] = facts
    return found


def disagreed(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """Whether the person disagreed with a conclusion about the goal."""
    rows = store.execute(
        select(Diagnosis.goal_id, func.max(Reply.written_at))
        .join(Reply, Reply.diagnosis_id == Diagnosis.id)
        .where(
            Diagnosis.goal_id.in_([sight.goal.key for sight in sights]),
            Reply.agrees == Agreement.DISAGREE.value,
        )
        .group_by(Diagnosis.goal_id)
    )
    return {goal: {"employee_disagrees": Fact(True, "replies", at.date())} for goal, at in rows}
