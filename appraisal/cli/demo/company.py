"""People, results, plan and goals of the demo, by the roads that a customer takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.cli.demo.stage import Stage, moment
from appraisal.cli.demo.words import HEAD, OWN_WORDS_Q3, OWN_WORDS_Q4, SELLER
from appraisal.goals import operations as goals
from appraisal.goals import queries as goal_facts
from appraisal.goals.domain import ConfirmGoal, GoalKey, ProposeGoal
from appraisal.integrations import operations as integrations
from appraisal.integrations.domain import BroughtFile, Decisions, Subject
from appraisal.kernel.actors import SERVICE, EmployeeKey
from appraisal.people import queries as people
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_facts
from appraisal.plans.domain import NodeKey, PlanSecondHalf

FILES = Path(__file__).parents[2] / "integrations" / "demo"
CRM_FILES = ("accounts.csv", "products.csv", "sales_pipeline.csv")
PEOPLE_CAME_ON = date(2017, 1, 2)
MEASURE = "revenue_won"
GROWTH = Decimal("0.05")
OWN_WORDS = {3: OWN_WORDS_Q3, 4: OWN_WORDS_Q4}


def bring_people(store: Session) -> None:
    """The CRM's teams first, then the HR system's list that joins them by name."""
    at = moment(PEOPLE_CAME_ON, 7)
    for name in ("sales_teams.csv", "head_office.csv"):
        integrations.import_files(store, SERVICE, Subject.PEOPLE, [_file(name)], Decisions(), at)


def bring_results(store: Session, day: date) -> None:
    """The CRM's export as somebody brings it on a day; what the export misspells is mapped as suggested."""
    files = [_file(name) for name in CRM_FILES]
    decisions = Decisions(accept_suggestions=True)
    integrations.import_files(store, SERVICE, Subject.CRM, files, decisions, moment(day, 6))


def make_plan(stage: Stage) -> NodeKey:
    """The head of sales plans the second half from the first half's results, as the CRM has them."""
    day = date(2017, 7, 3)
    wish = PlanSecondHalf(
        title="Sales plan 2017",
        year=2017,
        measure=MEASURE,
        owner=stage.key(HEAD),
        results=_first_half(stage),
        growth=GROWTH,
        day=day,
    )
    return plans.plan_second_half(stage.store, stage.actor(HEAD), wish, at=moment(day, 10))


def agree_goals(stage: Stage, quarter: int, day: date) -> None:
    """Each manager proposes the quarter's share as a goal, and each seller confirms it in own words."""
    starts_on = date(2017, 3 * quarter - 2, 1)
    for name, key in stage.keys.items():
        for share in plan_facts.shares_of(stage.store, key, day):
            if share.starts_on == starts_on and share.target:
                goal = _propose(stage, name, share, day)
                own = (
                    OWN_WORDS[quarter] if name == SELLER else f"{share.title}: my part of the team’s quarter."
                )
                goals.confirm_goal(stage.store, stage.actor(name), ConfirmGoal(goal, own), at=moment(day, 15))


def goal_of(stage: Stage, name: str, quarter: int) -> GoalKey:
    """The person's goal of a quarter."""
    states = goal_facts.goals_of(stage.store, stage.actor(name), stage.key(name), date(2017, 12, 29))
    return next(state.key for state in states if state.starts_on == date(2017, 3 * quarter - 2, 1))


def _propose(stage: Stage, name: str, share: plan_facts.NodeFacts, day: date) -> GoalKey:
    manager = stage.manager_of(name, day)
    wish = ProposeGoal(
        employee=stage.key(name),
        statement="Win the revenue of my accounts that the plan of the quarter needs.",
        measure=share.measure,
        target=share.target,
        starts_on=share.starts_on,
        ends_on=share.ends_on,
        plan_node=share.key,
        why_it_matters="Customers of the region get what they asked for in time, and the office reaches its part of the plan.",
    )
    return goals.propose_goal(stage.store, stage.actor(manager), wish, at=moment(day, 11))


def _first_half(stage: Stage) -> Mapping[EmployeeKey, Mapping[date, Decimal]]:
    """March to June by seller and month; a seller without a reading stays without one."""
    results: dict[EmployeeKey, dict[date, Decimal]] = defaultdict(dict)
    leaders = {person.manager for person in people.everybody(stage.store, date(2017, 12, 29))}
    for person in people.everybody(stage.store, date(2017, 12, 29)):
        seller = person.key
        if seller in leaders or person.manager is None or person.manager == stage.key(HEAD):
            continue
        results[seller] = {
            reading.starts_on: reading.value
            for reading in actuals.readings_of(
                stage.store, seller, MEASURE, date(2017, 1, 1), date(2017, 6, 30)
            )
        }
    return results


def _file(name: str) -> BroughtFile:
    return BroughtFile(name, (FILES / name).read_bytes())
