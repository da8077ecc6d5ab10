"""Who records and reads what was taught and practised: the two, and nobody else."""

from __future__ import annotations

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.people.domain import Line


def may_open(actor: Actor, line: Line) -> Objections:
    """The person and who leads them read results of practice; not HR, not anybody above."""
    return Objections.where(training_of_two_people=not _is_one_of_two(actor, line))


def may_record(actor: Actor, line: Line) -> Objections:
    """Either of the two writes down what was taught and practised."""
    return may_open(actor, line)


def may_strike(actor: Actor, line: Line, recorded_by: int) -> Objections:
    """An entry made by mistake is struck out by whoever made it, as long as they are one of the two."""
    return may_open(actor, line) + Objections.where(
        strikes_own_entries=_is_one_of_two(actor, line) and not actor.is_person(recorded_by)
    )


def _is_one_of_two(actor: Actor, line: Line) -> bool:
    return actor.is_person(line.employee) or actor.is_person(line.manager)
