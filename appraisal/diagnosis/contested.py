"""What is contested in talks, as it stands: for the two, for the second person, and for the look at the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from appraisal.diagnosis.contest import About, ContestOutcome, stays_out
from appraisal.diagnosis.models import Diagnosis, DiagnosisContest, Evaluation
from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.rulebook import Fact, from_snapshot


@dataclass(frozen=True)
class ContestState:
    """One contest. ``evaluation`` is the look whose facts the person had before them."""

    key: int
    diagnosis: int
    evaluation: int
    about: About
    name: str
    reason: str
    raised_at: datetime
    due_on: date
    outcome: ContestOutcome | None
    words: str
    answered_by: int | None
    answered_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for its answer."""
        return self.outcome is None

    @property
    def counts_not(self) -> bool:
        """Whether what it speaks of is set aside: until the answer, and after one that upholds it."""
        return self.outcome is not ContestOutcome.STANDS

    def is_overdue(self, day: date) -> bool:
        """Whether the answer is late."""
        return self.is_open and self.due_on < day


def contests_of(store: Session, diagnosis: int) -> tuple[ContestState, ...]:
    """Everything that was contested in a talk, newest first."""
    return contests_of_talks(store, [diagnosis])


def contests_of_talks(store: Session, diagnoses: Iterable[int]) -> tuple[ContestState, ...]:
    """Everything that was contested in these talks, newest first; one statement."""
    rows = store.scalars(
        select(DiagnosisContest)
        .where(DiagnosisContest.diagnosis_id.in_(set(diagnoses)))
        .order_by(DiagnosisContest.id.desc())
    )
    return tuple(state_of(row) for row in rows)


def state_of(row: DiagnosisContest) -> ContestState:
    """A row as a value."""
    return ContestState(
        key=row.id,
        diagnosis=row.diagnosis_id,
        evaluation=row.evaluation_id,
        about=About(row.about),
        name=row.name,
        reason=row.reason,
        raised_at=row.raised_at,
        due_on=row.due_on,
        outcome=ContestOutcome(row.outcome) if row.outcome else None,
        words=row.words,
        answered_by=row.answered_by_id,
        answered_at=row.answered_at,
    )


def rules_set_aside(store: Session, diagnosis: int) -> frozenset[str]:
    """The rules whose result does not count in this talk."""
    return frozenset(
        each.name for each in contests_of(store, diagnosis) if each.about is About.RULE and each.counts_not
    )


def rules_set_aside_of(store: Session, goals: Iterable[int]) -> dict[int, frozenset[str]]:
    """For each goal with any: the rules whose result does not count in talks about it."""
    rows = store.execute(
        select(Diagnosis.goal_id, DiagnosisContest.name)
        .join(Diagnosis, Diagnosis.id == DiagnosisContest.diagnosis_id)
        .where(
            Diagnosis.goal_id.in_(set(goals)),
            DiagnosisContest.about == About.RULE.value,
            or_(DiagnosisContest.outcome.is_(None), DiagnosisContest.outcome == ContestOutcome.UPHELD.value),
        )
    )
    found: dict[int, frozenset[str]] = {}
    for goal, name in rows:
        found[goal] = found.get(goal, frozenset()) | {name}
    return found


def without_contested(store: Session, sights: Sequence[Sight], found: FactsOfGoals) -> FactsOfGoals:
    """The facts of each goal without those that are set aside: what is contested counts for nobody meanwhile."""
    aside = _set_aside(store, (sight.goal.key for sight in sights))
    if not aside:
        return found
    kept: FactsOfGoals = {}
    for sight in sights:
        goal = int(sight.goal.key)
        kept[goal] = {
            name: fact
            for name, fact in found[goal].items()
            if not _is_aside(aside.get((goal, name), ()), fact, sight.schema.facts[name].unit)
        }
    return kept


def _is_aside(contests: Iterable[Fact | None], fact: Fact, unit: str) -> bool:
    return any(
        contested is None or stays_out(contested, fact, counts_days=unit == "days") for contested in contests
    )


def _set_aside(store: Session, goals: Iterable[int]) -> dict[tuple[int, str], list[Fact | None]]:
    """For each goal and fact: None while a contest is open, and the value that was found not to be right."""
    rows = store.execute(
        select(Diagnosis.goal_id, DiagnosisContest.name, DiagnosisContest.outcome, Evaluation.snapshot)
        .join(Diagnosis, Diagnosis.id == DiagnosisContest.diagnosis_id)
        .join(Evaluation, Evaluation.id == DiagnosisContest.evaluation_id)
        .where(
            Diagnosis.goal_id.in_(set(goals)),
            DiagnosisContest.about == About.FACT.value,
            or_(DiagnosisContest.outcome.is_(None), DiagnosisContest.outcome == ContestOutcome.UPHELD.value),
        )
    )
    found: dict[tuple[int, str], list[Fact | None]] = {}
    for goal, name, outcome, snapshot in rows:
        contested = from_snapshot({name: snapshot[name]})[name] if outcome and name in snapshot else None
        found.setdefault((goal, name), []).append(contested)
    return found
