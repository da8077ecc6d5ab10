"""What a seller was taught and practised through the quarters, and what lies at hand for it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from appraisal.training.models import JobAid, Practice, Training
from bench.company.people import PlacedTeam
from bench.company.plan import moment
from bench.company.rows import Rows
from bench.company.shape import DAY

TASK = "revenue_won"
PRACTISED_A_QUARTER = 3
QUARTER = timedelta(days=90)


def teach(rows: Rows, seller: int, team: PlacedTeam) -> None:
    """A course, a checklist and some attempts for each quarter, by the team's manager."""
    for number in range(team.team.quarters):
        teach_a_quarter(rows, seller, team.manager, DAY - QUARTER * (number + 1))


def teach_a_quarter(rows: Rows, seller: int, manager: int, began: date) -> None:
    """A course that was completed, one checklist, and attempts with and without a coach that get better."""
    at = moment(began)
    rows.add(
        Training,
        employee_id=seller,
        task=TASK,
        title="Leading a first talk",
        form="course",
        completed_on=began,
        check_result="pass",
        recorded_by_id=manager,
        recorded_at=at,
        completed_by_id=manager,
    )
    rows.add(
        JobAid,
        employee_id=seller,
        task=TASK,
        title="Ten questions",
        place="On the wiki, under Sales",
        recorded_by_id=manager,
        recorded_at=at,
    )
    for number in range(PRACTISED_A_QUARTER):
        day = began + timedelta(days=14 * (number + 1))
        rows.add(
            Practice,
            employee_id=seller,
            task=TASK,
            practised_on=day,
            with_coach=number % 2 == 0,
            coach="The manager" if number % 2 == 0 else "",
            result="ok" if number else "not_ok",
            share=Decimal(7 + number) / 10,
            note="Lost the thread at the price.",
            recorded_by_id=manager,
            recorded_at=moment(day),
        )
