"""Words weighed before they are kept: a warning stays only with a reason, and both sides read the reason.

Owns the one question that every operation asks which keeps a text about a person's work, and the same question
asked while the text is typed. The rules stand in the pack of wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotReady, insist_on_none
from appraisal.packs.eyes import Eye, others
from appraisal.packs.force import in_force
from appraisal.packs.keeping import keep_remarks, objections_to_keeping
from appraisal.people import queries as people
from appraisal.people.domain import Line
from appraisal.rulebook import Remark
from appraisal.storage.history import record


@dataclass(frozen=True)
class Worded:
    """A text that is about to be kept: of what (noun, key, field), where it stands, and why it should stay so."""

    noun: str
    key: int
    field: str
    text: str
    place: str
    because: str = ""


def worded(
    noun: str, key: int, place: str, texts: Mapping[str, str], because: Mapping[str, str]
) -> tuple[Worded, ...]:
    """The texts of one thing by field, with the reasons by field."""
    return tuple(
        Worded(noun, key, field, text, place, because.get(field, "")) for field, text in texts.items() if text
    )


def eye_on(store: Session, actor: Actor, employee: int, day: date) -> Eye:
    """Whoever looks at what the actor writes about this person's work: the pack in force, the names of the team."""
    line = people.line_of(store, employee, day)
    return _eye(store, actor, line, day)


def look_at_words(
    store: Session, actor: Actor, employee: int, place: str, text: str, day: date
) -> tuple[Remark, ...]:
    """What would be remarked about a text, for whoever may write about this person. Nothing is kept.

    Raises ``NotFound`` or ``NotAllowed``: the names of a team are known to the people around it alone.
    """
    line = people.line_of(store, employee, day)
    insist_on_none(objections_to_looking(actor, line), NotAllowed)
    return _eye(store, actor, line, day)(place, text)


def objections_to_looking(actor: Actor, line: Line) -> Objections:
    """The person, who leads them, and who leads the manager write about this work."""
    near = (line.employee, line.manager, line.managers_manager)
    return Objections.where(only_the_line_writes=not any(actor.is_person(key) for key in near))


def weigh_words(store: Session, actor: Actor, texts: Iterable[Worded], *, about: int, at: datetime) -> int:
    """Keep the reason for every text that a rule warns about. Returns how many remarks were kept.

    Raises ``NotReady`` when a warning has no reason. Asked after the thing itself has its key; the refusal
    undoes both.
    """
    texts = [each for each in texts if each.text.strip()]
    if not texts:
        return 0
    eye = eye_on(store, actor, about, at.date())
    found = [(each, eye(each.place, each.text)) for each in texts]
    objections = {
        reason.key for each, remarks in found for reason in objections_to_keeping(remarks, each.because)
    }
    insist_on_none(Objections.where(**dict.fromkeys(sorted(objections), True)), NotReady)
    kept = 0
    for each, remarks in found:
        if eye.pack is not None and any(remark.level == "warn" for remark in remarks):
            thing = (each.noun, each.key)
            kept += keep_remarks(
                store,
                actor,
                thing,
                remarks,
                each.because,
                pack=eye.pack,
                field=each.field,
                person=about,
                at=at,
            )
            record(store, actor, "words_kept", each.noun, each.key, at=at, field=each.field)
    return kept


def _eye(store: Session, actor: Actor, line: Line, day: date) -> Eye:
    team = people.reports_of(store, line.manager, day) if line.manager else ()
    names: dict[int, str] = {person.key: person.name for person in team}
    return Eye(
        pack=in_force(store, "wording", day),
        about_self=actor.is_person(line.employee),
        colleagues=others(names, line.employee, actor.employee),
        day=day,
    )
