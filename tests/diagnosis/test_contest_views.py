"""The pages on which somebody contests and a second person answers, and the one thing to do in a talk."""

import re

import pytest

from appraisal.accounts.models import Account, AccountRole
from appraisal.diagnosis import contest_pages
from appraisal.goals import operations as goals
from appraisal.goals.domain import WithdrawGoal
from appraisal.storage.database import db
from tests.conftest import NOW
from tests.diagnosis.conftest import BEHIND, agree_goal, measure

REASON = "Two invoices of October are missing."


@pytest.fixture
def goal(app, company):
    with app.app_context():
        key = agree_goal(db.session(), company)
        measure(db.session(), company.sara, BEHIND)
        db.session.commit()
    return key


@pytest.fixture
def place(app, company, goal):
    """The talk of Sara and Omid about her goal."""
    return company.client(app, "omid").post(f"/goals/{goal}/diagnosis").location


def text_of(answer):
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def links(page):
    return set(re.findall(r'href="(/diagnoses/\d+/contests/[^"]+)"', page))


def test_the_employee_finds_the_quiet_link_beside_facts_and_rules_and_the_manager_does_not(
    app, company, place
):
    page = text_of(company.client(app, "sara").get(place))
    assert {f"{place}/contests/fact/gap_ratio", f"{place}/contests/rule/G14"} <= links(page)
    assert "This is not right" in page
    assert links(text_of(company.client(app, "omid").get(place))) == set()


def test_from_the_quiet_link_to_the_answer(app, company, place):
    sara, omid, leila = (company.client(app, name) for name in ("sara", "omid", "leila"))
    contest = f"{place}/contests/fact/gap_ratio"
    assert "70%" in text_of(sara.get(contest))
    empty = sara.post(contest, data={"reason": " "})
    assert empty.status_code == 422
    assert sara.post(contest, data={"reason": REASON}).location == place
    for client in (sara, omid):
        page = text_of(client.get(place))
        assert "contested, does not count" in page
        assert REASON in page
        assert "70%" in page
    assert "already" in text_of(sara.get(contest))
    assert "Sara Ahmadi says that something" in text_of(leila.get("/"))
    listed = text_of(leila.get("/contests/"))
    assert REASON in listed
    assert "70%" in listed
    number = re.search(r"/contests/(\d+)/answers", listed)[1]
    half = leila.post(f"/contests/{number}/answers", data={"words": "We counted again."})
    assert half.status_code == 422
    assert "We counted again." in text_of(half)
    answer = {"outcome": "stands", "words": "We counted again."}
    assert leila.post(f"/contests/{number}/answers", data=answer).status_code == 303
    assert "We counted again." in text_of(sara.get(place))
    assert "What you contested was answered." in text_of(sara.get("/"))
    assert "We counted again." in text_of(leila.get("/contests/"))


def test_what_a_second_person_found_not_to_be_right_stands_so_beside_the_fact(app, company, place):
    sara, leila = company.client(app, "sara"), company.client(app, "leila")
    sara.post(f"{place}/contests/fact/gap_ratio", data={"reason": REASON})
    number = re.search(r"/contests/(\d+)/answers", text_of(leila.get("/contests/")))[1]
    leila.post(f"/contests/{number}/answers", data={"outcome": "upheld", "words": "Two are missing."})
    for client in (sara, company.client(app, "omid")):
        page = text_of(client.get(place))
        assert "found not to be right, does not count" in page
        assert f"{place}/contests/fact/gap_ratio" not in links(page)


def test_two_contests_of_one_person_and_day_are_one_line_of_today(app, company, place):
    sara = company.client(app, "sara")
    for contested in ("fact/gap_ratio", "rule/G14"):
        sara.post(f"{place}/contests/{contested}", data={"reason": REASON})
    page = text_of(company.client(app, "leila").get("/"))
    assert page.count("Sara Ahmadi says that something") == 1


def test_a_rule_is_contested_from_its_explanation(app, company, place):
    sara = company.client(app, "sara")
    assert f"{place}/contests/rule/G14" in links(text_of(sara.get(f"{place}/rules/G14")))
    sara.post(f"{place}/contests/rule/G14", data={"reason": "We talked about it in November."})
    assert "contested, does not count" in text_of(sara.get(f"{place}/rules/G14"))


