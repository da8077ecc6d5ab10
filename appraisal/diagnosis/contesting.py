"""Contesting a fact, a rule's result or a text, and the second person's answer. Each leaves one line of history."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.diagnosis import policy, records
from appraisal.diagnosis.contest import (
    CONCLUSION,
    About,
    AnswerContest,
    ContestFinding,
    ContestKey,
    answer_due,
    objections_to_contest_answer,
    objections_to_contesting,
)
from appraisal.diagnosis.contested import contests_of
from appraisal.diagnosis.evaluation import look, touch
from appraisal.diagnosis.letters import tell_of_answer, tell_second_person
from appraisal.diagnosis.models import Diagnosis, DiagnosisContest, Evaluation
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.people import queries as people
from appraisal.rulebook import Outcome, Pack
from appraisal.storage.history import record

HANDED_OVER_BY = frozenset({"escalate", "rebase"})


def contest_finding(
    store: Session, actor: Actor, wish: ContestFinding, *, pack: Pack, at: datetime
) -> ContestKey:
    """Say that something is not right; a fact or a rule does not count from now on until the answer.

    Raises ``NotAllowed`` for anybody but the employee, or ``NotReady``.
    """
    day = at.date()
    diagnosis = records.find_diagnosis(store, wish.diagnosis)
    line = people.line_of(store, diagnosis.employee_id, day)
    insist_on_none(policy.may_contest(actor, line), NotAllowed)
    facts = records.facts_of(store, diagnosis, line)
    last = records.last_evaluation(store, diagnosis.id)
    known = any(
        (each.about, each.name) == (wish.about, wish.name) and each.is_open
        for each in contests_of(store, diagnosis.id)
    )
    is_there = known or _is_there(pack, last, wish, is_concluded=facts.is_concluded)
    insist_on_none(objections_to_contesting(wish, facts, is_there=is_there, is_contested=known), NotReady)
    contest = DiagnosisContest(
        diagnosis_id=diagnosis.id,
        evaluation_id=last.id,
        about=wish.about.value,
        name=wish.name,
        reason=wish.reason.strip(),
        raised_by_id=actor.employee,
        raised_at=at,
        due_on=answer_due(pack, day),
    )
    store.add(contest)
    store.flush()
    record(
        store, actor, "finding_contested", "diagnosis", diagnosis.id, at=at, about=wish.about, name=wish.name
    )
    tell_second_person(store, line, at)
    _look_again(store, diagnosis, facts.is_concluded, pack, at)
    return ContestKey(contest.id)


def answer_contest(
    store: Session, actor: Actor, wish: AnswerContest, *, pack: Pack, at: datetime
) -> ContestKey:
    """Answer as the second person. Raises ``NotFound``, ``NotAllowed`` or ``NotReady``.

    What needs a human first hides the contest, as it hides everything else of the talk.
    """
    contest = store.get(DiagnosisContest, wish.contest, with_for_update=True)
    if contest is None:
        raise NotFound(noun="contest", key=wish.contest)
    diagnosis = records.find_diagnosis(store, contest.diagnosis_id)
    line = people.line_of(store, diagnosis.employee_id, at.date())
    led_upto = people.led_upto(store, actor.employee or 0, [line.employee]).get(line.employee)
    began_on = diagnosis.opened_at.date()
    insist_on_none(
        policy.may_answer_contest(actor, line, led_upto=led_upto, talk_began_on=began_on), NotAllowed
    )
    facts = records.facts_of(store, diagnosis, line)
    if facts.outcome == Outcome.HANDED_OVER and not facts.is_concluded:
        raise NotFound(noun="contest", key=wish.contest)
    answered = contest.answered_at is not None
    insist_on_none(objections_to_contest_answer(wish.words, is_answered=answered), NotReady)
    contest.outcome, contest.words = wish.outcome.value, wish.words.strip()
    contest.answered_by_id, contest.answered_at = actor.employee, at
    store.flush()
    record(
        store, actor, "finding_contest_answered", "diagnosis", diagnosis.id, at=at,
        about=contest.about, name=contest.name, outcome=contest.outcome,
    )  # fmt: skip
    tell_of_answer(store, diagnosis, at)
    _look_again(store, diagnosis, facts.is_concluded, pack, at)
    return wish.contest


def _is_there(pack: Pack, last: Evaluation, wish: ContestFinding, *, is_concluded: bool) -> bool:
    """Whether the talk shows such a thing; what is restricted stands in neither result nor snapshot.

    A rule that would hand over to a human is not set aside, lest it stay silent when it is needed.
    """
    if wish.about is About.FACT:
        return wish.name in last.snapshot
    if wish.about is About.RULE:
        hands_over = wish.name in pack.rules and pack.rules[wish.name].gate in HANDED_OVER_BY
        return wish.name in last.result.get("rules", {}) and not hands_over
    return wish.name == CONCLUSION and is_concluded


def _look_again(store: Session, diagnosis: Diagnosis, is_concluded: bool, pack: Pack, at: datetime) -> None:
    """A concluded talk stays as it was concluded; the contest stands beside it."""
    touch(store, diagnosis)
    if not is_concluded:
        look(store, diagnosis, pack, at)
