"""Drift: whether the rules of then, asked today of the facts of then, still say what was kept. Overwrites nothing.

Every kept look is asked again with the files of its own edition, by the engine of today. What differs comes from
the engine, and is named with what was kept and what is said now.

Two things are not kept, so they are put back first. Rules whose result was contested at that moment were not asked: they
are known by the contest and by having stayed open. Of what only the case handler may know, nothing was raised, or the
look would have been handed over; whether an adjustment had been considered is the one thing that may have been either,
so a look has drifted only when neither gives what was kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from appraisal.diagnosis import policy
from appraisal.diagnosis.contest import About
from appraisal.diagnosis.edition import to_result
from appraisal.diagnosis.lines import CONCLUDED
from appraisal.diagnosis.models import Diagnosis, DiagnosisContest, DriftCheck, Evaluation
from appraisal.diagnosis.small_groups import Crowd
from appraisal.diagnosis.trial import silent_facts
from appraisal.jobs.context import WorkContext
from appraisal.jobs.registry import work
from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.packs import queries as packs
from appraisal.rulebook import (
    ENGINE_VERSION,
    BrokenPack,
    Outcome,
    Pack,
    WrongFacts,
    diagnose,
    from_snapshot,
)
from appraisal.storage.history import record

WORK = "check_drift"
AT_ONCE = 200
MOST_PACKS = 4
MOST_KINDS = 200
EITHER_WAY = "accommodation_considered"
NO_FILES, UNREADABLE, UNFIT = "no_files", "unreadable", "unfit"
_NOTHING = object()


class Difference(NamedTuple):
    """A place in a result at which something else is said now, as plain words."""

    place: str
    kept: str
    now: str


@dataclass
class Drifts:
    """What came of it, by the engine that had spoken. ``left_out`` are looks that could not be asked again, and why."""

    looked: int = 0
    same: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    _engines: dict[str, list[int]] = field(default_factory=dict)
    _found: Crowd[tuple[str, str, str, str, str]] = field(
        default_factory=Crowd[tuple[str, str, str, str, str]]
    )

    def add(self, row: Row[*tuple[Any, ...]], found: tuple[Difference, ...] | str) -> None:
        """One look and what differs in it, or why it could not be asked again."""
        if isinstance(found, str):
            self.left_out[found] = self.left_out.get(found, 0) + 1
            return
        engine = str(row.result.get("engine", ""))
        self.looked += 1
        counts = self._engines.setdefault(engine, [0, 0])
        counts[0] += 1
        if not found:
            self.same += 1
            return
        counts[1] += 1
        for each in found:
            key = (engine, row.pack_version, each.place, each.kept, each.now)
            self._found.add(key, row.employee_id)

    def told(self) -> dict[str, Any]:
        """Everything as plain data."""
        return {
            "looked": self.looked,
            "same": self.same,
            "left_out": dict(sorted(self.left_out.items())),
            "engines": [[engine, *counts] for engine, counts in sorted(self._engines.items())],
            "differences": [[*key, self._found.told(key)] for key in self._found.by_count()[:MOST_KINDS]],
        }


def drifted(pack: Pack, row: Row[*tuple[Any, ...]], contested: frozenset[str]) -> tuple[Difference, ...]:
    """Where a kept result and the answer of today's engine to the same facts differ."""
    kept: Mapping[str, Any] = row.result
    facts = {**silent_facts(pack.schema, row.as_of), **from_snapshot(row.snapshot)}
    answers = kept.get("rules", {})
    aside = {name for name in contested if answers.get(name, {}).get("answer") == "unknown"}
    before = [
        (date.fromisoformat(step["on"]), step["factor"])
        for step in kept.get("line", ())
        if step["origin"] == CONCLUDED
    ]
    found: tuple[Difference, ...] = ()
    for considered in (False, True):
        if EITHER_WAY in facts:
            facts[EITHER_WAY] = replace(facts[EITHER_WAY], value=considered)
        now = to_result(pack, diagnose(pack, facts, row.as_of, set_aside=aside), before)
        differs = tuple(differences(kept, now))
        if not differs:
            return ()
        found = found or differs
    return found


