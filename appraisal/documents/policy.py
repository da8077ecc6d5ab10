"""Who may take documents. Who may read one signed review is decided by ``reviews``."""

from __future__ import annotations

from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.objections import Objections


def may_take_archive(actor: Actor) -> Objections:
    """HR takes all signed reviews of a cycle at once; nobody else."""
    return Objections.where(only_hr_takes_archives=not actor.has(Role.HR))