@pytest.mark.parametrize(
    "address", ["contests/fact/health_disclosed", "contests/word/gap_ratio", "contests/rule/Z99"]
)
def test_what_is_not_there_has_no_page(app, company, place, address):
    assert company.client(app, "sara").get(f"{place}/{address}").status_code == 404


@pytest.mark.parametrize("name", ["leila", "nasrin", "vera", "kian"])
def test_while_a_talk_is_being_arranged_nobody_else_sees_anything_of_it(app, company, place, name):
    sara = company.client(app, "sara")
    sara.post(f"{place}/contests/fact/gap_ratio", data={"reason": REASON})
    sara.post("/confidential/", data={"raises": "health_disclosed", "text": "My back"})
    client = company.client(app, name)
    assert client.get(place).status_code == 403
    assert client.get(f"{place}/contests/fact/gap_ratio").status_code == 403
    for address in ("/contests/", "/"):
        page = text_of(client.get(address))
        assert REASON not in page
        assert "gap_ratio" not in page


@pytest.mark.parametrize("name", ["sara", "omid"])
def test_the_two_see_only_that_a_talk_is_being_arranged(app, company, place, name):
    sara = company.client(app, "sara")
    sara.post(f"{place}/contests/fact/gap_ratio", data={"reason": REASON})
    sara.post("/confidential/", data={"raises": "health_disclosed", "text": "My back"})
    page = text_of(company.client(app, name).get(place))
    assert "A talk is being arranged." in page
    assert REASON not in page
    assert links(page) == set()


def handler(app, company):
    with app.app_context():
        account = db.session.query(Account).filter_by(employee_id=company.nasrin).one()
        account.grants.append(AccountRole(role="case_handler"))
        db.session.commit()
    return company.client(app, "nasrin")


def test_leave_is_closed_with_its_days_and_the_goal_is_rebased_without_a_reason(app, company, goal, place):
    nasrin, sara, omid = handler(app, company), company.client(app, "sara"), company.client(app, "omid")
    sara.post("/confidential/", data={"raises": "protected_leave_in_period", "text": "My daughter"})
    assert "A talk is being arranged." in text_of(omid.get(place))
    number = re.search(r"/matters/(\d+)/closings", text_of(nasrin.get("/matters/")))[1]
    closing = f"/matters/{number}/closings"
    assert nasrin.post(closing, data={"words": "Welcome back."}).status_code == 422
    wrong = nasrin.post(closing, data={"words": "Welcome back.", "away_from": "2017-10-01", "away_to": "x"})
    assert wrong.status_code == 422
    assert "2017-10-01" in text_of(wrong)
    days = {"words": "Welcome back.", "away_from": "2017-10-01", "away_to": "2017-10-31"}
    assert nasrin.post(closing, data=days).status_code == 303
    for client in (sara, omid):
        page = text_of(client.get(f"/goals/{goal}"))
        assert "22 working days do not count." in page
        assert "4,984" in page
        assert not re.search("leave|Nasrin|daughter", page)
    talk = text_of(omid.get(place))
    assert "22 working days do not count." in talk
    assert "A talk is being arranged." not in talk
    assert "83%" in talk  # 4110 of the 4937.85 that 107 of 108 working days ask for


def test_leave_may_be_closed_without_leaving_a_day_out(app, company, goal, place):
    nasrin, sara = handler(app, company), company.client(app, "sara")
    sara.post("/confidential/", data={"raises": "protected_leave_in_period"})
    number = re.search(r"/matters/(\d+)/closings", text_of(nasrin.get("/matters/")))[1]
    sent = {"words": "It lies after the goal.", "none_left_out": "y"}
    assert nasrin.post(f"/matters/{number}/closings", data=sent).status_code == 303
    assert "do not count" not in text_of(sara.get(f"/goals/{goal}"))


CONCLUSION = {
    "text": "The leads came late.", "factors": ["external_factors"], "first_text": "Send the leads",
    "first_due": "2018-01-08", "follow_up_on": "2018-01-31",
}  # fmt: skip


def test_more_actions_stand_open_when_something_in_them_went_wrong(app, company, place):
    omid = company.client(app, "omid")
    company.client(app, "sara").post(f"{place}/answers", data={"external_checklist_done": "yes"})
    who = dict.fromkeys(("first_owner", "second_owner", "third_owner"), str(company.omid))
    fold = re.compile(r'<details class="fold" (open)?\s*><summary>More actions')
    assert fold.search(text_of(omid.get(place)))[1] is None
    wrong = {**CONCLUSION, **who, "second_text": "Ring the office", "second_due": "2018-02-31"}
    answer = omid.post(f"{place}/conclusions", data=wrong)
    assert answer.status_code == 422
    assert fold.search(text_of(answer))[1] == "open"
    elsewhere = {**CONCLUSION, **who, "follow_up_on": "soon"}
    assert fold.search(text_of(omid.post(f"{place}/conclusions", data=elsewhere)))[1] is None


