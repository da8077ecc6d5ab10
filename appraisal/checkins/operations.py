"""Changes to talks: book, move, prepare, add, note, agree, hold, answer. Each leaves one line of history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from appraisal.checkins import policy
from appraisal.checkins.agenda import carry_over
from appraisal.checkins.answers import give_answer
from appraisal.checkins.domain import (
    AddAgendaItem,
    BookCheckIn,
    CheckInKey,
    HoldCheckIn,
    MoveCheckIn,
    PreparationKey,
    PrepareCheckIn,
    ReportObstacle,
    objections_to_booking,
    objections_to_holding,
    objections_to_moving,
    objections_to_preparing,
)
from appraisal.checkins.letters import tell_of_moves
from appraisal.checkins.models import CheckIn, CheckInMove, CheckInUse, Preparation
from appraisal.checkins.node_obstacles import (
    confirm_node_obstacle,
    remove_node_obstacle,
    report_node_obstacle,
    take_on_node_obstacle,
)
from appraisal.checkins.obstacles import confirm_obstacle, remove_obstacle, report_obstacle, take_on_obstacle
from appraisal.checkins.preparation import agenda_lines, answers_asked, given_answers, reported_obstacles
from appraisal.checkins.reading import find_preparation
from appraisal.checkins.remarks import numbers
from appraisal.checkins.saying import (
    add_agenda_item,
    agree_outcome,
    close_outcome,
    mark_talked,
    write_note,
)
from appraisal.checkins.talks import facts_of, find_talk
from appraisal.formbook import check_answers, freeze
from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotReady, Outdated, Refusal, insist_on_none
from appraisal.people import queries as people
from appraisal.storage.history import record

__all__ = [
    "add_agenda_item",
    "agree_outcome",
    "book_checkin",
    "close_outcome",
    "confirm_node_obstacle",
    "confirm_obstacle",
    "give_answer",
    "mark_held",
    "mark_talked",
    "move_checkin",
    "prepare_checkin",
    "remove_node_obstacle",
    "remove_obstacle",
    "report_node_obstacle",
    "report_obstacle",
    "take_on_node_obstacle",
    "take_on_obstacle",
    "write_note",
]


def book_checkin(store: Session, actor: Actor, wish: BookCheckIn, *, at: datetime) -> CheckInKey:
    """Book a talk of an employee with who leads them; what the last one left open is carried over.

    Raises ``NotAllowed``, or ``NotReady`` when one is open already: that one is moved instead.
    """
    line = people.line_of(store, wish.employee, at.date())
    insist_on_none(policy.may_book(actor, line), NotAllowed)
    open_talk = select(CheckIn.id).where(
        CheckIn.employee_id == wish.employee, CheckIn.manager_id == line.manager, CheckIn.held_at.is_(None)
    )
    has_open = store.scalar(open_talk.limit(1)) is not None
    insist_on_none(objections_to_booking(wish, line.manager, has_open, at), NotReady)
    talk = CheckIn(
        employee_id=wish.employee,
        manager_id=line.manager,
        starts_at=wish.starts_at,
        booked_by_id=actor.employee,
    )
    _add_once(store, talk, NotReady(Objections.one("talk_open_already")))
    carry_over(store, talk, at)
    record(store, actor, "checkin_booked", "checkin", talk.id, at=at, starts_at=wish.starts_at.isoformat())
    return CheckInKey(talk.id)


def move_checkin(
    store: Session, actor: Actor, wish: MoveCheckIn, *, seen_version: int | None = None, at: datetime
) -> CheckInKey:
    """Move a talk for a reason. From the second move on, the manager's manager is told."""
    talk = find_talk(store, wish.checkin, seen_version)
    facts = facts_of(store, talk)
    insist_on_none(policy.may_read_talk(actor, facts), NotAllowed)
    insist_on_none(objections_to_moving(wish, facts, at, numbers(store, at.date())), NotReady)
    store.add(
        CheckInMove(
            checkin_id=talk.id,
            moved_by_id=actor.employee,
            moved_at=at,
            from_at=talk.starts_at,
            to_at=wish.to_at,
            reason=wish.reason.strip(),
        )
    )
    talk.starts_at = wish.to_at
    store.flush()
    record(store, actor, "checkin_moved", "checkin", talk.id, at=at, to_at=wish.to_at.isoformat())
    tell_of_moves(store, facts.manager, facts.moves + 1, at)
    return wish.checkin


