"""The check-ins of the demo, what was seen between them, and the diagnosis of the third quarter."""

from __future__ import annotations

from datetime import date, timedelta

from appraisal.checkins import operations as checkins
from appraisal.checkins import queries as checkin_facts
from appraisal.checkins.domain import (
    AddAgendaItem,
    AgreeOutcome,
    BookCheckIn,
    CheckInKey,
    HoldCheckIn,
    MoveCheckIn,
    PrepareCheckIn,
    Usefulness,
    WriteNote,
)
from appraisal.checkins.table import checkin_page
from appraisal.cli.demo import words
from appraisal.cli.demo.stage import Stage, moment
from appraisal.goals import operations as goals
from appraisal.goals import queries as goal_facts
from appraisal.observations import operations as observations
from appraisal.observations.domain import AnswerObservation, ObservationKind, WriteObservation

OTHERS = ("Vicki Laflamme", "Hayden Neloms", "Markita Hansen", "Rosalina Dieter")
CLOSED_BY = date(2017, 11, 20)


def hold_talks(stage: Stage, until: date, since: date = date(2017, 1, 1)) -> None:
    """The seller's and her manager's talks of these days, each booked when the one before was held."""
    for talk in words.TALKS:
        if since <= talk.on <= until:
            _hold(stage, talk)


def hold_other_talks(stage: Stage) -> None:
    """Shorter talks of the same manager with the rest of her team, one of them moved and one still to come."""
    for number, name in enumerate(OTHERS):
        for day in (date(2017, 10, 10) + timedelta(days=number), date(2017, 11, 27) + timedelta(days=number)):
            _hold(
                stage,
                words.Talk(
                    day,
                    "Going as planned, nothing special.",
                    agenda=("The next weeks",),
                    shared_note="Nothing is open between us.",
                ),
                name,
            )
        booked = moment(date(2018, 1, 2) + timedelta(days=number), 14)
        checkins.book_checkin(
            stage.store,
            stage.actor(name),
            BookCheckIn(stage.key(name), booked),
            at=moment(date(2017, 12, 18)),
        )


def book_the_next(stage: Stage) -> None:
    """The next talk is booked and waits for the employee's preparation."""
    wish = BookCheckIn(stage.key(words.SELLER), moment(words.NEXT_TALK, 10))
    talk = checkins.book_checkin(stage.store, stage.actor(words.MANAGER), wish, at=moment(date(2017, 12, 14)))
    item = AddAgendaItem(talk, "How new leads are shared out since October")
    checkins.add_agenda_item(stage.store, stage.actor(words.MANAGER), item, at=moment(date(2017, 12, 14), 11))


def see_things(stage: Stage) -> None:
    """What the manager saw between the talks; the seller answers the first."""
    for number, (day, kind, text, situation, step) in enumerate(words.OBSERVATIONS):
        wish = WriteObservation(stage.key(words.SELLER), ObservationKind(kind), day, text, situation, step)
        key = observations.write_observation(
            stage.store, stage.actor(words.MANAGER), wish, at=moment(day, 16)
        )
        if number == 0:
            answer = AnswerObservation(key, words.OBSERVATION_ANSWER)
            observations.answer_observation(
                stage.store, stage.actor(words.SELLER), answer, at=moment(day, 18)
            )


def remove_obstacles(stage: Stage) -> None:
    """The waiting for discounts is over since the manager may approve them herself."""
    for obstacle in checkin_facts.obstacles_of(stage.store, stage.key(words.SELLER)):
        if obstacle.is_open:
            at = moment(words.REMOVED_ON, 9)
            checkins.remove_obstacle(stage.store, stage.actor(words.MANAGER), obstacle.key, at=at)


def _hold(stage: Stage, talk: words.Talk, name: str = words.SELLER) -> None:
    manager = stage.manager_of(name, talk.on)
    key = _book(stage, talk, name, manager)
    _prepare(stage, talk, key, name)
    at, store = moment(talk.on, 10, 30), stage.store
    for text in talk.agenda:
        checkins.add_agenda_item(store, stage.actor(name), AddAgendaItem(key, text), at=moment(talk.on, 9))
    checkins.write_note(store, stage.actor(manager), WriteNote(key, talk.shared_note), at=at)
    for line in checkin_page(store, stage.actor(manager), key, at).agenda:
        checkins.mark_talked(store, stage.actor(manager), key, line.key, at=at)
    for side, text, due_on in talk.outcomes:
        owner = name if side == "employee" else manager
        wish = AgreeOutcome(key, stage.key(owner), text, due_on)
        checkins.agree_outcome(store, stage.actor(manager), wish, at=at)
    _confirm_obstacles(stage, name, manager, talk.on)
    checkins.mark_held(
        store, stage.actor(manager), HoldCheckIn(key, useful=Usefulness.YES), at=moment(talk.on, 11)
    )
    _close_what_is_done(stage, name)


def _book(stage: Stage, talk: words.Talk, name: str, manager: str) -> CheckInKey:
    first = talk.moved_from or talk.on
    asked = moment(first - timedelta(days=9), 9)
    wish = BookCheckIn(stage.key(name), moment(first, 10))
    key = checkins.book_checkin(stage.store, stage.actor(manager), wish, at=asked)
    if talk.moved_from:
        move = MoveCheckIn(key, moment(talk.on, 10), talk.reason)
        checkins.move_checkin(stage.store, stage.actor(manager), move, at=moment(first - timedelta(days=1)))
    return key


def _prepare(stage: Stage, talk: words.Talk, key: CheckInKey, name: str) -> None:
    answers = {
        "how_is_it_going": talk.going,
        "obstacle": "something" if talk.obstacle else "nothing",
        "tools": talk.tools,
        "leads_usable": talk.leads,
    }
    if talk.obstacle:
        answers["obstacle_words"] = talk.obstacle
    if talk.need:
        answers["need_from_manager"] = talk.need
    form = stage.formbook.form_for("checkin_preparation", "sales_seller")
    wish = PrepareCheckIn(key, form, answers, hand_in=True)
    checkins.prepare_checkin(stage.store, stage.actor(name), wish, at=moment(talk.on - timedelta(days=1), 17))


def _confirm_obstacles(stage: Stage, name: str, manager: str, day: date) -> None:
    for obstacle in checkin_facts.obstacles_of(stage.store, stage.key(name)):
        if obstacle.confirmed_on is None and obstacle.removed_on is None and day < date(2017, 11, 1):
            checkins.confirm_obstacle(stage.store, stage.actor(manager), obstacle.key, at=moment(day, 10, 45))


def _close_what_is_done(stage: Stage, name: str) -> None:
    for item in goal_facts.action_items_of(stage.store, stage.key(name)):
        if item.closed_at is None and item.due_on < CLOSED_BY:
            owner = next(other for other, key in stage.keys.items() if key == item.owner)
            goals.close_action_item(stage.store, stage.actor(owner), item.key, at=moment(item.due_on, 16))
