"""Short words for what Sara was taught and what she practised, for tests."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from appraisal.kernel.actors import EmployeeKey
from appraisal.training import operations
from appraisal.training.domain import (
    AddJobAid,
    AddTraining,
    Check,
    NotePractice,
    PracticeFacts,
    PracticeKey,
    Result,
    TrainingFacts,
    TrainingForm,
    TrainingKey,
)
from tests.conftest import DAY, NOW

TASK = "revenue_won"
SARA, OMID = 1, 3


def taught(store, company, name="omid", task=TASK, form=TrainingForm.COURSE, **kw) -> TrainingKey:
    """A course for Sara, done a month ago unless said otherwise."""
    wish = {"completed_on": DAY - timedelta(days=30), "check": Check.NONE, **kw}
    command = AddTraining(company.sara, task, "Leading a first talk", form, **wish)
    return operations.add_training(store, company.actor(name), command, at=NOW)


def practised(
    store, company, on=DAY, share=None, result=None, name="omid", task=TASK, note="", coach=False
) -> PracticeKey:
    """An attempt of Sara; the share says how it went, unless ``result`` does."""
    exact = None if share is None else Decimal(str(share))
    result = result or (Result.OK if exact is not None and exact >= 1 else Result.NOT_OK)
    wish = NotePractice(company.sara, task, on, coach, result, exact, "Omid" if coach else "", note)
    return operations.note_practice(store, company.actor(name), wish, at=NOW)


def aided(store, company, name="omid") -> int:
    """A checklist lies at hand."""
    wish = AddJobAid(company.sara, TASK, "Ten questions", "On the wiki, under Sales")
    return operations.add_job_aid(store, company.actor(name), wish, at=NOW)


def course(on: date | None, form=TrainingForm.COURSE) -> TrainingFacts:
    """A training as a value."""
    return TrainingFacts(TrainingKey(1), SARA, TASK, "x", form, None, on, Check.NONE, OMID, DAY, 1)


def attempt(on: date, note="Lost the thread", by=OMID, coach=False, share=None) -> PracticeFacts:
    """An attempt as a value."""
    return PracticeFacts(PracticeKey(1), SARA, TASK, on, coach, "", Result.NOT_OK, share, note, by)


def practice_wish(**kw) -> NotePractice:
    """A practice as a wish that nothing stands against, unless something is changed in it."""
    wish = {"employee": EmployeeKey(SARA), "task": TASK, "practised_on": DAY, "with_coach": False}
    return NotePractice(**{**wish, "result": Result.NOT_OK, **kw})
