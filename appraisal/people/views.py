"""Pages of people: the list, and what HR keeps about one person."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from appraisal.kernel.actors import EmployeeKey
from appraisal.people import operations, queries
from appraisal.people.inputs import PersonInput
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.get("/")
def people() -> ResponseReturnValue:
    """The list of people, alphabetical, for finding somebody."""
    page = queries.list_people(
        store(),
        actor(),
        today(),
        search=request.args.get("search", "")[:100],
        number=request.args.get("page", 1, int),
    )
    return show("people/people.html", page)


@blueprint.get("/<int:employee>/details")
def details(employee: int) -> ResponseReturnValue:
    """Who a person is, with the input for HR."""
    person = queries.person_facts(store(), actor(), employee, today())
    typed = PersonInput()
    typed.offer(queries.units(store()))
    typed.show(vars(person), person.version)
    return show("people/details.html", person, typed=typed)


@blueprint.post("/<int:employee>/details")
def change(employee: int) -> ResponseReturnValue:
    """Change what is known of a person."""
    person = queries.person_facts(store(), actor(), employee, today())
    typed = PersonInput()
    typed.offer(queries.units(store()))
    if not typed.validate_on_submit():
        return show("people/details.html", person, status=422, typed=typed)
    operations.change_person(
        store(), actor(), typed.command(EmployeeKey(employee)), seen_version=typed.seen, at=now()
    )
    return see("people.details", employee=employee)
