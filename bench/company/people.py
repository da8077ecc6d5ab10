"""Who works there: a head of sales, regions, offices, teams; an account for everyone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from appraisal.accounts.models import Account, AccountRole, Organisation
from appraisal.kernel.actors import Role
from appraisal.people.domain import found_by
from appraisal.people.models import Employee, Leadership, Unit
from bench.company.rows import Rows
from bench.company.shape import OFFICES_OF_A_REGION, TEAMS_OF_AN_OFFICE, Shape, Team

HIRED = date(2015, 3, 1)
BEGAN = datetime(2017, 1, 2, 8, tzinfo=UTC)
FIRST = ("Sara", "Kian", "Omid", "Leila", "Nasrin", "Vera", "Minh", "Lan", "Ivan", "Olga", "Reza", "Mina")
LAST = ("Ahmadi", "Rad", "Karimi", "Moradi", "Azad", "Orlova", "Tran", "Nguyen", "Petrov", "Smirnova")


@dataclass
class PlacedTeam:
    """A team in its office, with the keys of its people, of who leads its manager, and, later, of its part of the plan."""

    team: Team
    above: int
    manager: int
    sellers: list[int]
    unit: int
    node: int = 0


@dataclass
class PlacedOffice:
    """An office: who leads it, its teams, and its part of the plan."""

    head: int
    region: int
    unit: int
    teams: list[PlacedTeam] = field(default_factory=list)
    node: int = 0


@dataclass
class People:
    """Everyone: HR, the head of sales, and the offices below."""

    hr: int
    head: int
    keeper: int
    company: int
    region_heads: list[int] = field(default_factory=list)
    offices: list[PlacedOffice] = field(default_factory=list)

    @property
    def teams(self) -> list[PlacedTeam]:
        """All teams, office by office."""
        return [team for office in self.offices for team in office.teams]


def employ_everyone(rows: Rows, shape: Shape) -> People:
    """Put the people of this shape in their places."""
    rows.add(
        Organisation, name="Bench", language="en", calendar="gregorian", time_zone="UTC", founded_at=BEGAN
    )
    company = rows.add(Unit, name="Bench", parent_id=None)
    people = People(
        hr=_employ(rows, "HR adviser", "office", company, None, Role.HR),
        head=_employ(rows, "Head of sales", "sales_manager", company, None, Role.PLAN_OWNER),
        keeper=_employ(rows, "Office manager", "office", company, None, Role.ADMINISTRATOR),
        company=company,
    )
    for _one in range(shape.others):
        _employ(rows, "Office worker", "office", company, people.keeper)
    region = company
    for number, team in enumerate(shape.teams):
        if number % (TEAMS_OF_AN_OFFICE * OFFICES_OF_A_REGION) == 0:
            region = rows.add(Unit, name=f"Region {len(people.region_heads) + 1}", parent_id=company)
            people.region_heads.append(_employ(rows, "Head of region", "sales_manager", region, people.head))
        if number % TEAMS_OF_AN_OFFICE == 0:
            unit = rows.add(Unit, name=f"Office {len(people.offices) + 1}", parent_id=region)
            head = _employ(rows, "Head of office", "sales_manager", unit, people.region_heads[-1])
            people.offices.append(PlacedOffice(head, len(people.region_heads) - 1, unit))
        _place(rows, people.offices[-1], team)
    return people


def _place(rows: Rows, office: PlacedOffice, team: Team) -> None:
    unit = rows.add(Unit, name=f"Team {len(office.teams) + 1} of {office.unit}", parent_id=office.unit)
    manager = _employ(rows, "Sales manager", "sales_manager", unit, office.head)
    sellers = [_employ(rows, "Seller", "sales_seller", unit, manager) for _one in range(team.sellers)]
    office.teams.append(PlacedTeam(team, office.head, manager, sellers, unit))


def _employ(rows: Rows, title: str, family: str, unit: int, manager: int | None, *roles: Role) -> int:
    number = rows.next_key(Employee)
    name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]} {number}"
    key = rows.add(
        Employee,
        external_id=f"E{number:05}",
        login=f"person{number}",
        name=name,
        job_title=title,
        found_by=found_by(name, title),
        job_family=family,
        unit_id=unit,
        hired_on=HIRED,
    )
    if manager is not None:
        rows.add(Leadership, employee_id=key, manager_id=manager, starts_on=HIRED)
    account = rows.add(
        Account,
        email=f"person{number}@example.org",
        fs_uniquifier=f"session-{number}",
        employee_id=key,
        made_at=BEGAN,
    )
    for role in roles:
        rows.add_part(AccountRole, account_id=account, role=role.value)
    return key
