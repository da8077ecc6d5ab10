"""Pages of observations."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from appraisal.kernel.actors import EmployeeKey
from appraisal.observations import operations, queries
from appraisal.observations.domain import ObservationKey
from appraisal.observations.inputs import AnswerInput, ObservationInput
from appraisal.packs.operations import eye_on
from appraisal.web.careful import is_fit
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("observations", __name__, url_prefix="/people/<int:employee>/observations")


@blueprint.get("")
def observations(employee: int) -> ResponseReturnValue:
    """What was seen of a person's work."""
    typed = ObservationInput(formdata=None, seen_on=today())
    return _page(employee, 200, typed, AnswerInput(formdata=None), None)


@blueprint.post("")
def write(employee: int) -> ResponseReturnValue:
    """Write down what was seen."""
    typed = ObservationInput()
    if not is_fit(typed, eye_on(store(), actor(), employee, today())):
        return _page(employee, 422, typed, AnswerInput(formdata=None), None)
    wish = typed.command(EmployeeKey(employee), today())
    operations.write_observation(store(), actor(), wish, at=now())
    return see("observations.observations", employee=employee)


@blueprint.post("/<int:observation>/answers")
def answer(employee: int, observation: int) -> ResponseReturnValue:
    """Answer what somebody wrote about one's work."""
    typed = AnswerInput()
    if not is_fit(typed, eye_on(store(), actor(), employee, today())):
        fresh = ObservationInput(formdata=None, seen_on=today())
        return _page(employee, 422, fresh, typed, observation)
    wish = typed.command(ObservationKey(observation))
    operations.answer_observation(store(), actor(), wish, at=now())
    return see("observations.observations", employee=employee)


def _page(
    employee: int, status: int, typed: ObservationInput, answering: AnswerInput, answering_to: int | None
) -> ResponseReturnValue:
    page = queries.observations_page(store(), actor(), employee, today())
    return show(
        "observations/observations.html",
        page,
        status=status,
        typed=typed,
        answering=answering,
        unanswered=AnswerInput(formdata=None),
        answering_to=answering_to,
    )
