"""The four ways in which the service says no.

Owns the refusals and how a decision becomes one. Leaves to ``web.errors`` how each is shown over
HTTP, and to the catalogs how each objection is worded.
"""

from __future__ import annotations

from appraisal.kernel.objections import Objections


class Refusal(Exception):
    """A no with its reasons. Everything else that is raised is a fault of ours."""

    def __init__(self, objections: Objections | None = None, *, noun: str = "", key: object = None) -> None:
        self.objections = objections or Objections()
        self.noun = noun
        self.key = key
        super().__init__(", ".join(reason.key for reason in self.objections) or noun)


class NotFound(Refusal):
    """There is no such thing, or this actor may not know that there is."""


class Outdated(Refusal):
    """Somebody changed it meanwhile; ``objections`` may say who and when."""


class NotAllowed(Refusal):
    """The wrong person."""


class NotReady(Refusal):
    """The right person at the wrong time, or with something missing."""


def insist_on_none(objections: Objections, refusal: type[Refusal]) -> None:
    """Raise ``refusal`` with every objection there is; return quietly when there is none."""
    if objections:
        raise refusal(objections)
