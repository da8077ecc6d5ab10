"""Stored sums are what the plan adds up to, whatever was done to it, and only the line is added up anew."""

from __future__ import annotations

import importlib.util
import random
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import delete, select

from appraisal.app import MIGRATIONS
from appraisal.kernel.refusals import NotReady
from appraisal.plans import operations, queries
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import GiveEstimate, MakeRoot, SetTarget, SplitChoice, SplitNode
from appraisal.plans.feasibility import Basis
from appraisal.plans.groups import Holding, groups_of
from appraisal.plans.models import NodeSum, PlanNode
from appraisal.plans.sums import reroll
from appraisal.plans.tree import Axis, PlanKind
from appraisal.plans.whole_sums import reroll_plan
from tests.conftest import NOW
from tests.factories.sales import Sales
from tests.factories.statements import counted_statements

YEAR = (date(2017, 1, 1), date(2017, 12, 31))
REVIEW = date(2018, 1, 10)


def stored(store, root) -> dict[int, tuple]:
    """Every row of a plan's sums, as plain values."""
    columns = [column for column in NodeSum.__table__.columns if column.name != "node_id"]
    rows = store.execute(
        select(NodeSum.node_id, *columns)
        .join(PlanNode, PlanNode.id == NodeSum.node_id)
        .where(PlanNode.root_id == root)
    )
    return {row[0]: tuple(row[1:]) for row in rows}


def anew(store, root) -> dict[int, tuple]:
    """The same after every row was thrown away and the whole plan was added up; estimates are kept."""
    own = {node: values[3] for node, values in stored(store, root).items()}
    store.execute(delete(NodeSum).where(NodeSum.node_id.in_(own)))
    store.execute(
        NodeSum.__table__.insert(), [{"node_id": node, "own": value} for node, value in own.items()]
    )
    reroll_plan(store, root)
    return stored(store, root)


def node(store, root, parent, *, person=None, target=None, owner, kind=PlanKind.OPERATIONAL, **more):
    """One more node, put in by hand."""
    row = PlanNode(
        root_id=root, parent_id=parent, kind=kind, title="Part", measure="deals_won",
        is_supporting=more.get("is_supporting", False), unit="count", starts_on=YEAR[0], ends_on=YEAR[1], review_on=REVIEW, owner_id=owner,
        person_id=person, target=target,
    )  # fmt: skip
    store.add(row)
    store.flush()
    return row.id


@pytest.fixture
def sales(store, company):
    return Sales.found(store, company, NOW)


@pytest.fixture
def root(store, company, sales):
    wish = MakeRoot("Deals", "deals_won", Decimal(1000), *YEAR, REVIEW, company.leila)
    return operations.make_root(store, company.actor("leila"), wish, at=NOW)


def _anything(store, company, sales, root, chance) -> None:
    """One random change of a plan, as an operation or as nodes that another room made."""
    leila = company.actor("leila")
    rows = store.scalars(select(PlanNode).where(PlanNode.root_id == root)).all()
    groups = [row for row in rows if row.person_id is None and row.kind != PlanKind.CONTINGENCY]
    one, group = chance.choice(rows), chance.choice(groups)
    act = chance.randrange(6)
    if act == 0:
        target = chance.choice([None, Decimal(chance.randrange(1, 500))])
        operations.set_target(store, leila, SetTarget(one.id, target, "Counted again"), at=NOW)
    elif act == 1 and one.person_id is None:
        value = chance.choice([None, Decimal(chance.randrange(0, 500))])
        operations.give_estimate(store, leila, GiveEstimate(one.id, value, Basis.CAPACITY), at=NOW)
    elif act == 2:
        people = chance.sample(sales.sellers, chance.randrange(1, 7))
        made = [node(store, root, group.id, person=one, owner=company.leila) for one in people]
        reroll(store, made)
    elif act == 3:
        kind = chance.choice([PlanKind.TACTICAL, PlanKind.TACTICAL, PlanKind.CONTINGENCY])
        beside = chance.randrange(4) == 0
        target = Decimal(chance.randrange(1, 50))
        made = node(
            store, root, group.id, target=target, owner=company.leila, kind=kind, is_supporting=beside
        )
        reroll(store, [made])
    elif act == 4 and one.person_id is not None:
        below = node(store, root, one.id, person=one.person_id, target=Decimal(3), owner=company.leila)
        reroll(store, [below])
    elif act == 5 and group.target:
        wish = SplitNode(group.id, SplitChoice(Axis.UNIT, MethodName.EVEN, review_on=REVIEW))
        try:
            operations.split_node(store, leila, wish, at=NOW)
        except NotReady:
            return


