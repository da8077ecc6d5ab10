"""The file of a person: all that the service holds about them, the same for the person and for who leads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import ReadingFacts
from appraisal.checkins import queries as checkins
from appraisal.diagnosis import queries as diagnosis
from appraisal.diagnosis.queries import DiagnosisLine
from appraisal.goals import queries as goals
from appraisal.goals.queries import ActionItemFacts, GoalState
from appraisal.home import policy
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.observations import queries as observations
from appraisal.observations.queries import ObservationFacts
from appraisal.people import queries as people
from appraisal.people.queries import PersonFacts
from appraisal.plans import queries as plans
from appraisal.plans.queries import PlanStep
from appraisal.reviews import queries as reviews
from appraisal.storage.history import Line, lines_about
from appraisal.training import queries as training
from appraisal.training.queries import Register

MOST_HISTORY = 100
LOOK_BACK = timedelta(days=730)


@dataclass(frozen=True)
class FileGoal:
    """A goal with the line from the strategy down to it."""

    goal: GoalState
    line: tuple[PlanStep, ...]


@dataclass(frozen=True)
class FileReview:
    """A review of the person: which period, and where it stands. Its words are on its own page."""

    key: int
    cycle: str
    ends_on: date
    step: str


@dataclass(frozen=True)
class FilePage:
    """A person's file. ``names`` says who is meant by the keys in it; ``readings`` are by measure."""

    person: PersonFacts
    is_own: bool
    goals: tuple[FileGoal, ...]
    readings: Mapping[str, Sequence[ReadingFacts]]
    checkins: tuple[checkins.TalkDates, ...]
    obstacles: tuple[checkins.ObstacleFacts, ...]
    observations: tuple[ObservationFacts, ...]
    training: Register
    diagnoses: tuple[DiagnosisLine, ...]
    reviews: tuple[FileReview, ...]
    items: tuple[ActionItemFacts, ...]
    history: Sequence[Line]
    names: Mapping[int, str]
    day: date


def file_page(store: Session, actor: Actor, employee: int, day: date) -> FilePage:
    """The file of a person. Raises ``NotFound`` or ``NotAllowed``."""
    insist_on_none(policy.may_open_file(actor, people.line_of(store, employee, day)), NotAllowed)
    found = goals.goals_of(store, actor, employee, day, with_withdrawn=True)
    lines = plans.lines_to_strategy(store, [goal.plan_node for goal in found if goal.plan_node is not None])
    talks = checkins.checkins_of(store, actor, employee, day)
    obstacles = checkins.obstacles_of(store, employee)
    seen = observations.observations_of(store, actor, employee, day=day)
    taught = training.record_of(store, actor, employee, day)
    items = goals.action_items_of(store, employee)
    mentioned = [item.owner for item in items] + [each.reported_by for each in obstacles]
    page = FilePage(
        person=people.person_facts(store, actor, employee, day),
        is_own=actor.is_person(employee),
        goals=tuple(FileGoal(goal, lines.get(goal.plan_node or 0, ())) for goal in found),
        readings=actuals.readings_by_measure(
            store, employee, {goal.measure for goal in found}, day - LOOK_BACK, day
        ),
        checkins=tuple(reversed(talks)),
        obstacles=obstacles,
        observations=seen,
        training=taught,
        diagnoses=diagnosis.diagnoses_of(store, actor, employee, day).diagnoses,
        reviews=_reviews(store, actor, employee, day),
        items=items,
        history=(),
        names=people.names_of(store, [*mentioned, *(talk.manager for talk in talks)]),
        day=day,
    )
    return replace(page, history=lines_about(store, things_in(page), most=MOST_HISTORY))


def things_in(page: FilePage) -> dict[str, list[int]]:
    """What a file holds, as history names it: ``{noun: keys}``."""
    return {
        "person": [int(page.person.key)],
        "goal": [int(each.goal.key) for each in page.goals],
        "checkin": [int(talk.key) for talk in page.checkins],
        "obstacle": [int(each.key) for each in page.obstacles],
        "observation": [int(each.key) for each in page.observations],
        "training": [int(each.key) for each in page.training.trainings],
        "practice": [int(each.key) for each in page.training.practices],
        "job_aid": [int(each.key) for each in page.training.job_aids],
        "action_item": [int(item.key) for item in page.items],
        "diagnosis": [each.key for each in page.diagnoses],
        "review": [each.key for each in page.reviews],
    }


def _reviews(store: Session, actor: Actor, employee: int, day: date) -> tuple[FileReview, ...]:
    page = reviews.reviews_of(store, actor, day)
    lines = page.own if actor.is_person(employee) else page.led
    found = [line for line in lines if line.employee_key == employee]
    return tuple(FileReview(line.key, line.cycle, line.ends_on, line.step.value) for line in found)
