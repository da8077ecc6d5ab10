"""A review for tests, from the open cycle to the signatures, with answers that stand for real ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from appraisal.actuals import operations as actuals_in
from appraisal.actuals.domain import RecordReading
from appraisal.data import adaptable
from appraisal.formbook import Form, Formbook, QuestionKind, load_forms
from appraisal.goals import operations as goals
from appraisal.goals.domain import ConfirmGoal, ProposeGoal
from appraisal.kernel.actors import SERVICE
from appraisal.reviews import operations
from appraisal.reviews.domain import (
    AgreeStep,
    BookMeeting,
    ContestReview,
    HandInPart,
    MarkMeetingHeld,
    OpenCycle,
    ReviewKey,
    Side,
    SignOff,
)
from appraisal.reviews.models import Review
from tests.factories.company import Company

STARTS, ENDS = date(2017, 1, 1), date(2017, 12, 31)


@cache
def formbook() -> Formbook:
    """The forms of the checkout, read once."""
    return load_forms(adaptable("forms"))


def form_of(side: Side, family: str = "sales_seller") -> Form:
    """The form a side answers."""
    kind = "manager_review" if side is Side.MANAGER else "self_review"
    return formbook().form_for(kind, family)


def answers_to(form: Form, goals: tuple[str, ...], words: str = "What I want to say") -> dict[str, Any]:
    """A complete answer to every question that is always asked."""
    found: dict[str, Any] = {}
    for question in form.questions():
        if question.when is None:
            found[question.id] = _answer(question, goals, f"{words}: {question.id}.")
    return found


def _answer(question: Any, goals: tuple[str, ...], words: str) -> Any:
    if question.kind is QuestionKind.PER_GOAL:
        return {goal: {part.id: f"{words} {part.id}" for part in question.parts} for goal in goals}
    if question.kind is QuestionKind.EXAMPLE:
        return {"on": "2017-10-03", "what": words}
    if question.kind is QuestionKind.DATE:
        return "2018-01-15"
    if question.kind is QuestionKind.YES_NO_UNKNOWN:
        return "yes"
    if question.options:
        return question.options[-1].id
    return words


@dataclass(frozen=True)
class Story:
    """Sara's review with Omid. Each step takes the story one act further."""

    store: Session
    company: Company
    at: datetime
    review: ReviewKey
    goal: str

    @classmethod
    def begin(cls, store: Session, company: Company, at: datetime) -> Story:
        """Sara and Omid agreed a goal, the year has readings, and HR opens the cycle for everyone."""
        goal = agreed_goal(store, company, at)
        operations.open_cycle(store, company.actor("nasrin"), OpenCycle("Year 2017", STARTS, ENDS), at=at)
        review = store.query(Review).filter_by(employee_id=company.sara).one()
        return cls(store, company, at, ReviewKey(review.id), str(goal))

    def hand_in(self, name: str, words: str = "What I want to say", **changed: Any) -> Story:
        """Sara or Omid hands in a complete part."""
        side = Side.MANAGER if name == "omid" else Side.EMPLOYEE
        form = form_of(side)
        answers = {**answers_to(form, (self.goal,), words), **changed}
        wish = HandInPart(self.review, side, form, answers)
        operations.hand_in_part(self.store, self.company.actor(name), wish, at=self.at)
        return self

    def both_in(self) -> Story:
        """Both parts are in."""
        return self.hand_in("sara", "Sara says").hand_in("omid", "Omid says")

    def held(self, agreed: str = "Omid joins two visits; Sara keeps a list of second calls.") -> Story:
        """The conversation was booked and held, with a step agreed."""
        omid, today = self.company.actor("omid"), self.at.date()
        operations.book_meeting(self.store, omid, BookMeeting(self.review, today), at=self.at)
        step = AgreeStep(self.review, self.company.omid, "Join two visits", today + timedelta(days=20))
        operations.agree_step(self.store, omid, step, at=self.at)
        operations.mark_meeting_held(
            self.store, omid, MarkMeetingHeld(self.review, today, agreed), at=self.at
        )
        return self

    def signed(self, name: str, comment: str = "") -> Story:
        """Omid or Sara signs."""
        operations.sign_off(self.store, self.company.actor(name), SignOff(self.review, comment), at=self.at)
        return self

    def contested(self, reason: str = "The lost months are not in it.") -> Story:
        """Sara contests."""
        operations.contest(
            self.store, self.company.actor("sara"), ContestReview(self.review, reason), at=self.at
        )
        return self

    def later(self, days: int) -> Story:
        """The story goes on some days later."""
        return replace(self, at=self.at + timedelta(days=days))


def agreed_goal(store: Session, company: Company, at: datetime) -> int:
    """Sara's goal of the year, confirmed by both, with a reading for each month."""
    wish = ProposeGoal(
        employee=company.sara,
        statement="Win 240,000 USD of new business",
        measure="revenue_won",
        target=Decimal(240000),
        starts_on=STARTS,
        ends_on=ENDS,
        kind="improvement",
        why_it_matters="The office lives from it.",
    )
    goal = goals.propose_goal(store, company.actor("omid"), wish, at=at)
    goals.confirm_goal(store, company.actor("sara"), ConfirmGoal(goal, "240,000 by December"), at=at)
    readings = [
        RecordReading(
            company.sara,
            "revenue_won",
            date(2017, month, 1),
            date(2017, month, 28),
            Decimal(15000 + month * 500),
            "crm",
        )
        for month in range(1, 13)
    ]
    actuals_in.record_readings(store, SERVICE, readings, at=at)
    return goal
