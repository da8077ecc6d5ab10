"""The pages of contingency plans: those of a node, one plan, one event."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from appraisal.contingency import event_pages, operations, queries
from appraisal.contingency.domain import Watch
from appraisal.contingency.inputs import (
    ContingencyInput,
    DeclareInput,
    EffectInput,
    EndInput,
    SignalInput,
    StepInput,
    TriggerInput,
)
from appraisal.contingency.queries import PlanPage
from appraisal.plans import operations as plan_operations
from appraisal.web.inputs import Input
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today

blueprint = Blueprint("contingency", __name__)


@blueprint.get("/plans/<int:node>/contingency")
def plans(node: int) -> ResponseReturnValue:
    """What is planned for when something goes wrong."""
    page = queries.plans_page(store(), actor(), node, today())
    typed = ContingencyInput(formdata=None)
    typed.offer(page.owners)
    return show("contingency/plans.html", page, typed=typed)


@blueprint.post("/plans/<int:node>/contingency")
def add(node: int) -> ResponseReturnValue:
    """Add a contingency plan."""
    page, typed = queries.plans_to_add(store(), actor(), node, today()), ContingencyInput()
    typed.offer(page.owners)
    if not typed.validate():
        return show("contingency/plans.html", page, status=422, typed=typed)
    key = plan_operations.add_contingency(store(), actor(), typed.command(node), at=now())
    return see("contingency.plan", plan=key)


@blueprint.get("/contingency/<int:plan>")
def plan(plan: int) -> ResponseReturnValue:
    """One contingency plan; ``?watch=`` opens the input of a trigger with the numbers it starts with."""
    asked = next((each for each in Watch if each.value == request.args.get("watch")), None)
    return _page(queries.plan_page(store(), actor(), plan, today(), watch=asked))


@blueprint.post("/contingency/<int:plan>/triggers")
def watch(plan: int) -> ResponseReturnValue:
    """Watch something for the plan."""
    typed = TriggerInput().fit()
    page = queries.plan_to_tend(store(), actor(), plan, today(), watch=typed.watched)
    if not typed.validate():
        return _page(page, trigger=typed)
    source = page.start.source if page.start else ""
    operations.add_trigger(store(), actor(), typed.command(plan, source), at=now())
    return see("contingency.plan", plan=plan)


@blueprint.post("/contingency/triggers/<int:trigger>/removals")
def unwatch(trigger: int) -> ResponseReturnValue:
    """Watch it no longer."""
    plan = queries.plan_of_trigger(store(), trigger)
    operations.remove_trigger(store(), actor(), trigger, at=now())
    return see("contingency.plan", plan=plan)


@blueprint.post("/contingency/<int:plan>/steps")
def step(plan: int) -> ResponseReturnValue:
    """Write down what is done first."""
    page, typed = queries.plan_to_tend(store(), actor(), plan, today()), StepInput()
    typed.offer(page.owners)
    if not typed.validate():
        return _page(page, step=typed)
    operations.add_step(store(), actor(), typed.command(plan), at=now())
    return see("contingency.plan", plan=plan)


@blueprint.post("/contingency/<int:plan>/steps/<int:step>/removals")
def remove_step(plan: int, step: int) -> ResponseReturnValue:
    """Take a step out."""
    operations.remove_step(store(), actor(), plan, step, at=now())
    return see("contingency.plan", plan=plan)


@blueprint.post("/contingency/<int:plan>/effects")
def affect(plan: int) -> ResponseReturnValue:
    """Say what an event does to goals."""
    page, typed = queries.plan_to_tend(store(), actor(), plan, today()), EffectInput()
    if not typed.validate():
        return _page(page, effect=typed)
    operations.add_effect(store(), actor(), typed.command(plan), at=now())
    return see("contingency.plan", plan=plan)


@blueprint.post("/contingency/<int:plan>/effects/<int:effect>/removals")
def remove_effect(plan: int, effect: int) -> ResponseReturnValue:
    """Take an effect out."""
    operations.remove_effect(store(), actor(), plan, effect, at=now())
    return see("contingency.plan", plan=plan)


@blueprint.post("/contingency/triggers/<int:trigger>/signals")
def signal(trigger: int) -> ResponseReturnValue:
    """Write down a value; the trigger is looked at at once."""
    plan, typed = queries.plan_of_trigger(store(), trigger), SignalInput()
    page = queries.plan_to_tend(store(), actor(), plan, today())
    if not typed.validate():
        return _page(page, about=trigger, signal=typed)
    began = operations.note_signal(store(), actor(), typed.command(trigger, page.watch_of(trigger)), at=now())
    return see("contingency.event", event=began[0]) if began else see("contingency.plan", plan=plan)


@blueprint.post("/contingency/triggers/<int:trigger>/events")
def declare(trigger: int) -> ResponseReturnValue:
    """Declare it now."""
    plan, typed = queries.plan_of_trigger(store(), trigger), DeclareInput()
    page = queries.plan_to_tend(store(), actor(), plan, today())
    if not typed.validate():
        return _page(page, about=trigger, declared=typed)
    event = operations.declare_event(store(), actor(), typed.command(trigger), at=now())
    return see("contingency.event", event=event)


@blueprint.get("/contingency/events/<int:event>")
def event(event: int) -> ResponseReturnValue:
    """One event: what happened, and what it did."""
    page = event_pages.event_page(store(), actor(), event, today())
    return show("contingency/event.html", page, typed=EndInput(formdata=None, ended_on=page.day))


@blueprint.post("/contingency/events/<int:event>/endings")
def end(event: int) -> ResponseReturnValue:
    """Stand it down, or say that it was none."""
    page, typed = event_pages.event_to_end(store(), actor(), event, today()), EndInput()
    if not typed.validate():
        return show("contingency/event.html", page, status=422, typed=typed)
    operations.end_event(store(), actor(), typed.command(event), at=now())
    return see("contingency.event", event=event)


def _page(page: PlanPage, *, about: int = 0, **refused: Input) -> ResponseReturnValue:
    """The page of a plan with its inputs; one of them as it was typed, if it could not be taken."""
    step = refused.get("step") or StepInput(formdata=None)
    if isinstance(step, StepInput):
        step.offer(page.owners)
    start = TriggerInput.of(page.start).fit() if page.start else None
    return show(
        "contingency/plan.html",
        page,
        status=422 if refused else 200,
        about=about,
        trigger=refused.get("trigger") or start,
        step=step,
        effect=refused.get("effect") or EffectInput(formdata=None),
        signal=refused.get("signal") or SignalInput(formdata=None, first=page.day),
        declared=refused.get("declared") or DeclareInput(formdata=None, began_on=page.day),
        watches=tuple(Watch),
    )
