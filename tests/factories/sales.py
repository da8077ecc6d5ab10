"""A sales department for tests: three offices, two teams each, sellers with results of a first half."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from appraisal.kernel.actors import SERVICE, EmployeeKey
from appraisal.people import operations as people
from appraisal.people.domain import EmployPerson, LeadPerson
from appraisal.plans.domain import PlanSecondHalf
from tests.factories.company import HIRED, Company

MONTHS = tuple(date(2017, month, 1) for month in (3, 4, 5, 6))
DAY = date(2017, 12, 29)


@dataclass(frozen=True)
class Sales:
    """The company's head of sales with offices of two teams; ``newcomer`` has no result yet."""

    sellers: tuple[EmployeeKey, ...]
    newcomer: EmployeeKey
    managers: tuple[EmployeeKey, ...]

    @classmethod
    def found(cls, store: Session, company: Company, at, *, in_a_team: int = 5, offices: int = 3) -> Sales:
        """Employ managers and sellers under Leila, in units as an import makes them."""
        sellers: list[EmployeeKey] = []
        managers: list[EmployeeKey] = []
        for office in range(offices):
            unit = people.ensure_unit(store, SERVICE, f"Office {office + 1}", None, at=at)
            for team in range(2):
                name = f"Manager {office + 1}{team + 1}"
                manager = _employ(store, name, "sales_manager", unit, company.leila, at)
                inner = people.ensure_unit(store, SERVICE, name, unit, at=at)
                managers.append(manager)
                for one in range(in_a_team):
                    seller = f"Seller {office + 1}{team + 1}{one + 1}"
                    sellers.append(_employ(store, seller, "sales_seller", inner, manager, at))
        return cls(tuple(sellers), sellers[-1], tuple(managers))

    def wish(self, company: Company) -> PlanSecondHalf:
        """The second half planned from results that differ from seller to seller and month to month."""
        results = {
            seller: {
                month: Decimal(1000 + 37 * number + 11 * step)
                for step, month in enumerate(() if seller == self.newcomer else MONTHS)
            }
            for number, seller in enumerate(self.sellers)
        }
        return PlanSecondHalf(
            "Sales plan 2017", 2017, "revenue_won", company.leila, results, Decimal("0.05"), DAY
        )


def _employ(store: Session, name: str, family: str, unit, manager: EmployeeKey, at) -> EmployeeKey:
    key = people.employ_person(
        store, SERVICE, EmployPerson(name=name, job_family=family, unit=unit, hired_on=HIRED), at=at
    )
    people.lead_person(store, SERVICE, LeadPerson(key, manager, HIRED), at=at)
    return key
