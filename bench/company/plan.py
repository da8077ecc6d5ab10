"""The year's plan from the company down to each seller's quarters, goals on it, and what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from appraisal.actuals.models import Reading
from appraisal.goals.models import ActionItem, Goal, GoalConfirmation
from appraisal.plans.models import PlanNode
from appraisal.storage.history import HistoryLine
from bench.company.people import People, PlacedTeam
from bench.company.rows import Rows

YEAR = (date(2017, 1, 1), date(2017, 12, 31))
QUARTERS = tuple(
    (date(2017, 3 * n + 1, 1), date(2017, 3 * n + 4, 1) - timedelta(days=1))
    if n < 3
    else (date(2017, 10, 1), date(2017, 12, 31))
    for n in range(4)
)
MONTHS = tuple(
    (date(2017, n, 1), (date(2017, n + 1, 1) if n < 12 else date(2018, 1, 1)) - timedelta(days=1))
    for n in range(1, 13)
)
MEASURES = {"revenue_won": 5000, "deals_won": 6, "deals_closed": 11, "deals_engaged": 14}
BEHIND_FROM = 9


def moment(day: date, hour: int = 9) -> datetime:
    """A moment of a day, in UTC."""
    return datetime.combine(day, time(hour), UTC)


def make_plan(rows: Rows, people: People) -> None:
    """Company, regions, offices, teams; each part the sum of those below it."""

    def worth(teams: list[PlacedTeam]) -> Decimal:
        return Decimal(sum(len(team.sellers) for team in teams) * 60_000)

    root = _node(
        rows, rows.next_key(PlanNode), None, "Sales plan 2017", people.head, worth(people.teams), axis="unit"
    )
    regions = [
        _node(
            rows,
            root,
            root,
            f"Region {number + 1}",
            head,
            worth([t for o in people.offices if o.region == number for t in o.teams]),
            axis="unit",
        )
        for number, head in enumerate(people.region_heads)
    ]
    for number, office in enumerate(people.offices):
        parent, total = regions[office.region], worth(office.teams)
        office.node = _node(rows, root, parent, f"Office {number + 1}", office.head, total, axis="unit")
        for place, team in enumerate(office.teams):
            title = f"Team {place + 1}"
            team.node = _node(
                rows,
                root,
                office.node,
                title,
                team.manager,
                worth([team]),
                axis="person",
                org_unit_id=team.unit,
            )


def work_a_year(rows: Rows, team: PlacedTeam) -> Iterator[list[int]]:
    """The shares, goals, readings and promises of each seller of a team; the keys of each one's goals."""
    for place, seller in enumerate(team.sellers):
        share = _node(
            rows,
            1,
            team.node,
            f"Share {place + 1}",
            team.manager,
            Decimal(60_000),
            axis="period",
            person_id=seller,
        )
        goals: list[int] = []
        for starts_on, ends_on in QUARTERS[4 - team.team.quarters :]:
            quarter = _node(
                rows,
                1,
                share,
                f"Share {place + 1}",
                team.manager,
                Decimal(15_000),
                days=(starts_on, ends_on),
                person_id=seller,
            )
            for measure, node in (("revenue_won", quarter), ("deals_won", None)):
                goals.append(_goal(rows, seller, team.manager, measure, node, (starts_on, ends_on)))
        _measure(rows, seller, team)
        _promise(rows, seller, team)
        yield goals


def _node(
    rows: Rows,
    root: int | None,
    parent: int | None,
    title: str,
    owner: int,
    target: Decimal,
    *,
    days: tuple[date, date] = YEAR,
    **more: Any,
) -> int:
    kind = "strategic" if parent is None else "operational" if more.get("person_id") else "tactical"
    return rows.add(
        PlanNode,
        root_id=root,
        parent_id=parent,
        kind=kind,
        title=title,
        measure="revenue_won",
        unit="USD",
        starts_on=days[0],
        ends_on=days[1],
        review_on=days[1] + timedelta(days=14),
        owner_id=owner,
        target=target,
        method="even",
        method_inputs={"whole": str(target), "parts": 4},
        **more,
    )


def _goal(
    rows: Rows, seller: int, manager: int, measure: str, node: int | None, days: tuple[date, date]
) -> int:
    at = moment(days[0])
    goal = rows.add(
        Goal,
        employee_id=seller,
        plan_node_id=node,
        kind="plan_share" if node else "improvement",
        statement="Win what the plan of the quarter needs of my accounts.",
        measure=measure,
        unit="USD" if measure == "revenue_won" else "count",
        target=Decimal(MEASURES[measure] * 3),
        direction="higher",
        starts_on=days[0],
        ends_on=days[1],
        why_it_matters="Customers get what they asked for in time.",
        proposed_by_id=manager,
        proposed_at=at,
    )
    for side, person in (("manager", manager), ("employee", seller)):
        rows.add(
            GoalConfirmation, goal_id=goal, side=side, employee_id=person, at=at, own_words="My part of it."
        )
        tell(rows, person, "goal_confirmed", "goal", goal, at)
    return goal


def _measure(rows: Rows, seller: int, team: PlacedTeam) -> None:
    for measure, usual in MEASURES.items():
        for number, (starts_on, ends_on) in enumerate(MONTHS[12 - 3 * team.team.quarters :]):
            behind = number + 12 - 3 * team.team.quarters >= BEHIND_FROM and seller % 2 == 0
            rows.add(
                Reading,
                employee_id=seller,
                measure=measure,
                starts_on=starts_on,
                ends_on=ends_on,
                value=Decimal(usual * (6 if behind else 10) // 10 + number % 3),
                source="crm",
                recorded_at=moment(ends_on),
            )


def _promise(rows: Rows, seller: int, team: PlacedTeam) -> None:
    for number in range(2 * team.team.quarters):
        due_on = date(2017, 12, 1) + timedelta(days=5 * number)
        rows.add(
            ActionItem,
            about_id=seller,
            owner_id=team.manager if number % 2 else seller,
            text="Ask the product team for the missing price list.",
            due_on=due_on,
            origin="person",
            origin_key=seller,
            made_by_id=team.manager,
            made_at=moment(date(2017, 11, 2)),
            closed_at=None if number > team.team.quarters else moment(date(2017, 12, 20)),
        )


def tell(rows: Rows, actor: int, verb: str, noun: str, key: int, at: datetime) -> None:
    """One line of history."""
    rows.add(
        HistoryLine,
        at=at,
        actor_employee_id=actor,
        actor_name=f"Person {actor}",
        verb=verb,
        noun=noun,
        noun_key=key,
        details={},
    )
