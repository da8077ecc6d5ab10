"""Pages of check-ins: the year of a person, the talk of two, the preparation, the team."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue

from appraisal.checkins import operations, queries
from appraisal.checkins.domain import CheckInKey, ObstacleKey
from appraisal.checkins.inputs import (
    AgendaInput,
    BookingInput,
    HoldingInput,
    MoveInput,
    ObstacleInput,
    OutcomeInput,
    PrivateNoteInput,
    SharedNoteInput,
    StampInput,
    TableInputs,
    TakingOnInput,
)
from appraisal.checkins.preparation_inputs import preparation_input
from appraisal.formbook import Formbook
from appraisal.kernel.actors import EmployeeKey
from appraisal.packs import queries as packs
from appraisal.packs.operations import eye_on
from appraisal.packs.queries import Eye
from appraisal.web.careful import is_fit
from appraisal.web.inputs import Input
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, reader, store, today
from appraisal.web.sent import key_of

blueprint = Blueprint("checkins", __name__)


def met_from() -> float:
    """From which share of an even pace on a result counts as met, by the rules that the service runs on."""
    return packs.in_force(store(), "diagnosis", today()).values_on(today())["gap_met_from"]


def formbook() -> Formbook:
    """The forms that the application read when it started."""
    return current_app.extensions["formbook"]


@blueprint.get("/team/")
def team() -> ResponseReturnValue:
    """The people I lead, with logistics."""
    return show("checkins/team.html", queries.team_page(store(), actor(), now()))


@blueprint.get("/team/obstacles")
def team_obstacles() -> ResponseReturnValue:
    """What stands in the way of the people I lead, or was given to me."""
    page = queries.team_obstacles_page(store(), actor(), today())
    return show("checkins/team_obstacles.html", page, taking=TakingOnInput(formdata=None), taking_for=None)


@blueprint.get("/people/<int:employee>/checkins")
def year(employee: int) -> ResponseReturnValue:
    """The check-in year of a person."""
    page = queries.year_page(store(), actor(), employee, now())
    local = page.suggested.astimezone(reader().zone)
    typed = BookingInput(formdata=None, booking_on=local.date(), booking_at=local.time())
    return show("checkins/year.html", page, typed=typed)


@blueprint.post("/people/<int:employee>/checkins")
def book(employee: int) -> ResponseReturnValue:
    """Book a talk."""
    typed = BookingInput()
    if not typed.validate_on_submit():
        page = queries.year_page(store(), actor(), employee, now())
        return show("checkins/year.html", page, status=422, typed=typed)
    key = operations.book_checkin(store(), actor(), typed.command(EmployeeKey(employee)), at=now())
    return see("checkins.table", checkin=key)


@blueprint.get("/checkins/<int:checkin>")
def table(checkin: int) -> ResponseReturnValue:
    """The talk of two."""
    return _table(checkin, 200)


@blueprint.post("/checkins/<int:checkin>/moves")
def move(checkin: int) -> ResponseReturnValue:
    """Move the talk."""
    typed = MoveInput()
    if not typed.validate_on_submit():
        return _table(checkin, 422, move=typed)
    wish = typed.command(CheckInKey(checkin))
    operations.move_checkin(store(), actor(), wish, seen_version=typed.seen, at=now())
    return see("checkins.table", checkin=checkin)


@blueprint.post("/checkins/<int:checkin>/agenda")
def add_to_agenda(checkin: int) -> ResponseReturnValue:
    """Put something on the agenda."""
    typed = AgendaInput()
    if not is_fit(typed, _eye(checkin)):
        return _table(checkin, 422, agenda=typed)
    operations.add_agenda_item(store(), actor(), typed.command(CheckInKey(checkin)), at=now())
    return see("checkins.table", checkin=checkin, _anchor="agenda")


@blueprint.post("/checkins/<int:checkin>/agenda/<int:item>/talks")
def tick(checkin: int, item: int) -> ResponseReturnValue:
    """Tick an agenda item as talked about, or untick it."""
    operations.mark_talked(store(), actor(), checkin, item, at=now())
    return see("checkins.table", checkin=checkin, _anchor="agenda")


@blueprint.post("/checkins/<int:checkin>/notes/shared")
def write_shared(checkin: int) -> ResponseReturnValue:
    """Write a note for both."""
    typed = SharedNoteInput()
    if not is_fit(typed, _eye(checkin)):
        return _table(checkin, 422, shared=typed)
    operations.write_note(store(), actor(), typed.command(CheckInKey(checkin)), at=now())
    return see("checkins.table", checkin=checkin, _anchor="notes")


@blueprint.post("/checkins/<int:checkin>/notes/private")
def write_private(checkin: int) -> ResponseReturnValue:
    """Write a note for oneself."""
    typed = PrivateNoteInput()
    if not typed.validate_on_submit():
        return _table(checkin, 422, private=typed)
    operations.write_note(store(), actor(), typed.command(CheckInKey(checkin)), at=now())
    return see("checkins.table", checkin=checkin, _anchor="notes")


@blueprint.post("/checkins/<int:checkin>/outcomes")
def agree(checkin: int) -> ResponseReturnValue:
    """Agree who does what by when."""
    page = queries.checkin_page(store(), actor(), checkin, now())
    typed = OutcomeInput()
    typed.offer(_the_two(page))
    if not is_fit(typed, eye_on(store(), actor(), page.employee.key, today())):
        return _table(checkin, 422, outcome=typed)
    operations.agree_outcome(store(), actor(), typed.command(CheckInKey(checkin)), at=now())
    return see("checkins.table", checkin=checkin, _anchor="outcomes")


@blueprint.post("/checkins/<int:checkin>/outcomes/<int:item>/closings")
def close(checkin: int, item: int) -> ResponseReturnValue:
    """Close an outcome."""
    seen = StampInput().seen
    operations.close_outcome(store(), actor(), checkin, item, seen_version=seen, at=now())
    return see("checkins.table", checkin=checkin, _anchor="outcomes")


@blueprint.post("/checkins/<int:checkin>/holding")
def hold(checkin: int) -> ResponseReturnValue:
    """The talk took place."""
    typed = HoldingInput()
    if not typed.validate_on_submit():
        return _table(checkin, 422, holding=typed)
    wish = typed.command(CheckInKey(checkin))
    operations.mark_held(store(), actor(), wish, seen_version=typed.seen, at=now())
    return see("checkins.table", checkin=checkin)


@blueprint.get("/checkins/<int:checkin>/preparation")
def preparation(checkin: int) -> ResponseReturnValue:
    """The form before the talk."""
    page = _preparation(checkin)
    typed = preparation_input(page.form)
    typed.show(page.answers, page.version, secrets.token_urlsafe(12))
    return show("checkins/preparation.html", page, typed=typed)


@blueprint.post("/checkins/<int:checkin>/preparation")
def hand_in(checkin: int) -> ResponseReturnValue:
    """Hand the preparation in."""
    page = _preparation(checkin)
    typed = preparation_input(page.form)
    if not typed.is_complete(today()):
        return show("checkins/preparation.html", page, status=422, typed=typed)
    goal = page.behind.key if page.behind else None
    wish = typed.command(CheckInKey(checkin), goal, hand_in=True)
    operations.prepare_checkin(store(), actor(), wish, seen_version=typed.seen, at=now())
    return see("checkins.table", checkin=checkin)


@blueprint.post("/checkins/<int:checkin>/drafts")
def save_draft(checkin: int) -> ResponseReturnValue:
    """Keep the preparation as a draft; a page that saves itself gets only the line that says when."""
    page = _preparation(checkin)
    typed = preparation_input(page.form)
    wish = typed.command(CheckInKey(checkin), page.behind.key if page.behind else None, hand_in=False)
    operations.prepare_checkin(store(), actor(), wish, seen_version=typed.seen, at=now())
    if "HX-Request" not in request.headers:
        return see("checkins.preparation", checkin=checkin)
    return show("checkins/saved.html", _preparation(checkin))


@blueprint.get("/people/<int:employee>/obstacles")
def obstacles(employee: int) -> ResponseReturnValue:
    """What stands in a person's way."""
    page = queries.obstacles_page(store(), actor(), employee, today())
    typed, taking = ObstacleInput(formdata=None), TakingOnInput(formdata=None)
    return show("checkins/obstacles.html", page, typed=typed, taking=taking, taking_for=None)


