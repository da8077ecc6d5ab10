"""The dry run of a draft: what is kept, asked once more, by the rules in force and by the draft. Changes nothing.

Two things are asked. The facts of the newest look of each talk, as they were kept; and the goals that run today, with
the facts of which the nightly look would make its signs. A sign itself keeps only the facts that speak by the rules
of its day, which is too little to say what other rules would make of it.

Everything is asked as of one day, the first on which all numbers of the draft hold, with facts as old as they were:
a new number that holds from next month is tried with, and nothing ages by being tried. What only the case handler may
know is left out on both sides, together with everything that was handed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from appraisal.diagnosis.evidence import KEPT_REGISTERS, gather_all
from appraisal.diagnosis.models import Diagnosis, Evaluation
from appraisal.diagnosis.peers import GroupSum
from appraisal.diagnosis.sight import GroupKey, sights_of
from appraisal.diagnosis.tallies import Place, Tally
from appraisal.goals import queries as goals
from appraisal.goals.queries import GoalTerms
from appraisal.jobs.context import WorkContext
from appraisal.jobs.registry import work
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotReady, insist_on_none
from appraisal.packs import operations as pack_changes
from appraisal.packs import queries as packs
from appraisal.packs.domain import KeepTrial
from appraisal.people import queries as people
from appraisal.people.queries import PlaceAtWork
from appraisal.rulebook import (
    Fact,
    Outcome,
    Pack,
    Schema,
    Verdict,
    WrongFacts,
    checked_facts,
    from_snapshot,
    outcome_of,
)

WORK = "try_draft"
AT_ONCE = 500
Facts = Mapping[str, Fact]


@dataclass(frozen=True)
class Trial:
    """The rules in force and the draft, and the day of which both are asked."""

    now: Pack
    draft: Pack
    shipped: Pack
    today: date

    @property
    def day(self) -> date:
        """The first day, from today on, on which every number of the draft holds."""
        values = (dated.since for number in self.draft.parameters.values() for dated in number.values)
        return max(self.today, *values)

    @property
    def hidden_facts(self) -> frozenset[str]:
        """What only the case handler may know by any of the packs: a draft opens nothing that is closed."""
        return frozenset().union(*(restricted(pack.schema) for pack in (self.now, self.draft, self.shipped)))

    def tally(self) -> Tally:
        """An empty tally that tells nothing of rules over restricted facts."""
        hidden, packs_asked = self.hidden_facts, (self.now, self.draft)
        rules = {
            rule.id
            for pack in packs_asked
            for rule in pack.rules.values()
            if not hidden.isdisjoint(rule.condition.facts)
        }
        return Tally(rules)

    def asked(self, pack: Pack, facts: Facts, seen_on: date) -> Verdict:
        """What a pack says of facts that were seen on a day, as if they had just been seen."""
        open_ones = {name: fact for name, fact in facts.items() if name not in self.hidden_facts}
        fitting = fitting_facts(pack.schema, open_ones)
        moved = {name: moved_on(fact, self.day - seen_on) for name, fact in fitting.items()}
        return outcome_of(pack, {**silent_facts(pack.schema, self.day), **moved}, self.day)


@work(WORK)
def try_draft(context: WorkContext) -> dict[str, Any]:
    """Try the draft of ``{"pack": ..., "digest": ...}`` and keep what came out for exactly this draft."""
    name, store = context.arguments["pack"], context.store
    draft = packs.draft_for_trial(store, name)
    insist_on_none(
        Objections.where(draft_changed_meanwhile=draft.digest != context.arguments["digest"]), NotReady
    )
    today = context.asked_at.date()
    now, shipped = packs.pack_named(store, name, today), packs.shelf().shipped[draft.kind]
    trial = Trial(now, draft.pack, shipped, today)
    result = run(context, trial)
    with context.writing() as writing:
        wish = KeepTrial(name, draft.digest, context.key, result)
        pack_changes.keep_trial(writing, context.actor, wish, at=context.asked_at)
    return {"endpoint": "rule_figures.trial", "values": {"pack": name}}


def run(context: WorkContext, trial: Trial) -> dict[str, Any]:
    """Ask everything, some hundreds at a time, with no transaction open in between and flat memory."""
    store = context.store
    talks = store.scalar(select(func.count(func.distinct(Evaluation.diagnosis_id)))) or 0
    running = goals.count_running(store, trial.today)
    context.progress(0, talks + running)
    of_talks, of_goals, done = trial.tally(), trial.tally(), 0
    for batch in _talks(store):
        places = people.places_at_work(store, {row.employee_id for row in batch}, trial.today)
        for row in batch:
            facts = from_snapshot(row.snapshot)
            now, then = (trial.asked(pack, facts, row.as_of) for pack in (trial.now, trial.draft))
            of_talks.add(_place(places[row.employee_id], row.employee_id, row.as_of), now, then)
        done += len(batch)
        store.rollback()
        context.progress(min(done, talks))
    done = talks
    kept: tuple[dict[GroupKey, GroupSum], dict[GroupKey, GroupSum]] = ({}, {})
    for terms in _goals(store, trial.today):
        _look(store, trial, terms, of_goals, kept)
        done += len(terms)
        store.rollback()
        context.progress(min(done, talks + running))
    context.progress(talks + running)
    return {"day": trial.day.isoformat(), "talks": of_talks.told(), "goals": of_goals.told()}


def _talks(store: Session) -> Iterator[Sequence[Row[*tuple[Any, ...]]]]:
    """The newest look of each talk that is with the two, by key. What was handed over is not asked again."""
    newest = select(func.max(Evaluation.id)).group_by(Evaluation.diagnosis_id)
    wanted = (
        select(Evaluation.id, Evaluation.as_of, Evaluation.snapshot, Diagnosis.employee_id)
        .join(Diagnosis, Diagnosis.id == Evaluation.diagnosis_id)
        .where(Evaluation.id.in_(newest), Evaluation.outcome != Outcome.HANDED_OVER.value)
        .order_by(Evaluation.id)
        .limit(AT_ONCE)
    )
    reached = 0
    while batch := list(store.execute(wanted.where(Evaluation.id > reached))):
        yield batch
        reached = batch[-1].id


def _goals(store: Session, day: date) -> Iterator[tuple[GoalTerms, ...]]:
    reached = 0
    while terms := goals.running_after(store, reached, AT_ONCE, day):
        yield terms
        reached = terms[-1].key


def _look(
    store: Session,
    trial: Trial,
    terms: tuple[GoalTerms, ...],
    tally: Tally,
    kept: tuple[dict[GroupKey, GroupSum], dict[GroupKey, GroupSum]],
) -> None:
    """Gather what each pack's numbers make of the records of some goals, and ask both."""
    places = people.places_at_work(store, {goal.employee for goal in terms}, trial.today)
    here = [goal for goal in terms if places[goal.employee].is_here_on(trial.today)]
    found = []
    for pack, groups in zip((trial.now, trial.draft), kept, strict=True):
        sights = tuple(replace(sight, day=trial.today) for sight in sights_of(here, pack, trial.day, groups))
        found.append(gather_all(store, sights))
    for goal in here:
        facts, facts_then = found[0].get(goal.key, {}), found[1].get(goal.key, {})
        if outcome_of(trial.now, fitting_facts(trial.now.schema, facts), trial.today).outcome is (
            Outcome.HANDED_OVER
        ):
            continue
        now = trial.asked(trial.now, facts, trial.today)
        then = trial.asked(trial.draft, facts_then, trial.today)
        tally.add(_place(places[goal.employee], goal.employee, trial.today), now, then)


