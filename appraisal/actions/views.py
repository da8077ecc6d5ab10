"""Pages of plans of action: under a part of the plan, under a goal, one of them, one step, one person's time."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from appraisal.actions import operations, queries
from appraisal.actions.domain import CloseStep, Closing, StepKey
from appraisal.actions.inputs import PlanInput, ReachedInput, StepInput
from appraisal.actions.queries import StepPage, Weighed
from appraisal.actions.reasons import objections_to_plan
from appraisal.actions.step_inputs import DelayInput, DropInput, ServiceInput, ShareInput, TurnInput
from appraisal.i18n.calendars import show_day
from appraisal.kernel.objections import Objections
from appraisal.kernel.periods import Period
from appraisal.web.inputs import Input
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, reader, store, today

blueprint = Blueprint("actions", __name__)


@blueprint.get("/plans/<int:node>/actions")
def node_plan(node: int) -> ResponseReturnValue:
    """The plans of action under a part of the plan."""
    return _actions(PlanInput(formdata=None, data=_begun()), node=node)


@blueprint.post("/plans/<int:node>/actions")
def begin_under_node(node: int) -> ResponseReturnValue:
    """Begin a plan of action under a part of the plan."""
    typed = PlanInput()
    refused = objections_to_plan(typed.command(node=node), today())
    if not typed.validate() or refused:
        return _actions(typed, status=422, node=node, refused=refused)
    key = operations.make_plan(store(), actor(), typed.command(node=node), at=now())
    return see("actions.plan", key=key)


@blueprint.get("/goals/<int:goal>/actions")
def of_goal(goal: int) -> ResponseReturnValue:
    """The plans of action under a goal."""
    return _actions(PlanInput(formdata=None, data=_begun()), goal=goal)


@blueprint.post("/goals/<int:goal>/actions")
def begin_under_goal(goal: int) -> ResponseReturnValue:
    """Begin a plan of action under a goal."""
    typed = PlanInput()
    refused = objections_to_plan(typed.command(goal=goal), today())
    if not typed.validate() or refused:
        return _actions(typed, status=422, goal=goal, refused=refused)
    key = operations.make_plan(store(), actor(), typed.command(goal=goal), at=now())
    return see("actions.plan", key=key)


@blueprint.get("/action-plans/<int:key>")
def plan(key: int) -> ResponseReturnValue:
    """One plan of action with its steps."""
    return _plan(key, StepInput(formdata=None))


@blueprint.post("/action-plans/<int:key>/steps")
def add(key: int) -> ResponseReturnValue:
    """Add a step; what is missing and what does not fit is shown at once, and everything typed stays."""
    page, typed = queries.plan_to_change(store(), actor(), key, today()), StepInput()
    typed.offer(page)
    weighed = queries.weighed(store(), typed.command(key), today())
    if not typed.validate() or weighed.objections:
        return _plan(key, typed, status=422, weighed=weighed)
    operations.add_step(store(), actor(), typed.command(key), at=now())
    return see("actions.plan", key=key)


@blueprint.post("/action-plans/<int:key>/counts")
def reach(key: int) -> ResponseReturnValue:
    """Say how much of the objective is reached."""
    typed = ReachedInput()
    if not typed.validate():
        return _plan(key, StepInput(formdata=None), status=422, reaching=typed)
    operations.count_reached(store(), actor(), typed.command(key), seen_version=typed.seen, at=now())
    return see("actions.plan", key=key)


@blueprint.get("/action-steps/<int:key>")
def step(key: int) -> ResponseReturnValue:
    """One step."""
    return _step(key)


@blueprint.post("/action-steps/<int:key>/closings")
def close(key: int) -> ResponseReturnValue:
    """A step is done."""
    wish = CloseStep(StepKey(key), Closing.DONE)
    operations.close_step(store(), actor(), wish, seen_version=Input().seen, at=now())
    return see("actions.step", key=key)


@blueprint.post("/action-steps/<int:key>/drops")
def drop(key: int) -> ResponseReturnValue:
    """A step is dropped."""
    typed = DropInput()
    if not typed.validate():
        return _step(key, status=422, dropping=typed)
    operations.close_step(store(), actor(), typed.command(key), seen_version=typed.seen, at=now())
    return see("actions.step", key=key)


@blueprint.post("/action-steps/<int:key>/turns")
def mark(key: int) -> ResponseReturnValue:
    """One time of a repeated step was done, or missed."""
    operations.mark_turn(store(), actor(), TurnInput().command(key), at=now())
    return see("actions.step", key=key)


@blueprint.post("/action-steps/<int:key>/counts")
def count(key: int) -> ResponseReturnValue:
    """In a month a promise of service was kept so often."""
    page, typed = queries.step_page(store(), actor(), key, today()), ServiceInput()
    _offer_months(typed, page)
    if not typed.validate():
        return _step(key, status=422, counting=typed)
    operations.count_service(store(), actor(), typed.command(key), at=now())
    return see("actions.step", key=key)


@blueprint.post("/action-steps/<int:key>/delays")
def delay(key: int) -> ResponseReturnValue:
    """Say what came first when a step was late."""
    page, typed = queries.step_page(store(), actor(), key, today()), DelayInput()
    typed.offer(page.people)
    refused = queries.objections_to_saying(store(), actor(), typed.command(key), today())
    if not typed.validate() or refused:
        return _step(key, status=422, delaying=typed, refused=refused)
    operations.say_delay(store(), actor(), typed.command(key), seen_version=typed.seen, at=now())
    return see("actions.step", key=key)


@blueprint.get("/people/<int:employee>/time")
def time(employee: int) -> ResponseReturnValue:
    """What a person still has to do, and what fills their time."""
    page = queries.time_page(store(), actor(), employee, today())
    return show("actions/time.html", page, sharing=ShareInput(formdata=None))


@blueprint.post("/people/<int:employee>/time")
def share(employee: int) -> ResponseReturnValue:
    """Say how much of a full day a person works."""
    typed = ShareInput()
    if not typed.validate():
        page = queries.time_page(store(), actor(), employee, today())
        return show("actions/time.html", page, status=422, sharing=typed)
    operations.share_time(store(), actor(), typed.command(employee), at=now())
    return see("actions.time", employee=employee)


@blueprint.post("/people/<int:employee>/time/<int:key>/strikes")
def strike(employee: int, key: int) -> ResponseReturnValue:
    """Take back a share of a day."""
    operations.strike_share(store(), actor(), key, at=now())
    return see("actions.time", employee=employee)


def _begun() -> dict[str, object]:
    return queries.begun_with(request.args.get("start", ""), today())


def _actions(
    typed: PlanInput,
    *,
    status: int = 200,
    node: int | None = None,
    goal: int | None = None,
    refused: Objections | None = None,
) -> ResponseReturnValue:
    page = queries.actions_page(store(), actor(), node=node, goal=goal, day=today())
    return show("actions/actions.html", page, status=status, typed=typed, refused=refused)


def _plan(
    key: int,
    typed: StepInput,
    *,
    status: int = 200,
    weighed: Weighed | None = None,
    reaching: ReachedInput | None = None,
) -> ResponseReturnValue:
    page = queries.action_plan_page(store(), actor(), key, today())
    typed.suggest(page, request.args.get("suggestion", ""), today())
    typed.offer(page)
    reaching = reaching or ReachedInput(formdata=None)
    return show("actions/plan.html", page, status=status, typed=typed, weighed=weighed, reaching=reaching)


def _step(
    key: int,
    *,
    status: int = 200,
    dropping: DropInput | None = None,
    counting: ServiceInput | None = None,
    delaying: DelayInput | None = None,
    refused: Objections | None = None,
) -> ResponseReturnValue:
    page = queries.step_page(store(), actor(), key, today())
    counting, delaying = counting or ServiceInput(formdata=None), delaying or DelayInput(formdata=None)
    _offer_months(counting, page)
    delaying.offer(page.people)
    dropping = dropping or DropInput(formdata=None)
    return show(
        "actions/step.html",
        page,
        status=status,
        dropping=dropping,
        counting=counting,
        delaying=delaying,
        refused=refused,
    )


def _offer_months(typed: ServiceInput, page: StepPage) -> None:
    typed.offer([(each.month, _days(Period.month_of(each.month))) for each in page.months])


def _days(month: Period) -> str:
    """A month by its days, because months of the two calendars are not the same."""
    who = reader()
    first, last = (show_day(day, who.calendar, who.language) for day in (month.starts_on, month.ends_on))
    return gettext("%(first)s to %(last)s", first=first, last=last)
