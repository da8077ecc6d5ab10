"""What is counted of a node itself, of its unit, and how it is corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from appraisal.actuals import queries as actuals
from appraisal.actuals.domain import CorrectGroupReading, ReadingCounts, RecordReading
from appraisal.actuals.operations import record_readings
from appraisal.kernel.actors import SERVICE
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated
from appraisal.people import operations as people
from appraisal.plans import counting, operations
from appraisal.plans.actuals_pages import actuals_page, count_page
from appraisal.plans.counting import CountForNode
from appraisal.plans.decomposition import MethodName
from appraisal.plans.domain import MakeRoot, SplitChoice, SplitNode
from appraisal.plans.models import PlanNode
from appraisal.plans.queries import parts_rows
from appraisal.plans.tree import Axis
from tests.conftest import DAY, NOW
from tests.factories.statements import counted_statements

YEAR = (date(2017, 1, 1), date(2017, 12, 31))
MAY = (date(2017, 5, 1), date(2017, 5, 31))
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def leads(store, company):
    wish = MakeRoot("Leads", "deals_engaged", Decimal(900), *YEAR, date(2018, 1, 10), company.omid)
    return operations.make_root(store, company.actor("leila"), wish, at=NOW)


def may(node, value, **other):
    return replace(CountForNode(node, "deals_engaged", *MAY, Decimal(value), "Web forms, May"), **other)


def count(store, company, *wishes, who="omid", at=NOW, **how):
    return counting.count_for_node(store, company.actor(who), wishes, at=at, **how)


def page_of(store, company, node, who="omid"):
    return actuals_page(store, company.actor(who), node, DAY)


def about(store, node, name="Support"):
    """Let the node be about a unit."""
    unit = people.ensure_unit(store, SERVICE, name, None, at=NOW)
    store.get(PlanNode, node).org_unit_id = unit
    store.flush()
    return unit


def test_the_owner_and_plan_owners_count_and_nobody_else(store, company, leads):
    count(store, company, may(leads, 70))
    count(store, company, may(leads, 80, starts_on=date(2017, 6, 1), ends_on=date(2017, 6, 30)), who="leila")
    for name in ("sara", "nasrin", "vera"):
        with pytest.raises(NotAllowed):
            count(store, company, may(leads, 1), who=name)
    page = page_of(store, company, leads, "sara")
    assert [(line.value, line.source, line.by) for line in page.counts] == [
        (80, "Web forms, May", "Leila"), (70, "Web forms, May", "Omid"),
    ]  # fmt: skip
    assert not page.may_count


def test_everything_wrong_with_a_count_is_said_at_once(store, company, leads):
    with pytest.raises(NotReady) as refused:
        count(store, company, may(leads, "-1.5", starts_on=date(2018, 2, 1), source=" "))
    assert refused.value.objections.keys() == {
        "period_ends_before_it_starts", "reading_after_today", "reading_without_source", "reading_negative",
        "reading_not_whole",
    }  # fmt: skip
    assert page_of(store, company, leads).counts == ()


def test_the_same_count_twice_changes_nothing_and_another_one_asks_for_a_reason(store, company, leads):
    count(store, company, may(leads, 70))
    assert count(store, company, may(leads, 70)) == ReadingCounts(same=1)
    with pytest.raises(NotReady) as refused:
        count(store, company, may(leads, 71))
    assert refused.value.objections.keys() == {"already_counted"}


def test_a_system_that_tells_anew_corrects_and_keeps_what_it_said_before(store, company, leads):
    count(store, company, may(leads, 70))
    assert count(store, company, may(leads, 71), at=LATER, tells_anew=True) == ReadingCounts(corrected=1)
    page = page_of(store, company, leads)
    assert [line.value for line in page.counts] == [71]
    assert [(line.was, line.now, line.because) for line in page.corrections] == [(70, 71, "")]


def test_one_day_counts_once(store, company, leads):
    count(store, company, may(leads, 70))
    with pytest.raises(NotReady) as refused:
        count(store, company, may(leads, 3, starts_on=date(2017, 5, 31), ends_on=date(2017, 6, 2)))
    assert refused.value.objections.keys() == {"days_overlap"}
    june = may(leads, 3, starts_on=date(2017, 6, 1), ends_on=date(2017, 6, 30))
    with pytest.raises(NotReady) as refused:
        count(store, company, june, replace(june, starts_on=date(2017, 6, 9)))
    assert refused.value.objections.keys() == {"days_overlap"}


def test_a_correction_keeps_the_old_value_with_who_when_and_why(store, company, leads):
    count(store, company, may(leads, 70))
    key = page_of(store, company, leads).counts[0].key
    wish = CorrectGroupReading(key, "Two forms were tests", Decimal(68), "Web forms, corrected")
    counting.correct_count(store, company.actor("leila"), leads, wish, at=LATER)
    page = page_of(store, company, leads)
    assert [(line.value, line.source) for line in page.counts] == [(68, "Web forms, corrected")]
    line = page.corrections[0]
    assert (line.was, line.now, line.by, line.on, line.because) == (
        70, 68, "Leila", NOW.date(), "Two forms were tests",
    )  # fmt: skip
    with pytest.raises(Outdated):
        counting.correct_count(store, company.actor("omid"), leads, wish, at=LATER)


def test_a_count_that_does_not_belong_here_is_taken_back_and_stays_readable(store, company, leads):
    count(store, company, may(leads, 70))
    key = page_of(store, company, leads).counts[0].key
    with pytest.raises(NotReady) as refused:
        counting.correct_count(store, company.actor("omid"), leads, CorrectGroupReading(key, " "), at=LATER)
    assert refused.value.objections.keys() == {"correction_without_reason"}
    back = CorrectGroupReading(key, "It belongs to the web shop")
    counting.correct_count(store, company.actor("omid"), leads, back, at=LATER)
    page = page_of(store, company, leads)
    assert (page.counts, [(line.was, line.now) for line in page.corrections]) == ((), [(70, None)])
    assert actuals.node_readings(store, [leads], *YEAR) == {}
    assert count(store, company, may(leads, 71)) == ReadingCounts(new=1)


def test_a_count_of_another_node_is_not_found_here(store, company, leads):
    count(store, company, may(leads, 70))
    wish = MakeRoot("Other", "deals_engaged", None, *YEAR, date(2018, 1, 10), company.omid)
    other = operations.make_root(store, company.actor("leila"), wish, at=NOW)
    key = page_of(store, company, leads).counts[0].key
    with pytest.raises(NotFound):
        counting.correct_count(store, company.actor("omid"), other, CorrectGroupReading(key, "No"), at=LATER)
    with pytest.raises(NotFound):
        count_page(store, company.actor("omid"), other, key, DAY)


def test_other_measures_are_counted_of_the_unit_that_the_node_is_about(store, company, leads):
    complaints = may(leads, 4, measure="complaints_open")
    with pytest.raises(NotReady) as refused:
        count(store, company, complaints)
    assert refused.value.objections.keys() == {"measure_not_of_this_node"}
    unit = about(store, leads)
    count(store, company, complaints, may(leads, 70), may(leads, "-12.5", measure="margin_won"))
    assert [one.value for one in actuals.node_readings(store, [leads], *YEAR)[leads]] == [70]
    found = actuals.unit_readings(store, [unit], ["complaints_open", "margin_won"], *YEAR)
    assert {measure: rows[0].value for (_, measure), rows in found.items()} == {
        "complaints_open": 4, "margin_won": Decimal("-12.5"),
    }  # fmt: skip
    assert {(line.measure, line.of_unit) for line in page_of(store, company, leads).counts} == {
        ("complaints_open", True), ("deals_engaged", False), ("margin_won", True),
    }  # fmt: skip


def _among_people(store, company, node):
    typed = {f"person:{key}": {} for key in (company.sara, company.kian)}
    choice = SplitChoice(Axis.PERSON, MethodName.EVEN, typed, review_on=date(2018, 1, 10))
    operations.split_node(store, company.actor("omid"), SplitNode(node, choice), at=NOW)


def test_what_people_below_bring_is_not_counted_a_second_time(store, company, leads):
    _among_people(store, company, leads)
    assert count(store, company, may(leads, 70)) == ReadingCounts(new=1)
    told = RecordReading(company.sara, "deals_engaged", *MAY, Decimal(3), "crm")
    record_readings(store, SERVICE, [told], at=NOW)
    with pytest.raises(NotReady) as refused:
        count(store, company, may(leads, 70, starts_on=date(2017, 6, 1), ends_on=date(2017, 6, 30)))
    assert refused.value.objections.keys() == {"summed_from_people"}
    assert page_of(store, company, leads).measures == ()
    assert counting.summed_nodes(store, [leads, 999]) == {leads}


def test_a_share_is_measured_with_its_person(store, company, leads):
    _among_people(store, company, leads)
    share = parts_rows(store, leads)[0].key
    with pytest.raises(NotReady) as refused:
        count(store, company, may(share, 1))
    assert refused.value.objections.keys() == {"share_is_counted_with_its_person"}
    with pytest.raises(NotFound):
        page_of(store, company, share)


def test_deals_of_a_small_group_are_not_shown(store, company, leads):
    _among_people(store, company, leads)
    told = RecordReading(company.sara, "deals_won", *MAY, Decimal(3), "crm")
    record_readings(store, SERVICE, [told], at=NOW)
    page = page_of(store, company, leads)
    assert (page.people, page.may_show_deals, page.deals) == (2, False, None)


def test_the_number_of_statements_does_not_grow_with_counts(store, company, leads):
    about(store, leads)
    store.expunge_all()
    with counted_statements() as few:
        page_of(store, company, leads)
    months = [date(2017, month, 1) for month in range(1, 12)]
    count(store, company, *(may(leads, 5, starts_on=day, ends_on=day + timedelta(days=27)) for day in months))
    store.expunge_all()
    with counted_statements() as many:
        page_of(store, company, leads)
    assert many.count == few.count
