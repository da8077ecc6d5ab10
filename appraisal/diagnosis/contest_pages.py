"""Contests as they are read: beside the talk by the two, and by the second person with only what is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.diagnosis import policy, records
from appraisal.diagnosis.contest import CONCLUSION, About, answer_due
from appraisal.diagnosis.contested import ContestState, contests_of, state_of
from appraisal.diagnosis.findings import rule_in_words, shown_fact
from appraisal.diagnosis.models import Conclusion, Diagnosis, DiagnosisContest, Evaluation
from appraisal.diagnosis.shown import Aside, ShownFact, ShownRule, Texts
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, insist_on_none
from appraisal.packs import queries as packs
from appraisal.people import queries as people
from appraisal.rulebook import Outcome, Pack

ANSWERED_SHOWN = timedelta(days=60)
NEWS = timedelta(days=14)


@dataclass(frozen=True)
class Contested:
    """What a contest speaks of, as it stood: a fact, a rule with its facts, or a text in somebody's own words."""

    about: str
    name: str
    title: Texts | None
    fact: ShownFact | None
    rule: ShownRule | None
    text: str


@dataclass(frozen=True)
class ContestShown:
    """A contest with its reason, and the answer once there is one."""

    key: int
    what: Contested
    reason: str
    raised_at: datetime
    due_on: date
    is_open: bool
    is_overdue: bool
    outcome: str
    words: str
    answered_by: str
    answered_at: datetime | None


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
    """What waits for a second person, the longest first, and what this person answered of late."""

    waiting: tuple[ContestLine, ...]
    answered: tuple[ContestLine, ...]


@dataclass(frozen=True)
class ContestsBeside:
    """The contests of a talk, and what is set aside for them."""

    contests: tuple[ContestShown, ...]
    aside: Aside
    may_contest: bool

    @property
    def open_ones(self) -> frozenset[tuple[str, str]]:
        """What is contested and not yet answered: (what it is about, name)."""
        return frozenset((each.what.about, each.what.name) for each in self.contests if each.is_open)

    def may_be(self, about: str, name: str) -> bool:
        """Whether the reader may say now that this is not right."""
        return self.may_contest and (about, name) not in self.open_ones


def beside(store: Session, diagnosis: int, day: date, *, may_contest: bool) -> ContestsBeside:
    """The contests of a talk for the two. Reads no policy."""
    states = contests_of(store, diagnosis)
    looks = _looks(store, states)
    aside = Aside(
        {
            each.name: looks[each.evaluation].snapshot[each.name]
            for each in reversed(states)
            if each.about is About.FACT and each.counts_not and each.name in looks[each.evaluation].snapshot
        },
        frozenset(each.name for each in states if each.about is About.RULE and each.counts_not),
    )
    return ContestsBeside(_shown(store, states, looks, day), aside, may_contest)


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
    what = _contested(About(about), name, seen, packs.edition_of(store, seen.pack_sha256), conclusion)
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
    """What waits for this person as a second person. Raises ``NotAllowed``.

    What needs a human first is left out with everything else of its talk.
    """
    insist_on_none(policy.may_see_contests(actor), NotAllowed)
    rows = _open_to(store, actor, day, since=day - ANSWERED_SHOWN)
    states = [state for state, _talk in rows]
    told = _shown(store, states, _looks(store, states), day)
    names = people.names_of(store, (talk.employee_id for _state, talk in rows))
    statements = goals.statements_of(store, {talk.goal_id for _state, talk in rows}, with_withdrawn=True)
    lines = [
        ContestLine(names.get(talk.employee_id, ""), statements.get(talk.goal_id, ""), contest)
        for (_state, talk), contest in zip(rows, told, strict=True)
    ]
    return ContestsPage(
        waiting=tuple(line for line in lines if line.contest.is_open),
        answered=tuple(line for line in reversed(lines) if not line.contest.is_open),
    )


