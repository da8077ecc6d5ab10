"""Facts from life: what goals, readings, talks and answers already say, each with origin, day and author.

What nobody asked is left out, which means unknown. Only registers that this service really keeps may say
"none" by holding no record (``KEPT_REGISTERS``); "nobody tested it" is not a record, and stays unknown.

Each source is asked about all goals at once, with a number of statements that does not depend on how many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.diagnosis.agreement import agreed
from appraisal.diagnosis.around import disagreed, led, seen, talked
from appraisal.diagnosis.assigned import assigned
from appraisal.diagnosis.contested import without_contested
from appraisal.diagnosis.domain import ADJUSTMENTS
from appraisal.diagnosis.events import happened
from appraisal.diagnosis.learned import learned
from appraisal.diagnosis.models import RestrictedMatter
from appraisal.diagnosis.noted import flagged, hindered, noted
from appraisal.diagnosis.planned import seasoned, supplied
from appraisal.diagnosis.reachable import within_reach
from appraisal.diagnosis.results import measured
from appraisal.diagnosis.said import answered
from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.rulebook import Fact

SOURCES: tuple[Callable[[Session, Sequence[Sight]], FactsOfGoals], ...] = (
    answered,
    measured,
    agreed,
    talked,
    led,
    seen,
    disagreed,
    flagged,
)
"""Where facts come from; what a later one says of a fact stands before what an earlier one says."""

RECORDS: tuple[Callable[[Session, Sequence[Sight]], FactsOfGoals], ...] = (
    learned,
    noted,
    hindered,
    seasoned,
    supplied,
    assigned,
    happened,
    within_reach,
)
"""What the two or a plan wrote down once: it stands until somebody says otherwise later (``_says_more``)."""

KEPT_REGISTERS = frozenset(
    {
        "external_checklist_done", "obstacle_confirmed_by_other", "manager_promises_overdue", "observation_count_90d",
        "n_measured_periods", "measure_source_quality", "days_since_last_checkin", "review_reschedules",
        "feedback_last_days", "employee_disagrees", "accommodation_considered", "health_disclosed",
        "accommodation_requested", "protected_leave_in_period", "harassment_or_safety_reported",
        "complaint_filed_before_drop", "burnout_signs_count", "distress_statement", "possible_misconduct", "bias_flag",
    }
)  # fmt: skip
"""Where this service holds the record itself, so that no record means none.

There is no register of work samples or of changes to a task here, a market is watched only where somebody set a
trigger, and the one of training
knows only what somebody wrote into it: of these nobody knows until somebody is asked.
"""


def gather(store: Session, sight: Sight) -> dict[str, Fact]:
    """Every fact of one goal and its person; what is not here is unknown."""
    return gather_all(store, [sight])[sight.goal.key]


def gather_all(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """Every fact of several goals and their people, by goal. All looks are of one day, through one pack."""
    if not sights:
        return {}
    found = [source(store, sights) for source in SOURCES]
    recorded = [source(store, sights) for source in RECORDS]
    matters = _matters(store, {sight.goal.employee for sight in sights})
    silent = _silent_registers(sights[0])
    facts: FactsOfGoals = {}
    for sight in sights:
        known: dict[str, Fact] = {}
        for each in found:
            known.update(each.get(sight.goal.key, {}))
        for each in recorded:
            for name, fact in each.get(sight.goal.key, {}).items():
                if _says_more(fact, known.get(name)):
                    known[name] = fact
        raised = matters.get(sight.goal.employee)
        if raised:
            known = {name: fact for name, fact in known.items() if not _is_settled(name, fact, raised)}
            known |= _raised(raised)
        facts[sight.goal.key] = {**silent, **known}
    return without_contested(store, sights, facts)


def _says_more(record: Fact, said: Fact | None) -> bool:
    """Whether a record stands before what is known already: not before a later word, nor with a no before a yes."""
    if said is None or said.on is None or record.on is None:
        return said is None
    return record.on >= said.on and not (record.value is False and said.value is True)


def _silent_registers(sight: Sight) -> dict[str, Fact]:
    """What our own registers say by holding no record."""
    specs = (spec for name, spec in sight.schema.facts.items() if name in KEPT_REGISTERS)
    return {
        spec.name: Fact(spec.absence, "no_record", sight.day) for spec in specs if spec.absence is not None
    }


def _matters(store: Session, employees: Iterable[int]) -> Mapping[int, list[RestrictedMatter]]:
    rows = store.scalars(select(RestrictedMatter).where(RestrictedMatter.employee_id.in_(set(employees))))
    found: dict[int, list[RestrictedMatter]] = {}
    for matter in rows:
        found.setdefault(matter.employee_id, []).append(matter)
    return found


def _raised(matters: Iterable[RestrictedMatter]) -> dict[str, Fact]:
    """Open matters as flags without content; closed ones no longer hold anything up.

    A matter that was opened for an answer is left to that answer: its value is no flag.
    """
    found: dict[str, Fact] = {}
    for matter in matters:
        if matter.closed_at is None and matter.raised_by_id is not None:
            found[matter.raises] = Fact(True, "channel", matter.raised_at.date())
        if matter.closed_at is not None and matter.raises in ADJUSTMENTS:
            found["accommodation_considered"] = Fact(True, "channel", matter.closed_at.date())
    return found


def _is_settled(name: str, fact: Fact, matters: Iterable[RestrictedMatter]) -> bool:
    """Whether the case handler has dealt with what this fact says."""
    return any(
        matter.raises == name
        and matter.closed_at is not None
        and fact.on is not None
        and fact.on <= matter.closed_at.date()
        for matter in matters
    )
