"""Changes to goals, readings and action items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from appraisal.actuals.domain import MEASURES
from appraisal.goals import policy, remarks
from appraisal.goals.domain import (
    ActionItemKey,
    AddActionItem,
    ChangeGoal,
    ConfirmGoal,
    GoalKey,
    GoalKind,
    KeepTogether,
    ProposeGoal,
    Side,
    WithdrawGoal,
    objections_to_confirming,
    objections_to_goal,
    objections_to_item,
    objections_to_withdrawing,
)
from appraisal.goals.easing import ease_goal, end_easing
from appraisal.goals.models import ActionItem, Goal, GoalConfirmation
from appraisal.goals.notices import mark
from appraisal.goals.plan_changes import disagree, read_notice, rebase_to_plan, take_number
from appraisal.goals.rebasing import rebase_goal, rebase_goals_of
from appraisal.goals.sense import Typed
from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.kernel.objections import Objections
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.packs import operations as packs
from appraisal.packs.queries import Place
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.rulebook import Pack, Remark
from appraisal.storage.history import record

__all__ = [
    "add_action_item",
    "change_goal",
    "close_action_item",
    "confirm_goal",
    "disagree",
    "ease_goal",
    "end_easing",
    "keep_together",
    "propose_goal",
    "read_notice",
    "rebase_goal",
    "rebase_goals_of",
    "rebase_to_plan",
    "take_number",
    "withdraw_goal",
]


def propose_goal(store: Session, actor: Actor, wish: ProposeGoal, *, at: datetime) -> GoalKey:
    """Propose a goal; proposing is the proposer's own yes. Raises ``NotAllowed`` or ``NotReady``.

    What the pack of goals warns of stays only with a reason, which both sides read.
    """
    side = _side(store, actor, wish.employee, at)
    own = wish.kind == GoalKind.IMPROVEMENT
    objections = objections_to_goal(
        wish,
        wish.measure,
        side,
        direction=wish.direction,
        other_improvements=_other_improvements(store, wish) if own else 0,
        most_improvements=remarks.most_improvements(store, at.date()) if own else None,
    )
    pack, found = remarks.about_typed(store, wish.employee, Typed.proposed(wish), at.date())
    objections += packs.objections_to_keeping(found, wish.because)
    insist_on_none(objections + _objections_to_share(store, wish), NotReady)
    goal = Goal(
        employee_id=wish.employee,
        plan_node_id=wish.plan_node,
        kind=wish.kind,
        statement=wish.statement.strip(),
        measure=wish.measure,
        unit=MEASURES[wish.measure].unit,
        target=wish.target,
        direction=wish.direction,
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
        why_it_matters=wish.why_it_matters.strip(),
        proposed_by_id=actor.employee,
        proposed_at=at,
    )
    store.add(goal)
    _set_by_share(store, goal)
    _say_yes(store, actor, goal, side, wish.own_words.strip() or wish.statement.strip(), at)
    _keep(store, actor, (remarks.ABOUT_GOAL, goal.id), pack, found, wish.because, at)
    _weigh(store, actor, goal, wish, at)
    record(store, actor, "goal_proposed", "goal", goal.id, at=at, side=side)
    return GoalKey(goal.id)


def confirm_goal(
    store: Session, actor: Actor, wish: ConfirmGoal, *, seen_version: int | None = None, at: datetime
) -> GoalKey:
    """Say yes for one's own side. Raises ``Outdated`` when the goal changed since it was seen."""
    goal, side, sides = _goal_to_change(store, actor, wish.goal, seen_version, at)
    withdrawn = goal.withdrawn_at is not None
    insist_on_none(objections_to_confirming(side, wish.own_words, sides, withdrawn=withdrawn), NotReady)
    flag_modified(goal, "statement")  # so that the version moves on, and two yeses at once are noticed
    _say_yes(store, actor, goal, side, wish.own_words.strip(), at)
    record(store, actor, "goal_confirmed", "goal", goal.id, at=at, side=side)
    return wish.goal


