"""The preparation asks about a goal that fell behind, and about none when there is none."""

import pytest

from appraisal.checkins.models import Answer
from appraisal.goals.queries import goal_state
from appraisal.storage.database import db
from tests.conftest import DAY
from tests.diagnosis.conftest import BEHIND, agree_goal, measure
from tests.factories.talks import booked

HANDED = {
    "q_how_is_it_going": "Well", "q_obstacle": "rather_not", "q_tools": "ok", "q_leads_usable": "unknown",
    "q_may_decide": "no", "q_may_decide_words": "Discounts over two per cent",
}  # fmt: skip


@pytest.fixture
def talk(app, company):
    with app.app_context():
        key = booked(db.session(), company)
        db.session.commit()
    return key


@pytest.fixture
def behind(app, company):
    """Sara's goal with months far below it."""
    with app.app_context():
        goal = agree_goal(db.session(), company)
        measure(db.session(), company.sara, BEHIND)
        db.session.commit()
    return goal


def preparation(app, company, talk):
    return company.client(app, "sara").get(f"/checkins/{talk}/preparation").get_data(as_text=True)


def test_without_a_goal_behind_nothing_is_asked_about_one(app, company, talk):
    assert 'name="q_may_decide"' not in preparation(app, company, talk)


def test_a_goal_on_its_way_is_not_asked_about(app, company, talk):
    with app.app_context():
        agree_goal(db.session(), company)
        measure(db.session(), company.sara, (1010, 1000, 1020, 1000, 1010, 1000))
        db.session.commit()
    assert 'name="q_may_decide"' not in preparation(app, company, talk)


def test_the_goal_behind_is_named_and_the_answers_are_about_it(app, company, talk, behind):
    page = preparation(app, company, talk)
    assert "Win six thousand in the second half" in page
    assert 'name="q_may_decide"' in page
    sent = {**HANDED, "about_goal": str(behind), "seen_version": "0"}
    answer = company.client(app, "sara").post(f"/checkins/{talk}/preparation", data=sent)
    assert answer.status_code == 303
    with app.app_context():
        given = {row.fact: row for row in db.session.query(Answer)}
        found = given["authority_sufficient"]
        assert (found.value, found.goal_id, found.said) == (False, behind, "Discounts over two per cent")
        assert given["tools_available"].goal_id is None
        assert given["external_checklist_done"].stance == "rather_not"


def test_a_page_stays_with_the_goal_it_was_opened_with(app, company, talk, behind):
    with app.app_context():
        worse = agree_goal(db.session(), company, target=60000)
        db.session.commit()
    sent = {**HANDED, "about_goal": str(behind), "seen_version": "0"}
    company.client(app, "sara").post(f"/checkins/{talk}/preparation", data=sent)
    with app.app_context():
        found = db.session.query(Answer).filter_by(fact="authority_sufficient").one()
        assert found.goal_id == behind != worse


@pytest.mark.parametrize("about", ["999999", "x", ""])
def test_a_goal_that_is_not_the_persons_is_never_answered_about(app, company, talk, behind, about):
    sent = {**HANDED, "about_goal": about, "seen_version": "0"}
    company.client(app, "sara").post(f"/checkins/{talk}/preparation", data=sent)
    with app.app_context():
        found = db.session.query(Answer).filter_by(fact="authority_sufficient").one()
        assert found.goal_id == behind


def test_a_goal_lags_when_it_is_further_off_than_still_counts_as_met(app, company, behind):
    with app.app_context():
        state = goal_state(db.session(), behind, DAY)
        assert state.lags(0.95)
        assert not state.lags(0.5)