def _place(at_work: PlaceAtWork, person: int, day: date) -> Place:
    return Place(person, at_work.same_work.family if at_work.same_work else "", day.strftime("%Y-%m"))


def fitting_facts(schema: Schema, facts: Facts) -> dict[str, Fact]:
    """Those of the facts that a schema knows and whose values it takes; the others are unknown to it."""
    try:
        return checked_facts(schema, facts)
    except WrongFacts:
        fitting: dict[str, Fact] = {}
        for name, fact in facts.items():
            try:
                fitting.update(checked_facts(schema, {name: fact}))
            except WrongFacts:
                continue
        return fitting


def silent_facts(schema: Schema, day: date) -> dict[str, Fact]:
    """What the registers of restricted facts say by holding no record."""
    return {
        name: Fact(schema.facts[name].absence, "no_record", day)
        for name in restricted(schema) & KEPT_REGISTERS
        if schema.facts[name].absence is not None
    }


def restricted(schema: Schema) -> frozenset[str]:
    """The facts that only the case handler may know."""
    return frozenset(name for name, spec in schema.facts.items() if spec.restricted)


def moved_on(fact: Fact, by: timedelta) -> Fact:
    """A fact as old as it was, on a later day."""
    if not by:
        return fact
    value = fact.value + by if isinstance(fact.value, date) else fact.value
    return replace(
        fact,
        value=value,
        on=fact.on + by if fact.on else None,
        since=fact.since + by if fact.since else None,
    )