def change_goal(
    store: Session, actor: Actor, wish: ChangeGoal, *, seen_version: int | None = None, at: datetime
) -> GoalKey:
    """Change a goal. Both must agree anew; the one who changes it has said so by changing it."""
    goal, side, _ = _goal_to_change(store, actor, wish.goal, seen_version, at)
    typed = Typed.changed(wish, goal.measure, goal.direction, goal.plan_node_id)
    pack, found = remarks.about_typed(store, goal.employee_id, typed, at.date())
    objections = objections_to_goal(wish, goal.measure, side, direction=goal.direction)
    objections += packs.objections_to_keeping(found, wish.because)
    insist_on_none(objections + Objections.where(goal_is_withdrawn=goal.withdrawn_at is not None), NotReady)
    before = {"target": str(goal.target), "starts_on": goal.starts_on.isoformat()}
    store.execute(delete(GoalConfirmation).where(GoalConfirmation.goal_id == goal.id))
    goal.statement, goal.why_it_matters = wish.statement.strip(), wish.why_it_matters.strip()
    if wish.target is not None and wish.starts_on is not None and wish.ends_on is not None:
        goal.target, goal.starts_on, goal.ends_on = wish.target, wish.starts_on, wish.ends_on
    _set_by_share(store, goal)
    _say_yes(store, actor, goal, side, wish.own_words.strip() or wish.statement.strip(), at)
    _keep(store, actor, (remarks.ABOUT_GOAL, goal.id), pack, found, wish.because, at)
    _weigh(store, actor, goal, wish, at)
    record(store, actor, "goal_changed", "goal", goal.id, at=at, was=before, now=str(goal.target))
    return wish.goal


def keep_together(store: Session, actor: Actor, wish: KeepTogether, *, at: datetime) -> EmployeeKey:
    """Let a person's goals together stay as they are although a rule warns, for a reason that both sides read.

    Raises ``NotReady`` without a reason, or when the rule has nothing to say any more.
    """
    _side(store, actor, wish.employee, at)
    pack, found = remarks.found_together(store, wish.employee, at.date())
    meant = [each for each in found if each.rule == wish.rule and each.level == "warn"]
    insist_on_none(
        Objections.where(remark_is_gone=not meant) + packs.objections_to_keeping(meant, wish.because),
        NotReady,
    )
    _keep(store, actor, (remarks.ABOUT_PERSON, wish.employee), pack, meant, wish.because, at)
    record(store, actor, "remark_kept", remarks.ABOUT_PERSON, wish.employee, at=at, rule=wish.rule)
    return wish.employee


def withdraw_goal(
    store: Session, actor: Actor, wish: WithdrawGoal, *, seen_version: int | None = None, at: datetime
) -> GoalKey:
    """Take a goal back with a reason both sides see."""
    goal, side, sides = _goal_to_change(store, actor, wish.goal, seen_version, at)
    withdrawn = goal.withdrawn_at is not None
    insist_on_none(objections_to_withdrawing(side, wish.because, sides, withdrawn=withdrawn), NotReady)
    goal.withdrawn_at, goal.withdrawn_by_id, goal.withdrawn_because = at, actor.employee, wish.because.strip()
    store.flush()
    record(store, actor, "goal_withdrawn", "goal", goal.id, at=at, side=side)
    return wish.goal


def add_action_item(store: Session, actor: Actor, wish: AddActionItem, *, at: datetime) -> ActionItemKey:
    """Note who will do what by when. Employee, manager, or an owner above them may hold one."""
    line = people.line_of(store, wish.about, at.date())
    insist_on_none(policy.may_take_part(actor, line), NotAllowed)
    owners = {"employee": line.employee, "manager": line.manager, "above": line.managers_manager}
    insist_on_none(objections_to_item(wish, at.date(), owners), NotReady)
    item = ActionItem(
        about_id=wish.about,
        owner_id=wish.owner,
        text=wish.text.strip(),
        due_on=wish.due_on,
        origin=wish.origin,
        origin_key=wish.origin_key,
        made_by_id=actor.employee,
        made_at=at,
    )
    store.add(item)
    store.flush()
    record(store, actor, "item_added", "action_item", item.id, at=at, owner=wish.owner)
    return ActionItemKey(item.id)


