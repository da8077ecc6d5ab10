"""Changes to diagnoses and to matters for a human. Each leaves one line of history; a matter's line says no more than that."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import GiveAnswer
from appraisal.diagnosis import policy, records
from appraisal.diagnosis.contesting import answer_contest, contest_finding
from appraisal.diagnosis.domain import (
    ORIGIN,
    AnswerQuestions,
    CloseMatter,
    Conclude,
    DiagnosisFacts,
    DiagnosisKey,
    GiveReply,
    MatterKey,
    OpenDiagnosis,
    Promise,
    RaiseMatter,
    Raises,
    WriteFollowUp,
    objections_to_answering,
    objections_to_closing,
    objections_to_concluding,
    objections_to_following_up,
    objections_to_opening,
    objections_to_replying,
)
from appraisal.diagnosis.evaluation import look, look_at_open, touch
from appraisal.diagnosis.letters import tell_handlers, tell_of_conclusion
from appraisal.diagnosis.models import Conclusion, Diagnosis, FollowUp, Reply, RestrictedMatter
from appraisal.goals import operations as goal_changes
from appraisal.goals import queries as goals
from appraisal.goals.domain import AddActionItem, GoalStatus
from appraisal.kernel.actors import SERVICE, Actor, EmployeeKey
from appraisal.kernel.objections import Objection, Objections
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.packs import operations as packs
from appraisal.packs.queries import Place
from appraisal.people import queries as people
from appraisal.people.domain import Line
from appraisal.rulebook import Pack, WrongFacts, read_facts
from appraisal.storage.history import record

__all__ = [
    "answer_contest",
    "answer_questions",
    "close_matter",
    "conclude",
    "contest_finding",
    "evaluate",
    "follow_up",
    "open_diagnosis",
    "raise_matter",
    "reply",
]


def open_diagnosis(
    store: Session, actor: Actor, wish: OpenDiagnosis, *, pack: Pack, at: datetime
) -> DiagnosisKey:
    """Begin to look at a goal together; the one that is open already is found again.

    Raises ``NotAllowed`` or ``NotReady``.
    """
    day = at.date()
    goal = goals.goal_state(store, wish.goal, day)
    insist_on_none(policy.may_take_part(actor, people.line_of(store, goal.employee, day)), NotAllowed)
    withdrawn = goal.status is GoalStatus.WITHDRAWN
    insist_on_none(objections_to_opening(goal.starts_on, day, withdrawn=withdrawn), NotReady)
    found = records.open_diagnosis_of(store, wish.goal)
    if found is not None:
        return found
    diagnosis = Diagnosis(
        employee_id=goal.employee, goal_id=goal.key, opened_by_id=actor.employee, opened_at=at
    )
    store.add(diagnosis)
    store.flush()
    record(store, actor, "diagnosis_opened", "diagnosis", diagnosis.id, at=at, goal=goal.key)
    look(store, diagnosis, pack, at)
    return DiagnosisKey(diagnosis.id)


def evaluate(store: Session, actor: Actor, key: int, *, pack: Pack, at: datetime) -> DiagnosisKey:
    """Look again with what is known now. Nothing is stored when nothing changed."""
    diagnosis, facts, _ = _at_table(store, actor, key, at.date())
    insist_on_none(Objections.where(diagnosis_is_concluded=facts.is_concluded), NotReady)
    look(store, diagnosis, pack, at)
    return DiagnosisKey(key)


def answer_questions(
    store: Session, actor: Actor, wish: AnswerQuestions, *, pack: Pack, at: datetime
) -> DiagnosisKey:
    """Keep one side's answers and look again. Raises ``NotReady`` when an answer does not fit its question."""
    diagnosis, facts, line = _at_table(store, actor, wish.diagnosis, at.date())
    side = policy.side_of(actor, line)
    own = {name for name, spec in pack.facts.items() if spec.ask == side and not spec.restricted}
    insist_on_none(
        objections_to_answering(facts, wish.answers, own, at.date()) + _misfits(pack, wish), NotReady
    )
    for each in wish.answers:
        checkins.give_answer(
            store,
            actor,
            GiveAnswer(
                employee=EmployeeKey(diagnosis.employee_id),
                fact=each.fact,
                value=each.value,
                stance=each.stance,
                said=each.said,
                goal=diagnosis.goal_id,
                since=each.since,
            ),
            at=at,
        )
    look(store, diagnosis, pack, at)
    return wish.diagnosis


def conclude(
    store: Session, actor: Actor, wish: Conclude, *, seen_version: int | None = None, at: datetime
) -> DiagnosisKey:
    """Keep what the manager writes after the talk, and who does what by when.

    Raises ``Outdated`` when something was answered since the page was seen.
    """
    diagnosis, facts, line = _at_table(store, actor, wish.diagnosis, at.date())
    insist_on_none(policy.may_conclude(actor, line), NotAllowed)
    records.insist_on_version(diagnosis, seen_version)
    insist_on_none(objections_to_concluding(wish, facts, at.date()), NotReady)
    store.add(
        Conclusion(
            diagnosis_id=diagnosis.id,
            evaluation_id=records.last_evaluation(store, diagnosis.id).id,
            author_id=actor.employee,
            written_at=at,
            text=wish.text.strip(),
            factors=list(wish.factors),
            follow_up_on=wish.follow_up_on,
        )
    )
    touch(store, diagnosis)
    _weigh(store, actor, diagnosis, ("diagnosis", diagnosis.id, "text"), Place.CONCLUSION, wish, at)
    for promise in wish.promises:
        _promise(store, actor, diagnosis, promise, at)
    record(store, actor, "diagnosis_concluded", "diagnosis", diagnosis.id, at=at)
    tell_of_conclusion(store, diagnosis, line, wish.follow_up_on, at)
    return wish.diagnosis