@blueprint.post("/people/<int:employee>/obstacles")
def report(employee: int) -> ResponseReturnValue:
    """Report an obstacle."""
    typed = ObstacleInput()
    if not typed.validate_on_submit():
        page = queries.obstacles_page(store(), actor(), employee, today())
        taking = TakingOnInput(formdata=None)
        return show("checkins/obstacles.html", page, status=422, typed=typed, taking=taking, taking_for=None)
    operations.report_obstacle(store(), actor(), typed.command(EmployeeKey(employee)), at=now())
    return see("checkins.obstacles", employee=employee)


@blueprint.post("/people/<int:employee>/obstacles/<int:obstacle>/confirmations")
@blueprint.post("/team/obstacles/<int:obstacle>/confirmations", defaults={"employee": None})
def confirm(obstacle: int, employee: int | None) -> ResponseReturnValue:
    """A second person saw the obstacle too."""
    seen = StampInput().seen
    operations.confirm_obstacle(store(), actor(), ObstacleKey(obstacle), seen_version=seen, at=now())
    return _see_obstacles(employee)


@blueprint.post("/people/<int:employee>/obstacles/<int:obstacle>/owners")
@blueprint.post("/team/obstacles/<int:obstacle>/owners", defaults={"employee": None})
def take_on(obstacle: int, employee: int | None) -> ResponseReturnValue:
    """Somebody removes the obstacle by a day."""
    typed = TakingOnInput()
    if not typed.validate_on_submit():
        return _show_obstacles(employee, typed, obstacle)
    wish = typed.command(ObstacleKey(obstacle))
    operations.take_on_obstacle(store(), actor(), wish, seen_version=typed.seen, at=now())
    return _see_obstacles(employee)


