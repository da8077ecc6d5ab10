"""The nightly look at all goals: which gap is worth a talk, found soon after it appears.

Owns the signs that it leaves (``goal_sign``) and how far a day's look came (``goal_scan``). It goes through
the goals by key, some hundreds at a time, so that memory does not grow with the company; each part is kept
in a transaction of its own, and a look that was cut off goes on behind the last part. A sign names no cause
to anybody: it leads two people to the talk in which they look for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from appraisal.diagnosis.contested import rules_set_aside_of
from appraisal.diagnosis.evidence import gather_all
from appraisal.diagnosis.models import GoalScan
from appraisal.diagnosis.peers import GroupSum
from appraisal.diagnosis.seen_signs import Seen, end_unseen, keep_seen, sign_in
from appraisal.diagnosis.sight import GroupKey, sights_of
from appraisal.goals import queries as goals
from appraisal.goals.queries import GoalTerms
from appraisal.jobs.context import WorkContext
from appraisal.jobs.registry import work
from appraisal.jobs.schedule import daily
from appraisal.packs import queries as packs
from appraisal.people import queries as people
from appraisal.rulebook import Pack, outcome_of
from appraisal.storage.engines import about_to_write

WORK = "scan_goals"
AT_ONCE = 500
MOST_GROUPS = 1_000


@dataclass(frozen=True)
class Scanned:
    """What a look at all goals came to."""

    goals: int
    found: int


@dataclass
class Scan:
    """One day's look: the rules it is made through, the day it is about and the moment it is made at."""

    engine: Engine
    pack: Pack
    day: date
    at: datetime
    _groups: dict[GroupKey, GroupSum] = field(default_factory=dict)

    def run(self, told: Callable[[int], None] = lambda _goals: None) -> Scanned:
        """Look at every goal that runs, and keep what is seen; ``told`` hears how many goals that makes so far.

        Raises ``TakenOver`` when somebody else makes the same day's look at the same time.
        """
        state = self._begin()
        while True:
            told(state.goals)
            terms, seen = self._look(state.reached)
            if not terms:
                return self._end(state)
            state = self._keep(state, terms, seen)

    def _begin(self) -> _State:
        """Where to begin: behind what a look that was cut off has kept, or at the first goal."""
        with about_to_write(), Session(self.engine) as store, store.begin():
            scan = store.scalars(select(GoalScan).where(GoalScan.day == self.day)).first()
            if scan is None:
                scan = GoalScan(day=self.day, began_at=self.at, reached=0, goals=0, found=0)
                store.add(scan)
            elif scan.ended_at is not None:
                scan.began_at, scan.ended_at = self.at, None
                scan.reached = scan.goals = scan.found = 0
            store.flush()
            return _State(scan.reached, scan.goals)

    def _look(self, reached: int) -> tuple[Sequence[GoalTerms], list[Seen]]:
        """The next goals, and which of them are worth a talk. Reads and computes; writes nothing."""
        with Session(self.engine) as store:
            terms = goals.running_after(store, reached, AT_ONCE, self.day)
            places = people.places_at_work(store, {goal.employee for goal in terms}, self.day)
            here = [goal for goal in terms if places[goal.employee].is_here_on(self.day)]
            return terms, list(self._seen(store, here))

    def _seen(self, store: Session, here: Sequence[GoalTerms]) -> Iterator[Seen]:
        if len(self._groups) > MOST_GROUPS:
            self._groups.clear()
        sights = sights_of(here, self.pack, self.day, self._groups)
        facts = gather_all(store, sights)
        aside = rules_set_aside_of(store, (sight.goal.key for sight in sights))
        for sight in sights:
            known = facts[sight.goal.key]
            verdict = outcome_of(self.pack, known, self.day, set_aside=aside.get(sight.goal.key, frozenset()))
            found = sign_in(self.pack, sight, verdict, known)
            if found is not None:
                yield found

    def _keep(self, state: _State, terms: Sequence[GoalTerms], seen: Sequence[Seen]) -> _State:
        with about_to_write(), Session(self.engine) as store, store.begin():
            scan = self._held(store, state)
            keep_seen(store, self.pack, [goal.key for goal in terms], seen, self.at, self.day)
            scan.reached = terms[-1].key
            scan.goals += len(terms)
            scan.found += sum(each.is_worth_a_talk for each in seen)
            return _State(scan.reached, scan.goals)

    def _end(self, state: _State) -> Scanned:
        with about_to_write(), Session(self.engine) as store, store.begin():
            scan = self._held(store, state)
            end_unseen(store, self.day)
            scan.ended_at = self.at
            return Scanned(scan.goals, scan.found)

    def _held(self, store: Session, state: _State) -> GoalScan:
        """The row of this day, ours as long as it stands where we left it."""
        scan = store.scalars(select(GoalScan).where(GoalScan.day == self.day).with_for_update()).one()
        if scan.reached != state.reached or scan.ended_at is not None:
            raise TakenOver
        return scan


class TakenOver(Exception):
    """Somebody else makes the same look: leave everything to them."""


@dataclass(frozen=True)
class _State:
    reached: int
    goals: int


@daily(WORK, after=2)
@work(WORK)
def scan_goals(context: WorkContext) -> dict[str, int]:
    """Look at all goals for one day, ``{"day": "2017-12-29"}``."""
    day = date.fromisoformat(context.arguments["day"])
    pack = packs.in_force(context.store, "diagnosis", day)
    running = goals.count_running(context.store, day)
    context.store.rollback()
    scan = Scan(context.engine, pack, day, context.asked_at)
    found = scan.run(lambda done: context.progress(done, running))
    context.progress(found.goals, found.goals)
    return {"goals": found.goals, "found": found.found}
