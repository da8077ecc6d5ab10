"""Changes of documents: asking for an archive."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.documents import policy
from appraisal.documents.domain import AskArchive
from appraisal.documents.queries import WORK
from appraisal.jobs import queue
from appraisal.jobs.domain import JobKey
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.reviews import queries as reviews
from appraisal.storage.history import record


def ask_archive(store: Session, actor: Actor, wish: AskArchive, *, at: datetime) -> JobKey:
    """Ask for all signed reviews of a cycle as one archive, printed in the background.

    Asked twice while it is being printed, it is the same job. Raises ``NotAllowed`` or ``NotReady``.
    """
    insist_on_none(policy.may_take_archive(actor), NotAllowed)
    listed = reviews.signed_review_list(store, actor, wish.cycle)
    insist_on_none(Objections.where(no_signed_reviews_yet=not listed), NotReady)
    key = queue.ask(
        store,
        actor,
        WORK,
        {"cycle": wish.cycle, "language": wish.language, "calendar": wish.calendar.value},
        at,
        unique_key=f"{WORK}:{wish.cycle}:{wish.language}:{wish.calendar.value}:{actor.employee}:{actor.name}"[
            :200
        ],
    )
    record(store, actor, "archive_asked", "cycle", wish.cycle, at=at, language=wish.language)
    return key
