"""The pages of contingency plans, as a browser sees them."""

import re

import pytest

from appraisal.plans import operations as plans
from appraisal.plans.domain import AddContingency
from appraisal.storage.database import db
from tests.conftest import NOW
from tests.contingency.plans import Scene
from tests.versions.plans import planned

OUTAGE = {
    "watch": "outage", "comparison": "at_least", "threshold": "8", "span": "once", "periods": "1", "near": "10",
    "measure": "deals_won", "meaning": "outage",
}  # fmt: skip


@pytest.fixture
def made(app, company):
    """The keys of a plan, a contingency plan under it, and Sara's goal, kept."""
    with app.app_context():
        scene = Scene.made(db.session(), company)
        found = {
            "root": int(scene.root),
            "plan": int(scene.plan),
            "goal": int(scene.goal),
            "share": int(scene.share),
        }
        db.session.commit()
    return found


@pytest.fixture
def omid(app, company):
    return company.client(app, "omid")


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def fired(omid, made):
    """An outage that suspends all goals; the event's address."""
    omid.post(f"/plans/contingency/{made['plan']}/triggers", data=OUTAGE)
    omid.post(f"/plans/contingency/{made['plan']}/effects", data={"goals_of": "", "done": "suspend"})
    trigger = re.search(
        r"/plans/contingency/triggers/(\d+)/signals", text(omid, f"/plans/contingency/{made['plan']}")
    ).group(1)
    sent = {"first": "2017-11-01", "value": "9", "note": "Since nine in the morning"}
    answer = omid.post(f"/plans/contingency/triggers/{trigger}/signals", data=sent)
    assert answer.status_code == 303
    return answer.location


def test_a_list_says_what_is_watched_and_what_not(omid, made):
    page = text(omid, f"/plans/{made['root']}/contingency")
    assert "CRM fails" in page
    assert "nothing is watched yet" in page
    assert "Declare it now" not in page


def test_a_plan_is_added_with_a_trigger_that_starts_with_the_numbers_of_the_pack(omid, company, made):
    sent = {"title": "No leads", "owner": str(company.omid)}
    answer = omid.post(f"/plans/{made['root']}/contingency", data=sent)
    page = text(omid, f"{answer.location}?watch=supply")
    assert 'value="80"' in page
    assert 'value="2"' in page
    assert "domain 5.5" in page
    wrong = OUTAGE | {"watch": "supply", "threshold": "", "periods": "2", "span": "week"}
    assert omid.post(f"{answer.location}/triggers", data=wrong).status_code == 422
    assert omid.post(f"{answer.location}/triggers", data=wrong | {"threshold": "75"}).status_code == 303
    assert "75%" in text(omid, answer.location)


def test_an_unknown_word_to_watch_is_no_fault_of_ours(omid, made):
    assert text(omid, f"/plans/contingency/{made['plan']}?watch=weather")
    assert (
        omid.post(
            f"/plans/contingency/{made['plan']}/triggers", data=OUTAGE | {"watch": "weather"}
        ).status_code
        == 422
    )


def test_an_outage_that_is_written_down_fires_and_the_people_read_why_on_their_goal(app, company, omid, made):
    event = fired(omid, made)
    page = text(omid, event)
    assert "It began by the numbers." in page
    assert "Since nine in the morning" in page
    assert "1 goal was touched." in page
    goal = text(company.client(app, "sara"), f"/goals/{made['goal']}")
    assert "This goal has waited since" in goal
    assert "CRM fails" in goal
    assert "is eased because of an event" in text(company.client(app, "sara"), "/")
    assert "It is happening" in text(omid, "/")


def test_an_event_names_goals_only_to_those_concerned(app, company, omid, made):
    event = fired(omid, made)
    assert "Sara" in text(omid, event)
    for name in ("kian", "nasrin"):
        page = text(company.client(app, name), event)
        assert "Sara" not in page
        assert "Win twelve deals" not in page
        assert "End it" not in page


def test_an_event_is_stood_down_and_the_goal_says_how_long_it_waited(app, company, omid, made):
    event = fired(omid, made)
    unsaid = omid.post(f"{event}/endings", data={"how": "over", "ended_on": "2017-11-30"})
    assert unsaid.status_code == 422
    sent = {"how": "over", "ended_on": "2017-11-30", "ending_words": "It runs again."}
    assert omid.post(f"{event}/endings", data=sent).status_code == 303
    assert "It runs again." in text(omid, event)
    assert "This goal waited from" in text(company.client(app, "sara"), f"/goals/{made['goal']}")
    assert "It is happening" not in text(omid, "/")
    assert omid.post(f"{event}/endings", data=sent).status_code in (409, 422)


def test_an_event_that_was_none_leaves_no_word_on_the_goal(app, company, omid, made):
    event = fired(omid, made)
    omid.post(f"{event}/endings", data={"how": "none", "ending_words": "A wrong clock."})
    assert "every goal is as it was" in text(omid, event)
    assert "This goal waited" not in text(company.client(app, "sara"), f"/goals/{made['goal']}")


def test_it_is_declared_with_words_that_everybody_reads(app, company, omid, made):
    omid.post(f"/plans/contingency/{made['plan']}/triggers", data=OUTAGE)
    trigger = re.search(
        r"/plans/contingency/triggers/(\d+)/events", text(omid, f"/plans/contingency/{made['plan']}")
    ).group(1)
    sent = {"began_on": "2017-12-01", "words": "Nothing answers.", "hours": "4"}
    assert (
        omid.post(f"/plans/contingency/triggers/{trigger}/events", data=sent | {"words": " "}).status_code
        == 422
    )
    event = omid.post(f"/plans/contingency/triggers/{trigger}/events", data=sent).location
    page = text(company.client(app, "nasrin"), event)
    assert "Nothing answers." in page
    assert "Omid Karimi" in page


def test_steps_effects_and_triggers_come_and_go(omid, company, made):
    place = f"/plans/contingency/{made['plan']}"
    omid.post(f"{place}/steps", data={"step": "Call the provider", "doer": str(company.kian)})
    omid.post(f"{place}/effects", data={"goals_of": "deals_won", "done": "lower", "taken": "20"})
    omid.post(f"{place}/triggers", data=OUTAGE)
    page = text(omid, place)
    assert "Call the provider" in page
    assert "20% less is asked" in page
    assert omid.post(f"{place}/effects", data={"goals_of": "deals_won", "done": "lower"}).status_code in (
        409,
        422,
    )
    for removal in set(re.findall(r'action="([^"]+/removals)"', page)):
        assert omid.post(removal).status_code == 303
    page = text(omid, place)
    assert "Call the provider" not in page
    assert "20% less is asked" not in page
    assert "Nothing is watched yet" in page


def test_an_ordinary_part_of_the_plan_is_no_contingency_plan(omid, made):
    assert omid.get(f"/plans/contingency/{made['root']}").status_code == 404
    assert omid.get("/plans/contingency/events/77").status_code == 404


def test_the_contingency_plans_of_parts_are_found_from_the_whole(app, company, omid):
    with app.app_context():
        plan = planned(db.session(), company)
        wish = AddContingency(plan.quarter, "The shop closes", company.omid)
        added = plans.add_contingency(db.session(), company.actor("omid"), wish, at=NOW)
        db.session.commit()
    page = text(omid, f"/plans/{plan.root}/contingency")
    assert f'href="/plans/contingency/{added}"' in page
    assert "No contingency plan yet" not in page


def test_the_node_of_a_contingency_plan_leads_to_the_plan(omid, made):
    assert f'href="/plans/contingency/{made["plan"]}"' in text(omid, f"/plans/{made['plan']}")
