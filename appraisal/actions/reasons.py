"""Every reason why a plan of action, a step or a word about a delay cannot stand, all at once. Pure.

Owns what a step must say before it is kept: what, who and when. None of the three may be missing.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from appraisal.actions.burden import Load, LoadNumbers
from appraisal.actions.domain import (
    AddStep,
    Cause,
    CloseStep,
    Closing,
    CountService,
    MakePlan,
    SayDelay,
    ShareTime,
    StepFacts,
    Way,
)
from appraisal.actions.rhythm import objections_to_when
from appraisal.kernel.objections import Objection, Objections

MOST_HOURS = Decimal(10_000)
FARTHEST_YEARS = 3


def objections_to_plan(wish: MakePlan, day: date) -> Objections:
    """What stands against this objective: it has words, a count and a day."""
    return Objections.where(
        plan_without_objective=not wish.objective.strip(),
        plan_without_count=wish.count is None,
        plan_count_not_positive=wish.count is not None and wish.count <= 0,
        plan_without_day=wish.due_on is None,
        plan_due_in_the_past=wish.due_on is not None and wish.due_on < day,
        plan_too_far_off=wish.due_on is not None and wish.due_on.year > day.year + FARTHEST_YEARS,
    )


def objections_to_step(wish: AddStep, day: date, last: date) -> Objections:
    """What stands against a step, all at once: what, who and when are all three there, each once."""
    found = Objections.where(
        step_without_what=not wish.what.strip(),
        step_without_who=wish.who.given == 0,
        step_with_two_owners=wish.who.given > 1,
    )
    found += objections_to_when(wish.when, day, last)
    return found + Objections.where(
        step_starts_after_it_ends=wish.starts_on is not None and wish.starts_on > (wish.when.due_on or last),
        plan_is_over=last < day,
        hours_out_of_range=wish.hours is not None and not 0 < wish.hours <= MOST_HOURS,
    )


def objections_to_load(load: Load | None, numbers: LoadNumbers, *, seen: bool, because: str) -> Objections:
    """What stands against giving somebody this much: a warning is read first, far too much needs a written decision."""
    if load is None or because.strip() or not load.is_above(numbers.warn_above):
        return Objections()
    details: dict[str, Any] = {"planned": load.planned, "available": load.available}
    if load.is_above(numbers.decision_above):
        return Objections((Objection("load_needs_decision", details),))
    return Objections() if seen else Objections((Objection("load_not_seen", details),))


def objections_to_closing(wish: CloseStep, is_open: bool) -> Objections:
    """What stands against closing a step."""
    return Objections.where(
        step_closed_already=not is_open,
        dropped_without_reason=wish.closing is Closing.DROPPED and not wish.because.strip(),
    )


def objections_to_count(wish: CountService, months: tuple[date, ...]) -> Objections:
    """What stands against a count of a month: it is over, and no more was kept than came."""
    kept, total = wish.kept, wish.total
    return Objections.where(
        month_not_over=wish.month not in months,
        count_missing=kept is None or total is None,
        kept_more_than_came=kept is not None and total is not None and not 0 <= kept <= total,
    )


def objections_to_delay(wish: SayDelay, step: StepFacts, day: date) -> Objections:
    """What stands against saying why a step was late: first which other duty came first, then what follows."""
    named = wish.cause in (Cause.OTHER_DUTY, Cause.SOMETHING_ELSE)
    return Objections.where(
        step_closed_already=not step.is_open,
        step_not_late=step.is_open and step.late_on is None,
        cause_missing=wish.cause is None,
        duty_not_named=named and not wish.words.strip(),
        waiting_without_day=wish.cause is Cause.WAITING and wish.waiting_since is None,
        waiting_in_the_future=wish.waiting_since is not None and wish.waiting_since > day,
        way_missing=wish.cause is Cause.OTHER_DUTY and wish.way is None,
        moved_without_day=wish.way is Way.MOVE and wish.moved_to is None,
        moved_to_the_past=wish.moved_to is not None and wish.moved_to < day,
        only_days_are_moved=(wish.way is Way.MOVE or wish.moved_to is not None) and step.when.due_on is None,
        reassigned_to_nobody=wish.way is Way.REASSIGN and wish.reassigned_to is None,
        reassigned_to_the_same=wish.way is Way.REASSIGN
        and wish.reassigned_to is not None
        and wish.reassigned_to == step.who.employee,
        people_not_named=wish.way is Way.PEOPLE and not wish.way_words.strip(),
    )


def objections_to_share(wish: ShareTime) -> Objections:
    """What stands against this share of a working day."""
    return Objections.where(
        share_missing=wish.share is None,
        share_not_of_a_day=wish.share is not None and not 0 <= wish.share <= 1,
        share_without_day=wish.starts_on is None,
        share_ends_before_it_starts=wish.starts_on is not None
        and wish.ends_on is not None
        and wish.ends_on < wish.starts_on,
        away_without_end=wish.share == 0 and wish.ends_on is None,
    )
