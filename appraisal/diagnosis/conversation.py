"""The page of the two: what the facts say, what to ask next, what was said, what follows. Read from what is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from appraisal.checkins import queries as checkins
from appraisal.checkins.domain import Stance
from appraisal.checkins.queries import AnswerFacts
from appraisal.diagnosis import policy, records
from appraisal.diagnosis.afterwards import Afterwards, afterwards_of
from appraisal.diagnosis.contest_shown import ContestsBeside, beside
from appraisal.diagnosis.domain import WORK_SIDE, Side
from appraisal.diagnosis.findings import question_of, shown, shown_answer
from appraisal.diagnosis.models import Diagnosis, Evaluation
from appraisal.diagnosis.pictures import CascadePicture, cascade_picture
from appraisal.diagnosis.shown import Shown, ShownFact, ShownQuestion, Texts
from appraisal.goals import queries as goals
from appraisal.goals.queries import GoalState
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.packs import queries as packs
from appraisal.people import queries as people
from appraisal.people.domain import Line
from appraisal.people.queries import PersonFacts, PersonName
from appraisal.rulebook import Outcome

FOLLOW_UP_DAYS = 30
FIRST_STEP_WITHIN = timedelta(days=7)
OPEN_STILL = frozenset({"supported", "possible", "contested"})


@dataclass(frozen=True)
class SaidAnswer:
    """What one side answered: the question's subject, the value in words or an open stance, and free words."""

    fact: str
    label: Texts
    value: ShownFact | None
    stance: str
    said: str
    on: datetime
    since: date | None
    may_answer_anew: bool
    is_looked_at: bool


@dataclass(frozen=True)
class NextStep:
    """The one thing to do here now: its key is worded as ``next.<key>`` with the details."""

    key: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Ahead:
    """The days ahead: by when a first step is made, when the two look whether it helped.

    ``remedy_by`` is the side that begins; ``judge_others_from`` is the day up to which the other factors
    are left alone, because the first cause has just been dealt with.
    """

    remedy_by: str
    first_day: date
    follow_up_on: date
    judge_others_from: date | None


@dataclass(frozen=True)
class DiagnosisPage:
    """The conversation. ``shown`` is None when a talk is being arranged: then nobody sees a cause here."""

    key: int
    version: int
    employee: PersonName
    manager: PersonName | None
    side: str
    goal: GoalState
    next_step: NextStep
    opened_at: datetime
    evaluated_at: datetime
    shown: Shown | None
    picture: CascadePicture | None
    beside: ContestsBeside
    questions: tuple[ShownQuestion, ...]
    waiting: tuple[ShownQuestion, ...]
    said_by_employee: tuple[SaidAnswer, ...]
    said_by_manager: tuple[SaidAnswer, ...]
    has_news: bool
    after: Afterwards
    may_conclude: bool
    may_reply: bool
    may_follow_up: bool
    ahead: Ahead


def diagnosis_page(store: Session, actor: Actor, key: int, day: date, *, again: str = "") -> DiagnosisPage:
    """The talk as one of the two sees it; ``again`` names a fact to answer anew. Raises ``NotFound``, ``NotAllowed``."""
    diagnosis, line = _come_to_table(store, actor, key, day)
    last = records.last_evaluation(store, key)
    edition = packs.edition_of(store, last.pack_sha256)
    goal = goals.goal_state(store, diagnosis.goal_id, day)
    person = people.person_facts(store, actor, diagnosis.employee_id, day)
    after = afterwards_of(store, key, diagnosis.employee_id)
    side = policy.side_of(actor, line) or Side.EMPLOYEE
    may_contest = last.outcome != Outcome.HANDED_OVER and not policy.may_contest(actor, line)
    contests = beside(store, key, day, may_contest=may_contest)
    found = _look(last, edition, contests)
    is_open = after.conclusion is None and found is not None
    answers = checkins.answers_of(store, goal.employee, goal.starts_on, goal=goal.key)
    table = _Table(edition, answers, side, is_open, last.snapshot, last.result.get("aged", ()))
    own, others = table.questions(found, again)
    return DiagnosisPage(
        key=key,
        version=diagnosis.version,
        employee=PersonName(person.key, person.name, person.job_title),
        manager=person.manager,
        side=side.value,
        goal=goal,
        next_step=_next_step(found, after, _turn(side, own, others, person), actor, day),
        opened_at=diagnosis.opened_at,
        evaluated_at=last.evaluated_at,
        shown=found,
        picture=cascade_picture(found.line, day) if found else None,
        beside=contests,
        questions=own,
        waiting=others,
        said_by_employee=table.said(Side.EMPLOYEE) if found else (),
        said_by_manager=table.said(Side.MANAGER) if found else (),
        has_news=table.has_news_since(last.evaluated_at),
        after=after,
        may_conclude=side is Side.MANAGER and is_open and last.outcome != Outcome.NO_DIAGNOSIS,
        may_reply=side is Side.EMPLOYEE and after.conclusion is not None and after.reply is None,
        may_follow_up=after.waits_for(actor.employee, day),
        ahead=_ahead(found, after, day),
    )


