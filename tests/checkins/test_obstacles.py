"""The register of obstacles with a real database behind it."""

from datetime import timedelta

import pytest

from appraisal.checkins import operations, queries
from appraisal.checkins.domain import ObstacleKind, ReportObstacle, TakeOnObstacle
from appraisal.kernel.refusals import NotAllowed, NotReady, Outdated
from tests.conftest import DAY, NOW

SOON = DAY + timedelta(days=7)


def reported(store, company, at=NOW):
    wish = ReportObstacle(company.sara, ObstacleKind.WAITING, "No prices from the product unit")
    return operations.report_obstacle(store, company.actor("sara"), wish, at=at)


def test_a_second_person_confirms_and_the_reporter_cannot(store, company):
    key = reported(store, company)
    with pytest.raises(NotReady) as refusal:
        operations.confirm_obstacle(store, company.actor("sara"), key, at=NOW)
    assert refusal.value.objections.keys() == {"confirmed_by_reporter"}
    operations.confirm_obstacle(store, company.actor("omid"), key, at=NOW)
    (facts,) = queries.obstacles_of(store, company.sara)
    assert (facts.confirmed_by, facts.confirmed_on) == (company.omid, DAY)


def test_an_obstacle_shows_its_age_until_it_is_removed(store, company):
    key = reported(store, company, at=NOW - timedelta(days=12))
    page = queries.obstacles_page(store, company.actor("omid"), company.sara, DAY)
    assert [line.days for line in page.open] == [12]
    operations.remove_obstacle(store, company.actor("sara"), key, at=NOW)
    page = queries.obstacles_page(store, company.actor("omid"), company.sara, DAY + timedelta(days=30))
    assert (page.open, [line.days for line in page.removed]) == ((), [12])


def test_an_owner_higher_up_sees_what_was_given_to_them_and_nothing_else(store, company):
    key = reported(store, company)
    reported(store, company)
    operations.take_on_obstacle(
        store, company.actor("omid"), TakeOnObstacle(key, company.leila, SOON), at=NOW
    )
    page = queries.team_obstacles_page(store, company.actor("leila"), DAY)
    assert [line.facts.key for line in page.open] == [key]
    with pytest.raises(NotAllowed):
        queries.obstacles_page(store, company.actor("leila"), company.sara, DAY)


def test_an_obstacle_past_its_day_is_overdue(store, company):
    key = reported(store, company)
    operations.take_on_obstacle(store, company.actor("omid"), TakeOnObstacle(key, company.omid, SOON), at=NOW)
    page = queries.team_obstacles_page(store, company.actor("omid"), SOON + timedelta(days=1))
    assert [line.is_overdue for line in page.open] == [True]


def test_two_people_working_on_one_obstacle_at_once_are_told(store, company):
    key = reported(store, company)
    operations.confirm_obstacle(store, company.actor("omid"), key, seen_version=1, at=NOW)
    with pytest.raises(Outdated):
        operations.remove_obstacle(store, company.actor("sara"), key, seen_version=1, at=NOW)


@pytest.mark.parametrize("name", ["kian", "leila", "nasrin", "vera"])
def test_nobody_else_reads_or_reports_a_persons_obstacles(store, company, name):
    with pytest.raises(NotAllowed):
        queries.obstacles_page(store, company.actor(name), company.sara, DAY)
    with pytest.raises(NotAllowed):
        operations.report_obstacle(
            store, company.actor(name), ReportObstacle(company.sara, ObstacleKind.OTHER, "x"), at=NOW
        )
