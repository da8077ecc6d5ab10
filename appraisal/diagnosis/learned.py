"""What the register of training says about the task of a goal: taught, checked, practised, learnt from.

Only what is on record speaks. That nothing is on record never becomes "cannot": somebody may have learnt it
elsewhere, or nobody wrote it down. So a training counts as missing only where one is planned and still open,
practice is counted from the first one, and a curve is read only from enough attempts of the person's own,
made under the same conditions. A curve that has arrived at the standard is no flat curve and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import mean

from sqlalchemy.orm import Session

from appraisal.diagnosis.sight import FactsOfGoals, Sight
from appraisal.diagnosis.signs import PAST, Limits
from appraisal.rulebook import Fact
from appraisal.training import queries as training
from appraisal.training.domain import (
    STANDARD,
    TEACHING,
    Check,
    PracticeFacts,
    Result,
    TrainingFacts,
    TrainingForm,
    cycles_of,
)
from appraisal.training.queries import Register

ORIGIN = "training"


def learned(store: Session, sights: Sequence[Sight]) -> FactsOfGoals:
    """What was taught and practised, as far as it is about what each goal counts; three statements."""
    registers = training.register_of(store, {sight.goal.employee for sight in sights})
    found: FactsOfGoals = {}
    for sight in sights:
        whole = registers.get(sight.goal.employee)
        if whole is not None:
            known = _until(whole, sight.day)
            task = known.of_task(sight.goal.measure)
            found[sight.goal.key] = {
                **_onboarded(known.trainings),
                **_taught(task.trainings),
                **_practised(task),
                **_at_hand(task, sight.day),
                **_curve(task.practices, sight),
            }
    return found


def slope_of(practices: Iterable[PracticeFacts], limits: Limits) -> str | None:
    """Rising, flat or falling over a person's own attempts in order of time; None when that cannot be told.

    Attempts alone and attempts with a coach are never mixed, because a coach who steps back would look like a
    decline; nor are counted shares mixed with plain results. The later half is held against the earlier one.
    """
    rows = tuple(practices)
    alone = tuple(one for one in rows if not one.with_coach)
    for group in (alone, tuple(one for one in rows if one.with_coach)):
        shares = [float(one.share) for one in group if one.share is not None]
        if len(shares) >= limits.practice_needed:
            return _slope(shares, limits.learning_rise, limits.met_from)
        plain = [float(one.result is Result.OK) for one in group]
        if len(plain) >= limits.practice_plain_needed:
            return _slope(plain, limits.learning_plain_rise, limits.met_from)
    return None


def _slope(values: Sequence[float], enough: float, met_from: float) -> str | None:
    half = len(values) // 2
    before, after = mean(values[:half]), mean(values[-half:])
    change = round(after - before, 4)
    if change >= enough:
        return "rising"
    if -change >= enough:
        return "falling"
    return None if after >= met_from * float(STANDARD) else "flat"


def _until(register: Register, day: date) -> Register:
    """The register as far as it goes up to a day."""
    return Register(
        register.trainings,
        tuple(one for one in register.practices if day - PAST <= one.practised_on <= day),
        register.job_aids,
    )


def _taught(trainings: Iterable[TrainingFacts]) -> dict[str, Fact]:
    """Trained once a teaching is completed. Not trained only while one is planned and none is completed."""
    taught = [one for one in trainings if one.form in TEACHING]
    done = [(one.completed_on, one.key, one) for one in taught if one.completed_on is not None]
    if not done:
        planned = [one.recorded_on for one in taught]
        return {"trained_for_task": Fact(False, ORIGIN, max(planned))} if planned else {}
    found = {"trained_for_task": Fact(True, ORIGIN, max(done)[0])}
    checked = [each for each in done if each[2].check is not Check.NONE]
    if checked:
        on, _, last = max(checked, key=lambda each: each[:2])
        found["training_test_result"] = Fact(last.check.value, ORIGIN, on)
    return found


def _practised(task: Register) -> dict[str, Fact]:
    """Guided practice since the last teaching, the last result with a coach, and the full circles."""
    found: dict[str, Fact] = {}
    guided = [one for one in task.practices if one.with_coach]
    if guided:
        last = guided[-1]
        found["performance_with_coach"] = Fact(last.result.value, ORIGIN, last.practised_on)
        ends = [
            one.completed_on
            for one in task.trainings
            if one.form in TEACHING and one.completed_on is not None
        ]
        since = [one for one in guided if ends and one.practised_on >= max(ends)]
        if since:
            found["practice_count_since_training"] = Fact(len(since), ORIGIN, last.practised_on)
    if task.trainings or task.practices:
        cycles = cycles_of(task.trainings, task.practices)
        days = [one.practised_on for one in task.practices] or [one.recorded_on for one in task.trainings]
        on = cycles[-1].closed_on if cycles else max(days)
        found["training_cycles_completed"] = Fact(len(cycles), ORIGIN, on)
    return found


def _at_hand(task: Register, day: date) -> dict[str, Fact]:
    """A guide is there while one stands on record; it is not when every one on record was taken away."""
    standing = [one.recorded_on for one in task.job_aids if one.removed_on is None or one.removed_on > day]
    if standing:
        return {"job_aid_available": Fact(True, ORIGIN, max(standing))}
    gone = [one.removed_on for one in task.job_aids if one.removed_on is not None]
    return {"job_aid_available": Fact(False, ORIGIN, max(gone))} if gone else {}


def _onboarded(trainings: Iterable[TrainingFacts]) -> dict[str, Fact]:
    """Onboarding is done when every part of it on record is; open while one is planned."""
    parts = [one for one in trainings if one.form is TrainingForm.ONBOARDING]
    if not parts:
        return {}
    done = [one.completed_on for one in parts if one.completed_on is not None]
    is_done = len(done) == len(parts)
    on = max(done) if is_done else max(one.recorded_on for one in parts if one.completed_on is None)
    return {"onboarding_done": Fact(is_done, ORIGIN, on)}


def _curve(practices: Sequence[PracticeFacts], sight: Sight) -> dict[str, Fact]:
    slope = slope_of(practices, sight.limits)
    return {} if slope is None else {"learning_slope": Fact(slope, ORIGIN, practices[-1].practised_on)}
