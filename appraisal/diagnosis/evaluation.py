"""One look at a goal: the facts as they stand, what the rules say of them, and the row that keeps both.

Owns what is stored and when; hands to the case handler what the gates hand over. Leaves who may ask for
a look to ``operations``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from appraisal.diagnosis import records
from appraisal.diagnosis.contested import rules_set_aside
from appraisal.diagnosis.edition import to_kept_snapshot, to_result
from appraisal.diagnosis.evidence import gather
from appraisal.diagnosis.letters import tell_handlers
from appraisal.diagnosis.models import Diagnosis, Evaluation, RestrictedMatter
from appraisal.diagnosis.records import concluded_before
from appraisal.diagnosis.sight import sight_of
from appraisal.goals import queries as goals
from appraisal.kernel.actors import SERVICE
from appraisal.packs.operations import keep_edition
from appraisal.rulebook import Fact, Outcome, Pack, diagnose
from appraisal.storage.history import record


def look_at_open(store: Session, employee: int, pack: Pack, at: datetime) -> None:
    """Look again at everything of a person that is not concluded."""
    for diagnosis in records.open_diagnoses_of(store, employee):
        look(store, diagnosis, pack, at)


def look(store: Session, diagnosis: Diagnosis, pack: Pack, at: datetime) -> None:
    """Evaluate the facts as they stand and keep what the rules said, unless it says the same as before."""
    day = at.date()
    goal = goals.goal_state(store, diagnosis.goal_id, day)
    facts = gather(store, sight_of(goal, pack, day))
    found = diagnose(pack, facts, day, set_aside=rules_set_aside(store, diagnosis.id))
    result = to_result(pack, found, concluded_before(store, diagnosis))
    snapshot = to_kept_snapshot(pack.schema, facts)
    if found.outcome is Outcome.HANDED_OVER:
        hand_over(store, diagnosis.employee_id, pack, found.gates, facts, at)
    keep_edition(store, pack, at=at)
    last = records.last_evaluation_or_none(store, diagnosis.id)
    same = last is not None and (last.pack_sha256, last.snapshot, last.result) == (
        pack.sha256,
        snapshot,
        result,
    )
    if same:
        return
    store.add(
        Evaluation(
            diagnosis_id=diagnosis.id,
            evaluated_at=at,
            as_of=day,
            pack_name=pack.name,
            pack_version=pack.version,
            pack_sha256=pack.sha256,
            outcome=found.outcome.value,
            leading=found.leading,
            snapshot=snapshot,
            result=result,
        )
    )
    touch(store, diagnosis)


def hand_over(
    store: Session, employee: int, pack: Pack, gates: Iterable[str], facts: Mapping[str, Fact], at: datetime
) -> None:
    """Put what the gates say into the case handler's store: onto the open matter, or as a new one."""
    open_ones = {
        matter.raises: matter
        for matter in store.scalars(
            select(RestrictedMatter).where(
                RestrictedMatter.employee_id == employee, RestrictedMatter.closed_at.is_(None)
            )
        )
    }
    known = len(open_ones)
    for gate in gates:
        names = [
            name
            for name in pack.rules[gate].condition.facts
            if name in facts and facts[name].value not in (False, 0)
        ]
        for name in names:
            matter = open_ones.get(name)
            if matter is None:
                matter = RestrictedMatter(employee_id=employee, raises=name, raised_at=at, gates=[])
                open_ones[name] = matter
                store.add(matter)
                store.flush()
                record(store, SERVICE, "matter_raised", "restricted_matter", matter.id, at=at)
            if gate not in matter.gates:
                matter.gates = [*matter.gates, gate]
    store.flush()
    if len(open_ones) > known:
        tell_handlers(store, employee, at)


def touch(store: Session, diagnosis: Diagnosis) -> None:
    """Move the version on, so that two acts at once are noticed."""
    flag_modified(diagnosis, "goal_id")
    store.flush()