def _come_to_table(store: Session, actor: Actor, key: int, day: date) -> tuple[Diagnosis, Line]:
    diagnosis = records.find_diagnosis(store, key)
    line = people.line_of(store, diagnosis.employee_id, day)
    insist_on_none(policy.may_take_part(actor, line), NotAllowed)
    return diagnosis, line


def _look(last: Evaluation, edition: Mapping[str, Any], contests: ContestsBeside) -> Shown | None:
    if last.outcome == Outcome.HANDED_OVER:
        return None
    return shown(edition, last.result, last.snapshot, contests.aside)


@dataclass(frozen=True)
class _Turn:
    """Whose turn it is to answer: the reader's own questions, and those of the other side."""

    side: Side
    has_own: bool
    has_others: bool
    employee: str
    manager: str


def _turn(side: Side, own: Sequence[Any], others: Sequence[Any], person: PersonFacts) -> _Turn:
    return _Turn(side, bool(own), bool(others), person.name, person.manager.name if person.manager else "")


def _next_step(found: Shown | None, after: Afterwards, turn: _Turn, actor: Actor, day: date) -> NextStep:
    """The one thing to do here now, for the reader."""
    is_manager, names = turn.side is Side.MANAGER, {"name": turn.employee, "manager": turn.manager}
    if found is None:
        return NextStep("arranged", {})
    if after.conclusion is None:
        leads_to = next((gate.leads_to for gate in found.gates if gate.leads_to), "")
        if leads_to or found.outcome == Outcome.NO_DIAGNOSIS:
            key = leads_to or "let_be"
            own = key == "recognise" and not is_manager
            return NextStep("recognised" if own else key, names)
        if turn.has_own:
            return NextStep("answer", {})
        if turn.has_others:
            return NextStep("wait_for_manager" if not is_manager else "wait_for_employee", names)
        return NextStep("conclude" if is_manager else "talk", names)
    told = {**names, "day": after.conclusion.follow_up_on}
    if after.reply is None:
        return NextStep("wait_for_reply" if is_manager else "reply", told)
    if after.waits_for(actor.employee, day):
        return NextStep("follow_up", told)
    return NextStep("wait_for_day" if day < after.conclusion.follow_up_on else "done", told)


def _ahead(found: Shown | None, after: Afterwards, day: date) -> Ahead:
    horizon = timedelta(days=_follow_up_days(found))
    return Ahead(
        remedy_by=_remedy_by(found),
        first_day=day + min(FIRST_STEP_WITHIN, horizon // 2),
        follow_up_on=day + horizon,
        judge_others_from=_judge_others_from(found, after, horizon, day),
    )


def _remedy_by(found: Shown | None) -> str:
    """On whose side the remedy begins: at the work, or with the person."""
    if found is None or not found.leading:
        return ""
    by_work = any(factor.leads and factor.made_likely_by_work for factor in found.factors)
    return Side.MANAGER.value if by_work or found.leading in WORK_SIDE else Side.EMPLOYEE.value


def _judge_others_from(found: Shown | None, after: Afterwards, horizon: timedelta, day: date) -> date | None:
    """After the first cause was dealt with, one horizon passes before the others are judged."""
    if found is None or after.conclusion is None or after.dealt_with_on is None:
        return None
    others = [
        each
        for each in found.factors
        if each.status in OPEN_STILL and each.key not in after.conclusion.factors
    ]
    judged_from = after.dealt_with_on + horizon
    return judged_from if others and day < judged_from else None


@dataclass(frozen=True)
class _Table:
    """What was said at the table so far, by the texts of the pack that spoke."""

    edition: Mapping[str, Any]
    answers: Sequence[AnswerFacts]
    side: Side
    is_open: bool
    looked_at: Collection[str]
    aged: Collection[str]

    def questions(
        self, found: Shown | None, again: str
    ) -> tuple[tuple[ShownQuestion, ...], tuple[ShownQuestion, ...]]:
        """What the reader can answer now, and what waits for the other side.

        What somebody answered or left open is not put again until it is too old; they may answer it anew.
        """
        if found is None or not self.is_open:
            return (), ()
        fresh = [each for each in self.answers if each.fact not in self.aged and not _is_not_yet(each)]
        said = {(each.fact, each.side.value) for each in fresh}
        asked = [each for each in found.questions if (each.fact, each.ask) not in said]
        own = [each for each in asked if each.ask == self.side]
        if again not in {each.fact for each in own} and self._may_answer(again):
            own.insert(0, question_of(self.edition, again))
        return tuple(own), tuple(each for each in asked if each.ask != self.side)

    def has_news_since(self, moment: datetime) -> bool:
        """Whether somebody said something after the last look."""
        return self.is_open and any(each.answered_at > moment for each in self.answers)

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
            since=each.since,
            is_looked_at=answered and each.fact in self.looked_at,
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
