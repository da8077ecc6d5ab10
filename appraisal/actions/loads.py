"""The load on people, read from their open steps and their working days. A fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actions.burden import Burden, Load, LoadNumbers, WorkingShare, load_in, weeks_around
from appraisal.actions.domain import AddStep, StepFacts
from appraisal.actions.models import TimeShare
from appraisal.actions.steps import open_steps_of
from appraisal.kernel.periods import Period
from appraisal.packs import queries as packs

KIND = "plan"


def numbers(store: Session, day: date) -> LoadNumbers:
    """The numbers of the pack in force as they hold on a day."""
    return LoadNumbers.of(packs.numbers_on(store, KIND, day))


def load_of(store: Session, employees: Iterable[int], day: date) -> Mapping[int, Load]:
    """By person, the planned hours of their open steps against the hours they have, over the next weeks.

    Reads no policy. Steps without planned hours fill nothing, so a load that is low says nothing of the rest of
    somebody's work.
    """
    wanted, limits = set(employees), numbers(store, day)
    burdens = _burdens(open_steps_of(store, wanted, day))
    shares = shares_of(store, wanted)
    ahead = Period(day, day + timedelta(days=limits.ahead - 1))
    return {
        person: load_in(ahead, burdens.get(person, ()), shares.get(person, ()), limits.hours_a_day, day)
        for person in wanted
    }


def load_with(store: Session, wish: AddStep, last: date, day: date) -> Load | None:
    """The load on a person in the weeks of a step, with the step; None where no person or no hours are named."""
    person, starts_on = wish.who.employee, max(day, wish.starts_on or day)
    ends_on = wish.when.due_on or last
    if person is None or wish.hours is None or wish.when.given != 1 or ends_on < starts_on:
        return None
    burdens = _burdens(open_steps_of(store, [person], day)).get(person, [])
    new = Burden(0, wish.what, wish.hours, wish.when, starts_on, ends_on)
    shares = shares_of(store, [person]).get(person, ())
    weeks = weeks_around(starts_on, ends_on, day)
    return load_in(weeks, [*burdens, new], shares, numbers(store, day).hours_a_day, day)


def shares_of(store: Session, employees: Iterable[int]) -> Mapping[int, tuple[WorkingShare, ...]]:
    """By person, how much of a full day they work from when on; nothing where they work all of it."""
    rows = store.execute(
        select(TimeShare.employee_id, TimeShare.starts_on, TimeShare.ends_on, TimeShare.share)
        .where(TimeShare.employee_id.in_(set(employees)), TimeShare.struck_at.is_(None))
        .order_by(TimeShare.starts_on, TimeShare.id)
    )
    found: dict[int, list[WorkingShare]] = defaultdict(list)
    for person, starts_on, ends_on, share in rows:
        found[person].append(WorkingShare(starts_on, ends_on, share))
    return {person: tuple(shares) for person, shares in found.items()}


def _burdens(steps: Iterable[StepFacts]) -> dict[int, list[Burden]]:
    found: dict[int, list[Burden]] = defaultdict(list)
    for each in steps:
        if each.who.employee is not None and each.hours is not None:
            found[each.who.employee].append(
                Burden(
                    each.key, each.what, each.hours, each.when, each.starts_on, each.ends_on, each.assigned_on
                )
            )
    return found
