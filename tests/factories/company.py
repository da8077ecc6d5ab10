"""Named people for tests: Sara and Kian sell, Omid manages them, Leila heads sales."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from appraisal.accounts.models import Account, AccountRole
from appraisal.kernel.actors import SERVICE, Actor, EmployeeKey, Role
from appraisal.people import operations as people
from appraisal.people.domain import EmployPerson, LeadPerson

HIRED = date(2015, 3, 1)


@dataclass(frozen=True)
class Company:
    """Keys of the people, and their actors."""

    sara: EmployeeKey
    kian: EmployeeKey
    omid: EmployeeKey
    leila: EmployeeKey
    nasrin: EmployeeKey
    vera: EmployeeKey

    @classmethod
    def found(cls, store: Session, at: datetime) -> Company:
        """Employ everybody, set who leads whom, and give each an account."""

        def employ(name: str, title: str, family: str, *roles: Role) -> EmployeeKey:
            key = people.employ_person(
                store,
                SERVICE,
                EmployPerson(name=name, job_title=title, job_family=family, hired_on=HIRED),
                at=at,
            )
            store.add(
                Account(
                    email=f"{name.split()[0].lower()}@example.org",
                    fs_uniquifier=secrets.token_hex(16),
                    employee_id=key,
                    made_at=at,
                    grants=[AccountRole(role=role.value) for role in roles],
                )
            )
            return key

        made = cls(
            sara=employ("Sara Ahmadi", "Seller", "sales_seller"),
            kian=employ("Kian Rad", "Seller", "sales_seller"),
            omid=employ("Omid Karimi", "Sales manager", "sales_manager"),
            leila=employ("Leila Moradi", "Head of sales", "sales_manager", Role.PLAN_OWNER),
            nasrin=employ("Nasrin Azad", "HR adviser", "office", Role.HR),
            vera=employ("Vera Orlova", "Administrator", "office", Role.ADMINISTRATOR),
        )
        for employee, manager in ((made.sara, made.omid), (made.kian, made.omid), (made.omid, made.leila)):
            people.lead_person(store, SERVICE, LeadPerson(employee, manager, HIRED), at=at)
        store.flush()
        return made

    def actor(self, name: str) -> Actor:
        """The person as an actor: ``company.actor("sara")``."""
        roles = {"leila": {Role.PLAN_OWNER}, "nasrin": {Role.HR}, "vera": {Role.ADMINISTRATOR}}
        return Actor(
            employee=getattr(self, name),
            name=name.capitalize(),
            roles=frozenset(roles.get(name, ())),
            leads_anyone=name in ("omid", "leila"),
        )

    def client(self, app, name: str) -> FlaskClient:
        """A browser's stand-in in which this person is signed in."""
        client = app.test_client()
        with app.app_context():
            from appraisal.storage.database import db

            account = db.session.query(Account).filter_by(employee_id=getattr(self, name)).one()
            with client.session_transaction() as session:
                session["_user_id"] = account.fs_uniquifier
        return client
