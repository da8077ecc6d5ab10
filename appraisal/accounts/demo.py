"""The five persons of the demo, and the page on which a visitor becomes one of them.

Its views are registered in demo mode only; without it the addresses do not exist. Whoever seeds the demo
makes accounts with these addresses.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, session
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.accounts.models import Account
from appraisal.accounts.sessions import begin_session
from appraisal.i18n.wording import N_
from appraisal.kernel.refusals import NotFound
from appraisal.people import queries as people
from appraisal.web.pages import see, show
from appraisal.web.request import reader, store
from appraisal.web.visitors import open_to_visitors

blueprint = Blueprint("demo", __name__)


@dataclass(frozen=True)
class DemoPerson:
    """A part in the story: its key, the address of its account, who that is and what to try."""

    key: str
    email: str
    part: str
    try_this: str


DEMO_PERSONS = (
    DemoPerson(
        "seller",
        "seller@demo.example",
        N_("A seller whose goal is behind"),
        N_("Prepare the next check-in, report what stands in the way, and see all that your manager sees."),
    ),
    DemoPerson(
        "manager",
        "manager@demo.example",
        N_("Her manager"),
        N_("Open the next agenda, look for the cause together, and write your part of the review."),
    ),
    DemoPerson(
        "head_of_sales",
        "head.of.sales@demo.example",
        N_("The head of sales"),
        N_("Walk down the plan from the company to one seller’s quarter, and see which talks were moved."),
    ),
    DemoPerson(
        "hr",
        "hr@demo.example",
        N_("The HR adviser"),
        N_("Bring in a file of people, open a review cycle, and print signed reviews as PDF."),
    ),
    DemoPerson(
        "case_handler",
        "case.handler@demo.example",
        N_("The case handler and administrator"),
        N_("Read what was raised in confidence, and keep accounts and roles."),
    ),
)


@dataclass(frozen=True)
class PersonChoice:
    """One person to be, as the page shows them."""

    key: str
    name: str
    part: str
    try_this: str


@dataclass(frozen=True)
class PersonsPage:
    """The persons of the demo that are there, in the order of the story."""

    persons: tuple[PersonChoice, ...]


def persons_page(store: Session) -> PersonsPage:
    """Everyone whom a visitor may be."""
    emails = [person.email for person in DEMO_PERSONS]
    found = {
        a.email: a for a in store.scalars(select(Account).where(Account.email.in_(emails), Account.active))
    }
    names = people.names_of(store, [account.employee_id for account in found.values()])
    return PersonsPage(
        tuple(
            PersonChoice(
                person.key,
                names.get(account.employee_id or 0, account.name),
                person.part,
                person.try_this,
            )
            for person in DEMO_PERSONS
            if (account := found.get(person.email))
        )
    )


def account_of(store: Session, key: str) -> int:
    """The account of one of the persons. Raises ``NotFound``."""
    emails = [person.email for person in DEMO_PERSONS if person.key == key]
    found = store.scalar(select(Account.id).where(Account.email.in_(emails), Account.active))
    if found is None:
        raise NotFound(noun="person", key=key)
    return found


@blueprint.get("/persons")
@open_to_visitors
def persons() -> ResponseReturnValue:
    """Choose whom to be."""
    return show("accounts/persons.html", persons_page(store()))


@blueprint.post("/persons/<key>")
@open_to_visitors
def be(key: str) -> ResponseReturnValue:
    """Sign in as one of the persons, and go on reading as the visitor did, whatever the account says."""
    session.setdefault("language", reader().language)
    session.setdefault("calendar", reader().calendar.value)
    begin_session(account_of(store(), key))
    return see("home.today")