def prepare_checkin(
    store: Session, actor: Actor, wish: PrepareCheckIn, *, seen_version: int | None = None, at: datetime
) -> PreparationKey:
    """Keep the employee's answers. Handing in checks them, and makes of them what follows.

    What follows: answers to facts, obstacles on the register, items on the agenda. ``seen_version`` 0
    means that nothing had been written yet.
    """
    talk = find_talk(store, wish.checkin)
    facts = facts_of(store, talk)
    insist_on_none(policy.may_prepare(actor, facts), NotAllowed)
    row = find_preparation(store, talk)
    insist_on_none(objections_to_preparing(facts, row.handed_in_at if row else None), NotReady)
    current = row.version if row else 0
    from_same_page = row is not None and bool(wish.page) and row.saved_from == wish.page
    if seen_version is not None and seen_version != current and not from_same_page:
        raise Outdated(noun="preparation", key=wish.checkin)
    row = row or Preparation(checkin_id=talk.id, author_id=talk.employee_id)
    row.form_id, row.form_sha256 = wish.form.id, wish.form.sha256
    row.answers, row.saved_at, row.saved_from = dict(wish.answers), at, wish.page
    _add_once(store, row, Outdated(noun="preparation", key=wish.checkin))
    if wish.hand_in:
        _hand_in(store, actor, wish, row, at)
    store.flush()
    if wish.hand_in:
        record(store, actor, "preparation_handed_in", "checkin", talk.id, at=at)
    return PreparationKey(row.id)


def _hand_in(store: Session, actor: Actor, wish: PrepareCheckIn, row: Preparation, at: datetime) -> None:
    answers: Mapping[str, Any] = answers_asked(wish.form, wish.answers)
    problems = check_answers(wish.form, answers, today=at.date())
    if problems:
        raise NotReady(Objections.one("preparation_incomplete", count=len({p.question for p in problems})))
    employee, checkin = EmployeeKey(row.author_id), wish.checkin
    row.answers, row.handed_in_at = dict(answers), at
    row.asked = freeze(wish.form, answers, "en")
    for each in given_answers(wish, employee, answers):
        give_answer(store, actor, each, at=at)
    for obstacle in reported_obstacles(wish.form, answers):
        report_obstacle(store, actor, ReportObstacle(employee, obstacle.kind, obstacle.text, checkin), at=at)
    for text in agenda_lines(wish.form, answers):
        add_agenda_item(store, actor, AddAgendaItem(checkin, text), at=at)


def mark_held(
    store: Session, actor: Actor, wish: HoldCheckIn, *, seen_version: int | None = None, at: datetime
) -> CheckInKey:
    """The talk took place; with ``next_at`` the next one is booked in the same breath.

    Raises ``NotReady`` when only one side left words in it.
    """
    talk = find_talk(store, wish.checkin, seen_version)
    facts = facts_of(store, talk)
    insist_on_none(policy.may_read_talk(actor, facts), NotAllowed)
    insist_on_none(objections_to_holding(facts, at), NotReady)
    talk.held_at, talk.held_marked_by_id = at, actor.employee
    if wish.useful is not None:
        store.add(
            CheckInUse(checkin_id=talk.id, employee_id=actor.employee, useful=wish.useful.value, said_at=at)
        )
    store.flush()
    record(store, actor, "checkin_held", "checkin", talk.id, at=at)
    if wish.next_at is not None:
        book_checkin(store, actor, BookCheckIn(facts.employee, wish.next_at), at=at)
    return wish.checkin


def _add_once(store: Session, row: CheckIn | Preparation, refusal: Refusal) -> None:
    """Add a row of which there can be one; whoever comes second at the same moment is refused."""
    try:
        with store.begin_nested():
            store.add(row)
    except IntegrityError as error:
        raise refusal from error
