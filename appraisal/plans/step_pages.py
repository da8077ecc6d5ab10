"""The pages of the five steps: where a plan stands, what it is for, what hangs beside it, and own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Actor
from appraisal.kernel.refusals import NotAllowed, insist_on_none
from appraisal.people import queries as people
from appraisal.plans import node_pages, policy, queries, standing
from appraisal.plans.guidance import Topic
from appraisal.plans.models import NodeRestated, PlanAssumption, PlanGuidance
from appraisal.plans.principles import Lack, Principle, Step, lacking_topics, lacks_of
from appraisal.plans.queries import NodeFacts, PlanStep
from appraisal.plans.standing import Place


@dataclass(frozen=True)
class StepLine:
    """One step: what is missing in it; done when nothing is."""

    step: Step
    lacks: tuple[Lack, ...]


@dataclass(frozen=True)
class PrincipleLine:
    """One principle: what offends it; kept when nothing does."""

    principle: Principle
    lacks: tuple[Lack, ...]


@dataclass(frozen=True)
class StepsPage:
    """Where a plan stands. ``now`` is the first step that lacks something; None when all five are done."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    steps: tuple[StepLine, ...]
    principles: tuple[PrincipleLine, ...]
    now: Step | None
    places: Mapping[str, tuple[Place, ...]]
    topics_missing: tuple[Topic, ...]
    reserve: Decimal | None
    leaves: int
    may_change: bool


@dataclass(frozen=True)
class Assumption:
    """What a plan rests on, as it was known on a day."""

    topic: Topic
    said: str
    source: str
    as_of: date
    by: str


@dataclass(frozen=True)
class Guided:
    """The guidance of a node as it stands; empty texts are not said yet."""

    statement: str = ""
    why_it_matters: str = ""
    measured_by: str = ""
    instruction: str = ""
    rhythm: str | None = None
    reporter: int | None = None
    version: int | None = None


@dataclass(frozen=True)
class PurposePage:
    """What a node is for, what it rests on, and how it is kept on course."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    guided: Guided
    reporter: str
    owners: tuple[tuple[int, str], ...]
    assumptions: tuple[Assumption, ...]
    topics_missing: tuple[Topic, ...]
    may_change: bool


@dataclass(frozen=True)
class BesideLine:
    """A plan beside the sums."""

    key: int
    title: str
    kind: str
    measure: str
    unit: str
    target: Decimal | None
    owner: str
    review_on: date


@dataclass(frozen=True)
class BesidePage:
    """What hangs beside the sum of a node, and who may own more of it."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    beside: tuple[BesideLine, ...]
    owners: tuple[tuple[int, str], ...]
    may_change: bool


@dataclass(frozen=True)
class OwnWords:
    """A node in somebody's own words; ``is_outdated`` when the number has changed since."""

    words: str
    by: str
    said_at: datetime
    target: Decimal | None
    is_outdated: bool


@dataclass(frozen=True)
class WordsPage:
    """The instruction of a node, from above where it has none, and the own words of whoever answers for it."""

    node: NodeFacts
    crumbs: tuple[PlanStep, ...]
    guided: Guided
    from_above: str
    answers: str
    words: tuple[OwnWords, ...]
    may_change: bool
    may_restate: bool


def steps_page(store: Session, actor: Actor, node_id: int, day: date) -> StepsPage:
    """Where a plan stands. Raises ``NotFound`` or ``NotAllowed``."""
    node = queries.seen_node(store, actor, node_id, day)
    line = queries.line_to_strategy(store, node.key)
    found = standing.standing_of(store, node, line, day)
    lacks = lacks_of(found.standing)
    may_change = not policy.may_change_node(actor, node.owner)
    return StepsPage(
        node=node,
        crumbs=line,
        steps=tuple(StepLine(step, tuple(each for each in lacks if each.step is step)) for step in Step),
        principles=tuple(
            PrincipleLine(principle, tuple(each for each in lacks if each.principle is principle))
            for principle in Principle
        ),
        now=lacks[0].step if lacks else None,
        places=found.places if may_change else {},
        topics_missing=lacking_topics(found.standing),
        reserve=found.standing.reserve,
        leaves=found.standing.leaves,
        may_change=may_change,
    )


