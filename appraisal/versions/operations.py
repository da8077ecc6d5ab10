"""Changes to versions: put forward, up the line, decided, withdrawn, brought into force, confirmed down the line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from appraisal.jobs import queue
from appraisal.kernel.actors import SERVICE, Actor
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated, insist_on_none
from appraisal.plans import operations as plans_in
from appraisal.plans import queries as plans
from appraisal.plans.queries import TreeLine
from appraisal.storage.history import record
from appraisal.versions import domain, policy
from appraisal.versions.agreed_before import take_in_versions
from appraisal.versions.domain import (
    Act,
    AnswerPart,
    ConfirmPart,
    DecideVersion,
    PutForward,
    PutPartForward,
    WithdrawVersion,
)
from appraisal.versions.models import PlanVersion, PlanVersionFigure, PlanVersionPart, PlanVersionStep
from appraisal.versions.standing import (
    PartFacts,
    VersionFacts,
    deciders_of,
    figures_in,
    find_version,
    versions_of,
)

__all__ = [
    "TELLING",
    "answer_part",
    "approve",
    "bring_into_force",
    "confirm_part",
    "day_has_come",
    "put_forward",
    "put_part_forward",
    "take_in_versions",
    "withdraw",
]

TELLING = "tell_of_plan_change"
"""The work that follows a version's coming into force: goals take the new number, and their owners are told."""


def put_forward(store: Session, actor: Actor, wish: PutForward, *, at: datetime) -> int:
    """Put the working numbers of a plan forward as a version; its number. Raises ``NotAllowed`` or ``NotReady``."""
    root = _top(store, wish.root)
    insist_on_none(policy.may_put_forward(actor, root.owner), NotAllowed)
    before = [facts for facts, _parts in versions_of(store, wish.root)]
    tree = plans.tree_of(store, wish.root)
    changed = [line for line in tree if line.differs]
    last_on = max((each.in_force_on for each in before if each.in_force_on), default=None)
    another = any(each.stage in domain.OPEN for each in before)
    insist_on_none(
        domain.objections_to_putting_forward(
            wish, changed=len(changed), another_open=another, day=at.date(), last_on=last_on
        ),
        NotReady,
    )
    version = PlanVersion(
        root_id=wish.root,
        number=max((each.number for each in before), default=0) + 1,
        reason=wish.reason.strip(),
        counts_from=wish.counts_from,
        put_forward_by_id=actor.employee,
        put_forward_at=at,
    )
    try:
        with store.begin_nested():
            store.add(version)
    except IntegrityError as error:  # somebody else put one forward at the same moment
        raise Outdated(noun="plan_node", key=wish.root) from error
    since = max((each.put_forward_at for each in before), default=None)
    _keep_figures(store, version, {line.key: line for line in changed}, {}, since)
    _keep_parts(store, version, tree, changed)
    record(
        store, actor, "version_put_forward", "plan_node", wish.root, at=at,
        version=version.number, nodes=len(changed),
    )  # fmt: skip
    return version.number


def put_part_forward(store: Session, actor: Actor, wish: PutPartForward, *, at: datetime) -> None:
    """Put a part forward to the owner above; what was changed in it since the version began comes along."""
    version, facts, part, parts = _part(store, wish.node, wish.number)
    insist_on_none(policy.may_put_forward(actor, part.owner), NotAllowed)
    below = [each.now for each in parts if each.above == part.node]
    insist_on_none(domain.objections_to_part(facts.stage, part.now, below), NotReady)
    said = figures_in(store, [version.id])
    inside = _inside(plans.tree_of(store, facts.root), part.node, {each.node for each in parts})
    newer = {line.key: line for line in inside if _is_newer(line, said)}
    _keep_figures(store, version, newer, said, facts.put_forward_at)
    _step(store, actor, part, Act.PUT_FORWARD, wish.words, at)


def answer_part(store: Session, actor: Actor, wish: AnswerPart, *, at: datetime) -> None:
    """Accept a part, or send it back with words."""
    _version, facts, part, _parts = _part(store, wish.node, wish.number)
    insist_on_none(policy.may_answer(actor, part.owner_above), NotAllowed)
    insist_on_none(domain.objections_to_answering(wish, facts.stage, part.now), NotReady)
    _step(store, actor, part, Act.ACCEPTED if wish.is_accepted else Act.SENT_BACK, wish.words, at)


def approve(store: Session, actor: Actor, wish: DecideVersion, *, at: datetime) -> None:
    """Approve a version as a whole, or send it back; approved, it counts from its day, at once if that has come."""
    version, facts, _parts = find_version(store, wish.root, wish.number, for_change=True)
    owner = _top(store, wish.root).owner
    deciders = deciders_of(store, [owner], at.date())[owner]
    insist_on_none(policy.may_decide(actor, deciders), NotAllowed)
    insist_on_none(domain.objections_to_deciding(wish, facts.stage), NotReady)
    version.decided_by_id, version.decided_at = actor.employee, at
    version.decided_as, version.is_approved = deciders.quality.value, wish.is_approved
    version.decided_because = wish.words.strip()
    store.flush()
    verb = "version_approved" if wish.is_approved else "version_sent_back"
    record(store, actor, verb, "plan_node", wish.root, at=at, version=wish.number)
    if wish.is_approved and day_has_come(version, at.date()):
        _count(store, actor, version, at.date(), at)