def contests_waiting(store: Session, actor: Actor, day: date) -> tuple[tuple[str, date], ...]:
    """Whose contests wait for this person, and by when they are answered: (name, day)."""
    if policy.may_see_contests(actor):
        return ()
    rows = [(state, talk) for state, talk in _open_to(store, actor, day, since=None) if state.is_open]
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


def _open_to(
    store: Session, actor: Actor, day: date, *, since: date | None
) -> list[tuple[ContestState, Diagnosis]]:
    """Contests that this person may answer, oldest first; with ``since`` their own answers of late too."""
    newest = (
        select(Evaluation.outcome)
        .where(Evaluation.diagnosis_id == Diagnosis.id)
        .order_by(Evaluation.id.desc())
        .limit(1)
        .correlate(Diagnosis)
        .scalar_subquery()
    )
    wanted = DiagnosisContest.answered_at.is_(None)
    if since is not None:
        wanted = wanted | (DiagnosisContest.answered_by_id == actor.employee)
    rows = store.execute(
        select(DiagnosisContest, Diagnosis)
        .join(Diagnosis, Diagnosis.id == DiagnosisContest.diagnosis_id)
        .outerjoin(Conclusion, Conclusion.diagnosis_id == Diagnosis.id)
        .where(wanted, (newest != Outcome.HANDED_OVER.value) | Conclusion.id.is_not(None))
        .order_by(DiagnosisContest.due_on, DiagnosisContest.id)
    ).all()
    lines = people.lines_of(store, (talk.employee_id for _contest, talk in rows), day)
    led = people.led_upto(store, actor.employee or 0, lines)
    return [
        (state_of(contest), talk)
        for contest, talk in rows
        if (line := lines.get(talk.employee_id)) is not None
        and not policy.may_answer_contest(
            actor, line, led_upto=led.get(line.employee), talk_began_on=talk.opened_at.date()
        )
        and (contest.answered_at is None or since is None or contest.answered_at.date() >= since)
    ]


def _looks(store: Session, states: Iterable[ContestState]) -> Mapping[int, Evaluation]:
    keys = {each.evaluation for each in states}
    rows = store.scalars(select(Evaluation).where(Evaluation.id.in_(keys))) if keys else ()
    return {row.id: row for row in rows}


def _shown(
    store: Session, states: Sequence[ContestState], looks: Mapping[int, Evaluation], day: date
) -> tuple[ContestShown, ...]:
    names = people.names_of(store, (each.answered_by for each in states))
    told = {each.diagnosis for each in states if each.about is About.TEXT}
    rows = store.scalars(select(Conclusion).where(Conclusion.diagnosis_id.in_(told))) if told else ()
    texts = {row.diagnosis_id: row for row in rows}
    found = []
    for each in states:
        seen = looks[each.evaluation]
        edition = packs.edition_of(store, seen.pack_sha256)
        what = _contested(each.about, each.name, seen, edition, texts.get(each.diagnosis))
        found.append(
            ContestShown(
                key=each.key,
                what=what or Contested(each.about.value, each.name, None, None, None, ""),
                reason=each.reason,
                raised_at=each.raised_at,
                due_on=each.due_on,
                is_open=each.is_open,
                is_overdue=each.is_overdue(day),
                outcome=each.outcome.value if each.outcome else "",
                words=each.words,
                answered_by=names.get(each.answered_by or 0, ""),
                answered_at=each.answered_at,
            )
        )
    return tuple(found)


def _contested(
    about: About, name: str, seen: Evaluation, edition: Mapping[str, Any], conclusion: Conclusion | None
) -> Contested | None:
    """What is contested, as it stood in that look; None when there is no such thing."""
    if about is About.FACT and name in seen.snapshot and name in edition["facts"]:
        fact = shown_fact(edition, name, seen.snapshot)
        return Contested(about.value, name, fact.label, fact, None, "")
    if about is About.RULE and name in seen.result.get("rules", {}):
        rule = rule_in_words(edition, name, seen.snapshot)
        return Contested(about.value, name, rule.title, None, rule, "")
    if (about, name) == (About.TEXT, CONCLUSION) and conclusion is not None:
        return Contested(about.value, name, None, None, None, conclusion.text)
    return None
