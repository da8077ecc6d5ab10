"""The pages of goals: a person's goals and action items, and one goal with its line and its readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import BY_HAND, ReadingFacts
from appraisal.goals import policy, queries, remarks
from appraisal.goals.domain import ChangeGoal, GoalKey, GoalKind, GoalStatus, ProposeGoal, Side
from appraisal.goals.pictures import LinePicture, line_picture
from appraisal.goals.queries import ActionItemFacts, GoalState, NoticeFacts
from appraisal.goals.sense import Typed
from appraisal.kernel.actors import Actor
from appraisal.kernel.periods import Period
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.outlook import queries as outlooks
from appraisal.outlook.domain import Outlook
from appraisal.outlook.queries import CoursePicture
from appraisal.packs import queries as packs
from appraisal.packs.queries import KeptLine, ShownRemark
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.queries import NodeFacts, PlanStep
from appraisal.storage.history import Line as HistoryLine
from appraisal.storage.history import lines_of

A_YEAR = timedelta(days=365)
CLOSED_SHOWN = 10


@dataclass(frozen=True)
class ItemLine:
    """An action item as both sides see it."""

    item: ActionItemFacts
    owner: str
    is_overdue: bool
    may_close: bool


@dataclass(frozen=True)
class GoalLine:
    """A goal in the list, and whether it waits for the reader's own yes."""

    goal: GoalState
    waits_for_you: bool


@dataclass(frozen=True)
class GoalsPage:
    """A person's goals. ``shares`` are plan shares that have no goal yet; ``side`` is the reader's."""

    employee: int
    name: str
    manager: str
    side: Side | None
    goals: tuple[GoalLine, ...]
    withdrawn: tuple[GoalState, ...]
    shares: tuple[NodeFacts, ...]
    remarks: tuple[ShownRemark, ...]
    items: tuple[ItemLine, ...]
    closed_items: tuple[ItemLine, ...]


@dataclass(frozen=True)
class ProposalPage:
    """A goal about to be proposed: for whom, and from which share of the plan if from one."""

    employee: int
    name: str
    manager: str
    side: Side | None
    share: NodeFacts | None
    line: tuple[PlanStep, ...]
    remarks: tuple[ShownRemark, ...] = ()


@dataclass(frozen=True)
class GoalPage:
    """One goal: the line up to the strategy, who said yes, the readings, and what the reader may do."""

    goal: GoalState
    name: str
    manager: str
    proposed_by: str
    line: tuple[PlanStep, ...]
    readings: tuple[ReadingFacts, ...]
    picture: LinePicture | None
    outlook: Outlook
    course: CoursePicture | None
    side: Side | None
    waits_for: tuple[Side, ...]
    waits_for_you: bool
    may_change: bool
    may_withdraw: bool
    may_count: bool
    history: tuple[HistoryLine, ...]
    remarks: tuple[ShownRemark, ...] = ()
    kept: Mapping[str, tuple[KeptLine, ...]] = field(default_factory=dict)
    notices: tuple[NoticeFacts, ...] = ()
    share: plans.InForce | None = None
    is_superseded: bool = False

    @property
    def notice(self) -> NoticeFacts | None:
        """The newest notice that the plan changed the goal, while one of the two has not said yes anew."""
        return next((each for each in reversed(self.notices) if each.is_open), None)


def goals_page(store: Session, actor: Actor, employee: int, day: date) -> GoalsPage:
    """A person's goals and action items. Raises ``NotFound`` or ``NotAllowed``."""
    line = people.line_of(store, employee, day)
    goals = queries.goals_of(store, actor, employee, day, with_withdrawn=True)
    items = queries.action_items_of(store, employee)
    names = people.names_of(store, [employee, line.manager, *(item.owner for item in items)])
    side = policy.side_of(actor, line)
    running = [goal for goal in goals if goal.status is not GoalStatus.WITHDRAWN]
    taken = {goal.plan_node for goal in running}
    lines = tuple(
        ItemLine(
            item,
            names.get(item.owner, ""),
            item.closed_at is None and item.due_on < day,
            item.closed_at is None and not policy.may_close_item(actor, line, item.owner),
        )
        for item in items
    )
    return GoalsPage(
        employee=employee,
        name=names[employee],
        manager=names.get(line.manager or 0, ""),
        side=side,
        goals=tuple(GoalLine(goal, side in waiting_sides(goal)) for goal in running),
        withdrawn=tuple(goal for goal in goals if goal.status is GoalStatus.WITHDRAWN),
        shares=_open_shares(plans.shares_of(store, employee, day), taken) if side else (),
        remarks=remarks.about_people(store, {employee: running}, day)[employee] if side else (),
        items=tuple(one for one in lines if one.item.closed_at is None),
        closed_items=tuple(one for one in lines if one.item.closed_at is not None)[:CLOSED_SHOWN],
    )


def proposal_page(store: Session, actor: Actor, employee: int, share: int | None, day: date) -> ProposalPage:
    """What stands on the page before a goal is proposed. Raises ``NotAllowed`` for anyone but the two."""
    line = people.line_of(store, employee, day)
    insist_on_none(policy.may_take_part(actor, line), NotAllowed)
    names = people.names_of(store, [employee, line.manager])
    return ProposalPage(
        employee=employee,
        name=names[employee],
        manager=names.get(line.manager or 0, ""),
        side=policy.side_of(actor, line),
        share=plans.seen_node(store, actor, share, day) if share is not None else None,
        line=plans.line_to_strategy(store, share) if share is not None else (),
    )


