"""The page of the two: what the facts say, what to ask next, what was said, what follows. Read from what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.checkins.domain import Stance
from appraisal.checkins.queries import AnswerFacts
from appraisal.diagnosis import policy, records
from appraisal.diagnosis.domain import ORIGIN, Side
from appraisal.diagnosis.findings import (
    Shown,
    ShownFact,
    ShownQuestion,
    Texts,
    question_of,
    shown,
    shown_answer,
)
from appraisal.diagnosis.models import Conclusion, Reply
from appraisal.goals import queries as goals
from appraisal.goals.queries import ActionItemFacts, GoalState
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.packs import queries as packs
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
class ConclusionShown:
    """What the manager wrote, when, and when the two look whether it helped."""

    author: str
    written_at: datetime
    text: str
    factors: tuple[str, ...]
    follow_up_on: date


@dataclass(frozen=True)
class ReplyShown:
    """What the employee says to it."""

    author: str
    written_at: datetime
    agrees: str
    text: str


@dataclass(frozen=True)
class FollowUpShown:
    """One side's line: did it help?"""

    author: str
    written_at: datetime
    helped: str
    text: str


@dataclass(frozen=True)
class PromiseShown:
    """Who does what by when."""

    owner: str
    text: str
    due_on: date
    closed_at: datetime | None


@dataclass(frozen=True)
class Afterwards:
    """What came of the talk: the conclusion, the actions, the answer, and whether it helped."""

    conclusion: ConclusionShown | None
    promises: tuple[PromiseShown, ...]
    reply: ReplyShown | None
    follow_ups: tuple[FollowUpShown, ...]
    followed_up_by: frozenset[int]

    def waits_for(self, person: int | None, day: date) -> bool:
        """Whether this person has still to say if it helped."""
        is_due = self.conclusion is not None and self.conclusion.follow_up_on <= day
        return is_due and person not in self.followed_up_by


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
    shown: Shown | None
    questions: tuple[ShownQuestion, ...]
    waiting: tuple[ShownQuestion, ...]
    said_by_employee: tuple[SaidAnswer, ...]
    said_by_manager: tuple[SaidAnswer, ...]
    has_news: bool
    after: Afterwards
    may_conclude: bool
    may_reply: bool
    may_follow_up: bool
    suggested_follow_up: date


def diagnosis_page(store: Session, actor: Actor, key: int, day: date, *, again: str = "") -> DiagnosisPage:
    """The conversation as one of the two sees it. ``again`` names a fact that the reader wants to answer anew.

    Raises ``NotFound`` or ``NotAllowed``.
    """
    diagnosis = records.find_diagnosis(store, key)
    line = people.line_of(store, diagnosis.employee_id, day)
    insist_on_none(policy.may_take_part(actor, line), NotAllowed)
    last = records.last_evaluation(store, key)
    edition = packs.edition_of(store, last.pack_sha256)
    goal = goals.goal_state(store, diagnosis.goal_id, day)
    person = people.person_facts(store, actor, diagnosis.employee_id, day)
    after = _afterwards(store, key, diagnosis.employee_id)
    found = None if last.outcome == Outcome.HANDED_OVER else shown(edition, last.result, last.snapshot)
    is_open = after.conclusion is None and found is not None
    side = policy.side_of(actor, line) or Side.EMPLOYEE
    answers = checkins.answers_of(store, diagnosis.employee_id, goal.starts_on, goal=goal.key)
    table = _Table(edition, answers, side, is_open)
    own, others = table.questions(found, again)
    return DiagnosisPage(
        key=key,
        version=diagnosis.version,
        employee=PersonName(person.key, person.name, person.job_title),
        manager=person.manager,
        side=side.value,
        goal=goal,
        opened_at=diagnosis.opened_at,
        evaluated_at=last.evaluated_at,
        shown=found,
        questions=own,
        waiting=others,
        said_by_employee=table.said(Side.EMPLOYEE) if found else (),
        said_by_manager=table.said(Side.MANAGER) if found else (),
        has_news=is_open and any(each.answered_at > last.evaluated_at for each in answers),
        after=after,
        may_conclude=side is Side.MANAGER and is_open and last.outcome != Outcome.NO_DIAGNOSIS,
        may_reply=side is Side.EMPLOYEE and after.conclusion is not None and after.reply is None,
        may_follow_up=after.waits_for(actor.employee, day),
        suggested_follow_up=day + timedelta(days=_follow_up_days(found)),
    )


def _afterwards(store: Session, key: int, employee: int) -> Afterwards:
    """The conclusion and what came after it."""
    conclusion, reply = records.conclusion_of(store, key), records.reply_of(store, key)
    follow_ups = records.follow_ups_of(store, key)
    promises = [
        item
        for item in goals.action_items_of(store, employee)
        if (item.origin, item.origin_key) == (ORIGIN, key)
    ]
    writers = [each.author_id for each in (conclusion, reply, *follow_ups) if each is not None]
    names = people.names_of(store, [*writers, *(item.owner for item in promises)])
    return Afterwards(
        conclusion=_conclusion(conclusion, names),
        promises=_promises(promises, names),
        reply=_reply(reply, names),
        follow_ups=tuple(
            FollowUpShown(names.get(each.author_id, ""), each.written_at, each.helped, each.text)
            for each in follow_ups
        ),
        followed_up_by=frozenset(each.author_id for each in follow_ups),
    )


@dataclass(frozen=True)
class _Table:
    """What was said at the table so far, by the texts of the pack that spoke."""

    edition: Mapping[str, Any]
    answers: Sequence[AnswerFacts]
    side: Side
    is_open: bool

    def questions(
        self, found: Shown | None, again: str
    ) -> tuple[tuple[ShownQuestion, ...], tuple[ShownQuestion, ...]]:
        """What the reader can answer now, and what waits for the other side.

        A question that somebody answered or left open is not put again; they may still answer it anew.
        """
        if found is None or not self.is_open:
            return (), ()
        said = {(each.fact, each.side.value) for each in self.answers if not _is_not_yet(each)}
        asked = [each for each in found.questions if (each.fact, each.ask) not in said]
        own = [each for each in asked if each.ask == self.side]
        if again not in {each.fact for each in own} and self._may_answer(again):
            own.insert(0, question_of(self.edition, again))
        return tuple(own), tuple(each for each in asked if each.ask != self.side)

    def said(self, side: Side) -> tuple[SaidAnswer, ...]:
        """Everything one side answered, in the order of the subjects."""
        facts = self.edition["facts"]
        mine = [
            each
            for each in self.answers
            if each.side.value == side.value and each.fact in facts and not facts[each.fact]["restricted"]
        ]
        return tuple(self._said(each) for each in sorted(mine, key=lambda each: each.answered_at))

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


def _conclusion(row: Conclusion | None, names: Mapping[int, str]) -> ConclusionShown | None:
    if row is None:
        return None
    return ConclusionShown(
        names.get(row.author_id, ""), row.written_at, row.text, tuple(row.factors), row.follow_up_on
    )


def _reply(row: Reply | None, names: Mapping[int, str]) -> ReplyShown | None:
    if row is None:
        return None
    return ReplyShown(names.get(row.author_id, ""), row.written_at, row.agrees, row.text)


def _promises(items: Iterable[ActionItemFacts], names: Mapping[int, str]) -> tuple[PromiseShown, ...]:
    return tuple(
        PromiseShown(names.get(item.owner, ""), item.text, item.due_on, item.closed_at) for item in items
    )
