"""Who may see and steer a job: only who asked for it. Its result may hold what others may not read."""

from __future__ import annotations

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections


def may_steer(actor: Actor, asked_by: int | None, asked_by_name: str) -> Objections:
    """The asker, known by employee, or by name where the asker is nobody's employee."""
    same = actor.is_person(asked_by) or (
        asked_by is None and actor.employee is None and actor.name == asked_by_name
    )
    return Objections.where(job_of_somebody_else=not same)