def withdraw(store: Session, actor: Actor, wish: WithdrawVersion, *, at: datetime) -> None:
    """Take a version back before it counts, for a reason that all who see the plan read."""
    version, facts, _parts = find_version(store, wish.root, wish.number, for_change=True)
    insist_on_none(policy.may_put_forward(actor, _top(store, wish.root).owner), NotAllowed)
    insist_on_none(domain.objections_to_withdrawing(wish, facts.stage), NotReady)
    version.withdrawn_by_id, version.withdrawn_at = actor.employee, at
    version.withdrawn_because = wish.because.strip()
    store.flush()
    record(store, actor, "version_withdrawn", "plan_node", wish.root, at=at, version=wish.number)


def confirm_part(store: Session, actor: Actor, wish: ConfirmPart, *, at: datetime) -> None:
    """Say in own words what the number of a part means, once the version is approved.

    While the working number is still the version's, the words stand on the part itself too: nobody says it twice.
    """
    version, facts, part, _parts = _part(store, wish.node, wish.number)
    insist_on_none(policy.may_put_forward(actor, part.owner), NotAllowed)
    acts = [step.act for step in part.steps]
    insist_on_none(domain.objections_to_confirming(wish, facts.stage, acts), NotReady)
    _step(store, actor, part, Act.CONFIRMED, wish.own_words, at)
    node = plans.node_facts(store, part.node)
    if figures_in(store, [version.id]).get(part.node, node.agreed_target) == node.target:
        plans_in.restate_node(store, actor, plans_in.RestateNode(node.key, wish.own_words), at=at)


def bring_into_force(store: Session, actor: Actor, day: date, *, at: datetime) -> tuple[int, ...]:
    """Let every approved version count whose day has come; the keys of those, in the order of their days."""
    insist_on_none(policy.may_bring_into_force(actor), NotAllowed)
    due = store.scalars(
        select(PlanVersion)
        .where(
            PlanVersion.is_approved.is_(True),
            PlanVersion.withdrawn_at.is_(None),
            PlanVersion.in_force_on.is_(None),
            PlanVersion.counts_from <= day,
        )
        .order_by(PlanVersion.counts_from, PlanVersion.id)
        .with_for_update()
    ).all()
    for version in due:
        _count(store, actor, version, day, at)
    return tuple(version.id for version in due)


def day_has_come(version: PlanVersion, day: date) -> bool:
    """Whether the day from which a version shall count is there."""
    return version.counts_from <= day


def _count(store: Session, actor: Actor, version: PlanVersion, day: date, at: datetime) -> None:
    """The version counts from now on and the one before no longer; its goals follow as work of their own."""
    former = store.scalars(
        select(PlanVersion).where(
            PlanVersion.root_id == version.root_id,
            PlanVersion.in_force_on.is_not(None),
            PlanVersion.until_on.is_(None),
        )
    ).first()
    on = domain.first_day(version.counts_from, day, is_first=former is None)
    version.in_force_on = on
    if former is not None:
        former.until_on = on - timedelta(days=1)
    store.flush()
    plans_in.put_in_force(
        store, actor, version.root_id, version.number, figures_in(store, [version.id]), on, at=at,
    )  # fmt: skip
    queue.ask(store, SERVICE, TELLING, {"version": version.id}, at, unique_key=f"{TELLING}:{version.id}")


def _top(store: Session, root: int) -> plans.NodeFacts:
    node = plans.node_facts(store, root)
    if node.parent is not None:
        raise NotFound(noun="plan", key=root)
    return node


def _part(
    store: Session, node: int, number: int
) -> tuple[PlanVersion, VersionFacts, PartFacts, tuple[PartFacts, ...]]:
    root = plans.root_of(store, node)
    version, facts, parts = find_version(store, root, number, for_change=True)
    part = next((each for each in parts if each.node == node), None)
    if part is None:
        raise NotFound(noun="part", key=node)
    return version, facts, part, parts


def _step(store: Session, actor: Actor, part: PartFacts, act: Act, words: str, at: datetime) -> None:
    store.add(
        PlanVersionStep(part_id=part.key, act=act.value, by_id=actor.employee, at=at, words=words.strip())
    )
    store.flush()
    record(store, actor, f"part_{act.value}", "plan_node", part.node, at=at)


def _inside(tree: tuple[TreeLine, ...], head: int, heads: set[int]) -> list[TreeLine]:
    """The nodes of a part: everything below its head, up to where another part begins."""
    inside = {head}
    for line in tree:
        if line.parent in inside and line.key not in heads:
            inside.add(line.key)
    return [line for line in tree if line.key in inside]


def _is_newer(line: TreeLine, said: Mapping[int, Decimal | None]) -> bool:
    """Whether a working number is another than what the version says of the node so far."""
    if line.key in said:
        return said[line.key] != line.target
    return line.differs


def _keep_parts(
    store: Session, version: PlanVersion, tree: tuple[TreeLine, ...], changed: list[TreeLine]
) -> None:
    lines = [(line.key, line.parent, line.owner) for line in tree]
    touched = domain.parts_touched(lines, [line.key for line in changed])
    store.add_all(
        PlanVersionPart(version_id=version.id, node_id=node, above_id=above)
        for node, above in sorted(touched.items())
    )
    store.flush()


def _keep_figures(
    store: Session,
    version: PlanVersion,
    changed: Mapping[int, TreeLine],
    said: Mapping[int, Decimal | None],
    since: datetime | None,
) -> None:
    if not changed:
        return
    who = plans.changes_since(store, version.root_id, since)
    rows = [
        {
            "version_id": version.id,
            "node_id": line.key,
            "is_new": line.agreed_version is None,
            "was": line.agreed_target,
            "target": line.target,
            "changed_by": who[line.key].by if line.key in who else "",
            "because": who[line.key].because if line.key in who else "",
        }
        for line in changed.values()
    ]
    store.execute(insert(PlanVersionFigure), rows)
