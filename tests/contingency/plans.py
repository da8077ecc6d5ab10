"""Contingency plans for tests: Leila's plan for the last quarter, with Omid watching over it and Sara's agreed goal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.contingency import operations
from appraisal.contingency.domain import (
    AddEffect,
    AddStep,
    AddTrigger,
    Comparison,
    DeclareEvent,
    EndEvent,
    EventKey,
    Meaning,
    NoteSignal,
    Span,
    TriggerKey,
    Watch,
)
from appraisal.goals import operations as goals
from appraisal.goals import queries as goal_queries
from appraisal.goals.domain import ConfirmGoal, GoalKey
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_queries
from appraisal.plans.domain import AddContingency, NodeKey
from tests.conftest import DAY, NOW
from tests.factories.company import Company
from tests.goals.goals import propose, share_of_sara

BEGAN, OVER = date(2017, 11, 1), date(2017, 11, 30)
OUTAGE = {
    "watch": Watch.OUTAGE, "comparison": Comparison.AT_LEAST, "threshold": Decimal(8), "span": Span.ONCE,
    "periods": 1, "near": Decimal("0.1"), "meaning": Meaning.OUTAGE,
}  # fmt: skip


@dataclass
class Scene:
    """Twelve deals of Sara in the last quarter of 2017, under a plan that ``plan`` protects."""

    store: Session
    company: Company
    root: NodeKey
    share: NodeKey
    goal: GoalKey
    plan: NodeKey

    @classmethod
    def made(cls, store: Session, company: Company) -> Scene:
        """The plan, Sara's share and agreed goal, and a contingency plan without triggers."""
        share = share_of_sara(store, company)
        goal = agreed(store, company, share)
        root = plan_queries.node_facts(store, share).parent
        wish = AddContingency(root, "CRM fails", company.omid)
        return cls(
            store,
            company,
            root,
            share,
            goal,
            plans.add_contingency(store, company.actor("omid"), wish, at=NOW),
        )

    def trigger(self, name: str = "omid", **changed: object) -> TriggerKey:
        """Something is watched: an outage of eight hours, unless said otherwise."""
        wish = AddTrigger(plan=self.plan, **{**OUTAGE, **changed})
        return operations.add_trigger(self.store, self.company.actor(name), wish, at=NOW)

    def effect(self, share: str = "1", measure: str = "", name: str = "omid") -> int:
        """Goals wait while it runs, unless a smaller share is taken off."""
        wish = AddEffect(self.plan, measure, Decimal(share))
        return operations.add_effect(self.store, self.company.actor(name), wish, at=NOW)

    def signal(
        self,
        trigger: int,
        value: str,
        first: date = BEGAN,
        last: date | None = None,
        name: str = "omid",
        at=NOW,
    ) -> tuple[EventKey, ...]:
        """Omid writes a value down."""
        wish = NoteSignal(TriggerKey(trigger), first, last or first, Decimal(value))
        return operations.note_signal(self.store, self.company.actor(name), wish, at=at)

    def declare(
        self, trigger: int, began_on: date = BEGAN, name: str = "omid", hours: str | None = None
    ) -> EventKey:
        """Omid says that it is happening."""
        given = None if hours is None else Decimal(hours)
        wish = DeclareEvent(TriggerKey(trigger), began_on, "The CRM does not answer.", given)
        return operations.declare_event(self.store, self.company.actor(name), wish, at=NOW)

    def end(
        self,
        event: int,
        ended_on: date | None = OVER,
        name: str = "omid",
        was_none: bool = False,
        at: datetime = NOW,
    ) -> EventKey:
        """Omid says that it is over."""
        wish = EndEvent(EventKey(event), ended_on, "It runs again.", was_none)
        return operations.end_event(self.store, self.company.actor(name), wish, at=at)

    def state(self, goal: int | None = None, day: date = DAY):
        """A goal as it stands; Sara's unless said otherwise."""
        return goal_queries.goal_state(self.store, goal or self.goal, day)


def agreed(store: Session, company: Company, share: NodeKey, name: str = "sara", **kw: object) -> GoalKey:
    """A goal from a share of the plan, with the yes of both."""
    goal = propose(store, company, "omid", node=share, employee=getattr(company, name), **kw)
    goals.confirm_goal(store, company.actor(name), ConfirmGoal(goal, "Twelve by December"), at=NOW)
    return goal


def kept_for_journeys(store: Session, company: Company, plan: int) -> dict[str, int | str]:
    """Omid's plan for a failing CRM: what is watched, a first step, an effect, and an event that runs."""
    omid = company.actor("omid")
    key = plans.add_contingency(store, omid, AddContingency(NodeKey(plan), "CRM fails", company.omid), at=NOW)

    def watched() -> TriggerKey:
        wish = AddTrigger(
            key,
            Watch.OUTAGE,
            Comparison.AT_LEAST,
            Decimal(8),
            Span.ONCE,
            1,
            Decimal("0.1"),
            meaning=Meaning.OUTAGE,
        )
        return operations.add_trigger(store, omid, wish, at=NOW)

    step = operations.add_step(store, omid, AddStep(key, "Call the provider", company.kian), at=NOW)
    effect = operations.add_effect(store, omid, AddEffect(key, "revenue_won", Decimal(1)), at=NOW)
    happens = DeclareEvent(watched(), date(2017, 12, 1), "declared-words")
    return {
        "precaution": key, "trigger": watched(), "unwatched": watched(), "first_step": step, "effect": effect,
        "happening": operations.declare_event(store, omid, happens, at=NOW),
    }  # fmt: skip
