"""A preparation as it is read: whose it is, and what of it who may read. Nothing before it was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.checkins.models import CheckIn, Preparation
from appraisal.checkins.preparation import AGENDA_QUESTION
from appraisal.kernel.actors import Actor


@dataclass(frozen=True)
class ReadAnswer:
    """A question with its answer: ``choice`` is an option in every language, ``plain`` yes, no or unknown."""

    words: Mapping[str, str]
    text: str = ""
    choice: Mapping[str, str] | None = None
    plain: str = ""
    on: date | None = None


@dataclass(frozen=True)
class ReadPreparation:
    """The preparation as the reader may see it: no word before it was handed in, agenda items on the agenda."""

    is_started: bool = False
    handed_in_at: datetime | None = None
    answers: tuple[ReadAnswer, ...] = ()


def find_preparation(store: Session, talk: CheckIn) -> Preparation | None:
    """The employee's preparation of a talk, for this slice alone."""
    return store.scalars(
        select(Preparation).where(
            Preparation.checkin_id == talk.id, Preparation.author_id == talk.employee_id
        )
    ).first()


def read_preparation(store: Session, talk: CheckIn, actor: Actor) -> ReadPreparation:
    """The preparation of a talk as this reader may see it."""
    row = find_preparation(store, talk)
    if row is None:
        return ReadPreparation()
    if row.handed_in_at is None:
        return ReadPreparation(is_started=actor.is_person(talk.employee_id))
    sections = (row.asked or {}).get("sections", ())
    questions = (question for section in sections for question in section["questions"])
    shown = (each for each in questions if each.get("answer") and each["id"] != AGENDA_QUESTION)
    answers = tuple(_answer(question) for question in shown)
    return ReadPreparation(True, row.handed_in_at, answers)


def _answer(question: Mapping[str, Any]) -> ReadAnswer:
    words, answer = question["words"], question["answer"]
    if "answer_words" in question:
        return ReadAnswer(words, choice=question["answer_words"])
    if question["kind"] == "yes_no_unknown":
        return ReadAnswer(words, plain=answer)
    if question["kind"] == "date":
        return ReadAnswer(words, on=date.fromisoformat(answer))
    if question["kind"] == "example":
        return ReadAnswer(words, text=answer["what"] or "", on=date.fromisoformat(answer["on"]))
    return ReadAnswer(words, text=str(answer))
