"""Looking at a goal together, from opening to "did it help?"."""

from dataclasses import replace
from datetime import timedelta

import pytest

from appraisal.checkins.domain import Stance
from appraisal.diagnosis import operations, queries
from appraisal.diagnosis.domain import (
    Agreement,
    Conclude,
    DiagnosisKey,
    GiveReply,
    Helped,
    OpenDiagnosis,
    Promise,
    WriteFollowUp,
)
from appraisal.diagnosis.models import Evaluation
from appraisal.goals import queries as goals
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady, Outdated
from appraisal.packs.models import PackEdition
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW
from tests.diagnosis.conftest import BEHIND, agree_goal, measure
from tests.factories.statements import counted_statements


def questions(page):
    return {each.fact for each in (*page.questions, *page.waiting)}


@pytest.mark.parametrize("name", ["leila", "nasrin", "kian", "vera"])
def test_only_the_two_open_and_read(table, name):
    with pytest.raises(NotAllowed) as refusal:
        table.open(name)
    assert refusal.value.objections.keys() == {"diagnosis_of_two_people"}
    key = table.open()
    with pytest.raises(NotAllowed):
        table.page(key, name)
    with pytest.raises(NotAllowed):
        queries.explanation_page(table.store, table.person(name), key, "E01", DAY)


def test_opening_twice_finds_the_same_talk(table):
    assert table.open("sara") == table.open("omid")


def test_first_of_all_the_two_basic_questions_are_asked(table):
    page = table.page(table.open())
    assert page.shown.outcome == "more_info"
    assert {"external_checklist_done", "goal_restated_correctly"} <= questions(page)
    assert len(questions(page)) <= 5


def test_each_answers_what_they_can_know(table):
    key = table.open()
    sara, omid = table.page(key, "sara"), table.page(key, "omid")
    assert {each.ask for each in sara.questions} == {"employee"}
    assert {each.ask for each in omid.questions} == {"manager"}
    assert {each.fact for each in sara.questions} == {each.fact for each in omid.waiting}


def test_a_manager_does_not_answer_for_the_employee(table):
    key = table.open()
    with pytest.raises(NotReady) as refusal:
        table.answer(key, "omid", external_checklist_done=True)
    assert refusal.value.objections.keys() == {"question_of_the_other_side"}


def test_an_answer_that_does_not_fit_is_refused(table):
    key = table.open()
    with pytest.raises(NotReady) as refusal:
        table.answer(key, "sara", tools_available="purple")
    assert refusal.value.objections.keys() == {"answer_does_not_fit"}


def test_answers_move_the_findings_and_both_read_them(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True, goal_restated_correctly="yes")
    table.answer(key, "sara", tools_available="missing", input_quality_ok=False, input_supply_ratio=0.5)
    page = table.page(key, "omid")
    assert (page.shown.outcome, page.shown.leading) == ("diagnosis", "external_factors")
    leading = page.shown.factors[0]
    assert leading.speaks_for
    assert leading.leads
    assert page.shown.remedy
    assert {each.fact for each in page.said_by_employee} >= {"tools_available", "input_quality_ok"}


def test_what_somebody_left_open_stays_unknown_and_is_not_asked_again(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True, goal_restated_correctly=Stance.RATHER_NOT)
    page = table.page(key, "sara")
    assert "goal_restated_correctly" not in questions(page)
    assert {each.stance for each in page.said_by_employee} == {"answered", "rather_not"}