def purpose_page(store: Session, actor: Actor, node_id: int, day: date) -> PurposePage:
    """What a node is for. Raises ``NotFound`` or ``NotAllowed``."""
    node = queries.seen_node(store, actor, node_id, day)
    guided = guided_of(store, node)
    may_change = not policy.may_change_node(actor, node.owner)
    assumptions = _assumptions(store, node)
    noted = {each.topic for each in assumptions}
    owners = dict(node_pages.owners_for(store, actor, node, day)) if may_change else {}
    names = people.names_of(store, [guided.reporter])
    return PurposePage(
        node=node,
        crumbs=queries.line_to_strategy(store, node.key),
        guided=guided,
        reporter=names.get(guided.reporter or 0, ""),
        owners=tuple({**owners, **names}.items()) if may_change else (),
        assumptions=assumptions,
        topics_missing=() if node.parent else tuple(topic for topic in Topic if topic not in noted),
        may_change=may_change,
    )


def beside_page(store: Session, actor: Actor, node_id: int, day: date) -> BesidePage:
    """What hangs beside the sum of a node. Raises ``NotFound`` or ``NotAllowed``."""
    node = queries.seen_node(store, actor, node_id, day)
    rows = queries.beside_rows(store, node.key)
    names = people.names_of(store, [row.owner for row in rows])
    may_change = not policy.may_change_node(actor, node.owner) and node.person is None
    return BesidePage(
        node=node,
        crumbs=queries.line_to_strategy(store, node.key),
        beside=tuple(
            BesideLine(
                row.key,
                row.title,
                row.kind,
                row.measure,
                row.unit,
                row.target,
                names[row.owner],
                row.review_on,
            )
            for row in rows
        ),
        owners=node_pages.owners_for(store, actor, node, day) if may_change else (),
        may_change=may_change,
    )


def page_to_change_beside(store: Session, actor: Actor, node_id: int, day: date) -> BesidePage:
    """The same for those alone who may change the node. Raises ``NotFound`` or ``NotAllowed``."""
    page = beside_page(store, actor, node_id, day)
    insist_on_none(policy.may_change_node(actor, page.node.owner), NotAllowed)
    return page


def words_page(store: Session, actor: Actor, node_id: int, day: date) -> WordsPage:
    """The instruction of a node, and its own words. Raises ``NotFound`` or ``NotAllowed``."""
    node = queries.seen_node(store, actor, node_id, day)
    above = store.get(PlanGuidance, node.parent) if node.parent is not None else None
    rows = store.scalars(
        select(NodeRestated)
        .where(NodeRestated.node_id == node.key)
        .order_by(NodeRestated.id.desc())
        .limit(10)
    ).all()
    answering = node.person or node.owner
    names = people.names_of(store, [answering, *(row.said_by_id for row in rows)])
    return WordsPage(
        node=node,
        crumbs=queries.line_to_strategy(store, node.key),
        guided=guided_of(store, node),
        from_above=above.instruction if above else "",
        answers=names.get(answering, ""),
        words=tuple(
            OwnWords(
                row.words, names.get(row.said_by_id, ""), row.said_at, row.target, row.target != node.target
            )
            for row in rows
        ),
        may_change=not policy.may_change_node(actor, node.owner),
        may_restate=not policy.may_restate_node(actor, node.owner, node.person),
    )


def guided_of(store: Session, node: NodeFacts) -> Guided:
    """The guidance of one node; everything empty while nothing was said."""
    row = store.get(PlanGuidance, node.key)
    if row is None:
        return Guided()
    return Guided(
        row.statement,
        row.why_it_matters,
        row.measured_by,
        row.instruction,
        row.rhythm,
        row.reporter_id,
        row.version,
    )


def _assumptions(store: Session, node: NodeFacts) -> tuple[Assumption, ...]:
    """The newest note on each topic."""
    rows = store.scalars(
        select(PlanAssumption).where(PlanAssumption.node_id == node.key).order_by(PlanAssumption.id)
    ).all()
    newest = {row.topic: row for row in rows}
    names = people.names_of(store, [row.noted_by_id for row in newest.values()])
    return tuple(
        Assumption(topic, row.said, row.source, row.as_of, names.get(row.noted_by_id or 0, ""))
        for topic in Topic
        for row in (newest.get(topic),)
        if row is not None
    )
