"""Each address against each person: the right ones come in, everybody else is refused and leaves nothing.

Then the words themselves: every page that a person can open is searched for what is not theirs to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from appraisal.storage.database import db
from appraisal.storage.history import HistoryLine
from tests.journeys.addresses import CHANGES, EVERYONE, PAGES, TWO, VISITORS, Address, only
from tests.journeys.world import NAMES, World

pytestmark = pytest.mark.parametrize("application", ["sqlite"], indirect=True, scope="session")

WHO_MAY_READ = {
    "handed-in-preparation": TWO,
    "private-of-sara": only("sara"),
    "private-of-omid": only("omid"),
    "shared-note": TWO,
    "agreed-outcome": TWO,
    "obstacle-words": TWO,
    "observed-words": TWO,
    "practice-words": TWO,
    "said-in-the-diagnosis": TWO,
    "told-in-confidence": only("kian", "roya"),
    "self-review-words": only("sara"),
    "manager-draft-words": only("omid"),
    "refused-row": only("nasrin", "vera"),
    "draft-of-hr": only("nasrin"),
    "contested-with-this-reason": TWO | {"leila", "nasrin"},
    "Win six thousand in the second half": TWO | {"leila", "nasrin"},  # the goal of a contested fact
}

_read: dict[str, list[tuple[str, str]]] = {}


def history(world: World) -> int:
    with world.app.app_context():
        return db.session.scalar(select(func.count(HistoryLine.id))) or 0


def sent(world: World, address: Address) -> dict[str, Any]:
    return {
        world.address(name): world.address(value) if isinstance(value, str) else value
        for name, value in address.sent.items()
    }


def ask(world: World, address: Address, name: str) -> int:
    client = world.app.test_client() if name == "visitor" else world.client(name)
    place = world.address(address.pattern)
    if address.method == "POST":
        return client.post(place, data=sent(world, address)).status_code
    with client.get(place) as answer:
        is_way_in = name == "visitor" and answer.status_code == 303
        return 401 if is_way_in else answer.status_code


def read(world: World, name: str) -> list[tuple[str, str]]:
    """Every page as this person gets it, as text. The world is the same for each test, so read once."""
    if name not in _read:
        _read[name] = list(_pages(world, name))
    return _read[name]


def _pages(world: World, name: str) -> Iterator[tuple[str, str]]:
    client = world.client(name)
    for address in PAGES:
        with client.get(world.address(address.pattern), follow_redirects=True) as answer:
            yield str(address), answer.data.decode("utf-8", "replace")


def test_the_matrix_names_every_address_of_the_service(world):
    named = {(each.method, world.address(each.pattern)) for each in (*PAGES, *CHANGES)}
    adapter = world.app.url_map.bind("localhost")
    found = {(method, adapter.match(place, method)[0]) for method, place in named}
    there = {
        (method, rule.endpoint)
        for rule in world.app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }
    assert there - found == set()


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_a_page_opens_for_the_right_people_alone(world, address):
    opened = {name for name in ("visitor", *NAMES) if ask(world, address, name) not in (401, 403, 404)}
    assert opened == address.who


@pytest.mark.parametrize("address", CHANGES, ids=str)
def test_a_change_is_refused_to_the_wrong_people_and_leaves_nothing(world, address):
    before = history(world)
    wrong = {name: ask(world, address, name) for name in ("visitor", *NAMES) if name not in address.who}
    assert {name: status for name, status in wrong.items() if status not in (401, 403, 404)} == {}
    assert history(world) == before


@pytest.mark.parametrize("address", [each for each in CHANGES if each.who], ids=str)
def test_a_change_is_open_to_the_right_people(world, address):
    first, *others = [ask(world, address, name) for name in sorted(address.who & EVERYONE)]
    assert first not in (401, 403, 404)
    assert first < 500
    assert [status for status in others if status in (401, 403) or status >= 500] == []


@pytest.mark.parametrize("name", sorted(EVERYONE - {"ali"}))
def test_whoever_sees_the_plans_does_not_begin_one(world, name):
    """The page is theirs, so an incomplete plan would be shown to them again; nothing is kept."""
    before = history(world)
    (begin,) = (each for each in CHANGES if str(each) == "POST /plans/")
    assert ask(world, begin, name) in (403, 422)
    assert history(world) == before


def test_only_the_employee_contests(world):
    before = history(world)
    (contest,) = (each for each in CHANGES if each.pattern.endswith("/contests"))
    assert ask(world, contest, "omid") == 422
    assert history(world) == before


@pytest.mark.parametrize("name", NAMES)
def test_no_page_shows_a_word_that_is_not_the_readers(world, name):
    hidden = [word for word, who in WHO_MAY_READ.items() if name not in who]
    leaks = [(address, word) for address, page in read(world, name) for word in hidden if word in page]
    assert leaks == []


@pytest.mark.parametrize("word", sorted(WHO_MAY_READ))
def test_each_word_is_there_for_those_whose_it_is(world, word):
    """Otherwise the search for leaks would find nothing because nothing is there."""
    for name in WHO_MAY_READ[word]:
        assert any(word in page for _address, page in read(world, name))


def test_the_addresses_for_visitors_are_few_and_known(world):
    open_to_all = {each.pattern for each in (*PAGES, *CHANGES) if each.who == VISITORS}
    assert open_to_all == {
        "/health", "/session", "/static/css/parts.css", "/invitations/{token}", "/session/end", "/reading",
        "/api/v1/openapi.json",
    }  # fmt: skip
