"""What came first: from the registers, from people's own words, and from what earlier talks found."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from appraisal.diagnosis import operations
from appraisal.diagnosis.domain import AnswerQuestions, DiagnosisKey, Helped, QuestionAnswer, WriteFollowUp
from appraisal.diagnosis.edition import to_kept_snapshot, to_result
from appraisal.diagnosis.findings import HAVE_A_BEGINNING, NEXT_BY_FACT, shown
from appraisal.diagnosis.lines import line_of
from appraisal.diagnosis.pictures import CLOSEST, EDGE, WIDTH, cascade_picture
from appraisal.diagnosis.shown import ShownStep
from appraisal.packs.queries import texts_of
from appraisal.rulebook import Fact, diagnose, from_snapshot, to_snapshot
from tests.conftest import DAY, NOW

MARCH, JUNE = date(2017, 3, 1), date(2017, 6, 12)


def look(pack, before=(), **facts):
    return line_of(diagnose(pack, facts, DAY), before)


def test_the_day_of_an_answer_says_nothing_of_since_when(pack):
    assert look(pack, tools_available=Fact("missing", "employee", DAY, "Sara")) == []


def test_since_when_in_own_words_puts_a_cause_on_the_line(pack):
    (step,) = look(pack, tools_available=Fact("missing", "employee", DAY, "Sara", MARCH))
    assert (step["on"], step["factor"], step["origin"], step["author"], step["leads"]) == (
        "2017-03-01", "external_factors", "employee", "Sara", True,
    )  # fmt: skip


def test_the_first_turn_leads_and_what_came_later_follows(pack):
    steps = look(
        pack,
        fairness_concern=Fact(True, "employee", DAY, "Sara", JUNE),
        starts_task=Fact("rarely", "manager", DAY, "Omid", JUNE),
        tools_available=Fact("missing", "employee", DAY, "Sara", MARCH),
    )
    assert [(step["factor"], step["leads"]) for step in steps][:2] == [
        ("external_factors", True), ("choice_to_expend_effort", False),
    ]  # fmt: skip


def test_the_drop_of_the_result_is_seen_among_the_turns_and_never_leads(pack):
    facts = {
        "tools_available": Fact("missing", "employee", DAY, "Sara", JUNE),
        "gap_duration_weeks": Fact(26, "readings", MARCH),
    }
    found = diagnose(pack, facts, DAY)
    told = shown(texts_of(pack), to_result(pack, found), to_kept_snapshot(pack.schema, facts)).line
    assert [(step.on, step.factor, step.leads) for step in told] == [
        (MARCH, "", False), (JUNE, "external_factors", True),
    ]  # fmt: skip


def test_what_an_earlier_talk_found_stands_on_the_line(pack):
    steps = look(
        pack,
        ((MARCH, "skill_level"),),
        tools_available=Fact("missing", "employee", DAY, "Sara", JUNE),
    )
    assert [(step["factor"], step["origin"], step["rule"]) for step in steps] == [
        ("skill_level", "concluded", None), ("external_factors", "employee", "E04"),
    ]  # fmt: skip


def test_since_when_goes_through_a_snapshot_and_is_left_out_where_nobody_said_it():
    facts = {"a": Fact(True, "employee", DAY, "Sara", MARCH), "b": Fact(True, "employee", DAY, "Sara")}
    assert from_snapshot(to_snapshot(facts)) == facts
    assert "since" not in to_snapshot(facts)["b"]


def test_facts_with_a_beginning_and_those_that_lead_elsewhere_are_facts_of_the_pack(pack):
    assert set(pack.facts) >= HAVE_A_BEGINNING | set(NEXT_BY_FACT)
    assert all(pack.facts[name].ask != "nobody" for name in HAVE_A_BEGINNING)


def answer_since(table, key, fact, value, since):
    table.at += timedelta(minutes=5)
    wish = AnswerQuestions(DiagnosisKey(key), (QuestionAnswer(fact, value, since=since),))
    operations.answer_questions(table.store, table.person("sara"), wish, pack=table.pack, at=table.at)


def test_since_when_is_kept_beside_the_answer_and_shown_to_both(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    answer_since(table, key, "tools_available", "missing", MARCH)
    page = table.page(key, "omid")
    (said,) = [each for each in page.said_by_employee if each.fact == "tools_available"]
    assert said.since == MARCH
    first, drop = page.shown.line
    assert (first.on, first.factor, first.leads, first.author) == (
        MARCH, "external_factors", True, "Sara Ahmadi",
    )  # fmt: skip
    assert (drop.on, drop.factor, drop.leads) == (date(2017, 10, 1), "", False)
    assert len(page.picture.points) == 2


def test_a_second_talk_about_the_goal_knows_what_the_first_one_found(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.conclude(key, "external_factors", "skill_level")
    table.at += timedelta(days=3)
    second = table.open()
    assert second != key
    found = [step for step in table.page(second).shown.line if step.origin == "concluded"]
    assert [(step.on, step.factor, step.title) for step in found] == [
        (DAY, "external_factors", None), (DAY, "skill_level", None),
    ]  # fmt: skip


def step(on, *, leads=False):
    return ShownStep(on, "skill_level", None, leads)


def test_of_one_turn_there_is_no_picture():
    assert cascade_picture((), DAY) is None
    assert cascade_picture((step(MARCH),), DAY) is None


def test_turns_stand_in_the_order_of_time_between_both_ends():
    picture = cascade_picture((step(date(2017, 1, 1), leads=True), step(date(2017, 7, 2))), date(2018, 1, 1))
    assert [(point.x, point.leads) for point in picture.points] == [(EDGE, True), (WIDTH // 2 - 1, False)]
    assert len(picture.ticks) == 12


@pytest.mark.parametrize("count", [2, 5, 12])
@pytest.mark.parametrize("gap", [0, 1, 40])
def test_turns_close_together_are_all_seen_and_inside(count, gap):
    line = tuple(step(DAY - timedelta(days=gap * (count - place))) for place in range(count))
    places = [point.x for point in cascade_picture(line, DAY).points]
    assert all(later - earlier >= CLOSEST for earlier, later in pairwise(places))
    assert places[0] >= EDGE
    assert places[-1] <= WIDTH - EDGE


def test_after_the_first_cause_is_dealt_with_the_others_are_left_alone_for_a_while(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True, tools_available="missing", fairness_concern=True)
    table.conclude(key, "external_factors")
    assert table.page(key).ahead.judge_others_from is None
    wish = WriteFollowUp(DiagnosisKey(key), Helped.YES, "The licence came.")
    at = NOW + timedelta(days=30)
    operations.follow_up(table.store, table.person("sara"), wish, at=at)
    page = table.page(key)
    assert page.ahead.judge_others_from > at.date()
    assert {each.status for each in page.shown.factors if each.key != "external_factors"} & {
        "possible", "supported", "contested",
    }  # fmt: skip


def test_a_first_step_comes_before_the_look_whether_it_helped(table):
    page = table.page(table.open())
    assert DAY < page.ahead.first_day < page.ahead.follow_up_on
