"""Plans of action, a share of a day and an obstacle of the plan, for journeys."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.actions import operations as actions
from appraisal.actions.domain import AddStep, MakePlan, ShareTime, Who
from appraisal.actions.models import TimeShare
from appraisal.actions.rhythm import Recurrence, ServiceLevel, When
from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import ObstacleKind, ReportNodeObstacle
from appraisal.plans.domain import NodeKey
from tests.conftest import DAY, NOW
from tests.factories.company import Company

SOON = DAY + timedelta(days=7)


def action_things(store: Session, company: Company, plan: int, goal: int) -> dict[str, int | str]:
    """Omid's plan of action under the plan, a late step and two that run in it, one under Sara's goal."""
    sara, omid, autumn = company.actor("sara"), company.actor("omid"), NOW - timedelta(days=70)
    wish = MakePlan("Stories appear", Decimal(2), SOON, node=plan)
    made = actions.make_plan(store, omid, wish, at=autumn)
    who = Who(company.sara)
    keys = [
        actions.add_step(store, omid, AddStep(made, what, who, when), at=autumn)
        for what, when in (
            ("sends the releases", When(DAY - timedelta(days=9))),
            ("calls the papers", When(recurrence=Recurrence.MONDAY)),
            ("answers mails", When(service=ServiceLevel.SAME_DAY)),
        )
    ]
    under_goal = actions.make_plan(store, sara, MakePlan("Visits", Decimal(9), SOON, goal=goal), at=NOW)
    actions.share_time(store, sara, ShareTime(company.sara, SOON, SOON, Decimal(0)), at=NOW)
    share = store.scalars(select(TimeShare.id)).one()
    kind = ObstacleKind.TOOLS
    obstacle = checkins.report_node_obstacle(
        store, sara, ReportNodeObstacle(NodeKey(plan), kind, "No CRM"), at=NOW
    )
    return {
        "action_plan": made, "step": keys[0], "weekly": keys[1], "promise": keys[2], "goal_actions": under_goal,
        "time_share": share, "node_obstacle": obstacle,
    }  # fmt: skip
