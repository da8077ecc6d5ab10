"""A talk told in full as plain data: for the paper, for the export of one's own data, and for the signed review.

Owns what is told to whom, read from what is kept: evaluations and their editions, and people's words. Leaves
the shape to ``schemas``. Of what was handed over, only that it was is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.diagnosis.afterwards import Afterwards
from appraisal.diagnosis.contest_shown import ContestShown, besides
from appraisal.diagnosis.conversation import DiagnosisPage, SaidAnswer, diagnosis_page
from appraisal.diagnosis.explained import ExplainedRule, explained_rules, rules_behind
from appraisal.diagnosis.findings import shown
from appraisal.diagnosis.models import Conclusion, Diagnosis, Evaluation
from appraisal.diagnosis.pictures import CascadePicture
from appraisal.diagnosis.schemas import Plain, behind_to_plain, talk_to_plain
from appraisal.diagnosis.shown import NOTHING_ASIDE, Aside, Shown
from appraisal.kernel.actors import Actor
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotReady, insist_on_none
from appraisal.packs.queries import edition_of
from appraisal.rulebook import Outcome


@dataclass(frozen=True)
class Look:
    """One look at the facts: what it says, and how each rule that spoke came to it."""

    evaluated_at: datetime
    as_of: date
    outcome: str
    pack_name: str
    pack_version: str
    pack_sha256: str
    shown: Shown
    rules: tuple[ExplainedRule, ...]


@dataclass(frozen=True)
class Talk:
    """Everything of a talk. ``looks`` stand newest first; while a talk is being arranged there are none."""

    key: int
    employee: str
    manager: str
    goal: str
    goal_starts_on: date
    goal_ends_on: date
    days_left_out: int
    opened_at: datetime
    remedy_by: str
    judge_others_from: date | None
    looks: tuple[Look, ...]
    picture: CascadePicture | None
    said_by_employee: tuple[SaidAnswer, ...]
    said_by_manager: tuple[SaidAnswer, ...]
    after: Afterwards
    contests: tuple[ContestShown, ...]


@dataclass(frozen=True)
class Behind:
    """What stood behind a conclusion: the rules that spoke about what was concluded, and what was contested."""

    evaluated_at: datetime
    pack_name: str
    pack_version: str
    pack_sha256: str
    rules: tuple[ExplainedRule, ...]
    contests: tuple[ContestShown, ...]


def diagnosis_paper(store: Session, actor: Actor, key: int, day: date) -> Plain:
    """A talk as it stands, for the two. Raises ``NotFound``, ``NotAllowed``, or ``NotReady`` while one is arranged."""
    page = diagnosis_page(store, actor, key, day)
    insist_on_none(Objections.where(no_paper_while_arranged=page.shown is None), NotReady)
    looks = _looks_of(store, [key])[key]
    return talk_to_plain(_talk(store, page, looks[:1]))


def talks_told(store: Session, actor: Actor, employee: int, day: date) -> tuple[Plain, ...]:
    """All talks of a person with every look, oldest first, for one of the two. Raises ``NotAllowed``."""
    keys = store.scalars(
        select(Diagnosis.id).where(Diagnosis.employee_id == employee).order_by(Diagnosis.id)
    ).all()
    looks = _looks_of(store, keys)
    pages = (diagnosis_page(store, actor, key, day) for key in keys)
    return tuple(talk_to_plain(_talk(store, page, looks.get(page.key, ()))) for page in pages)


def behind_conclusions(store: Session, keys: Iterable[int], day: date) -> Mapping[int, Plain]:
    """By talk, what stood behind its conclusion, in short. Reads no policy: for slices that have their own.

    The look is the one that the conclusion was written on. A talk that waits for a human has none.
    """
    wanted = set(keys)
    rows = store.execute(
        select(Conclusion, Evaluation)
        .join(Evaluation, Evaluation.id == Conclusion.evaluation_id)
        .where(Conclusion.diagnosis_id.in_(wanted))
    ).all()
    newest = _newest_outcomes(store, wanted)
    contests = besides(store, wanted, day)
    found = {}
    for conclusion, look in rows:
        key = conclusion.diagnosis_id
        if Outcome.HANDED_OVER not in (look.outcome, newest.get(key)):
            edition, aside = edition_of(store, look.pack_sha256), _aside(look, contests[key].aside)
            rules = rules_behind(edition, look.result, look.snapshot, aside, conclusion.factors)
            stamp = (look.evaluated_at, look.pack_name, look.pack_version, look.pack_sha256)
            found[key] = behind_to_plain(Behind(*stamp, rules, contests[key].contests))
    return found


def _talk(store: Session, page: DiagnosisPage, looks: Sequence[Evaluation]) -> Talk:
    is_arranged = page.shown is None
    return Talk(
        key=page.key,
        employee=page.employee.name,
        manager=page.manager.name if page.manager else "",
        goal=page.goal.statement,
        goal_starts_on=page.goal.starts_on,
        goal_ends_on=page.goal.ends_on,
        days_left_out=page.goal.pauses.days,
        opened_at=page.opened_at,
        remedy_by=page.ahead.remedy_by,
        judge_others_from=page.ahead.judge_others_from,
        looks=() if is_arranged else _told(store, looks, page.beside.aside),
        picture=page.picture,
        said_by_employee=page.said_by_employee,
        said_by_manager=page.said_by_manager,
        after=page.after,
        contests=() if is_arranged else page.beside.contests,
    )


def _told(store: Session, looks: Sequence[Evaluation], aside: Aside) -> tuple[Look, ...]:
    """Each look with its texts; what is set aside today counts for the newest alone, as on the page."""
    found = []
    for place, look in enumerate(looks):
        if look.outcome == Outcome.HANDED_OVER:
            continue
        edition, own = edition_of(store, look.pack_sha256), _aside(look, NOTHING_ASIDE if place else aside)
        found.append(
            Look(
                evaluated_at=look.evaluated_at,
                as_of=look.as_of,
                outcome=look.outcome,
                pack_name=look.pack_name,
                pack_version=look.pack_version,
                pack_sha256=look.pack_sha256,
                shown=shown(edition, look.result, look.snapshot, own),
                rules=explained_rules(edition, look.result, look.snapshot, own),
            )
        )
    return tuple(found)


def _aside(look: Evaluation, aside: Aside) -> Aside:
    result: Mapping[str, Any] = look.result
    return replace(aside, aged=frozenset(result.get("aged", ())))


def _looks_of(store: Session, keys: Iterable[int]) -> Mapping[int, list[Evaluation]]:
    """By talk, its looks, newest first; one statement."""
    found: dict[int, list[Evaluation]] = {}
    for look in store.scalars(
        select(Evaluation).where(Evaluation.diagnosis_id.in_(set(keys))).order_by(Evaluation.id.desc())
    ):
        found.setdefault(look.diagnosis_id, []).append(look)
    return found


def _newest_outcomes(store: Session, keys: Iterable[int]) -> Mapping[int, str]:
    rows = store.execute(
        select(Evaluation.diagnosis_id, Evaluation.outcome)
        .where(Evaluation.diagnosis_id.in_(set(keys)))
        .order_by(Evaluation.id)
    )
    return dict(rows.all())


def conclusions_among(
    store: Session, employees: Iterable[int], first: date, last: date
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """What was concluded about these people in these days, as (employee, factors); for counts, never for a page."""
    rows = store.execute(
        select(Diagnosis.employee_id, Conclusion.factors)
        .join(Conclusion, Conclusion.diagnosis_id == Diagnosis.id)
        .where(
            Diagnosis.employee_id.in_(set(employees)),
            Conclusion.written_at >= datetime.combine(first, time(), UTC),
            Conclusion.written_at < datetime.combine(last, time(), UTC) + timedelta(days=1),
        )
        .order_by(Conclusion.id)
    )
    return tuple((employee, tuple(factors)) for employee, factors in rows)
