"""Reads about versions: the versions of a plan, one with its comparison, the numbers in force, what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotFound
from appraisal.people import queries as people
from appraisal.plans import queries as plans
from appraisal.plans.queries import InForce, NodeFacts, PlanStep
from appraisal.versions import policy
from appraisal.versions.agreed_before import has_versions
from appraisal.versions.comparison import Comparison, compare
from appraisal.versions.domain import OPEN, Act, DecidedAs, Stage
from appraisal.versions.models import PlanVersion, PlanVersionFigure
from appraisal.versions.standing import PartFacts, VersionFacts, deciders_of, versions_of
from appraisal.versions.waiting import WaitingPart, waiting_for

__all__ = [
    "NumberLine",
    "PartLine",
    "VersionPage",
    "VersionsPage",
    "WaitingPart",
    "figures_on",
    "figures_on_days",
    "has_versions",
    "nodes_of",
    "version_page",
    "versions_page",
    "waiting_for",
]


@dataclass(frozen=True)
class NumberLine:
    """What one version said of a node, and since when it counted."""

    number: int
    figure: InForce
    until: date | None


@dataclass(frozen=True)
class VersionsPage:
    """The versions of a plan as seen from one of its nodes, with this node's number in each that counted.

    ``changed`` counts the nodes of the whole plan whose working number is another than the agreed one.
    """

    node: NodeFacts
    root: int
    crumbs: tuple[PlanStep, ...]
    versions: tuple[VersionFacts, ...]
    names: Mapping[int, str]
    numbers: tuple[NumberLine, ...]
    changed: int
    owner: str
    may_put_forward: bool
    is_first: bool


@dataclass(frozen=True)
class PartLine:
    """A part on the page of its version: where it stands, and what this reader may do with it."""

    part: PartFacts
    owner: str
    owner_above: str
    may_put_forward: bool
    waits_for_parts_below: bool
    may_answer: bool
    may_confirm: bool


@dataclass(frozen=True)
class VersionPage:
    """One version: the comparison with another one, its parts, who decides, and what this reader may do.

    ``others`` are the versions that it can be compared with.
    """

    node: NodeFacts
    version: VersionFacts
    older: VersionFacts | None
    others: tuple[VersionFacts, ...]
    comparison: Comparison
    parts: tuple[PartLine, ...]
    names: Mapping[int, str]
    deciders: tuple[str, ...]
    decided_as: DecidedAs
    may_decide: bool
    may_withdraw: bool

    @property
    def unconfirmed(self) -> int:
        """How many owners have not confirmed their part yet."""
        return sum(line.part.confirmed is None for line in self.parts)


def figures_on(store: Session, nodes: Iterable[int], day: date) -> Mapping[int, InForce]:
    """The number of each node that was in force on a day; before any version the working number. Two statements."""
    return figures_on_days(store, dict.fromkeys(nodes, day))


def figures_on_days(store: Session, days: Mapping[int, date]) -> Mapping[int, InForce]:
    """The number of each node that was in force on a day of its own. Two statements, however many."""
    rows = store.execute(
        select(
            PlanVersionFigure.node_id,
            PlanVersionFigure.target,
            PlanVersion.number,
            PlanVersion.in_force_on,
        )
        .join(PlanVersion, PlanVersion.id == PlanVersionFigure.version_id)
        .where(PlanVersionFigure.node_id.in_(days), PlanVersion.in_force_on.is_not(None))
        .order_by(PlanVersionFigure.id)
    )
    found = {
        node: InForce(target, number, since)
        for node, target, number, since in rows
        if since and since <= days[node]
    }
    working = plans.agreed_of(store, days.keys() - found.keys())
    return {**{node: each for node, each in working.items() if each.version is None}, **found}


def nodes_of(store: Session, version: int) -> tuple[int, ...]:
    """The nodes whose number a version changed."""
    found = select(PlanVersionFigure.node_id).where(PlanVersionFigure.version_id == version).distinct()
    return tuple(store.scalars(found.order_by(PlanVersionFigure.node_id)))


def versions_page(store: Session, actor: Actor, node_id: int, day: date) -> VersionsPage:
    """The versions of the plan in which a node hangs. Raises ``NotFound`` or ``NotAllowed``."""
    node = plans.seen_node(store, actor, node_id, day)
    root = plans.root_of(store, node.key)
    top = node if node.key == root else plans.node_facts(store, root)
    found = [facts for facts, _parts in versions_of(store, root)]
    is_owner = not policy.may_put_forward(actor, top.owner)
    people_named = {each.put_forward_by for each in found} | {each.decided_by for each in found}
    names = people.names_of(store, [top.owner, *people_named])
    return VersionsPage(
        node=node,
        root=root,
        crumbs=plans.line_to_strategy(store, node.key),
        versions=tuple(found),
        names=names,
        numbers=_numbers_of(store, node.key),
        changed=plans.count_differing(store, root),
        owner=names.get(top.owner, ""),
        may_put_forward=is_owner and not any(each.stage in OPEN for each in found),
        is_first=not any(each.in_force_on for each in found),
    )


def version_page(
    store: Session, actor: Actor, node_id: int, number: int, against: int | None, day: date
) -> VersionPage:
    """One version of the plan in which a node hangs, compared with the one before or with ``against``."""
    seen = plans.seen_node(store, actor, node_id, day)
    root = plans.root_of(store, seen.key)
    node = seen if seen.key == root else plans.node_facts(store, root)
    found = versions_of(store, root)
    known = tuple(facts for facts, _parts in found)
    version, parts = next(((facts, each) for facts, each in found if facts.number == number), (None, ()))
    if version is None:
        raise NotFound(noun="plan_version", key=number)
    others = tuple(each for each in known if each.number < number and each.in_force_on is not None)
    older = next((each for each in others if against in (None, each.number)), None)
    deciders = deciders_of(store, [node.owner], day)[node.owner]
    named = {version.put_forward_by, version.decided_by, *deciders.people}
    named |= {step.by for part in parts for step in part.steps}
    named |= {key for part in parts for key in (part.owner, part.owner_above)}
    names = people.names_of(store, named)
    return VersionPage(
        node=node,
        version=version,
        older=older,
        others=others,
        comparison=compare(store, actor, known, older, version, day),
        parts=tuple(_part_line(actor, version, part, parts, names) for part in parts),
        names=names,
        deciders=() if version.decided_as == DecidedAs.ELSEWHERE else _named(deciders.people, names),
        decided_as=DecidedAs(version.decided_as) if version.decided_as else deciders.quality,
        may_decide=version.stage is Stage.DECIDING and not policy.may_decide(actor, deciders),
        may_withdraw=version.stage in OPEN and not policy.may_put_forward(actor, node.owner),
    )


def _named(keys: Iterable[int], names: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(names.get(key, "") for key in keys)


def _numbers_of(store: Session, node: int) -> tuple[NumberLine, ...]:
    rows = store.execute(
        select(PlanVersion.number, PlanVersionFigure.target, PlanVersion.in_force_on, PlanVersion.until_on)
        .join(PlanVersion, PlanVersion.id == PlanVersionFigure.version_id)
        .where(PlanVersionFigure.node_id == node, PlanVersion.in_force_on.is_not(None))
        .order_by(PlanVersionFigure.id)
    )
    newest = {
        number: NumberLine(number, InForce(target, number, since), until)
        for number, target, since, until in rows
    }
    return tuple(sorted(newest.values(), key=lambda line: -line.number))


def _part_line(
    actor: Actor,
    version: VersionFacts,
    part: PartFacts,
    parts: tuple[PartFacts, ...],
    names: Mapping[int, str],
) -> PartLine:
    mine = not policy.may_put_forward(actor, part.owner)
    is_up = part.now in (Act.PUT_FORWARD, Act.ACCEPTED)
    below = any(each.now is not Act.ACCEPTED for each in parts if each.above == part.node)
    going = version.stage is Stage.GATHERING and part.above is not None
    return PartLine(
        part=part,
        owner=names.get(part.owner, ""),
        owner_above=names.get(part.owner_above or 0, ""),
        may_put_forward=going and mine and not is_up and not below,
        waits_for_parts_below=going and not is_up and below,
        may_answer=going and part.now is Act.PUT_FORWARD and not policy.may_answer(actor, part.owner_above),
        may_confirm=mine and version.stage in (Stage.APPROVED, Stage.IN_FORCE) and part.confirmed is None,
    )