def close_action_item(
    store: Session, actor: Actor, item_id: int, *, seen_version: int | None = None, at: datetime
) -> ActionItemKey:
    """Mark an action item as done."""
    item = store.get(ActionItem, item_id)
    if item is None:
        raise NotFound(noun="action_item", key=item_id)
    line = people.line_of(store, item.about_id, at.date())
    insist_on_none(policy.may_close_item(actor, line, item.owner_id), NotAllowed)
    if seen_version is not None and seen_version != item.version:
        raise Outdated(noun="action_item", key=item_id)
    insist_on_none(Objections.where(item_already_closed=item.closed_at is not None), NotReady)
    item.closed_at, item.closed_by_id = at, actor.employee
    store.flush()
    record(store, actor, "item_closed", "action_item", item.id, at=at)
    return ActionItemKey(item.id)


def _keep(
    store: Session,
    actor: Actor,
    about: tuple[str, int],
    pack: Pack | None,
    found: Sequence[Remark],
    because: str,
    at: datetime,
) -> None:
    if pack is not None:
        packs.keep_remarks(store, actor, about, found, because, pack=pack, at=at)


def _side(store: Session, actor: Actor, employee: int, at: datetime) -> Side:
    line = people.line_of(store, employee, at.date())
    insist_on_none(policy.may_take_part(actor, line), NotAllowed)
    return policy.side_of(actor, line) or Side.EMPLOYEE


def _goal_to_change(
    store: Session, actor: Actor, goal_id: int, seen_version: int | None, at: datetime
) -> tuple[Goal, Side, Sequence[str]]:
    goal = store.get(Goal, goal_id)
    if goal is None:
        raise NotFound(noun="goal", key=goal_id)
    side = _side(store, actor, goal.employee_id, at)
    if seen_version is not None and seen_version != goal.version:
        raise Outdated(noun="goal", key=goal_id)
    sides = store.scalars(select(GoalConfirmation.side).where(GoalConfirmation.goal_id == goal_id)).all()
    return goal, side, sides


def _weigh(store: Session, actor: Actor, goal: Goal, wish: ProposeGoal | ChangeGoal, at: datetime) -> None:
    texts = {"statement": wish.statement, "why_it_matters": wish.why_it_matters}
    said = packs.worded("goal", goal.id, Place.GOAL, texts, wish.words_because)
    packs.weigh_words(store, actor, said, about=goal.employee_id, at=at)


def _say_yes(store: Session, actor: Actor, goal: Goal, side: Side, own_words: str, at: datetime) -> None:
    store.add(
        GoalConfirmation(
            goal_id=goal.id,
            side=side,
            employee_id=actor.employee,
            at=at,
            own_words=own_words if side is Side.EMPLOYEE else "",
        )
    )
    store.flush()
    mark(store, goal.id, side, at, restated=True)


def _set_by_share(store: Session, goal: Goal) -> None:
    """The two set the goal knowing its share: keep which number of it was in force, and by which version."""
    with store.no_autoflush:  # one change, one step of the goal's version
        share = plans.agreed_of(store, [goal.plan_node_id]).get(goal.plan_node_id or 0)
    if share is not None:
        goal.share_target, goal.share_version = share.target, share.version
    store.flush()


def _other_improvements(store: Session, wish: ProposeGoal) -> int:
    running = select(func.count(Goal.id)).where(
        Goal.employee_id == wish.employee, Goal.kind == GoalKind.IMPROVEMENT, Goal.withdrawn_at.is_(None)
    )
    if wish.starts_on is not None and wish.ends_on is not None:
        running = running.where(Goal.starts_on <= wish.ends_on, Goal.ends_on >= wish.starts_on)
    return store.scalar(running) or 0


def _objections_to_share(store: Session, wish: ProposeGoal) -> Objections:
    if wish.plan_node is None:
        return Objections.where(goal_without_share=wish.kind == GoalKind.PLAN_SHARE)
    node = plans.node_facts(store, wish.plan_node)
    taken = select(Goal.id).where(Goal.plan_node_id == wish.plan_node, Goal.withdrawn_at.is_(None))
    return Objections.where(
        share_of_somebody_else=node.person != wish.employee,
        share_measures_something_else=node.measure != wish.measure,
        share_has_a_goal_already=store.scalar(taken.limit(1)) is not None,
    )