def test_since_when_is_typed_as_a_month_in_the_readers_calendar(app, company, place):
    sara = company.client(app, "sara")
    asked = f"{place}/answers?again=tools_available"
    assert 'name="tools_available_since"' in text_of(sara.get(f"{place}?again=tools_available"))
    for wrong in ("lately", "2018-06"):
        sent = {"tools_available": "missing", "tools_available_since": wrong}
        assert sara.post(asked, data=sent).status_code == 422
    sent = {"tools_available": "missing", "tools_available_since": "1396/08"}
    assert sara.post(asked, data=sent).status_code == 303
    assert "since 23 Oct 2017" in text_of(company.client(app, "omid").get(place))


def test_each_reads_the_one_thing_to_do(app, company, place):
    sara, omid = company.client(app, "sara"), company.client(app, "omid")
    assert "Answer the questions below." in text_of(sara.get(place))
    sara.post(f"{place}/answers", data={"external_checklist_done": "yes"})
    who = dict.fromkeys(("first_owner", "second_owner", "third_owner"), str(company.omid))
    assert omid.post(f"{place}/conclusions", data={**CONCLUSION, **who}).status_code == 303
    assert "Read what was found, and say how you see it." in text_of(sara.get(place))
    assert "Sara Ahmadi reads what you wrote and answers it." in text_of(omid.get(place))
    sara.post(f"{place}/replies", data={"agrees": "agree"})
    assert "On 31 Jan 2018 you two look whether it helped." in text_of(omid.get(place))


@pytest.mark.parametrize(
    ("name", "words", "way"),
    [
        ("omid", "Tell Sara Ahmadi so, and write down what was good about it.", "/observations"),
        ("sara", "Well done; that deserves to be said aloud.", None),
    ],
)
def test_a_met_goal_leads_to_recognition(app, company, goal, place, name, words, way):
    with app.app_context():
        measure(db.session(), company.sara, (1100,) * 6)
        db.session.commit()
    client = company.client(app, name)
    client.post(f"{place}/evaluations")
    page = text_of(client.get(place))
    assert words in page
    assert (way is not None) == (
        f'class="button button--main" href="/people/{company.sara}/observations"' in page
    )


def test_a_gap_that_nobody_would_miss_leads_to_another_goal(app, company, goal, place):
    omid = company.client(app, "omid")
    omid.post(f"{place}/answers?again=gap_matters", data={"gap_matters": "no"})
    page = text_of(omid.get(place))
    assert "Nobody would miss this result." in page
    assert f'href="/goals/{goal}/change"' in page


def test_one_event_leads_to_waiting(app, company, goal):
    with app.app_context():
        store = db.session()
        goals.withdraw_goal(store, company.actor("omid"), WithdrawGoal(goal, "Begin anew"), at=NOW)
        late = agree_goal(store, company, "kian")
        measure(store, company.kian, (400,), first=7)
        store.commit()
    omid = company.client(app, "omid")
    place = omid.post(f"/goals/{late}/diagnosis").location
    omid.post(f"{place}/answers?again=recent_single_event", data={"recent_single_event": "yes"})
    page = text_of(omid.get(place))
    assert "one event is no pattern." in page
    assert f'class="button button--main" href="/people/{company.kian}/observations"' in page


def test_a_long_list_says_how_many_wait_beside_those_it_shows(app, company, place, monkeypatch):
    monkeypatch.setattr(contest_pages, "SHOWN_AT_ONCE", 1)
    sara, leila = company.client(app, "sara"), company.client(app, "leila")
    sara.post(f"{place}/contests/fact/gap_ratio", data={"reason": REASON})
    assert "more wait" not in text_of(leila.get("/contests/"))
    for name in ("goal_written", "gap_onset"):
        sara.post(f"{place}/contests/fact/{name}", data={"reason": REASON})
    page = text_of(leila.get("/contests/"))
    assert "2 more wait; they move up as these are answered." in page
    assert len(re.findall(r"/contests/\d+/answers", page)) == 1
