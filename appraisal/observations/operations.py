"""Changes to observations: write one, answer one. What was written and read is never rewritten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.observations import policy
from appraisal.observations.domain import (
    AnswerObservation,
    ObservationKey,
    WriteObservation,
    objections_to_answering,
    objections_to_observation,
)
from appraisal.observations.models import Observation
from appraisal.packs import operations as packs
from appraisal.packs.queries import Place
from appraisal.people import queries as people
from appraisal.storage.history import record


def write_observation(
    store: Session, actor: Actor, wish: WriteObservation, *, at: datetime
) -> ObservationKey:
    """Keep what was seen; the person reads it from this moment on."""
    line = people.line_of(store, wish.employee, at.date())
    insist_on_none(policy.may_write(actor, line), NotAllowed)
    insist_on_none(objections_to_observation(wish, at.date()), NotReady)
    observation = Observation(
        employee_id=wish.employee,
        author_id=actor.employee,
        goal_id=wish.goal,
        kind=wish.kind.value,
        seen_on=wish.seen_on,
        text=wish.text.strip(),
        situation=wish.situation.strip(),
        next_step=wish.next_step.strip(),
        written_at=at,
    )
    store.add(observation)
    store.flush()
    texts = {"text": wish.text, "situation": wish.situation, "next_step": wish.next_step}
    said = packs.worded("observation", observation.id, Place.OBSERVATION, texts, wish.because)
    packs.weigh_words(store, actor, said, about=wish.employee, at=at)
    record(store, actor, "observation_written", "observation", observation.id, at=at, employee=wish.employee)
    return ObservationKey(observation.id)


def answer_observation(
    store: Session, actor: Actor, wish: AnswerObservation, *, at: datetime
) -> ObservationKey:
    """Keep what the person says to it, once."""
    found = store.get(Observation, wish.observation)
    if found is None:
        raise NotFound(noun="observation", key=wish.observation)
    insist_on_none(policy.may_answer(actor, found.employee_id, found.author_id), NotAllowed)
    insist_on_none(objections_to_answering(wish.answer, found.answered_at is not None), NotReady)
    found.answer, found.answered_at = wish.answer.strip(), at
    store.flush()
    said = packs.worded("observation", found.id, Place.REPLY, {"answer": wish.answer}, wish.because)
    packs.weigh_words(store, actor, said, about=found.employee_id, at=at)
    record(store, actor, "observation_answered", "observation", found.id, at=at)
    return wish.observation
