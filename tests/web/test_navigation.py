"""Where in the rail a page lies."""

from __future__ import annotations

from appraisal.kernel.actors import Actor, EmployeeKey
from appraisal.web.navigation import Door, door_of

DOORS = tuple(
    Door(prefix, prefix, "sun", prefix, lambda actor: True)
    for prefix in ("/", "/file", "/team/", "/people", "/reviews")
)
SARA = Actor(employee=EmployeeKey(7), name="Sara")
OMID = Actor(employee=EmployeeKey(8), name="Omid", leads_anyone=True)


def here(path: str, actor: Actor) -> str | None:
    """The prefix of the door that is marked."""
    found = door_of(path, actor, DOORS)
    return found and found.prefix


def test_ones_own_pages_lie_in_ones_file_and_those_of_ones_people_in_the_team():
    assert here("/people/7/goals", SARA) == "/file"
    assert here("/people/7/goals", OMID) == "/team/"


def test_the_list_of_people_and_their_details_lie_with_the_people():
    assert here("/people/", SARA) == "/people"
    assert here("/people/7/details", SARA) == "/people"


def test_a_talk_lies_in_the_file_of_somebody_who_leads_nobody():
    assert here("/checkins/19", SARA) == "/file"
    assert here("/checkins/19", OMID) is None


def test_the_first_page_is_only_itself():
    assert here("/", SARA) == "/"
    assert here("/rules/", SARA) is None
