"""A synthetic company of any size, put straight into the tables: a year of work, talk, diagnosis and review.

Everybody's year is alike, so that pages of the same kind of person differ by nothing but the size of the
company around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appraisal.app import Appraisal
from appraisal.kernel.actors import Actor, EmployeeKey, Role
from appraisal.packs import queries as packs
from appraisal.plans.operations import reroll_plan
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write
from appraisal.versions.domain import PutForward
from appraisal.versions.operations import put_forward
from bench.company.diagnoses import Diagnoses
from bench.company.people import employ_everyone
from bench.company.plan import make_plan, moment, work_a_year
from bench.company.reviews import Reviews
from bench.company.rows import Rows
from bench.company.shape import DAY, Shape, Team, shape_for
from bench.company.talks import Talks
from bench.company.training import teach

__all__ = ["Company", "Seat", "Shape", "Team", "found", "shape_for"]


@dataclass(frozen=True)
class Seat:
    """One team as its pages need it: its people, and the keys of the first seller's things."""

    seller: int
    manager: int
    office_head: int
    office_node: int
    team_node: int
    goal: int
    talk: int
    diagnosis: int
    fact: str
    review: int
    draft: int


@dataclass(frozen=True)
class Company:
    """Keys by which its pages are opened."""

    hr: int
    head: int
    keeper: int
    cycle: int
    seats: Sequence[Seat]
    rows: int


def found(app: Appraisal, shape: Shape) -> Company:
    """Make the tables and fill them. The database is empty before."""
    with app.app_context(), about_to_write():
        db.create_all()
        store = db.session()
        rows = Rows(store)
        people = employ_everyone(rows, shape)
        make_plan(rows, people)
        rows.write()
        talks = Talks(rows, app.extensions["formbook"])
        reviews = Reviews(rows, people, app.extensions["formbook"])
        diagnoses: Diagnoses | None = None
        seats: list[Seat] = []
        for office in people.offices:
            for team in office.teams:
                goals = list(work_a_year(rows, team))
                for seller in team.sellers:
                    teach(rows, seller, team)
                coming = [talks.hold(seller, team) for seller in team.sellers]
                opened = [reviews.open(team, *each) for each in zip(team.sellers, goals, strict=True)]
                if diagnoses is None:
                    rows.write()
                    diagnoses = Diagnoses(store, rows, packs.in_force(store, "diagnosis", DAY), goals[0][-2])
                key = diagnoses.look(team, team.sellers[0], goals[0])
                seats.append(
                    Seat(
                        seller=team.sellers[0],
                        manager=team.manager,
                        office_head=office.head,
                        office_node=office.node,
                        team_node=team.node,
                        goal=goals[0][-2],
                        talk=coming[0],
                        diagnosis=key,
                        fact=diagnoses.fact,
                        review=opened[0],
                        draft=opened[1],
                    )
                )
                rows.breathe()
        rows.close()
        reroll_plan(store, 1)
        head = Actor(EmployeeKey(people.head), "Head of sales", frozenset({Role.PLAN_OWNER}))
        wish = PutForward(root=1, reason="What the year begins with.", counts_from=DAY)
        put_forward(store, head, wish, at=moment(DAY))
        store.commit()
    return Company(people.hr, people.head, people.keeper, reviews.cycle, seats, rows.count())
