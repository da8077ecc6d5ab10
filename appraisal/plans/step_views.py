"""Pages of the five steps of a plan: where it stands, its purpose, plans beside the sums, own words."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from appraisal.plans import step_pages, supporting
from appraisal.plans.starts import STARTS
from appraisal.plans.step_inputs import (
    AssumptionInput,
    BesideInput,
    GuidanceInput,
    InstructionInput,
    OwnWordsInput,
)
from appraisal.web.pages import doors_open, see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("plan_steps", __name__, url_prefix="/plans")
ABOVE = ("actions.node_plan", "versions.versions", "contingency.plans", "goals.results")
"""Pages of slices above, linked where they are there."""


@blueprint.get("/<int:node>/steps")
def steps(node: int) -> ResponseReturnValue:
    """Where a plan stands in its five steps and six principles."""
    page = step_pages.steps_page(store(), actor(), node, today())
    return show("plans/steps.html", page, above=doors_open(ABOVE))


@blueprint.get("/<int:node>/purpose")
def purpose(node: int) -> ResponseReturnValue:
    """What a node is for, what it rests on, how it is kept on course."""
    return _purpose(node)


@blueprint.post("/<int:node>/purpose")
def guide(node: int) -> ResponseReturnValue:
    """Say what a node is for."""
    typed = GuidanceInput()
    typed.offer(step_pages.purpose_page(store(), actor(), node, today()).owners)
    if not typed.validate():
        return _purpose(node, status=422, typed=typed)
    supporting.guide_node(store(), actor(), typed.command(node), seen_version=typed.seen, at=now())
    return see("plan_steps.steps", node=node)


@blueprint.post("/<int:node>/assumptions")
def assume(node: int) -> ResponseReturnValue:
    """Note what a plan rests on."""
    typed = AssumptionInput()
    if not typed.validate():
        return _purpose(node, status=422, noting=typed)
    supporting.note_assumption(store(), actor(), typed.command(node), at=now())
    return see("plan_steps.purpose", node=node)


@blueprint.get("/<int:node>/beside")
def beside(node: int) -> ResponseReturnValue:
    """What hangs beside the sum of a node, and a start for more of it."""
    page = step_pages.beside_page(store(), actor(), node, today())
    return _beside(page, BesideInput.from_start(page.node, request.args.get("start", "")))


@blueprint.post("/<int:node>/beside")
def hang(node: int) -> ResponseReturnValue:
    """Hang a plan beside the sum of a node."""
    page = step_pages.page_to_change_beside(store(), actor(), node, today())
    typed = BesideInput()
    typed.offer(page.node, page.owners)
    if not typed.validate():
        return _beside(page, typed, status=422)
    made = supporting.hang_beside(store(), actor(), typed.command(node), at=now())
    return see("plans.node", node=made)


@blueprint.get("/<int:node>/words")
def words(node: int) -> ResponseReturnValue:
    """The instruction of a node, and its own words."""
    return _words(node)


@blueprint.post("/<int:node>/instruction")
def instruct(node: int) -> ResponseReturnValue:
    """Say what is to be done."""
    typed = InstructionInput()
    if not typed.validate():
        return _words(node, status=422, typed=typed)
    supporting.instruct_node(store(), actor(), typed.command(node), seen_version=typed.seen, at=now())
    return see("plan_steps.words", node=node)


@blueprint.post("/<int:node>/words")
def restate(node: int) -> ResponseReturnValue:
    """Say it in own words."""
    typed = OwnWordsInput()
    if not typed.validate():
        return _words(node, status=422, own=typed)
    supporting.restate_node(store(), actor(), typed.command(node), at=now())
    return see("plan_steps.words", node=node)


def _purpose(
    node: int,
    *,
    status: int = 200,
    typed: GuidanceInput | None = None,
    noting: AssumptionInput | None = None,
) -> ResponseReturnValue:
    page = step_pages.purpose_page(store(), actor(), node, today())
    typed = typed or GuidanceInput.of(page.guided)
    typed.offer(page.owners)
    noting = noting or AssumptionInput(formdata=None)
    return show("plans/purpose.html", page, status=status, typed=typed, noting=noting)


def _beside(page: step_pages.BesidePage, typed: BesideInput, *, status: int = 200) -> ResponseReturnValue:
    typed.offer(page.node, page.owners)
    return show("plans/beside.html", page, status=status, typed=typed, starts=tuple(STARTS.values()))


def _words(
    node: int,
    *,
    status: int = 200,
    typed: InstructionInput | None = None,
    own: OwnWordsInput | None = None,
) -> ResponseReturnValue:
    page = step_pages.words_page(store(), actor(), node, today())
    typed, own = typed or InstructionInput.of(page.guided), own or OwnWordsInput(formdata=None)
    return show("plans/words.html", page, status=status, typed=typed, own=own)
