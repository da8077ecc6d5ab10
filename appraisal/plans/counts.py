"""Pages of what was measured of a node: the list, a new count, a correction, and one that is taken back."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from appraisal.plans import counting
from appraisal.plans.actuals_pages import actuals_page, count_page, page_to_count
from appraisal.plans.count_inputs import CorrectionInput, CountInput, TakeBackInput
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("counts", __name__, url_prefix="/plans/<int:node>/actuals")


@blueprint.get("")
def actuals(node: int) -> ResponseReturnValue:
    """What was measured of a node."""
    page = actuals_page(store(), actor(), node, today())
    typed = CountInput(formdata=None)
    typed.offer(page.measures)
    return show("plans/actuals.html", page, typed=typed)


@blueprint.post("")
def add(node: int) -> ResponseReturnValue:
    """Keep what was counted."""
    page = page_to_count(store(), actor(), node, today())
    typed = CountInput()
    typed.offer(page.measures)
    if not typed.validate():
        return show("plans/actuals.html", page, status=422, typed=typed)
    counting.count_for_node(store(), actor(), [typed.command(node)], at=now())
    return see("counts.actuals", node=node)


@blueprint.get("/<int:reading>")
def count(node: int, reading: int) -> ResponseReturnValue:
    """One count, to be corrected or taken back."""
    page = count_page(store(), actor(), node, reading, today())
    back = TakeBackInput(formdata=None, prefix="back-")
    return show("plans/count.html", page, typed=CorrectionInput.of(page), back=back)


@blueprint.post("/<int:reading>/corrections")
def correct(node: int, reading: int) -> ResponseReturnValue:
    """Put the right value in the place of a count."""
    typed = CorrectionInput()
    if not typed.validate():
        page = count_page(store(), actor(), node, reading, today())
        back = TakeBackInput(formdata=None, prefix="back-")
        return show("plans/count.html", page, status=422, typed=typed, back=back)
    counting.correct_count(store(), actor(), node, typed.command(reading), at=now())
    return see("counts.actuals", node=node)


@blueprint.post("/<int:reading>/withdrawals")
def take_back(node: int, reading: int) -> ResponseReturnValue:
    """Let a count stop counting."""
    back = TakeBackInput(prefix="back-")
    if not back.validate():
        page = count_page(store(), actor(), node, reading, today())
        return show("plans/count.html", page, status=422, typed=CorrectionInput.of(page), back=back)
    counting.correct_count(store(), actor(), node, back.command(reading), at=now())
    return see("counts.actuals", node=node)
