"""Contests as they are read: beside the talk by the two, and by the second person with only what is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, exists, false, func, or_, select
from sqlalchemy.orm import Session

from appraisal.diagnosis import policy, records
from appraisal.diagnosis.contest import About, answer_due
from appraisal.diagnosis.contest_shown import (
    Contested,
    ContestShown,
    contested_in,
    contests_shown,
    looks_of,
)
from appraisal.diagnosis.contested import ContestState, contests_of, state_of
from appraisal.diagnosis.models import Conclusion, Diagnosis, DiagnosisContest, Evaluation
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.packs import queries as packs
from appraisal.people import queries as people
from appraisal.rulebook import Outcome, Pack

ANSWERED_SHOWN = timedelta(days=60)
NEWS = timedelta(days=14)
SHOWN_AT_ONCE = 10
"""So many of those that wait stand on the page, the most urgent first; the others follow as these are answered."""


@dataclass(frozen=True)
class ContestPage:
    """Before somebody says that something is not right: what it is, and by when it would be answered."""

    diagnosis: int
    goal: str
    what: Contested
    is_contested: bool
    due_on: date


@dataclass(frozen=True)
class ContestLine:
    """A contest for the second person: whose it is, about which goal, and nothing else of the talk."""

    employee: str
    goal: str
    contest: ContestShown


@dataclass(frozen=True)
class ContestsPage:
    """What waits for a second person, the most urgent first, and what this person answered of late.

    ``more`` is how many wait beside those that are shown.
    """

    waiting: tuple[ContestLine, ...]
    more: int
    answered: tuple[ContestLine, ...]


def contest_page(
    store: Session, actor: Actor, key: int, about: str, name: str, *, pack: Pack, day: date
) -> ContestPage:
    """What the employee is about to contest. Raises ``NotFound`` or ``NotAllowed``."""
    diagnosis = records.find_diagnosis(store, key)
    line = people.line_of(store, diagnosis.employee_id, day)
    insist_on_none(policy.may_take_part(actor, line) or policy.may_contest(actor, line), NotAllowed)
    last = records.last_evaluation(store, key)
    conclusion = records.conclusion_of(store, key)
    handed_over = last.outcome == Outcome.HANDED_OVER and conclusion is None
    if about not in set(About) or handed_over:
        raise NotFound(noun="contest", key=name)
    known = next(
        (
            each
            for each in contests_of(store, key)
            if (each.about, each.name, each.is_open) == (about, name, True)
        ),
        None,
    )
    seen = last if known is None else store.get_one(Evaluation, known.evaluation)
    what = contested_in(About(about), name, seen, packs.edition_of(store, seen.pack_sha256), conclusion)
    if what is None:
        raise NotFound(noun="contest", key=name)
    return ContestPage(
        diagnosis=key,
        goal=goals.goal_state(store, diagnosis.goal_id, day).statement,
        what=what,
        is_contested=known is not None,
        due_on=known.due_on if known else answer_due(pack, day),
    )


def contests_page(store: Session, actor: Actor, day: date) -> ContestsPage:
    """What waits for this person as a second person, and what they answered. Raises ``NotAllowed``.

    What needs a human first is left out with everything else of its talk.
    """
    insist_on_none(policy.may_see_contests(actor), NotAllowed)
    reach, begins = _within_reach(store, actor, day), datetime.combine(day - ANSWERED_SHOWN, time(), UTC)
    is_open = DiagnosisContest.answered_at.is_(None) & reach
    own = (DiagnosisContest.answered_by_id == actor.employee) & (DiagnosisContest.answered_at >= begins)
    rows, waiting = _found(store, actor, day, is_open, most=SHOWN_AT_ONCE)
    rows += _found(store, actor, day, own & reach, most=SHOWN_AT_ONCE)[0]
    states = [state for state, _talk in rows]
    told = contests_shown(store, states, looks_of(store, states), day)
    names = people.names_of(store, (talk.employee_id for _state, talk in rows))
    statements = goals.statements_of(store, {talk.goal_id for _state, talk in rows}, with_withdrawn=True)
    lines = [
        ContestLine(names.get(talk.employee_id, ""), statements.get(talk.goal_id, ""), contest)
        for (_state, talk), contest in zip(rows, told, strict=True)
    ]
    return ContestsPage(
        waiting=tuple(line for line in lines if line.contest.is_open),
        more=max(0, waiting - SHOWN_AT_ONCE),
        answered=tuple(line for line in lines if not line.contest.is_open),
    )


def contests_waiting(store: Session, actor: Actor, day: date, *, most: int) -> tuple[tuple[str, date], ...]:
    """Whose contests wait for this person, the most urgent first, and by when they are answered: (name, day)."""
    if policy.may_see_contests(actor):
        return ()
    is_open = DiagnosisContest.answered_at.is_(None) & _within_reach(store, actor, day)
    rows, _all = _found(store, actor, day, is_open, most=most)
    names = people.names_of(store, (talk.employee_id for _state, talk in rows))
    return tuple((names.get(talk.employee_id, ""), state.due_on) for state, talk in rows)


def answers_to(store: Session, employee: int, day: date) -> tuple[int, ...]:
    """The talks of a person in which a contest of theirs was answered of late."""
    rows = store.execute(
        select(DiagnosisContest.diagnosis_id, DiagnosisContest.answered_at)
        .where(DiagnosisContest.raised_by_id == employee, DiagnosisContest.answered_at.is_not(None))
        .order_by(DiagnosisContest.id)
    )
    return tuple(dict.fromkeys(key for key, at in rows if at is not None and at.date() > day - NEWS))


def _found(
    store: Session, actor: Actor, day: date, wanted: ColumnElement[bool], *, most: int
) -> tuple[list[tuple[ContestState, Diagnosis]], int]:
    """So many of these contests, the last answered first, the open ones by their day; and how many there are."""
    rows = store.execute(
        select(DiagnosisContest, Diagnosis, func.count().over())
        .join(Diagnosis, Diagnosis.id == DiagnosisContest.diagnosis_id)
        .where(wanted)
        .order_by(DiagnosisContest.answered_at.desc(), DiagnosisContest.due_on, DiagnosisContest.id)
        .limit(most)
    ).all()
    lines = people.lines_of(store, (talk.employee_id for _contest, talk, _all in rows), day)
    led = people.led_upto(store, actor.employee or 0, lines)
    found = [
        (state_of(contest), talk)
        for contest, talk, _all in rows
        if (line := lines.get(talk.employee_id)) is not None
        and not policy.may_answer_contest(
            actor, line, led_upto=led.get(line.employee), talk_began_on=talk.opened_at.date()
        )
    ]
    return found, rows[0][2] if rows else 0


def _within_reach(store: Session, actor: Actor, day: date) -> ColumnElement[bool]:
    """Of whose contests this person may be the second person, as ``policy`` says it of one; two statements."""
    newest = (
        select(Evaluation.outcome)
        .where(Evaluation.diagnosis_id == Diagnosis.id)
        .order_by(Evaluation.id.desc())
        .limit(1)
        .correlate(Diagnosis)
        .scalar_subquery()
    )
    is_concluded = exists().where(Conclusion.diagnosis_id == Diagnosis.id)
    me = actor.employee or 0
    led = people.led_upto(store, me)
    at_table = {me, *(person for person, last in led.items() if last == date.max)}
    sat_there = [
        (Diagnosis.employee_id == person)
        & (Diagnosis.opened_at < datetime.combine(last + timedelta(days=1), time(), UTC))
        for person, last in led.items()
        if last < date.max
    ]
    found = Diagnosis.employee_id.not_in(at_table) & ((newest != Outcome.HANDED_OVER.value) | is_concluded)
    found &= ~or_(false(), *sat_there)
    if Role.HR in actor.roles:
        return found
    return found & Diagnosis.employee_id.in_(people.led_through_managers(store, me, day))
