"""Sara's goal of the second half of 2017, agreed with Omid, and her months in the CRM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from appraisal.actuals import operations as actuals_in
from appraisal.actuals.domain import RecordReading
from appraisal.checkins.domain import Stance
from appraisal.diagnosis import operations, queries
from appraisal.diagnosis.domain import (
    AnswerQuestions,
    Conclude,
    DiagnosisKey,
    OpenDiagnosis,
    Promise,
    QuestionAnswer,
)
from appraisal.diagnosis.rulebook import read_rulebook
from appraisal.goals import operations as goals
from appraisal.goals.domain import ConfirmGoal, GoalKey, GoalKind, ProposeGoal
from appraisal.kernel.actors import SERVICE, Actor, Role
from appraisal.rulebook import Pack
from tests.conftest import DAY, NOW
from tests.factories.company import Company

RULES = Path(__file__).parents[2] / "rules"
EARLY = datetime(2017, 7, 1, 9, tzinfo=UTC)
FIRST, LAST = date(2017, 7, 1), date(2017, 12, 31)
BEHIND = (1010, 950, 1020, 400, 380, 350)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The pack that ships."""
    return read_rulebook(RULES, DAY)


@dataclass
class Table:
    """Sara and Omid at the table, with short words for what they do there."""

    store: Session
    company: Company
    pack: Pack
    goal: GoalKey
    at: datetime = NOW

    def person(self, name: str) -> Actor:
        """Somebody as an actor; Nasrin handles matters in confidence."""
        actor = self.company.actor(name)
        if name == "nasrin":
            return Actor(actor.employee, actor.name, frozenset({Role.HR, Role.CASE_HANDLER}))
        return actor

    def open(self, name: str = "omid") -> DiagnosisKey:
        """Begin to look at the goal."""
        wish = OpenDiagnosis(self.goal)
        return operations.open_diagnosis(self.store, self.person(name), wish, pack=self.pack, at=self.at)

    def answer(self, key: int, name: str, **values: object) -> None:
        """Answer facts by name; a ``Stance`` leaves one open."""
        answers = tuple(
            QuestionAnswer(fact, None, value) if isinstance(value, Stance) else QuestionAnswer(fact, value)
            for fact, value in values.items()
        )
        self.at += timedelta(minutes=5)
        operations.answer_questions(
            self.store,
            self.person(name),
            AnswerQuestions(DiagnosisKey(key), answers),
            pack=self.pack,
            at=self.at,
        )

    def conclude(
        self, key: int, *factors: str, owner: str = "omid", text: str = "The leads came late."
    ) -> None:
        """Omid writes what they found."""
        promise = Promise(getattr(self.company, owner), "Send the leads on Mondays", DAY + timedelta(days=7))
        wish = Conclude(DiagnosisKey(key), text, factors, (promise,), DAY + timedelta(days=30))
        operations.conclude(self.store, self.person("omid"), wish, at=self.at)

    def page(self, key: int, name: str = "omid", **kw: object) -> queries.DiagnosisPage:
        """The conversation as somebody sees it."""
        return queries.diagnosis_page(self.store, self.person(name), key, DAY, **kw)


@pytest.fixture
def table(store: Session, company: Company, pack: Pack) -> Table:
    """Sara is behind: three months at the agreed pace, then three far below it."""
    goal = agree_goal(store, company)
    measure(store, company.sara, BEHIND)
    return Table(store, company, pack, goal)


def agree_goal(store: Session, company: Company, name: str = "sara", target: int = 6000) -> GoalKey:
    """Omid proposes, the seller says yes."""
    seller = getattr(company, name)
    wish = ProposeGoal(
        seller, "Win six thousand in the second half", "revenue_won", Decimal(target), FIRST, LAST,
        kind=GoalKind.IMPROVEMENT, why_it_matters="The plan of the office",
    )  # fmt: skip
    key = goals.propose_goal(store, company.actor("omid"), wish, at=EARLY)
    goals.confirm_goal(store, company.actor(name), ConfirmGoal(key, "Six thousand by December"), at=EARLY)
    return key


def measure(
    store: Session, employee: int, values: Sequence[int], *, first: int = 7, measure: str = "revenue_won"
) -> None:
    """Months in a row, from a month of 2017 on, as the CRM gives them; December only up to the 28th."""
    wishes = [
        RecordReading(employee, measure, *month_of(first + place), Decimal(value), "crm")
        for place, value in enumerate(values)
    ]
    actuals_in.record_readings(store, SERVICE, wishes, at=NOW)


def month_of(month: int) -> tuple[date, date]:
    """First and last day of a month of 2017; the last month ends before the clock of the tests."""
    last = date(2017, 12, 28) if month == 12 else date(2017, month + 1, 1) - timedelta(days=1)
    return date(2017, month, 1), last
