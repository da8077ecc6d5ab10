"""A version's way: put forward, up the line, approved, in force from its day, confirmed down the line."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from appraisal.accounts.models import AccountRole
from appraisal.kernel.actors import SERVICE, Role
from appraisal.kernel.refusals import NotAllowed, NotReady
from appraisal.people import operations as people
from appraisal.people.domain import LeadPerson
from appraisal.plans import operations as plans
from appraisal.plans import queries as plan_queries
from appraisal.plans import step_pages
from appraisal.plans.domain import SetTarget
from appraisal.versions import operations, queries
from appraisal.versions.domain import (
    AnswerPart,
    ConfirmPart,
    DecideVersion,
    PutForward,
    PutPartForward,
    WithdrawVersion,
)
from tests.conftest import DAY, NOW
from tests.factories.company import HIRED
from tests.versions.plans import (
    agreed,
    approve,
    give_sara,
    planned,
    put_forward,
    up_the_line,
)

SOON = DAY + timedelta(days=10)


@pytest.fixture
def plan(store, company):
    return planned(store, company)


def _refused(kind, act):
    with pytest.raises(kind) as refusal:
        act()
    return refusal.value.objections.keys()


def test_before_any_version_the_working_number_counts(store, company, plan):
    node = plan_queries.node_facts(store, plan.sara)
    assert (node.in_force, node.agreed_version) == (12, None)
    assert queries.figures_on(store, [plan.sara], DAY)[plan.sara].target == 12


def test_an_approved_version_counts_at_once_when_its_day_has_come(store, company, plan):
    agreed(store, company, plan)
    node = plan_queries.node_facts(store, plan.sara)
    assert (node.agreed_target, node.agreed_version, node.agreed_on) == (12, 1, DAY)


def test_working_numbers_changed_after_approval_are_not_in_force(store, company, plan):
    agreed(store, company, plan)
    give_sara(store, company, plan, 20)
    node = plan_queries.node_facts(store, plan.sara)
    assert (node.target, node.in_force) == (20, 12)
    assert plan_queries.targets_of(store, [plan.sara]) == {plan.sara: 12}
    assert plan_queries.line_to_strategy(store, plan.sara)[-1].target == 12


def test_a_version_of_a_later_day_counts_from_that_day_on_and_not_before(store, company, plan):
    agreed(store, company, plan)
    give_sara(store, company, plan, 14)
    agreed(store, company, plan, SOON)
    operations.bring_into_force(store, SERVICE, SOON - timedelta(days=1), at=NOW)
    assert plan_queries.node_facts(store, plan.sara).in_force == 12
    operations.bring_into_force(store, SERVICE, SOON, at=NOW)
    assert plan_queries.node_facts(store, plan.sara).in_force == 14
    on = {day: queries.figures_on(store, [plan.sara], day)[plan.sara].target for day in (DAY, SOON)}
    assert on == {DAY: 12, SOON: 14}


def test_a_version_that_comes_late_counts_from_the_day_it_came_and_days_never_overlap(store, company, plan):
    agreed(store, company, plan)
    give_sara(store, company, plan, 14)
    agreed(store, company, plan, SOON)
    operations.bring_into_force(store, SERVICE, SOON + timedelta(days=3), at=NOW)
    page = queries.versions_page(store, company.actor("leila"), plan.root, DAY)
    newer, older = page.versions
    assert newer.in_force_on == SOON + timedelta(days=3)
    assert older.until_on == SOON + timedelta(days=2)


def test_only_the_owner_puts_a_plan_forward(store, company, plan):
    wish = PutForward(plan.root, "Because", DAY)
    assert "only_its_owner_puts_forward" in _refused(
        NotAllowed, lambda: operations.put_forward(store, company.actor("omid"), wish, at=NOW)
    )


def test_everything_against_a_version_is_said_at_once(store, company, plan):
    agreed(store, company, plan)
    wish = PutForward(plan.root, " ", DAY - timedelta(days=1))
    found = _refused(NotReady, lambda: operations.put_forward(store, company.actor("leila"), wish, at=NOW))
    assert found == {
        "version_without_reason", "version_in_the_past", "version_days_overlap", "nothing_changed",
    }  # fmt: skip


def test_one_version_is_on_its_way_at_a_time(store, company, plan):
    put_forward(store, company, plan)
    assert "another_version_is_open" in _refused(NotReady, lambda: put_forward(store, company, plan))


def test_the_whole_is_not_decided_before_every_part_is_accepted(store, company, plan):
    number = put_forward(store, company, plan)
    assert "parts_not_accepted" in _refused(NotReady, lambda: approve(store, company, plan, number))


def test_a_part_is_answered_by_the_owner_above_alone(store, company, plan):
    number = put_forward(store, company, plan)
    operations.put_part_forward(store, company.actor("omid"), PutPartForward(plan.quarter, number), at=NOW)
    wish = AnswerPart(plan.quarter, number, is_accepted=True)
    assert "only_the_owner_above_answers" in _refused(
        NotAllowed, lambda: operations.answer_part(store, company.actor("omid"), wish, at=NOW)
    )


def test_nothing_is_sent_back_without_words(store, company, plan):
    number = put_forward(store, company, plan)
    operations.put_part_forward(store, company.actor("omid"), PutPartForward(plan.quarter, number), at=NOW)
    wish = AnswerPart(plan.quarter, number, is_accepted=False)
    assert "sent_back_without_words" in _refused(
        NotReady, lambda: operations.answer_part(store, company.actor("leila"), wish, at=NOW)
    )


def test_a_part_that_was_sent_back_brings_its_new_number_along(store, company, plan):
    number = put_forward(store, company, plan)
    omid, leila = company.actor("omid"), company.actor("leila")
    operations.put_part_forward(store, omid, PutPartForward(plan.quarter, number), at=NOW)
    wish = AnswerPart(plan.quarter, number, is_accepted=False, words="Sara has more accounts")
    operations.answer_part(store, leila, wish, at=NOW)
    give_sara(store, company, plan, 15)
    up_the_line(store, company, plan, number)
    approve(store, company, plan, number)
    assert plan_queries.node_facts(store, plan.sara).in_force == 15


def test_the_leader_of_the_plans_owner_decides_about_the_whole(store, company, plan):
    people.lead_person(store, SERVICE, LeadPerson(company.leila, company.nasrin, HIRED), at=NOW)
    number = put_forward(store, company, plan)
    up_the_line(store, company, plan, number)
    assert "only_the_line_decides" in _refused(NotAllowed, lambda: approve(store, company, plan, number))
    wish = DecideVersion(plan.root, number, is_approved=True)
    operations.approve(store, company.actor("nasrin"), wish, at=NOW)
    assert plan_queries.node_facts(store, plan.root).agreed_version == 1


def test_where_nobody_leads_the_owner_another_plan_owner_decides(store, company, plan):
    account = store.execute(
        text("SELECT id FROM account WHERE employee_id = :key"), {"key": company.vera}
    ).scalar_one()
    store.add(AccountRole(account_id=account, role=Role.PLAN_OWNER.value))
    store.flush()
    number = put_forward(store, company, plan)
    up_the_line(store, company, plan, number)
    assert "only_the_line_decides" in _refused(NotAllowed, lambda: approve(store, company, plan, number))
    operations.approve(
        store, company.actor("vera"), DecideVersion(plan.root, number, is_approved=True), at=NOW
    )
    page = queries.version_page(store, company.actor("leila"), plan.root, number, None, DAY)
    assert page.decided_as == "plan_owner"


def test_a_decision_alone_is_said_to_be_alone(store, company, plan):
    number = agreed(store, company, plan)
    assert (
        queries.version_page(store, company.actor("sara"), plan.root, number, None, DAY).decided_as == "alone"
    )


def test_a_version_is_withdrawn_before_it_counts_and_not_after(store, company, plan):
    leila = company.actor("leila")
    agreed(store, company, plan, SOON)
    operations.withdraw(store, leila, WithdrawVersion(plan.root, 1, "The market moved"), at=NOW)
    operations.bring_into_force(store, SERVICE, SOON, at=NOW)
    assert plan_queries.node_facts(store, plan.sara).agreed_version is None
    agreed(store, company, plan)
    assert "version_counts_already" in _refused(
        NotReady,
        lambda: operations.withdraw(store, leila, WithdrawVersion(plan.root, 2, "Too late"), at=NOW),
    )


def test_the_whole_can_be_sent_back_and_then_nothing_counts(store, company, plan):
    number = put_forward(store, company, plan)
    up_the_line(store, company, plan, number)
    wish = DecideVersion(plan.root, number, is_approved=False, words="Too much for one quarter")
    operations.approve(store, company.actor("leila"), wish, at=NOW)
    assert plan_queries.node_facts(store, plan.root).agreed_version is None
    assert put_forward(store, company, plan) == 2


def test_each_owner_confirms_in_own_words_and_only_once_approved(store, company, plan):
    number = put_forward(store, company, plan)
    omid = company.actor("omid")
    wish = ConfirmPart(plan.quarter, number, "Twelve deals each for Sara and Kian by the end of December")
    assert "version_not_approved" in _refused(
        NotReady, lambda: operations.confirm_part(store, omid, wish, at=NOW)
    )
    up_the_line(store, company, plan, number)
    approve(store, company, plan, number)
    bare = ConfirmPart(plan.quarter, number, " ")
    assert "part_words_missing" in _refused(
        NotReady, lambda: operations.confirm_part(store, omid, bare, at=NOW)
    )
    operations.confirm_part(store, omid, wish, at=NOW)
    page = queries.version_page(store, omid, plan.root, number, None, DAY)
    assert {line.part.node: line.part.confirmed is not None for line in page.parts} == {
        plan.root: False,
        plan.quarter: True,
    }


def test_words_of_a_confirmed_part_stand_on_the_part_and_are_not_asked_for_again(store, company, plan):
    number = agreed(store, company, plan)
    wish = ConfirmPart(plan.quarter, number, "Twelve deals each for Sara and Kian by the end of December")
    operations.confirm_part(store, company.actor("omid"), wish, at=NOW)
    said = step_pages.words_page(store, company.actor("omid"), plan.quarter, DAY).words
    assert [each.words for each in said] == [wish.own_words]


def test_words_about_a_version_do_not_speak_of_a_number_that_was_changed_since(store, company, plan):
    number = agreed(store, company, plan)
    changed = SetTarget(plan.quarter, Decimal(30), "The market grew")
    plans.set_target(store, company.actor("omid"), changed, at=NOW)
    wish = ConfirmPart(plan.quarter, number, "Twelve deals each for Sara and Kian by the end of December")
    operations.confirm_part(store, company.actor("omid"), wish, at=NOW)
    assert step_pages.words_page(store, company.actor("omid"), plan.quarter, DAY).words == ()


def test_what_a_version_says_is_never_changed(store, company, plan):
    put_forward(store, company, plan)
    with pytest.raises(DBAPIError, match="never changed"):
        store.execute(text("UPDATE plan_version_figure SET target = 1"))
    store.rollback()


def test_what_waits_is_told_to_whose_turn_it_is(store, company, plan):
    number = put_forward(store, company, plan)

    def waits(name):
        return [each.what for each in queries.waiting_for(store, company.actor(name), DAY)]

    assert (waits("omid"), waits("leila"), waits("sara")) == (["put_part_forward"], [], [])
    operations.put_part_forward(store, company.actor("omid"), PutPartForward(plan.quarter, number), at=NOW)
    assert (waits("omid"), waits("leila")) == ([], ["answer_part"])
    operations.answer_part(
        store, company.actor("leila"), AnswerPart(plan.quarter, number, is_accepted=True), at=NOW
    )
    assert (waits("omid"), waits("leila")) == ([], ["decide_version"])
    approve(store, company, plan, number)
    assert (waits("omid"), waits("leila")) == (["confirm_part"], ["confirm_part", "others_confirm"])
