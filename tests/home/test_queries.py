"""Today and the file of a person, from what the slices hold."""

from datetime import date, timedelta

import pytest

from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import ObstacleKind, ReportObstacle
from appraisal.data import adaptable
from appraisal.diagnosis import operations as diagnosis
from appraisal.diagnosis.domain import RaiseMatter, Raises
from appraisal.diagnosis.models import GoalSign
from appraisal.diagnosis.rulebook import read_rulebook
from appraisal.goals import operations as goals
from appraisal.goals.domain import AddActionItem
from appraisal.home import gathering, queries
from appraisal.home.schemas import own_data_to_plain
from appraisal.kernel.actors import Actor, Role
from appraisal.kernel.refusals import NotAllowed
from appraisal.observations import operations as observations
from appraisal.observations.domain import ObservationKind, WriteObservation
from appraisal.people.models import Employee
from appraisal.reviews import operations as reviews
from appraisal.reviews.domain import OpenCycle
from tests.conftest import DAY, NOW
from tests.factories.post import let_handle
from tests.factories.reviews import Story
from tests.factories.statements import counted_statements
from tests.factories.talks import booked, prepared
from tests.goals.goals import propose


def waiting(store, company, name, now=NOW):
    page = queries.today_page(store, company.actor(name), now)
    return {line.key: line for group in page.groups for line in group.lines}


def test_a_booked_talk_waits_to_be_prepared_by_the_employee_and_not_by_the_manager(store, company):
    booked(store, company)
    assert "prepare_checkin" in waiting(store, company, "sara")
    assert "open_agenda" not in waiting(store, company, "omid")


def test_a_prepared_talk_waits_for_the_manager(store, company):
    prepared(store, company, booked(store, company))
    assert "prepare_checkin" not in waiting(store, company, "sara")
    assert waiting(store, company, "omid")["open_agenda"].details == {"name": "Sara Ahmadi"}


def test_a_talk_that_was_not_held_is_late_for_both(store, company):
    booked(store, company)
    later = NOW + timedelta(days=3)
    assert waiting(store, company, "sara", later)["hold_or_move"].is_late
    assert waiting(store, company, "omid", later)["hold_or_move"].is_late


def test_a_goal_waits_for_whoever_has_not_said_yes(store, company):
    propose(store, company, "omid")
    assert "confirm_goal" in waiting(store, company, "sara")
    assert "confirm_goal_of" not in waiting(store, company, "omid")


def test_a_goal_that_fell_behind_leads_both_to_a_talk_within_seven_days(store, company):
    saw_gap(store, propose(store, company, "omid"), company.sara)
    own, led = (
        waiting(store, company, "sara")["own_goal_behind"],
        waiting(store, company, "omid")["goal_behind"],
    )
    assert (own.group, led.group) == ("own", "team")
    assert own.due == led.due == DAY + timedelta(days=7)
    assert own.endpoint == led.endpoint == "diagnosis.about_goal"
    assert (led.details["name"], led.details["goal"]) == ("Sara Ahmadi", "Win twelve deals")
    assert "goal_behind" not in waiting(store, company, "leila")
    assert waiting(store, company, "sara", NOW + timedelta(days=8))["own_goal_behind"].is_late


def saw_gap(store, goal, employee):
    store.add(
        GoalSign(
            goal_id=goal,
            employee_id=employee,
            first_seen_on=DAY,
            last_seen_on=DAY,
            as_of=DAY,
            outcome="more_info",
            pack_sha256="0" * 64,
        )
    )


def test_a_managers_own_promise_waits_for_the_manager(store, company):
    wish = AddActionItem(company.sara, company.omid, "Ask for the price list", DAY, "checkin", 1)
    goals.add_action_item(store, company.actor("omid"), wish, at=NOW)
    late = waiting(store, company, "omid", NOW + timedelta(days=2))["promise"]
    assert (late.details["text"], late.is_late, late.group) == ("Ask for the price list", True, "team")


def test_the_number_of_statements_does_not_grow_with_what_waits(store, company):
    def count():
        store.flush()
        with counted_statements() as seen:
            queries.today_page(store, company.actor("omid"), NOW)
        return seen.count

    booked(store, company)
    goal = propose(store, company, "omid")
    few = count()
    propose(store, company, "omid", own=True)
    saw_gap(store, goal, company.sara)
    propose(store, company, "omid", own=True, employee=company.kian)
    for _each in range(5):
        wish = AddActionItem(company.sara, company.omid, "Ask again", DAY, "checkin", 1)
        goals.add_action_item(store, company.actor("omid"), wish, at=NOW)
    assert count() == few


