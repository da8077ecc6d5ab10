"""The page of the two: what the facts say, what to ask next, what was said, what follows. Read from what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.checkins.domain import Stance
from appraisal.checkins.queries import AnswerFacts
from appraisal.diagnosis import policy, records
from appraisal.diagnosis.domain import Side
from appraisal.diagnosis.edition import edition_of
from appraisal.diagnosis.findings import (
    Shown,
    ShownFact,
    ShownQuestion,
    Texts,
    question_of,
    shown,
    shown_answer,
)
from appraisal.diagnosis.minutes import (
    ConclusionShown,
    FollowUpShown,
    PromiseShown,
    ReplyShown,
    minutes_of,
)
from appraisal.diagnosis.models import Diagnosis, Evaluation
from appraisal.goals import queries as goals
from appraisal.goals.queries import GoalState
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people
from appraisal.people.queries import PersonName
from appraisal.rulebook import Outcome

FOLLOW_UP_DAYS = 30


@dataclass(frozen=True)
class SaidAnswer:
    """What one side answered: the question's subject, the value in words or an open stance, and free words."""

    fact: str
    label: Texts
    value: ShownFact | None
    stance: str
    said: str
    on: datetime
    may_answer_anew: bool


@dataclass(frozen=True)
class DiagnosisPage:
    """The conversation. ``shown`` is None when a talk is being arranged: then nobody sees a cause here."""

    key: int
    version: int
    employee: PersonName
    manager: PersonName | None
    side: str
    goal: GoalState
    opened_at: datetime
    evaluated_at: datetime
    pack_version: str
    shown: Shown | None
    questions: tuple[ShownQuestion, ...]
    waiting: tuple[ShownQuestion, ...]
    said_by_employee: tuple[SaidAnswer, ...]
    said_by_manager: tuple[SaidAnswer, ...]
    has_news: bool
    conclusion: ConclusionShown | None
    promises: tuple[PromiseShown, ...]
    reply: ReplyShown | None
    follow_ups: tuple[FollowUpShown, ...]
    may_answer: bool
    may_conclude: bool
    may_reply: bool
    may_follow_up: bool
    suggested_follow_up: date


def diagnosis_page(store: Session, actor: Actor, key: int, day: date, *, again: str = "") -> DiagnosisPage:
    """The conversation as one of the two sees it. ``again`` names a fact that the reader wants to answer anew.

    Raises ``NotFound`` or ``NotAllowed``.
    """
    diagnosis, side = _seat(store, actor, key, day)
    last = records.last_evaluation(store, key)
    goal = goals.goal_state(store, diagnosis.goal_id, day)
    person = people.person_facts(store, actor, diagnosis.employee_id, day)
    written = minutes_of(store, key, diagnosis.employee_id)
    table = _table_of(store, last, goal, side, is_concluded=written.is_concluded)
    own, others = table.questions(again)
    return DiagnosisPage(
        key=key,
        version=diagnosis.version,
        employee=PersonName(person.key, person.name, person.job_title),
        manager=person.manager,
        side=side.value,
        goal=goal,
        opened_at=diagnosis.opened_at,
        evaluated_at=last.evaluated_at,
        pack_version=last.pack_version,
        shown=table.found,
        questions=own,
        waiting=others,
        said_by_employee=table.said(Side.EMPLOYEE),
        said_by_manager=table.said(Side.MANAGER),
        has_news=table.has_news_since(last.evaluated_at),
        conclusion=written.conclusion_shown(),
        promises=written.promises_shown(),
        reply=written.reply_shown(),
        follow_ups=written.follow_ups_shown(),
        may_answer=bool(own),
        may_conclude=side is Side.MANAGER and table.is_open and last.outcome != Outcome.NO_DIAGNOSIS,
        may_reply=side is Side.EMPLOYEE and written.waits_for_reply,
        may_follow_up=written.may_follow_up(actor.employee, day),
        suggested_follow_up=day + timedelta(days=_follow_up_days(table.found)),
    )


def _seat(store: Session, actor: Actor, key: int, day: date) -> tuple[Diagnosis, Side]:
    """The diagnosis, and on which side of it the reader sits. Raises ``NotFound`` or ``NotAllowed``."""
    diagnosis = records.find_diagnosis(store, key)
    line = people.line_of(store, diagnosis.employee_id, day)
    insist_on_none(policy.may_take_part(actor, line), NotAllowed)
    return diagnosis, policy.side_of(actor, line) or Side.EMPLOYEE


def _table_of(store: Session, last: Evaluation, goal: GoalState, side: Side, *, is_concluded: bool) -> _Table:
    """The table as the reader sees it; after a hand-over there is nothing on it."""
    handed_over = last.outcome == Outcome.HANDED_OVER
    edition = edition_of(store, last.pack_sha256)
    return _Table(
        edition=edition,
        answers=checkins.answers_of(store, goal.employee, goal.starts_on, goal=goal.key),
        side=side,
        found=None if handed_over else shown(edition, last.result, last.snapshot),
        is_open=not is_concluded and not handed_over,
    )


@dataclass(frozen=True)
class _Table:
    """What was said at the table so far, by the texts of the pack that spoke."""

    edition: Mapping[str, Any]
    answers: Sequence[AnswerFacts]
    side: Side
    found: Shown | None
    is_open: bool

    def questions(self, again: str) -> tuple[tuple[ShownQuestion, ...], tuple[ShownQuestion, ...]]:
        """What the reader can answer now, and what waits for the other side.

        A question that somebody answered or left open is not put again; they may still answer it anew.
        """
        if self.found is None or not self.is_open:
            return (), ()
        said = {(each.fact, each.side.value) for each in self.answers if not _is_not_yet(each)}
        asked = [each for each in self.found.questions if (each.fact, each.ask) not in said]
        own = [each for each in asked if each.ask == self.side]
        if again not in {each.fact for each in own} and self._may_answer(again):
            own.insert(0, question_of(self.edition, again))
        return tuple(own), tuple(each for each in asked if each.ask != self.side)

    def said(self, side: Side) -> tuple[SaidAnswer, ...]:
        """Everything one side answered, oldest first; nothing where no cause is shown."""
        if self.found is None:
            return ()
        facts = self.edition["facts"]
        mine = [
            each
            for each in self.answers
            if each.side.value == side.value and each.fact in facts and not facts[each.fact]["restricted"]
        ]
        return tuple(self._said(each) for each in sorted(mine, key=lambda each: each.answered_at))

    def has_news_since(self, evaluated_at: datetime) -> bool:
        """Whether something was answered that the last look at the facts could not know."""
        return self.is_open and any(each.answered_at > evaluated_at for each in self.answers)

    def _said(self, each: AnswerFacts) -> SaidAnswer:
        answered = each.stance is Stance.ANSWERED
        return SaidAnswer(
            fact=each.fact,
            label=self.edition["facts"][each.fact]["label"],
            value=shown_answer(self.edition, each.fact, each.value) if answered else None,
            stance=each.stance.value,
            said=each.said,
            on=each.answered_at,
            may_answer_anew=self.is_open
            and each.side.value == self.side.value
            and self._may_answer(each.fact),
        )

    def _may_answer(self, fact: str) -> bool:
        spec = self.edition["facts"].get(fact)
        return spec is not None and spec["ask"] == self.side and not spec["restricted"]


def _is_not_yet(answer: AnswerFacts) -> bool:
    """Whether somebody said that the obstacles are still to be talked through: that is asked again."""
    return answer.fact == "external_checklist_done" and answer.value is False


def _follow_up_days(found: Shown | None) -> int:
    return (found and found.follow_up_days) or FOLLOW_UP_DAYS