def goal_page(store: Session, actor: Actor, goal_id: GoalKey | int, day: date) -> GoalPage:
    """One goal. Raises ``NotFound`` or ``NotAllowed``."""
    goal = queries.goal_state(store, goal_id, day)
    line = people.line_of(store, goal.employee, day)
    insist_on_none(policy.may_see_goals(actor, line), NotAllowed)
    names = people.names_of(store, [goal.employee, line.manager, goal.proposed_by])
    readings = actuals.readings_of(store, goal.employee, goal.measure, goal.starts_on - A_YEAR, goal.ends_on)
    side = policy.side_of(actor, line)
    outlook = outlooks.outlooks_of_goals(store, {goal.key: asked_of(goal)}, day)[goal.key]
    is_open = side is not None and goal.status is not GoalStatus.WITHDRAWN
    return GoalPage(
        goal=goal,
        name=names[goal.employee],
        manager=names.get(line.manager or 0, ""),
        proposed_by=names.get(goal.proposed_by, ""),
        line=plans.line_to_strategy(store, goal.plan_node) if goal.plan_node else (),
        readings=tuple(one for one in readings if one.starts_on >= goal.starts_on),
        picture=picture_of(goal, readings),
        outlook=outlook,
        course=outlooks.course_picture(goal.target, None, outlook, readings),
        side=side,
        waits_for=waiting_sides(goal),
        waits_for_you=side in waiting_sides(goal),
        may_change=is_open,
        may_withdraw=is_open and not (goal.is_agreed and side is Side.EMPLOYEE),
        may_count=is_open and _is_counted_by_hand(goal, readings),
        history=tuple(lines_of(store, "goal", goal.key)),
        remarks=remarks.about_goals(store, [goal], day)[goal.key] if is_open else (),
        kept=_kept(store, goal),
        notices=queries.notices_of(store, [goal.key]).get(goal.key, ()),
        share=plans.agreed_of(store, [goal.plan_node]).get(goal.plan_node or 0) if goal.plan_node else None,
        is_superseded=is_open and _is_superseded(store, goal),
    )


def _is_superseded(store: Session, goal: GoalState) -> bool:
    found = queries.superseded_of(store, goal.employee, goal.starts_on, goal.ends_on)
    return any(each.goal == goal.key and each.is_newer for each in found)


def asked_of(goal: GoalState) -> outlooks.OwnPeriod:
    """What the outlook is asked about a goal: this person alone, and not the target."""
    period = Period(goal.starts_on, goal.ends_on)
    return outlooks.OwnPeriod(goal.employee, goal.measure, period, tuple(goal.pauses.periods))


def _kept(store: Session, goal: GoalState) -> dict[str, tuple[KeptLine, ...]]:
    fields = packs.kept_words(store, "goal", [goal.key]).get(goal.key, {})
    return {name: packs.still_said(lines, getattr(goal, name, "")) for name, lines in fields.items()}


def weighed_proposal(store: Session, page: ProposalPage, wish: ProposeGoal, day: date) -> ProposalPage:
    """The page with what is remarked about the goal as it was typed."""
    pack, found = remarks.about_typed(store, page.employee, Typed.proposed(wish), day)
    return replace(page, remarks=packs.shown(pack, found) if pack else ())


def weighed_change(store: Session, page: GoalPage, wish: ChangeGoal, day: date) -> GoalPage:
    """The page with what is remarked about the change as it was typed."""
    goal = page.goal
    typed = Typed.changed(wish, goal.measure, goal.direction, goal.plan_node)
    pack, found = remarks.about_typed(store, goal.employee, typed, day)
    return replace(page, remarks=packs.shown(pack, found) if pack else ())


def waiting_sides(goal: GoalState) -> tuple[Side, ...]:
    """Whose yes is still missing; nobody's once the goal is withdrawn."""
    if goal.status is GoalStatus.WITHDRAWN:
        return ()
    said = {Side.EMPLOYEE: goal.confirmed_by_employee_at, Side.MANAGER: goal.confirmed_by_manager_at}
    return tuple(side for side, at in said.items() if at is None)


def picture_of(goal: GoalState, readings: Sequence[ReadingFacts]) -> LinePicture | None:
    """The picture of a goal from readings that reach back up to a year; for the review and its PDF too."""
    period = Period(goal.starts_on, goal.ends_on)
    return line_picture(goal.target, period, readings, left_out=goal.pauses.periods)


def _open_shares(shares: tuple[NodeFacts, ...], taken: set[int | None]) -> tuple[NodeFacts, ...]:
    return tuple(share for share in shares if share.key not in taken and share.in_force is not None)


def _is_counted_by_hand(goal: GoalState, readings: Sequence[ReadingFacts]) -> bool:
    return all(one.source == BY_HAND for one in readings) and (
        goal.kind == GoalKind.IMPROVEMENT or bool(readings)
    )