def test_a_case_handler_sees_how_much_waits_in_one_line_and_nothing_of_it(store, company):
    handler = Actor(company.nasrin, "Nasrin", frozenset({Role.CASE_HANDLER}))
    rulebook = read_rulebook(adaptable("rules"), DAY)

    def lines():
        page = queries.today_page(store, handler, NOW)
        return [(line.key, dict(line.details)) for g in page.groups if g.key == "matters" for line in g.lines]

    assert lines() == []
    for count, name in enumerate(("sara", "kian"), 1):
        wish = RaiseMatter(Raises.HEALTH, "My back")
        diagnosis.raise_matter(store, company.actor(name), wish, pack=rulebook, at=NOW)
        assert lines() == [("matter" if count == 1 else "matters", {"count": count})]


def test_an_administrator_is_asked_for_a_case_handler_while_there_is_none(store, company):
    assert waiting(store, company, "vera")["name_case_handler"].endpoint == "register.accounts"
    let_handle(store, company.nasrin)
    assert "name_case_handler" not in waiting(store, company, "vera")
    assert "name_case_handler" not in waiting(store, company, "omid")


def fill(store, company):
    propose(store, company, "omid")
    booked(store, company)
    checkins.report_obstacle(
        store,
        company.actor("sara"),
        ReportObstacle(company.sara, ObstacleKind.TOOLS, "No price list"),
        at=NOW,
    )
    observations.write_observation(
        store,
        company.actor("omid"),
        WriteObservation(company.sara, ObservationKind.RESULT, DAY, "Won the account after three talks"),
        at=NOW,
    )


def test_the_person_and_the_manager_see_the_same_file(store, company):
    fill(store, company)
    own = own_data_to_plain(queries.own_data(store, company.actor("sara"), company.sara, DAY))
    led = own_data_to_plain(queries.own_data(store, company.actor("omid"), company.sara, DAY))
    assert own.pop("in_confidence") == []
    assert own == led
    assert [len(own[part]) for part in ("goals", "checkins", "obstacles", "observations")] == [1, 1, 1, 1]
    assert own["goals"][0]["goal"]["target"] == "12"


@pytest.mark.parametrize("name", ["kian", "leila", "nasrin", "vera"])
def test_nobody_else_opens_the_file(store, company, name):
    with pytest.raises(NotAllowed):
        queries.file_page(store, company.actor(name), company.sara, DAY)


def test_the_file_holds_the_reviews_of_this_person_and_not_of_a_namesake(store, company):
    Story.begin(store, company, NOW)
    store.get_one(Employee, company.kian).name = "Sara Ahmadi"
    file = queries.file_page(store, company.actor("omid"), company.sara, DAY)
    own = queries.file_page(store, company.actor("sara"), company.sara, DAY)
    assert [review.key for review in file.reviews] == [review.key for review in own.reviews]
    assert len(file.reviews) == 1


def test_a_running_cycle_stands_on_the_first_page_of_hr_and_of_nobody_else(store, company):
    wish = OpenCycle("Year 2017", date(2017, 1, 1), date(2017, 12, 31), (company.sara,))
    reviews.open_cycle(store, company.actor("nasrin"), wish, at=NOW)
    assert waiting(store, company, "nasrin")["cycle_runs"].details == {"cycle": "Year 2017"}
    assert "cycle_runs" not in waiting(store, company, "leila")


def test_a_few_contests_are_named_and_many_stand_in_one_line(store, company, monkeypatch):
    due = [("Sara Ahmadi", DAY + timedelta(days=number)) for number in range(6)]
    monkeypatch.setattr(gathering.diagnosis, "contests_waiting", lambda *_given, **_more: tuple(due[:5]))
    named = list(gathering.contests(store, company.actor("nasrin"), NOW))
    monkeypatch.setattr(gathering.diagnosis, "contests_waiting", lambda *_given, **_more: tuple(due))
    (together,) = gathering.contests(store, company.actor("nasrin"), NOW)
    assert [line.key for line in named] == ["contest"] * 5
    assert (together.key, together.due) == ("contests", DAY)
