"""Plans beside the sums, guidance and own words, with a real database behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from appraisal.kernel.refusals import NotAllowed, NotReady, Outdated
from appraisal.plans import node_pages, operations, queries, step_pages, supporting
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import MakeRoot, SetTarget, SplitChoice, SplitNode
from appraisal.plans.guidance import (
    GuideNode,
    HangBeside,
    InstructNode,
    NoteAssumption,
    RestateNode,
    Rhythm,
    Topic,
)
from appraisal.plans.models import NodeRestated, PlanAssumption
from appraisal.plans.principles import Step
from appraisal.plans.tree import Axis, PlanKind
from tests.conftest import DAY, NOW
from tests.factories.sales import Sales
from tests.factories.statements import counted_statements

FIRST, LAST, REVIEW = date(2018, 1, 1), date(2018, 12, 31), date(2019, 1, 15)


@pytest.fixture
def root(store, company):
    wish = MakeRoot("Sales plan", "revenue_won", Decimal(1000), FIRST, LAST, REVIEW, company.omid)
    return operations.make_root(store, company.actor("leila"), wish, at=NOW)


def leads(root, company, **changes) -> HangBeside:
    wish = HangBeside(
        root, PlanKind.OPERATIONAL, "Leads", "leads_qualified", Decimal(40), FIRST, LAST, REVIEW, company.omid
    )
    return replace(wish, **changes)


def hang(store, company, wish):
    return supporting.hang_beside(store, company.actor("omid"), wish, at=NOW)


def among_people(store, company, root):
    choice = SplitChoice(Axis.PERSON, MethodName.EVEN, review_on=REVIEW)
    operations.split_node(store, company.actor("omid"), SplitNode(root, choice), at=NOW)
    return {part.person: part for part in queries.parts_rows(store, root)}


def lacks(store, company, node, name="omid"):
    page = step_pages.steps_page(store, company.actor(name), node, DAY)
    return {each.key: each.count for line in page.steps for each in line.lacks}, page


def test_what_hangs_beside_a_plan_changes_no_sum(store, company, root):
    among_people(store, company, root)
    made = hang(store, company, leads(root, company))
    assert queries.node_facts(store, made).parent == root
    assert not queries.node_facts(store, made).in_sums
    assert made not in {part.key for part in queries.parts_rows(store, root)}
    page = node_pages.plan_page(store, company.actor("leila"), root, DAY)
    assert page.sums.difference == 0
    assert [row.key for row in queries.beside_rows(store, root)] == [made]


def test_a_supporting_plan_is_split_among_its_own_people_and_adds_no_one_to_the_group_above(store, company):
    sales = Sales.found(store, company, NOW)
    plan = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    before = queries.people_below(store, queries.node_facts(store, plan))
    days = {"starts_on": date(2017, 7, 1), "ends_on": date(2017, 12, 31), "review_on": date(2018, 1, 15)}
    made = supporting.hang_beside(
        store, company.actor("leila"), leads(plan, company, owner=company.omid, **days), at=NOW
    )
    assert len(among_people(store, company, made)) == 2
    after = queries.people_below(store, queries.node_facts(store, plan))
    assert after == before
    assert not queries.people_below(store, queries.node_facts(store, made)).may_show_total


def test_everything_wrong_with_a_supporting_plan_is_said_at_once(store, company, root):
    wish = leads(
        root, company, title=" ", measure="luck", owner=company.nasrin, review_on=None, target=Decimal(0),
        starts_on=date(2017, 1, 1),
    )  # fmt: skip
    with pytest.raises(NotReady) as refusal:
        hang(store, company, wish)
    assert refusal.value.objections.keys() == {
        "plan_without_title",
        "no_measure",
        "no_owner",
        "no_review_date",
        "target_zero",
        "period_outside_parents",
    }


def test_nothing_hangs_under_one_persons_share_or_under_a_contingency_plan(store, company, root):
    share = among_people(store, company, root)[company.sara]
    with pytest.raises(NotReady) as refusal:
        hang(store, company, leads(share.key, company))
    assert refusal.value.objections.keys() == {"under_one_persons_share"}
    waits = leads(root, company, kind=PlanKind.CONTINGENCY, target=None, measure="revenue_won")
    outage = hang(store, company, waits)
    with pytest.raises(NotReady) as refusal:
        hang(store, company, leads(outage, company))
    assert refusal.value.objections.keys() == {"part_of_a_contingency"}


def test_a_contingency_plan_has_no_number_and_a_kind_never_stands_above_its_parents(store, company, root):
    with pytest.raises(NotReady) as refusal:
        hang(store, company, leads(root, company, kind=PlanKind.CONTINGENCY))
    assert refusal.value.objections.keys() == {"contingency_has_no_target"}
    below = hang(store, company, leads(root, company))
    with pytest.raises(NotReady) as refusal:
        hang(store, company, leads(below, company, kind=PlanKind.TACTICAL))
    assert refusal.value.objections.keys() == {"kind_above_parents"}


def test_only_the_owner_and_plan_owners_hang_something_beside_and_guide(store, company, root):
    with pytest.raises(NotAllowed):
        supporting.hang_beside(store, company.actor("sara"), leads(root, company), at=NOW)
    with pytest.raises(NotAllowed):
        supporting.instruct_node(store, company.actor("kian"), InstructNode(root, "Call"), at=NOW)


def test_two_who_write_the_purpose_at_once_do_not_overwrite_each_other(store, company, root):
    omid = company.actor("omid")
    wish = GuideNode(root, "Customers stay", "They trust us", "CRM", Rhythm.MONTHLY, company.omid)
    supporting.guide_node(store, omid, wish, at=NOW)
    seen = step_pages.purpose_page(store, omid, root, DAY).guided.version
    supporting.guide_node(store, omid, replace(wish, statement="More stay"), seen_version=seen, at=NOW)
    with pytest.raises(Outdated):
        supporting.guide_node(store, omid, wish, seen_version=seen, at=NOW)
    page = step_pages.purpose_page(store, omid, root, DAY)
    assert (page.guided.statement, page.reporter) == ("More stay", "Omid Karimi")


def test_whoever_reports_is_the_owner_or_somebody_they_lead(store, company, root):
    wish = GuideNode(root, "", "", "", None, company.nasrin)
    with pytest.raises(NotReady) as refusal:
        supporting.guide_node(store, company.actor("omid"), wish, at=NOW)
    assert refusal.value.objections.keys() == {"reporter_not_offered"}


def test_an_assumption_has_a_source_and_a_past_day_and_stands_at_the_top(store, company, root):
    omid = company.actor("omid")
    share = among_people(store, company, root)[company.sara]
    wish = NoteAssumption(share.key, Topic.MARKET_ANALYSIS, " ", " ", None)
    with pytest.raises(NotReady) as refusal:
        supporting.note_assumption(store, omid, wish, at=NOW)
    assert refusal.value.objections.keys() == {
        "assumption_without_words",
        "assumption_without_source",
        "assumption_without_day",
        "assumptions_stand_at_the_top",
    }
    with pytest.raises(NotReady) as refusal:
        supporting.note_assumption(
            store, omid, NoteAssumption(root, Topic.LEAD_PROCESS, "x", "y", date(2030, 1, 1)), at=NOW
        )
    assert refusal.value.objections.keys() == {"assumption_to_come"}


def test_the_newest_note_of_a_topic_counts_and_the_earlier_one_stays(store, company, root):
    omid = company.actor("omid")
    for said in ("It grows", "It grows no more"):
        wish = NoteAssumption(root, Topic.MARKET_ANALYSIS, said, "A study", date(2017, 12, 1))
        supporting.note_assumption(store, omid, wish, at=NOW)
    page = step_pages.purpose_page(store, omid, root, DAY)
    assert [each.said for each in page.assumptions] == ["It grows no more"]
    assert len(page.topics_missing) == 3
    assert store.query(PlanAssumption).count() == 2


def test_the_database_itself_keeps_own_words_and_assumptions_as_they_were(store, company, root):
    supporting.restate_node(store, company.actor("omid"), RestateNode(root, "I see to it"), at=NOW)
    store.commit()
    for change in (update(NodeRestated).values(words="else"), delete(NodeRestated)):
        with pytest.raises(DBAPIError, match="never changed"):
            store.execute(change)
        store.rollback()


def test_own_words_are_written_by_whoever_answers_and_grow_old_with_the_number(store, company, root):
    share = among_people(store, company, root)[company.sara]
    for name in ("leila", "kian", "nasrin"):
        with pytest.raises(NotAllowed):
            supporting.restate_node(store, company.actor(name), RestateNode(share.key, "mine"), at=NOW)
    with pytest.raises(NotReady):
        supporting.restate_node(store, company.actor("sara"), RestateNode(share.key, " "), at=NOW)
    supporting.restate_node(
        store, company.actor("sara"), RestateNode(share.key, "Three old customers"), at=NOW
    )
    assert lacks(store, company, root)[0]["without_own_words"] == 1
    operations.set_target(store, company.actor("omid"), SetTarget(share.key, Decimal(600)), at=NOW)
    page = step_pages.words_page(store, company.actor("sara"), share.key, DAY)
    assert [said.is_outdated for said in page.words] == [True]
    assert lacks(store, company, root)[0]["without_own_words"] == 2


def test_the_steps_are_told_by_facts_and_one_after_the_other_is_done(store, company, root):
    omid, missing = company.actor("omid"), lacks(store, company, root)[0]
    assert missing == {
        "no_statement": 1, "no_why": 1, "assumptions_missing": 4, "not_split": 1, "no_source": 1,
        "no_customer_measure": 1, "no_profit_measure": 1, "without_instruction": 1, "without_own_words": 1,
        "no_rhythm": 1, "no_reporter": 1,
    }  # fmt: skip
    assert lacks(store, company, root)[1].now is Step.GOALS
    for topic in Topic:
        note = NoteAssumption(root, topic, "known", "a study", date(2017, 12, 1))
        supporting.note_assumption(store, omid, note, at=NOW)
    wish = GuideNode(root, "Customers stay", "They trust us", "CRM", Rhythm.MONTHLY, company.omid)
    supporting.guide_node(store, omid, wish, at=NOW)
    assert lacks(store, company, root)[1].now is Step.SPLIT
    shares = among_people(store, company, root)
    assert lacks(store, company, root)[1].now is Step.MEASURES
    for measure in ("customers_returning", "margin_won"):
        made = hang(store, company, leads(root, company, measure=measure, instruction="Look at each"))
        supporting.restate_node(store, omid, RestateNode(made, "I see to it"), at=NOW)
    assert lacks(store, company, root)[1].now is Step.ACTIONS
    supporting.instruct_node(store, omid, InstructNode(root, "Old customers first"), at=NOW)
    for name, share in (("sara", shares[company.sara]), ("kian", shares[company.kian])):
        supporting.restate_node(store, company.actor(name), RestateNode(share.key, "I bring it"), at=NOW)
    assert lacks(store, company, root)[0] == {}


def test_a_remainder_and_a_part_without_a_number_are_two_things(store, company, root):
    shares = among_people(store, company, root)
    leila = company.actor("leila")
    operations.set_target(store, leila, SetTarget(shares[company.sara].key, Decimal(400)), at=NOW)
    missing, page = lacks(store, company, root)
    assert (missing["splits_open"], "parts_not_given" in missing) == (1, False)
    assert [place.key for place in page.places["splits_open"]] == [root]
    operations.set_target(store, leila, SetTarget(shares[company.sara].key, None), at=NOW)
    missing, page = lacks(store, company, root)
    assert (missing["parts_not_given"], "splits_open" in missing) == (1, False)


def test_an_agreed_reserve_is_no_gap_and_is_shown(store, company, root):
    choice = SplitChoice(Axis.PERIOD, MethodName.EVEN, review_on=REVIEW, coverage=Decimal("1.15"))
    operations.split_node(store, company.actor("omid"), SplitNode(root, choice), at=NOW)
    missing, page = lacks(store, company, root)
    assert page.reserve == 150
    assert "splits_open" not in missing
    operations.set_target(store, company.actor("leila"), SetTarget(root, Decimal(1100)), at=NOW)
    assert lacks(store, company, root)[0]["splits_open"] == 1


def test_a_quarter_that_was_over_before_the_plan_counts_is_not_missing(store, company):
    sales = Sales.found(store, company, NOW)
    plan = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    missing, page = lacks(store, company, plan, "leila")
    assert missing["parts_not_given"] == 3
    assert {place.title for place in page.places["parts_not_given"]} >= {"Seller 325"}


def test_names_of_places_are_for_whoever_mends_them(store, company, root):
    assert lacks(store, company, root)[1].places["without_own_words"]
    assert lacks(store, company, root, "sara")[1].places == {}


def test_the_steps_take_as_many_statements_for_a_large_plan_as_for_a_small_one(store, company, root):
    sales = Sales.found(store, company, NOW)
    plan = operations.plan_second_half(store, company.actor("leila"), sales.wish(company), at=NOW)
    store.commit()
    counts = []
    for node in (plan, root):
        store.expire_all()
        with counted_statements() as needed:
            step_pages.steps_page(store, company.actor("leila"), node, DAY)
        counts.append(needed.count)
    assert counts[0] == counts[1]
