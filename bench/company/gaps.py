"""A goal and two years of months for everybody, and some of what life adds: for looking at all goals in a night."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from appraisal.actuals.models import Reading
from appraisal.app import Appraisal
from appraisal.checkins.models import Answer, CheckIn, Obstacle
from appraisal.goals.models import ActionItem, Goal, GoalConfirmation
from appraisal.observations.models import Observation
from appraisal.packs import queries as packs
from appraisal.people.models import Employee
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write
from bench.company.people import employ_everyone
from bench.company.plan import moment, tell
from bench.company.rows import Rows
from bench.company.shape import DAY, shape_for
from bench.company.training import teach_a_quarter

GOAL = (date(2017, 7, 1), date(2017, 12, 31))
MONTHS = tuple(
    (date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
    for year, month in [(2015, 12), *((y, m) for y in (2016, 2017) for m in range(1, 13))][:24]
)
USUAL = 5000
ANSWERS = {
    "external_checklist_done": True,
    "tools_available": "ok",
    "trained_for_this": True,
    "time_share": 0.7,
}


def found_with_gaps(app: Appraisal, employees: int) -> None:
    """Make the tables and fill them with so many people. The database is empty before."""
    chance = random.Random(employees)  # noqa: S311 - chance for measuring, no secret
    with app.app_context(), about_to_write():
        db.create_all()
        store = db.session()
        rows = Rows(store)
        employ_everyone(rows, shape_for(employees))
        rows.write()
        known = packs.in_force(store, "diagnosis", DAY).facts
        facts = {name: value for name, value in ANSWERS.items() if name in known}
        for person in range(1, rows.next_key(Employee)):
            _agree(rows, person)
            _measure(rows, person, chance)
            _live(rows, person, facts, chance)
            rows.breathe()
        rows.close()
        store.commit()


def _agree(rows: Rows, person: int) -> None:
    at = moment(GOAL[0])
    goal = rows.add(
        Goal,
        employee_id=person,
        kind="improvement",
        statement="Win what the second half needs of my accounts.",
        measure="revenue_won",
        unit="USD",
        target=Decimal(USUAL * 6),
        starts_on=GOAL[0],
        ends_on=GOAL[1],
        why_it_matters="Customers get what they asked for in time.",
        proposed_by_id=person,
        proposed_at=at,
    )
    for side in ("manager", "employee"):
        rows.add(GoalConfirmation, goal_id=goal, side=side, employee_id=person, at=at, own_words="My part.")
        tell(rows, person, "goal_confirmed", "goal", goal, at)


def _measure(rows: Rows, person: int, chance: random.Random) -> None:
    """Two thirds stay near their usual; a third falls off in the goal's months, some of them all at once."""
    kind = person % 6
    for number, (starts_on, ends_on) in enumerate(MONTHS):
        share = 1.0
        if kind in (0, 1) and starts_on >= GOAL[0]:
            share = 0.5 if kind else 1 - 0.12 * (number - 18)
        rows.add(
            Reading,
            employee_id=person,
            measure="revenue_won",
            starts_on=starts_on,
            ends_on=ends_on,
            value=Decimal(round(USUAL * share * chance.uniform(0.9, 1.15))),
            source="crm",
            recorded_at=moment(ends_on),
        )


def _live(rows: Rows, person: int, facts: dict[str, object], chance: random.Random) -> None:
    if person % 2:
        for fact, value in facts.items():
            rows.add(
                Answer,
                employee_id=person,
                fact=fact,
                value=value,
                answered_by_id=person,
                answered_at=moment(DAY - timedelta(days=chance.randrange(10, 60))),
            )
    if person % 3 == 0:
        teach_a_quarter(rows, person, max(1, person - 1), GOAL[0] + timedelta(days=chance.randrange(0, 90)))
    if person % 5 == 0:
        rows.add(
            Obstacle,
            employee_id=person,
            kind="information",
            text="The price list is late.",
            reported_by_id=person,
            reported_on=DAY - timedelta(days=chance.randrange(5, 50)),
        )
    if person % 4 == 0:
        rows.add(
            ActionItem,
            about_id=person,
            owner_id=max(1, person - 1),
            text="Ask the product team for the missing price list.",
            due_on=DAY - timedelta(days=chance.randrange(-20, 20)),
            origin="person",
            origin_key=person,
            made_by_id=person,
            made_at=moment(date(2017, 11, 2)),
        )
    for number in range(2):
        rows.add(
            Observation,
            employee_id=person,
            author_id=max(1, person - 1),
            kind="behaviour",
            seen_on=DAY - timedelta(days=30 * number + 12),
            text="Asked three customers what they need before the offer was written.",
            written_at=moment(DAY),
        )
        day = DAY - timedelta(days=28 * number + 3)
        rows.add(
            CheckIn,
            employee_id=person,
            manager_id=max(1, person - 1),
            starts_at=moment(day),
            booked_by_id=person,
            held_at=moment(day),
        )