def differences(kept: Any, now: Any, place: str = "") -> Iterator[Difference]:
    """Where two results differ. What an older version did not keep yet is no difference."""
    if isinstance(kept, Mapping) and isinstance(now, Mapping):
        for name, value in kept.items():
            if name != "engine" or place:
                yield from differences(value, now.get(name, _NOTHING), f"{place}.{name}" if place else name)
    elif _plain(kept) != _plain(now):
        yield Difference(place, _said(kept), _said(now))


def compared(store: Session) -> Iterator[tuple[Row[*tuple[Any, ...]], tuple[Difference, ...] | str]]:
    """Each kept look with what differs, or with why it could not be asked again; in batches, memory flat.

    Leaves no transaction open between batches: what the store holds uncommitted is taken back.
    """
    read: dict[str, Pack | str] = {}
    for batch, contested in _looks(store):
        for row in batch:
            if row.pack_sha256 not in read:
                if len(read) >= MOST_PACKS:
                    read.clear()
                read[row.pack_sha256] = _read(store, row.pack_sha256)
            pack = read[row.pack_sha256]
            yield row, pack if isinstance(pack, str) else _asked(pack, row, contested)
        store.rollback()


def keep_check(store: Session, actor: Actor, result: Mapping[str, Any], *, at: datetime) -> int:
    """Keep what a comparison found. Only whoever may change the rules has them compared."""
    insist_on_none(policy.may_ask_for_trials(actor), NotAllowed)
    check = DriftCheck(engine=ENGINE_VERSION, asked_by_name=actor.name, finished_at=at, result=dict(result))
    store.add(check)
    store.flush()
    record(store, actor, "drift_checked", "drift_check", check.id, at=at)
    return check.id


@work(WORK)
def check_drift(context: WorkContext) -> dict[str, Any]:
    """Ask every kept look again and keep what came out."""
    everything = context.store.scalar(
        select(func.count(Evaluation.id)).where(Evaluation.outcome != Outcome.HANDED_OVER.value)
    )
    context.progress(0, everything or 0)
    found = Drifts()
    for done, (row, said) in enumerate(compared(context.store), 1):
        found.add(row, said)
        context.progress(min(done, context.all))
    with context.writing() as store:
        keep_check(store, context.actor, found.told(), at=context.asked_at)
    return {"endpoint": "rule_figures.drift", "values": {}}


def _read(store: Session, sha256: str) -> Pack | str:
    try:
        return packs.pack_of_edition(store, sha256) or NO_FILES
    except BrokenPack:
        return UNREADABLE


def _asked(
    pack: Pack, row: Row[*tuple[Any, ...]], contested: Mapping[int, frozenset[str]]
) -> tuple[Difference, ...] | str:
    try:
        return drifted(pack, row, contested.get(row.diagnosis_id, frozenset()))
    except WrongFacts:
        return UNFIT


def _looks(store: Session) -> Iterator[tuple[Sequence[Row[*tuple[Any, ...]]], Mapping[int, frozenset[str]]]]:
    """Kept looks by key with the rules contested in their talks. Nothing can be said of what was handed over."""
    wanted = (
        select(
            Evaluation.id,
            Evaluation.diagnosis_id,
            Evaluation.as_of,
            Evaluation.snapshot,
            Evaluation.result,
            Evaluation.pack_sha256,
            Evaluation.pack_version,
            Diagnosis.employee_id,
        )
        .join(Diagnosis, Diagnosis.id == Evaluation.diagnosis_id)
        .where(Evaluation.outcome != Outcome.HANDED_OVER.value)
        .order_by(Evaluation.id)
        .limit(AT_ONCE)
    )
    reached = 0
    while batch := list(store.execute(wanted.where(Evaluation.id > reached))):
        yield batch, _contested(store, {row.diagnosis_id for row in batch})
        reached = batch[-1].id


def _contested(store: Session, diagnoses: set[int]) -> Mapping[int, frozenset[str]]:
    rows = store.execute(
        select(DiagnosisContest.diagnosis_id, DiagnosisContest.name).where(
            DiagnosisContest.about == About.RULE.value, DiagnosisContest.diagnosis_id.in_(diagnoses)
        )
    )
    found: dict[int, set[str]] = {}
    for diagnosis, name in rows:
        found.setdefault(diagnosis, set()).add(name)
    return {diagnosis: frozenset(names) for diagnosis, names in found.items()}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _said(value: Any) -> str:
    if value is _NOTHING:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