@blueprint.post("/people/<int:employee>/obstacles/<int:obstacle>/removals")
@blueprint.post("/team/obstacles/<int:obstacle>/removals", defaults={"employee": None})
def remove(obstacle: int, employee: int | None) -> ResponseReturnValue:
    """The obstacle no longer stands in the way."""
    seen = StampInput().seen
    operations.remove_obstacle(store(), actor(), ObstacleKey(obstacle), seen_version=seen, at=now())
    return _see_obstacles(employee)


def _preparation(checkin: int) -> queries.PreparationPage:
    about = key_of(request.form.get("about_goal", ""))
    return queries.preparation_page(
        store(), actor(), checkin, formbook(), now(), met_from=met_from(), about=about
    )


def _table(checkin: int, status: int, **sent: Input) -> ResponseReturnValue:
    page = queries.checkin_page(store(), actor(), checkin, now())
    typed = TableInputs.offered(_the_two(page), page.suggested, page.version, **sent)
    return show("checkins/table.html", page, status=status, typed=typed)


def _eye(checkin: int) -> Eye:
    employee = queries.checkin_state(store(), checkin).employee
    return eye_on(store(), actor(), employee, today())


def _the_two(page: queries.CheckInPage) -> tuple[tuple[int, str], ...]:
    return tuple((each.key, each.name) for each in (page.employee, page.manager))


def _see_obstacles(employee: int | None) -> ResponseReturnValue:
    return (
        see("checkins.team_obstacles") if employee is None else see("checkins.obstacles", employee=employee)
    )


def _show_obstacles(employee: int | None, taking: TakingOnInput, obstacle: int) -> ResponseReturnValue:
    shown: dict[str, Any] = {"status": 422, "taking": taking, "taking_for": obstacle}
    if employee is None:
        page = queries.team_obstacles_page(store(), actor(), today())
        return show("checkins/team_obstacles.html", page, **shown)
    person = queries.obstacles_page(store(), actor(), employee, today())
    return show("checkins/obstacles.html", person, typed=ObstacleInput(formdata=None), **shown)
