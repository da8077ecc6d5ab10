"""What is put into a talk in words: agenda items, notes, outcomes.

Words that the other one reads are weighed by the pack of wording; a private note is looked at by nobody.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from appraisal.checkins import policy
from appraisal.checkins.domain import (
    ORIGIN,
    AddAgendaItem,
    AgendaItemKey,
    AgreeOutcome,
    NoteKey,
    WriteNote,
    objections_to_outcome,
    objections_to_words,
)
from appraisal.checkins.models import AgendaItem, CheckIn, Note
from appraisal.checkins.talks import facts_of, find_talk
from appraisal.goals import operations as goals
from appraisal.goals.domain import AddActionItem
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, insist_on_none
from appraisal.packs import operations as packs
from appraisal.packs.queries import Place
from appraisal.storage.history import record


def add_agenda_item(store: Session, actor: Actor, wish: AddAgendaItem, *, at: datetime) -> AgendaItemKey:
    """Put something on the agenda that both see."""
    talk = _open_talk(store, actor, wish.checkin)
    insist_on_none(objections_to_words(wish.text), NotReady)
    item = AgendaItem(checkin_id=talk.id, author_id=actor.employee, text=wish.text.strip(), added_at=at)
    store.add(item)
    store.flush()
    _weigh(store, actor, talk, ("agenda_item", item.id, Place.AGENDA), wish.text, wish.because, at)
    record(store, actor, "agenda_item_added", "checkin", talk.id, at=at)
    return AgendaItemKey(item.id)


def mark_talked(store: Session, actor: Actor, checkin: int, item: int, *, at: datetime) -> AgendaItemKey:
    """Tick an agenda item as talked about, or take the tick away again."""
    talk = _open_talk(store, actor, checkin)
    found = store.get(AgendaItem, item)
    if found is None or found.checkin_id != talk.id:
        raise NotFound(noun="agenda_item", key=item)
    found.talked_at = at if found.talked_at is None else None
    store.flush()
    record(store, actor, "agenda_item_talked", "checkin", talk.id, at=at, item=item)
    return AgendaItemKey(item)


def write_note(store: Session, actor: Actor, wish: WriteNote, *, at: datetime) -> NoteKey:
    """Write a note, shared or private. Notes may be added after the talk too; they carry their day."""
    talk = find_talk(store, wish.checkin)
    insist_on_none(policy.may_read_talk(actor, facts_of(store, talk)), NotAllowed)
    insist_on_none(objections_to_words(wish.text), NotReady)
    note = Note(
        checkin_id=talk.id,
        author_id=actor.employee,
        text=wish.text.strip(),
        is_private=wish.is_private,
        written_at=at,
    )
    store.add(note)
    store.flush()
    if not wish.is_private:
        _weigh(store, actor, talk, ("note", note.id, Place.CHECKIN_NOTE), wish.text, wish.because, at)
        record(store, actor, "note_written", "checkin", talk.id, at=at)
    return NoteKey(note.id)


def agree_outcome(store: Session, actor: Actor, wish: AgreeOutcome, *, at: datetime) -> int:
    """Agree who does what by when; returns the key of the action item."""
    talk = find_talk(store, wish.checkin)
    facts = facts_of(store, talk)
    insist_on_none(policy.may_read_talk(actor, facts), NotAllowed)
    insist_on_none(objections_to_outcome(wish, facts, at.date()), NotReady)
    item = AddActionItem(
        about=facts.employee,
        owner=wish.owner,
        text=wish.text.strip(),
        due_on=wish.due_on,
        origin=ORIGIN,
        origin_key=talk.id,
    )
    key = goals.add_action_item(store, actor, item, at=at)
    _weigh(store, actor, talk, ("action_item", key, Place.OUTCOME), wish.text, wish.because, at)
    return key


def close_outcome(
    store: Session, actor: Actor, checkin: int, item: int, *, seen_version: int | None = None, at: datetime
) -> int:
    """Close an action item from the page of a talk; who may is decided by ``goals``."""
    insist_on_none(policy.may_read_talk(actor, facts_of(store, find_talk(store, checkin))), NotAllowed)
    return goals.close_action_item(store, actor, item, seen_version=seen_version, at=at)


def _weigh(
    store: Session,
    actor: Actor,
    talk: CheckIn,
    thing: tuple[str, int, Place],
    text: str,
    because: str,
    at: datetime,
) -> None:
    noun, key, place = thing
    said = packs.Worded(noun, key, "text", text, place, because)
    packs.weigh_words(store, actor, [said], about=talk.employee_id, at=at)


def _open_talk(store: Session, actor: Actor, checkin: int) -> CheckIn:
    talk = find_talk(store, checkin)
    insist_on_none(policy.may_read_talk(actor, facts_of(store, talk)), NotAllowed)
    insist_on_none(Objections.where(talk_held_already=talk.held_at is not None), NotReady)
    return talk
