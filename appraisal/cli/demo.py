"""The company of the demo, made once in an empty service."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from appraisal.accounts import operations as accounts
from appraisal.accounts import queries
from appraisal.accounts.demo import DEMO_PERSONS
from appraisal.accounts.domain import MakeAccount
from appraisal.app import Appraisal
from appraisal.kernel.actors import SERVICE, EmployeeKey, Role
from appraisal.people import operations as people
from appraisal.people.domain import EmployPerson, LeadPerson
from appraisal.storage.database import db
from appraisal.storage.engines import about_to_write

DEMO_DAY = date(2017, 12, 29)
EMAILS = {person.key: person.email for person in DEMO_PERSONS}
ROLES: dict[str, frozenset[Role]] = {
    "seller": frozenset(),
    "manager": frozenset(),
    "head_of_sales": frozenset({Role.PLAN_OWNER}),
    "hr": frozenset({Role.HR}),
    "case_handler": frozenset({Role.CASE_HANDLER, Role.ADMINISTRATOR}),
}
STAFF = {
    "seller": ("Sara Ahmadi", "Seller", "sales_seller"),
    "manager": ("Omid Karimi", "Sales manager", "sales_manager"),
    "head_of_sales": ("Leila Moradi", "Head of sales", "sales_manager"),
    "hr": ("Nasrin Azad", "HR adviser", "office"),
    "case_handler": ("Vera Orlova", "Administrator", "office"),
}


def seed(app: Appraisal) -> None:
    """Make the company in one transaction, unless there is one already."""
    with app.app_context(), about_to_write():
        store = db.session()
        if not queries.is_founded(store):
            at = datetime.combine(DEMO_DAY, time(8, 0), UTC)
            give_accounts(store, employ_staff(store, at), at)
        store.commit()


def employ_staff(store: Session, at: datetime) -> dict[str, EmployeeKey]:
    """The five persons of the story and who leads whom."""
    hired = date(2015, 3, 1)
    staff = {
        part: people.employ_person(
            store, SERVICE, EmployPerson(name=name, job_title=title, job_family=family, hired_on=hired), at=at
        )
        for part, (name, title, family) in STAFF.items()
    }
    for report, manager in (("seller", "manager"), ("manager", "head_of_sales")):
        people.lead_person(store, SERVICE, LeadPerson(staff[report], staff[manager], hired), at=at)
    return staff


def give_accounts(store: Session, staff: dict[str, EmployeeKey], at: datetime) -> None:
    """An account for each of the five persons, under the address that the page of persons looks for."""
    for part, employee in staff.items():
        wish = MakeAccount(email=EMAILS[part], employee=employee, roles=ROLES[part])
        accounts.make_account(store, SERVICE, wish, at=at)