def test_somebody_may_answer_anew_what_they_answered(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    again = table.page(key, "sara", again="external_checklist_done")
    assert again.questions[0].fact == "external_checklist_done"
    assert "external_checklist_done" not in {
        each.fact for each in table.page(key, "omid", again="external_checklist_done").questions
    }


def test_an_evaluation_is_kept_for_each_answer_and_not_for_nothing(table):
    key = table.open()
    operations.evaluate(table.store, table.person("omid"), key, pack=table.pack, at=NOW)
    assert table.store.query(Evaluation).count() == 1
    table.answer(key, "sara", external_checklist_done=True)
    assert table.store.query(Evaluation).count() == 2
    assert table.store.query(PackEdition).count() == 1


def test_a_stored_evaluation_reads_without_any_engine(table, monkeypatch):
    key = table.open()
    monkeypatch.setattr("appraisal.diagnosis.evaluation.diagnose", None)
    assert table.page(key).shown.gates[0].key == "G14"


def test_an_evaluation_keeps_no_texts_and_no_restricted_fact(table):
    table.open()
    kept = table.store.query(Evaluation).one()
    hidden = {name for name, spec in table.pack.facts.items() if spec.restricted}
    assert not hidden & set(kept.snapshot)
    assert not {"G06", "G08", "G13"} & set(kept.result["rules"])
    assert len(str(kept.result)) < 20_000
    assert kept.pack_sha256 == table.pack.sha256


def test_a_met_goal_is_for_recognition(table):
    measure(table.store, table.company.sara, (1100,) * 6)
    page = table.page(table.open())
    assert page.shown.outcome == "no_diagnosis"
    assert page.shown.gates[0].remedy["en"].startswith("Recognise")
    assert not page.may_conclude
    assert not questions(page)


def test_the_conclusion_brings_actions_into_the_file(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.conclude(key, "external_factors")
    page = table.page(key, "sara")
    assert (page.after.conclusion.text, page.after.conclusion.author) == (
        "The leads came late.",
        "Omid Karimi",
    )
    assert [item.owner for item in goals.action_items_of(table.store, table.company.sara)] == [
        table.company.omid
    ]
    assert page.may_reply
    assert [line.verb for line in lines_of(table.store, "diagnosis", key)][-1] == "diagnosis_concluded"


def test_a_conclusion_about_the_person_stays_only_with_a_reason_that_both_read(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    wish = replace(_wish(table, key), text="Sara is simply lazy.")
    with pytest.raises(NotReady) as refusal, table.store.begin_nested():
        operations.conclude(table.store, table.company.actor("omid"), wish, at=NOW)
    assert refusal.value.objections.keys() == {"remark_needs_reason"}
    wish = replace(wish, because="These are Sara’s own words")
    operations.conclude(table.store, table.company.actor("omid"), wish, at=NOW)
    kept = table.page(key, "sara").after.conclusion.kept
    assert [line.because for line in kept] == ["These are Sara’s own words"]


def test_nobody_concludes_before_the_obstacles_were_asked(table):
    key = table.open()
    with pytest.raises(NotReady) as refusal:
        table.conclude(key, "degree_of_effort")
    assert refusal.value.objections.keys() == {"obstacles_not_asked"}


def test_the_employee_does_not_write_the_conclusion(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    with pytest.raises(NotAllowed):
        operations.conclude(table.store, table.person("sara"), _wish(table, key), at=table.at)


def test_a_conclusion_on_an_old_page_is_outdated(table):
    key = table.open()
    seen = table.page(key).version
    table.answer(key, "sara", external_checklist_done=True)
    with pytest.raises(Outdated):
        operations.conclude(
            table.store, table.person("omid"), _wish(table, key), seen_version=seen, at=table.at
        )


def test_after_the_conclusion_nothing_more_is_answered(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.conclude(key, "external_factors")
    with pytest.raises(NotReady) as refusal:
        table.answer(key, "sara", tools_available="ok")
    assert refusal.value.objections.keys() == {"diagnosis_is_concluded"}


def test_the_employee_may_see_it_otherwise_and_both_views_stay(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.conclude(key, "external_factors")
    reply = GiveReply(key, Agreement.DISAGREE, "It was the price list.")
    operations.reply(table.store, table.person("sara"), reply, at=NOW)
    found = queries.findings_of(table.store, table.company.sara, DAY, DAY)
    assert [(each.conclusion, each.agrees, each.reply) for each in found] == [
        ("The leads came late.", "disagree", "It was the price list.")
    ]
    with pytest.raises(NotAllowed):
        operations.reply(table.store, table.person("omid"), reply, at=NOW)


def test_both_say_at_the_follow_up_whether_it_helped(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.conclude(key, "external_factors")
    wish = WriteFollowUp(key, Helped.PARTLY, "The leads come earlier.")
    with pytest.raises(NotReady):
        operations.follow_up(table.store, table.person("sara"), wish, at=NOW)
    for name in ("sara", "omid"):
        operations.follow_up(table.store, table.person(name), wish, at=NOW + timedelta(days=31))
    assert queries.findings_of(table.store, table.company.sara, DAY, DAY)[0].helped == ("partly", "partly")


def test_what_waits_is_named_to_each(table):
    key = table.open()
    assert [each.what for each in queries.waiting_for(table.store, table.person("sara"), DAY)] == [
        "questions"
    ]
    table.answer(key, "sara", external_checklist_done=True)
    table.conclude(key, "external_factors")
    assert [each.what for each in queries.waiting_for(table.store, table.person("sara"), DAY)] == ["reply"]
    later = DAY + timedelta(days=30)
    assert [each.what for each in queries.waiting_for(table.store, table.person("omid"), later)] == [
        "follow_up"
    ]
    assert queries.waiting_for(table.store, table.person("kian"), DAY) == ()


def test_a_rule_explains_itself_with_fact_origin_number_and_source(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True, input_supply_ratio=0.5)
    page = queries.explanation_page(table.store, table.person("sara"), key, "E01", DAY)
    assert page.answer == "unknown"
    assert page.missing
    assert {fact.name: fact.origin for fact in page.facts}["input_supply_ratio"] == "employee"
    assert page.rule.numbers[0].source
    with pytest.raises(NotFound):
        queries.explanation_page(table.store, table.person("sara"), key, "G08", DAY)


def test_a_goal_that_has_not_begun_is_not_looked_at(table):
    early = NOW - timedelta(days=400)
    with pytest.raises(NotReady):
        operations.open_diagnosis(
            table.store, table.person("omid"), OpenDiagnosis(table.goal), pack=table.pack, at=early
        )


def test_the_page_takes_the_same_number_of_statements_however_much_was_said(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.page(key)
    with counted_statements() as few:
        table.page(key)
    table.answer(key, "sara", tools_available="ok", info_access_ok=True, authority_sufficient=True)
    table.page(key)
    with counted_statements() as many:
        table.page(key)
    assert many.count == few.count


def test_the_file_lists_diagnoses_with_a_constant_number_of_statements(table):
    def count():
        with counted_statements() as seen:
            page = queries.diagnoses_of(table.store, table.person("omid"), table.company.sara, DAY)
        return seen.count, [each.stands for each in page.diagnoses]

    table.open()
    first = count()
    second = agree_goal(table.store, table.company)
    measure(table.store, table.company.sara, BEHIND)
    operations.open_diagnosis(
        table.store, table.person("omid"), OpenDiagnosis(second), pack=table.pack, at=NOW
    )
    assert count() == (first[0], ["talking", "talking"])


def _wish(table, key):
    promise = Promise(table.company.omid, "Send the leads", DAY)
    return Conclude(DiagnosisKey(key), "Words.", (), (promise,), DAY + timedelta(days=30))
