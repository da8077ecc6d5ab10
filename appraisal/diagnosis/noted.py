"""What notes say by their form alone: whether feedback was specific, whether there is one event, what an
obstacle is about. No word of a text is read.

A note holds a result or a behaviour, never a trait; with the situation it happened in it is specific. Without
one it may still be, so nothing is said. An obstacle says what its reporter chose it to be about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.checkins import queries as checkins
from appraisal.checkins.domain import ObstacleKind
from appraisal.checkins.queries import ObstacleFacts
from appraisal.diagnosis.around import RECENT
from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.diagnosis.signs import inside
from appraisal.observations import queries as observations
from appraisal.observations.queries import NoteForm
from appraisal.packs import queries as packs
from appraisal.rulebook import Fact

NAMED = {ObstacleKind.AUTHORITY: "authority_sufficient", ObstacleKind.INFORMATION: "info_access_ok"}
"""What a person says is missing by choosing the kind of an obstacle."""


def noted(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """Specific feedback, and whether a concern rests on one event."""
    day = sights[0].day
    persons = {sight.goal.employee for sight in sights}
    first = min(min(sight.goal.starts_on for sight in sights), day - 4 * RECENT)
    notes = observations.notes_by_others(store, persons, first, day)
    found: FactsOfGoals = {}
    alone: list[tuple[Sight, NoteForm]] = []
    for sight in sights:
        about = [one for one in notes.get(sight.goal.employee, ()) if one.goal in (None, sight.goal.key)]
        found[sight.goal.key] = _feedback(sight, about)
        inside_days = [one for one in about if sight.goal.starts_on <= one.seen_on <= sight.goal.ends_on]
        if len({one.seen_on for one in inside_days}) > 1:
            last = inside_days[-1].seen_on
            found[sight.goal.key]["recent_single_event"] = Fact(False, "observations", last)
        elif inside_days:
            alone.append((sight, inside_days[-1]))
    for sight, only in _without_readings(store, alone):
        found[sight.goal.key]["recent_single_event"] = Fact(True, "observations", only.seen_on)
    return found


def flagged(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """Whether somebody kept a note against the remark on protected traits: a recorded decision of its author."""
    kept = packs.kept_against_protection(store, {sight.goal.employee for sight in sights}, "observation")
    return {
        sight.goal.key: {"bias_flag": Fact(True, "observations", at.date())}
        for sight in sights
        if (at := kept.get(sight.goal.employee)) is not None and at.date() >= sight.goal.starts_on
    }


def hindered(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """What open obstacles are about, in the reporter's own choice; a process defect once a second person saw it."""
    persons = {sight.goal.employee for sight in sights}
    standing = checkins.open_obstacles_of_people(store, persons, sights[0].day)
    return {
        sight.goal.key: _about(standing[sight.goal.employee])
        for sight in sights
        if sight.goal.employee in standing
    }


def _feedback(sight: Sight, notes: Sequence[NoteForm]) -> dict[str, Fact]:
    """The last note others wrote says "specific" when it names the situation; otherwise it says nothing."""
    recent = [one for one in notes if one.seen_on >= sight.day - 4 * RECENT]
    if not recent or not recent[-1].has_situation:
        return {}
    return {"feedback_specific": Fact(True, "observations", recent[-1].seen_on)}


def _without_readings(
    store: Session, alone: Sequence[tuple[Sight, NoteForm]]
) -> Iterable[tuple[Sight, NoteForm]]:
    """Those whose goal was not measured even once: then whatever worries the two rests on the one note."""
    if not alone:
        return ()
    terms = [sight.goal for sight, _ in alone]
    readings = actuals.readings_of_people(
        store,
        {goal.employee for goal in terms},
        {goal.measure for goal in terms},
        min(goal.starts_on for goal in terms),
        max(goal.ends_on for goal in terms),
    )
    return [
        (sight, only)
        for sight, only in alone
        if not inside(sight.agreed, readings.get((sight.goal.employee, sight.goal.measure), ()), sight.day)
    ]


def _about(obstacles: Iterable[ObstacleFacts]) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for each in obstacles:
        name = NAMED.get(each.kind)
        if name is not None and each.reported_by == each.employee:
            found.setdefault(name, Fact(False, "obstacles", each.reported_on))
        if each.kind is ObstacleKind.PROCESS and each.confirmed_on is not None:
            found.setdefault("process_defect_known", Fact(True, "obstacles", each.confirmed_on))
    return found
