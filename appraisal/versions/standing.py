"""Where versions and their parts stand, as facts: found, read many at once, and who decides about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import column, select, table
from sqlalchemy.orm import Session

from appraisal.kernel.actors import Role
from appraisal.kernel.refusals import NotFound
from appraisal.people import queries as people
from appraisal.versions.domain import Act, DecidedAs, Deciders, Marks, Stage, stage_of, standing
from appraisal.versions.models import PlanVersion, PlanVersionFigure, PlanVersionPart, PlanVersionStep

# Tables of other slices, named as a foreign key names them: owners of nodes, and who holds a role.
NODE = table(
    "plan_node", column("id"), column("owner_id"), column("title"), column("starts_on"), column("ends_on")
)
ACCOUNT = table("account", column("id"), column("employee_id"), column("active"))
ROLE = table("account_role", column("account_id"), column("role"))


@dataclass(frozen=True)
class Step:
    """One act on a part."""

    act: Act
    by: int
    at: datetime
    words: str


@dataclass(frozen=True)
class PartFacts:
    """A part of a version. ``above`` is the part above, with its owner; the top of the plan has none."""

    key: int
    version: int
    node: int
    title: str
    owner: int
    above: int | None
    owner_above: int | None
    steps: tuple[Step, ...]

    @property
    def now(self) -> Act | None:
        """Where the part is on its way up."""
        return standing(step.act for step in self.steps)

    @property
    def confirmed(self) -> Step | None:
        """Its owner's restating, once there is one."""
        return next((step for step in self.steps if step.act is Act.CONFIRMED), None)


@dataclass(frozen=True)
class VersionFacts:
    """A version with its stage. ``day`` is when it counts: since when it does, or from when it shall."""

    key: int
    root: int
    number: int
    reason: str
    counts_from: date
    put_forward_by: int
    put_forward_at: datetime
    decided_by: int | None
    decided_at: datetime | None
    decided_as: str
    decided_because: str
    withdrawn_at: datetime | None
    withdrawn_because: str
    in_force_on: date | None
    until_on: date | None
    stage: Stage


def parts_of(store: Session, versions: Iterable[int]) -> Mapping[int, tuple[PartFacts, ...]]:
    """By version, its parts with what was done with them; two statements."""
    keys = set(versions)
    above = NODE.alias("above")
    rows = store.execute(
        select(
            PlanVersionPart.id,
            PlanVersionPart.version_id,
            PlanVersionPart.node_id,
            NODE.c.title,
            NODE.c.owner_id,
            PlanVersionPart.above_id,
            above.c.owner_id,
        )
        .join(NODE, NODE.c.id == PlanVersionPart.node_id)
        .outerjoin(above, above.c.id == PlanVersionPart.above_id)
        .where(PlanVersionPart.version_id.in_(keys))
        .order_by(NODE.c.title, PlanVersionPart.id)
    ).all()
    done: dict[int, list[Step]] = {}
    for part, act, by, at, words in store.execute(
        select(
            PlanVersionStep.part_id,
            PlanVersionStep.act,
            PlanVersionStep.by_id,
            PlanVersionStep.at,
            PlanVersionStep.words,
        )
        .join(PlanVersionPart, PlanVersionPart.id == PlanVersionStep.part_id)
        .where(PlanVersionPart.version_id.in_(keys))
        .order_by(PlanVersionStep.id)
    ):
        done.setdefault(part, []).append(Step(Act(act), by, at, words))
    found: dict[int, list[PartFacts]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(PartFacts(*row, steps=tuple(done.get(row[0], ()))))
    return {key: tuple(each) for key, each in found.items()}


def is_accepted(parts: Iterable[PartFacts]) -> bool:
    """Whether every part below the top was accepted."""
    return all(part.now is Act.ACCEPTED for part in parts if part.above is not None)


def facts_of(row: PlanVersion, parts: Iterable[PartFacts]) -> VersionFacts:
    """A stored version as facts."""
    marks = Marks(
        row.is_approved, row.withdrawn_at is not None, row.in_force_on, row.until_on, is_accepted(parts)
    )
    return VersionFacts(
        key=row.id,
        root=row.root_id,
        number=row.number,
        reason=row.reason,
        counts_from=row.counts_from,
        put_forward_by=row.put_forward_by_id,
        put_forward_at=row.put_forward_at,
        decided_by=row.decided_by_id,
        decided_at=row.decided_at,
        decided_as=row.decided_as,
        decided_because=row.decided_because,
        withdrawn_at=row.withdrawn_at,
        withdrawn_because=row.withdrawn_because,
        in_force_on=row.in_force_on,
        until_on=row.until_on,
        stage=stage_of(marks),
    )


def versions_of(store: Session, root: int) -> tuple[tuple[VersionFacts, tuple[PartFacts, ...]], ...]:
    """The versions of a plan with their parts, the newest first; three statements."""
    rows = store.scalars(
        select(PlanVersion).where(PlanVersion.root_id == root).order_by(PlanVersion.number.desc())
    ).all()
    parts = parts_of(store, (row.id for row in rows)) if rows else {}
    return tuple((facts_of(row, parts.get(row.id, ())), parts.get(row.id, ())) for row in rows)


def find_version(
    store: Session, root: int, number: int, *, for_change: bool = False
) -> tuple[PlanVersion, VersionFacts, tuple[PartFacts, ...]]:
    """One version; ``for_change`` lets nobody else change it meanwhile. Raises ``NotFound``."""
    wanted = select(PlanVersion).where(PlanVersion.root_id == root, PlanVersion.number == number)
    row = store.scalars(wanted.with_for_update() if for_change else wanted).first()
    if row is None:
        raise NotFound(noun="plan_version", key=number)
    parts = parts_of(store, [row.id]).get(row.id, ())
    return row, facts_of(row, parts), parts


def figures_in(store: Session, versions: Sequence[int]) -> Mapping[int, Decimal | None]:
    """By node, its number after these versions, the newest row of each node; for nodes they name alone."""
    rows = store.execute(
        select(PlanVersionFigure.node_id, PlanVersionFigure.target)
        .where(PlanVersionFigure.version_id.in_(versions))
        .order_by(PlanVersionFigure.id)
    )
    return {row.node_id: row.target for row in rows}


def deciders_of(store: Session, owners: Iterable[int], day: date) -> Mapping[int, Deciders]:
    """By owner of a plan, who decides about its versions; two statements however many owners."""
    wanted = set(owners)
    places = people.places_of(store, wanted, day)
    holders = store.scalars(
        select(ACCOUNT.c.employee_id)
        .join(ROLE, ROLE.c.account_id == ACCOUNT.c.id)
        .where(ROLE.c.role == Role.PLAN_OWNER.value, ACCOUNT.c.active, ACCOUNT.c.employee_id.is_not(None))
        .order_by(ACCOUNT.c.employee_id)
    ).all()
    found: dict[int, Deciders] = {}
    for owner in wanted:
        leader = places[owner][2] if owner in places else None
        others = tuple(key for key in holders if key != owner)
        if leader is not None:
            found[owner] = Deciders(DecidedAs.LEADER, (leader,))
        elif others:
            found[owner] = Deciders(DecidedAs.PLAN_OWNER, others)
        else:
            found[owner] = Deciders(DecidedAs.ALONE, (owner,))
    return found