@pytest.mark.parametrize("seed", range(6))
def test_stored_sums_are_the_sums_computed_anew_after_any_changes(store, company, sales, root, seed):
    chance = random.Random(seed)  # noqa: S311 - chance for a test, no secret
    for _change in range(25):
        _anything(store, company, sales, root, chance)
    found = stored(store, root)
    assert len(found) > 5
    assert found == anew(store, root)


@pytest.mark.parametrize("seed", range(4))
def test_whoever_may_show_a_total_is_who_might_by_reading_the_whole_plan(store, company, sales, root, seed):
    chance = random.Random(100 + seed)  # noqa: S311 - chance for a test, no secret
    for _change in range(25):
        _anything(store, company, sales, root, chance)
    rows = store.scalars(select(PlanNode).where(PlanNode.root_id == root)).all()
    persons = {row.id for row in rows if row.person_id is not None}
    groups = groups_of(
        Holding(row.id, None if row.is_supporting else row.parent_id, row.person_id)
        for row in rows
        if row.parent_id not in persons
    )
    for row in rows:
        if row.person_id is None:
            below = queries.people_below(store, queries.node_facts(store, row.id))
            assert below.people == groups.people[row.id]
            assert below.may_show_total == (row.id in groups.shown)


def test_a_plan_of_a_second_half_is_added_up_when_it_is_made(store, company, sales):
    made = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    whole = stored(store, made)[made]
    assert whole[:3] == (3, 0, queries.node_facts(store, made).target)
    assert whole[6:] == (30, True)
    assert stored(store, made) == anew(store, made)


def test_estimates_from_below_stand_as_soon_as_every_part_has_one(store, company, sales, root):
    leila = company.actor("leila")
    parts = [node(store, root, root, target=Decimal(500), owner=company.leila) for _part in range(2)]
    reroll(store, parts)
    operations.give_estimate(store, leila, GiveEstimate(root, Decimal(900), Basis.CAPACITY), at=NOW)
    operations.give_estimate(store, leila, GiveEstimate(parts[0], Decimal(300), Basis.CAPACITY), at=NOW)
    assert queries.node_facts(store, root).possible == 900
    operations.give_estimate(store, leila, GiveEstimate(parts[1], Decimal(0), Basis.CAPACITY), at=NOW)
    assert queries.node_facts(store, root).possible == 300
    operations.give_estimate(store, leila, GiveEstimate(parts[1], None, Basis.CAPACITY), at=NOW)
    assert queries.node_facts(store, root).possible == 900


def test_a_change_of_one_leaf_reads_the_line_and_not_what_stands_beside_it(store, company, sales):
    made = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    leaf = store.scalar(
        select(PlanNode.id).where(PlanNode.root_id == made, PlanNode.target > 0).order_by(PlanNode.id.desc())
    )
    with counted_statements() as taken:
        reroll(store, [leaf])
    assert taken.count <= 2 + 3 * 5


def test_plans_from_before_there_were_sums_are_added_up_the_same_way(store, company, sales):
    made = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    written = stored(store, made)
    store.execute(delete(NodeSum))
    place = MIGRATIONS / "versions" / "2026_11_22_gaps.py"
    spec = importlib.util.spec_from_file_location("gaps", place)
    step = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(step)
    step.add_up(store.connection())
    assert stored(store, made) == written
