"""The register of obstacles at a part of the plan."""

from datetime import timedelta

import pytest

from appraisal.checkins import operations, queries
from appraisal.checkins.domain import (
    ObstacleKey,
    ObstacleKind,
    ReportNodeObstacle,
    ReportObstacle,
    TakeOnObstacle,
)
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady
from appraisal.plans import operations as plan_operations
from appraisal.plans import queries as plans
from appraisal.plans.domain import NodeKey
from tests.actions.plans import node_of_team
from tests.conftest import DAY, NOW
from tests.factories.sales import Sales
from tests.goals.goals import share_of_sara

SOON = DAY + timedelta(days=7)


def reported(store, company, node, name="sara", at=NOW):
    wish = ReportNodeObstacle(NodeKey(node), ObstacleKind.WAITING, "Price lists come weeks late")
    return operations.report_node_obstacle(store, company.actor(name), wish, at=at)


def page(store, company, node, name="omid", day=DAY):
    return queries.node_obstacles_page(store, company.actor(name), node, day)


def test_a_second_person_confirms_it_and_its_owner_removes_it(store, company):
    node = node_of_team(store, company)
    key = reported(store, company, node)
    with pytest.raises(NotReady):
        operations.confirm_node_obstacle(store, company.actor("sara"), key, at=NOW)
    operations.confirm_node_obstacle(store, company.actor("kian"), key, at=NOW)
    taken = TakeOnObstacle(key, company.kian, SOON)
    operations.take_on_node_obstacle(store, company.actor("omid"), taken, at=NOW)
    (line,) = page(store, company, node, day=SOON + timedelta(days=1)).open
    assert (line.confirmer, line.owner, line.is_overdue, line.days) == ("Kian Rad", "Kian Rad", True, 8)
    operations.remove_node_obstacle(store, company.actor("kian"), key, at=NOW)
    assert page(store, company, node).open == ()


@pytest.mark.parametrize("name", ["kian", "nasrin"])
def test_who_does_not_own_the_part_neither_gives_it_away_nor_removes_it(store, company, name):
    key = reported(store, company, node_of_team(store, company))
    with pytest.raises(NotAllowed):
        operations.take_on_node_obstacle(
            store, company.actor(name), TakeOnObstacle(key, company.kian, SOON), at=NOW
        )
    with pytest.raises(NotAllowed):
        operations.remove_node_obstacle(store, company.actor(name), key, at=NOW)


def test_a_share_has_no_such_page_and_the_two_registers_do_not_mix(store, company):
    share = share_of_sara(store, company)
    with pytest.raises(NotFound):
        page(store, company, share)
    key = reported(store, company, plans.node_facts(store, share).parent)
    with pytest.raises(NotFound):
        operations.remove_obstacle(store, company.actor("sara"), ObstacleKey(key), at=NOW)
    own = operations.report_obstacle(
        store, company.actor("sara"), ReportObstacle(company.sara, ObstacleKind.TOOLS, "No licence"), at=NOW
    )
    with pytest.raises(NotFound):
        operations.remove_node_obstacle(store, company.actor("omid"), own, at=NOW)
    assert [each.key for each in queries.obstacles_of(store, company.sara)] == [own]


def test_what_two_people_below_named_is_not_shown(store, company):
    node = node_of_team(store, company)
    wish = ReportObstacle(company.sara, ObstacleKind.TOOLS, "No licence")
    operations.report_obstacle(store, company.actor("sara"), wish, at=NOW)
    shown = page(store, company, node)
    assert (shown.people, shown.below) == (2, None)
    assert queries.obstacles_of_nodes(store, [node], DAY)[node].below is None


def test_of_a_large_group_only_themes_and_ages_are_counted(store, company):
    sales = Sales.found(store, company, NOW)
    root = plan_operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    for seller, days in ((sales.sellers[0], 10), (sales.sellers[1], 10), (sales.sellers[2], 200)):
        manager = company.actor("leila")
        own = type(manager)(seller, "Seller")
        wish = ReportObstacle(seller, ObstacleKind.TOOLS, "secret-words")
        operations.report_obstacle(store, own, wish, at=NOW - timedelta(days=days))
    (theme,) = page(store, company, root, "leila").below
    assert (theme.kind, theme.by_age, theme.all) == (ObstacleKind.TOOLS, (2, 0, 1), 3)


def test_the_owner_of_the_whole_sees_what_is_named_further_below_with_its_place(store, company):
    sales = Sales.found(store, company, NOW)
    root = plan_operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    below = plans.parts_rows(store, root)[0]
    reported(store, company, below.key, "leila")
    (line,) = page(store, company, root, "leila").open
    assert line.at is not None
    assert line.at.key == below.key
    assert page(store, company, plans.parts_rows(store, root)[1].key, "leila").open == ()


def test_what_was_confirmed_above_a_share_stands_for_it_and_what_was_not_does_not(store, company):
    share = share_of_sara(store, company)
    node = plans.node_facts(store, share).parent
    key = reported(store, company, node)
    assert queries.confirmed_above(store, [share], DAY)[share] == ()
    operations.confirm_node_obstacle(store, company.actor("kian"), key, at=NOW)
    assert [each.key for each in queries.confirmed_above(store, [share], DAY)[share]] == [key]
    assert [each.key for each in queries.obstacles_owned_by(store, company.omid)] == []