def reply(store: Session, actor: Actor, wish: GiveReply, *, at: datetime) -> DiagnosisKey:
    """Keep what the employee says to the conclusion."""
    diagnosis, facts, line = _at_table(store, actor, wish.diagnosis, at.date())
    insist_on_none(policy.may_reply(actor, line), NotAllowed)
    insist_on_none(objections_to_replying(wish, facts), NotReady)
    store.add(
        Reply(
            diagnosis_id=diagnosis.id,
            author_id=actor.employee,
            written_at=at,
            agrees=wish.agrees.value,
            text=wish.text.strip(),
        )
    )
    touch(store, diagnosis)
    _weigh(store, actor, diagnosis, ("diagnosis", diagnosis.id, "reply"), Place.REPLY, wish, at)
    record(store, actor, "diagnosis_replied", "diagnosis", diagnosis.id, at=at, agrees=wish.agrees.value)
    return wish.diagnosis


def follow_up(store: Session, actor: Actor, wish: WriteFollowUp, *, at: datetime) -> DiagnosisKey:
    """Keep one side's line on whether it helped."""
    diagnosis, facts, _ = _at_table(store, actor, wish.diagnosis, at.date())
    insist_on_none(objections_to_following_up(facts, actor.employee, at.date()), NotReady)
    store.add(
        FollowUp(
            diagnosis_id=diagnosis.id,
            author_id=actor.employee,
            written_at=at,
            helped=wish.helped.value,
            text=wish.text.strip(),
        )
    )
    touch(store, diagnosis)
    line = ("diagnosis", diagnosis.id, f"follow_up.{actor.employee}")
    _weigh(store, actor, diagnosis, line, Place.COMMENT, wish, at)
    record(store, actor, "diagnosis_followed_up", "diagnosis", diagnosis.id, at=at)
    return wish.diagnosis


def raise_matter(store: Session, actor: Actor, wish: RaiseMatter, *, pack: Pack, at: datetime) -> MatterKey:
    """Bring something to the case handler; what is being looked at for this person stops at once."""
    insist_on_none(policy.may_raise_matter(actor), NotAllowed)
    matter = RestrictedMatter(
        employee_id=actor.employee,
        raises=wish.raises.value,
        text=wish.text.strip(),
        raised_by_id=actor.employee,
        raised_at=at,
    )
    store.add(matter)
    store.flush()
    record(store, SERVICE, "matter_raised", "restricted_matter", matter.id, at=at)
    tell_handlers(store, matter.employee_id, at)
    look_at_open(store, matter.employee_id, pack, at)
    return MatterKey(matter.id)


def close_matter(store: Session, actor: Actor, wish: CloseMatter, *, pack: Pack, at: datetime) -> MatterKey:
    """Close a matter with words that the person reads; what had stopped for it may go on.

    Of leave, the person's goals are rebased first; their history names nobody and no reason.
    """
    insist_on_none(policy.may_handle_matters(actor), NotAllowed)
    matter = store.get(RestrictedMatter, wish.matter, with_for_update=True)
    if matter is None:
        raise NotFound(noun="matter", key=wish.matter)
    insist_on_none(policy.may_handle_matter(actor, matter.employee_id), NotAllowed)
    closed = matter.closed_at is not None
    insist_on_none(objections_to_closing(wish, matter.raises, closed=closed), NotReady)
    matter.closed_at, matter.closed_by_id, matter.closing_words = at, actor.employee, wish.words.strip()
    store.flush()
    record(store, actor, "matter_closed", "restricted_matter", matter.id, at=at)
    if matter.raises == Raises.LEAVE and wish.away_from is not None and wish.away_to is not None:
        away = Period(wish.away_from, wish.away_to)
        goal_changes.rebase_goals_of(store, SERVICE, matter.employee_id, away, at=at)
    look_at_open(store, matter.employee_id, pack, at)
    return wish.matter


def _promise(store: Session, actor: Actor, diagnosis: Diagnosis, promise: Promise, at: datetime) -> None:
    wish = AddActionItem(
        about=EmployeeKey(diagnosis.employee_id),
        owner=promise.owner,
        text=promise.text,
        due_on=promise.due_on,
        origin=ORIGIN,
        origin_key=diagnosis.id,
    )
    item = goal_changes.add_action_item(store, actor, wish, at=at)
    _weigh(store, actor, diagnosis, ("action_item", item, "text"), Place.OUTCOME, promise, at)


def _weigh(
    store: Session,
    actor: Actor,
    diagnosis: Diagnosis,
    thing: tuple[str, int, str],
    place: Place,
    wish: Conclude | Promise | GiveReply | WriteFollowUp,
    at: datetime,
) -> None:
    noun, key, field = thing
    said = packs.Worded(noun, key, field, wish.text, place, wish.because)
    packs.weigh_words(store, actor, [said], about=diagnosis.employee_id, at=at)


def _at_table(store: Session, actor: Actor, key: int, day: date) -> tuple[Diagnosis, DiagnosisFacts, Line]:
    diagnosis = records.find_diagnosis(store, key)
    line = people.line_of(store, diagnosis.employee_id, day)
    insist_on_none(policy.may_take_part(actor, line), NotAllowed)
    return diagnosis, records.facts_of(store, diagnosis, line), line


def _misfits(pack: Pack, wish: AnswerQuestions) -> Objections:
    found = []
    for each in wish.answers:
        try:
            read_facts(pack.schema, {each.fact: each.value})
        except WrongFacts:
            found.append(Objection("answer_does_not_fit", {"fact": each.fact}))
    return Objections(tuple(found))
