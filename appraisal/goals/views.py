"""Pages of goals: a person's goals, one goal, its confirmations."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from appraisal.actuals import operations as actuals_in
from appraisal.goals import goal_pages, operations, queries
from appraisal.goals.domain import GoalKey
from appraisal.goals.inputs import (
    ConfirmationInput,
    CountInput,
    DisagreementInput,
    GoalInput,
    ReasonInput,
    WithdrawalInput,
)
from appraisal.kernel.actors import EmployeeKey
from appraisal.packs.operations import eye_on
from appraisal.web.careful import is_fit
from appraisal.web.inputs import Input
from appraisal.web.pages import see, show
from appraisal.web.request import actor, now, store, today
from appraisal.web.sent import key_of

blueprint = Blueprint("goals", __name__)


@blueprint.get("/people/<int:employee>/goals")
def goals(employee: int) -> ResponseReturnValue:
    """A person's goals and action items."""
    return _goals(employee)


@blueprint.post("/people/<int:employee>/goals/reasons")
def keep(employee: int) -> ResponseReturnValue:
    """Say why a person's goals together should stay as they are."""
    typed = ReasonInput()
    if not typed.validate():
        return _goals(employee, status=422, keeping=typed)
    operations.keep_together(store(), actor(), typed.command(EmployeeKey(employee)), at=now())
    return see("goals.goals", employee=employee)


@blueprint.get("/people/<int:employee>/goals/proposal")
def proposal(employee: int) -> ResponseReturnValue:
    """The page on which a goal is proposed, from a share of the plan or as an own improvement."""
    share = key_of(request.args.get("share", ""))
    page = goal_pages.proposal_page(store(), actor(), employee, share, today())
    typed = GoalInput()
    typed.suggest(page)
    return show("goals/proposal.html", page, typed=typed)


@blueprint.post("/people/<int:employee>/goals")
def propose(employee: int) -> ResponseReturnValue:
    """Propose a goal; what a rule warns of is shown first, and stays only with a reason."""
    share = key_of(request.args.get("share", ""))
    page = goal_pages.proposal_page(store(), actor(), employee, share, today())
    typed = GoalInput()
    page = goal_pages.weighed_proposal(store(), page, typed.proposal(page), today())
    fits = is_fit(typed, eye_on(store(), actor(), employee, today()))
    if not fits or typed.lacks_reason(page):
        return show("goals/proposal.html", page, status=422, typed=typed)
    return see("goals.goal", goal=operations.propose_goal(store(), actor(), typed.proposal(page), at=now()))


@blueprint.get("/goals/<int:goal>")
def goal(goal: int) -> ResponseReturnValue:
    """One goal."""
    return _goal(goal)


@blueprint.post("/goals/<int:goal>/confirmations")
def confirm(goal: int) -> ResponseReturnValue:
    """Say yes to a goal."""
    typed = ConfirmationInput()
    if not typed.validate():
        return _goal(goal, status=422, confirming=typed)
    operations.confirm_goal(store(), actor(), typed.command(GoalKey(goal)), seen_version=typed.seen, at=now())
    return see("goals.goal", goal=goal)


@blueprint.get("/goals/<int:goal>/change")
def changing(goal: int) -> ResponseReturnValue:
    """The page on which a goal is changed."""
    page = goal_pages.goal_page(store(), actor(), goal, today())
    typed = GoalInput()
    typed.show(page)
    return show("goals/change.html", page, typed=typed)


@blueprint.post("/goals/<int:goal>/change")
def change(goal: int) -> ResponseReturnValue:
    """Change a goal; what a rule warns of is shown first, and stays only with a reason."""
    page = goal_pages.goal_page(store(), actor(), goal, today())
    typed = GoalInput()
    typed.measure.data = page.goal.measure
    page = goal_pages.weighed_change(store(), page, typed.change(GoalKey(goal)), today())
    fits = is_fit(typed, eye_on(store(), actor(), page.goal.employee, today()))
    if not fits or typed.lacks_reason(page):
        return show("goals/change.html", page, status=422, typed=typed)
    operations.change_goal(store(), actor(), typed.change(GoalKey(goal)), seen_version=typed.seen, at=now())
    return see("goals.goal", goal=goal)


@blueprint.post("/goals/<int:goal>/withdrawals")
def withdraw(goal: int) -> ResponseReturnValue:
    """Take a goal back."""
    typed = WithdrawalInput()
    if not typed.validate():
        return _goal(goal, status=422, withdrawing=typed)
    operations.withdraw_goal(
        store(), actor(), typed.command(GoalKey(goal)), seen_version=typed.seen, at=now()
    )
    return see("goals.goal", goal=goal)


@blueprint.post("/goals/<int:goal>/numbers")
def take_number(goal: int) -> ResponseReturnValue:
    """Let the goal take the number of its share that is in force."""
    operations.take_number(store(), actor(), goal, at=now())
    return see("goals.goal", goal=goal)


@blueprint.post("/goals/<int:goal>/notices")
def read_notice(goal: int) -> ResponseReturnValue:
    """Say that one has read what the plan changed."""
    operations.read_notice(store(), actor(), goal, at=now())
    return see("goals.goal", goal=goal)


@blueprint.post("/goals/<int:goal>/disagreements")
def disagree(goal: int) -> ResponseReturnValue:
    """Say what speaks against a number that the plan changed."""
    typed = DisagreementInput()
    if not typed.validate():
        return _goal(goal, status=422, disagreeing=typed)
    operations.disagree(store(), actor(), typed.command(GoalKey(goal)), at=now())
    return see("goals.goal", goal=goal)


@blueprint.post("/goals/<int:goal>/readings")
def count(goal: int) -> ResponseReturnValue:
    """Add a value counted by hand."""
    typed = CountInput()
    page = goal_pages.goal_page(store(), actor(), goal, today())
    if not typed.validate():
        return _goal(goal, status=422, counting=typed)
    actuals_in.count_by_hand(store(), actor(), typed.command(page), at=now())
    return see("goals.goal", goal=goal)


@blueprint.post("/action-items/<int:item>/closing")
def close(item: int) -> ResponseReturnValue:
    """Mark an action item as done, and return to the person's goals."""
    typed = Input()
    closed = operations.close_action_item(store(), actor(), item, seen_version=typed.seen, at=now())
    return see("goals.goals", employee=queries.action_item(store(), closed).about)


def _goals(employee: int, *, status: int = 200, keeping: ReasonInput | None = None) -> ResponseReturnValue:
    page = goal_pages.goals_page(store(), actor(), employee, today())
    return show("goals/goals.html", page, status=status, keeping=keeping or ReasonInput(formdata=None))


def _goal(
    goal: int,
    *,
    status: int = 200,
    confirming: ConfirmationInput | None = None,
    withdrawing: WithdrawalInput | None = None,
    counting: CountInput | None = None,
    disagreeing: DisagreementInput | None = None,
) -> ResponseReturnValue:
    page = goal_pages.goal_page(store(), actor(), goal, today())
    return show(
        "goals/goal.html",
        page,
        status=status,
        confirming=confirming or ConfirmationInput(formdata=None),
        withdrawing=withdrawing or WithdrawalInput(formdata=None),
        counting=counting or CountInput(formdata=None),
        disagreeing=disagreeing or DisagreementInput(formdata=None),
    )
