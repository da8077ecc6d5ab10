"""Contesting a fact, a rule's result or a text, from the quiet link to the second person's answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from appraisal.diagnosis import operations, queries
from appraisal.diagnosis.contest import About, AnswerContest, ContestFinding, ContestKey, ContestOutcome
from appraisal.diagnosis.domain import DiagnosisKey, RaiseMatter, Raises
from appraisal.diagnosis.evidence import gather
from appraisal.diagnosis.models import DiagnosisContest
from appraisal.diagnosis.sight import sight_of
from appraisal.goals import queries as goals
from appraisal.kernel.actors import Role
from appraisal.kernel.refusals import NotAllowed, NotFound, NotReady
from appraisal.people import operations as people
from appraisal.people.domain import LeadPerson
from appraisal.storage.history import lines_of
from tests.conftest import DAY, NOW
from tests.diagnosis.conftest import agree_goal, measure
from tests.factories.company import HIRED

REASON = "Two invoices of October are missing."


def contest(table, key, about=About.FACT, name="gap_ratio", who="sara", reason=REASON, at=NOW):
    wish = ContestFinding(DiagnosisKey(key), about, name, reason)
    return operations.contest_finding(table.store, table.person(who), wish, pack=table.pack, at=at)


def answer(table, contested, outcome=ContestOutcome.STANDS, who="leila", words="We counted again.", at=NOW):
    wish = AnswerContest(ContestKey(contested), outcome, words)
    return operations.answer_contest(table.store, table.company.actor(who), wish, pack=table.pack, at=at)


def facts(table, day=DAY):
    return gather(table.store, sight_of(goals.goal_state(table.store, table.goal, day), table.pack, day))


def gap(page):
    return next((fact for fact in page.shown.gap if fact.name == "gap_ratio"), None)


def test_a_contested_fact_does_not_count_and_its_value_stays_readable(table):
    key = table.open()
    assert "gap_ratio" in facts(table)
    contest(table, key)
    assert "gap_ratio" not in facts(table)
    page = table.page(key, "omid")
    assert (gap(page).is_contested, gap(page).number) == (True, pytest.approx(0.69, abs=0.01))
    (shown,) = page.beside.contests
    assert (shown.reason, shown.is_open, shown.what.fact.number) == (REASON, True, gap(page).number)


def test_an_answer_is_due_within_ten_working_days(table):
    contest(table, table.open())
    assert table.store.query(DiagnosisContest).one().due_on == date(2018, 1, 12)


@pytest.mark.parametrize("who", ["omid", "leila", "nasrin", "kian"])
def test_nobody_contests_in_the_employees_place(table, who):
    key = table.open()
    with pytest.raises(NotAllowed):
        contest(table, key, who=who)
    with pytest.raises(NotAllowed):
        queries.contest_page(
            table.store, table.person(who), key, "fact", "gap_ratio", pack=table.pack, day=DAY
        )
    assert table.store.query(DiagnosisContest).count() == 0


@pytest.mark.parametrize("who", ["omid", "sara", "kian", "vera"])
def test_nobody_but_a_second_person_answers(table, who):
    contested = contest(table, table.open())
    with pytest.raises(NotAllowed) as refusal:
        answer(table, contested, who=who)
    assert refusal.value.objections.keys() == {"only_a_second_person_answers"}


@pytest.mark.parametrize("who", ["leila", "nasrin"])
def test_a_fact_that_stands_counts_again_and_the_employee_reads_why(table, who):
    key = table.open()
    answer(table, contest(table, key), who=who)
    assert "gap_ratio" in facts(table)
    page = table.page(key, "sara")
    assert not gap(page).is_contested
    (shown,) = page.beside.contests
    assert (shown.outcome, shown.words) == ("stands", "We counted again.")
    assert shown.answered_by
    assert queries.answers_to(table.store, table.company.sara, DAY) == (key,)


def test_a_fact_that_was_not_right_stays_out_until_a_newer_value_comes(table):
    key = table.open()
    answer(table, contest(table, key), ContestOutcome.UPHELD)
    assert "gap_ratio" not in facts(table)
    measure(table.store, table.company.sara, (1010, 950, 1020, 900, 380, 350))
    assert facts(table)["gap_ratio"].value > 0.7
    operations.evaluate(table.store, table.person("omid"), key, pack=table.pack, at=NOW)
    assert not gap(table.page(key)).is_contested


def test_a_contested_answer_may_be_given_anew(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.answer(key, "omid", gap_matters=False)
    assert table.page(key).shown.outcome == "no_diagnosis"
    contest(table, key, name="gap_matters")
    assert table.page(key).shown.outcome == "more_info"
    assert "gap_matters" not in facts(table)


def test_a_contested_rule_is_not_asked(table):
    measure(table.store, table.company.sara, (1100,) * 6)
    key = table.open()
    assert table.page(key).shown.outcome == "no_diagnosis"
    contested = contest(table, key, About.RULE, "G01")
    assert table.page(key).shown.outcome != "no_diagnosis"
    answer(table, contested)
    assert table.page(key).shown.outcome == "no_diagnosis"


def test_a_rule_that_was_not_right_stays_aside_for_the_rest_of_the_talk(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True, tools_available="missing")
    contested = contest(table, key, About.RULE, "E04", at=table.at)
    external = table.page(key).shown.factors[0]
    assert [rule.key for rule in external.rules_aside] == ["E04"]
    assert "E04" not in {rule.key for rule in external.speaks_for}
    answer(table, contested, ContestOutcome.UPHELD, at=table.at)
    table.answer(key, "sara", input_quality_ok=False)
    assert "E04" not in {rule.key for rule in table.page(key).shown.factors[0].speaks_for}


def test_a_rule_that_hands_over_to_a_human_cannot_be_silenced(table):
    key = table.open()
    for gate in ("G06", "G10", "G13"):
        with pytest.raises(NotReady) as refusal:
            contest(table, key, About.RULE, gate)
        assert refusal.value.objections.keys() == {"nothing_to_contest"}


@pytest.mark.parametrize(
    ("about", "name"),
    [
        (About.FACT, "tools_available"),
        (About.FACT, "health_disclosed"),
        (About.FACT, "nothing"),
        (About.RULE, "Z99"),
        (About.TEXT, "conclusion"),
    ],
)
def test_what_the_talk_does_not_show_is_not_contested(table, about, name):
    key = table.open()
    with pytest.raises(NotReady) as refusal:
        contest(table, key, about, name)
    assert refusal.value.objections.keys() == {"nothing_to_contest"}
    with pytest.raises(NotFound):
        queries.contest_page(table.store, table.person("sara"), key, about, name, pack=table.pack, day=DAY)


def test_a_contest_of_a_text_stands_beside_it(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.conclude(key, "external_factors")
    with pytest.raises(NotFound):
        queries.contest_page(
            table.store, table.person("sara"), key, "text", "reply", pack=table.pack, day=DAY
        )
    contested = contest(table, key, About.TEXT, "conclusion", at=table.at)
    answer(table, contested, ContestOutcome.UPHELD, at=table.at)
    page = table.page(key, "omid")
    assert page.after.conclusion.text == "The leads came late."
    assert [(each.what.text, each.outcome) for each in page.beside.contests] == [
        ("The leads came late.", "upheld")
    ]


def test_a_fact_contested_after_the_conclusion_is_marked_and_the_look_stays(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.conclude(key, "external_factors")
    before = table.page(key).evaluated_at
    contest(table, key, at=table.at)
    assert gap(table.page(key)).is_contested
    assert table.page(key).evaluated_at == before


def test_the_same_thing_is_contested_once_at_a_time(table):
    key = table.open()
    contested = contest(table, key)
    with pytest.raises(NotReady) as refusal:
        contest(table, key)
    assert refusal.value.objections.keys() == {"contested_already"}
    answer(table, contested)
    with pytest.raises(NotReady):
        answer(table, contested)
    contest(table, key)


def test_history_keeps_who_and_when_and_the_outcome(table):
    key = table.open()
    answer(table, contest(table, key), ContestOutcome.UPHELD)
    raised, answered = lines_of(table.store, "diagnosis", key)[-2:]
    assert (raised.verb, raised.actor_name, raised.details) == (
        "finding_contested", "Sara", {"about": "fact", "name": "gap_ratio"},
    )  # fmt: skip
    assert (answered.verb, answered.details["outcome"]) == ("finding_contest_answered", "upheld")


@pytest.mark.parametrize(("who", "sees"), [("leila", True), ("nasrin", True), ("omid", False)])
def test_the_second_person_sees_the_contest_and_nothing_else_of_the_talk(table, who, sees):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    contest(table, key, at=table.at)
    page = queries.contests_page(table.store, table.company.actor(who), DAY)
    told = [(line.employee, line.goal, line.contest.what.name, line.contest.reason) for line in page.waiting]
    wanted = [("Sara Ahmadi", "Win six thousand in the second half", "gap_ratio", REASON)]
    assert told == (wanted if sees else [])
    with pytest.raises(NotAllowed):
        queries.diagnosis_page(table.store, table.company.actor(who if sees else "leila"), key, DAY)


@pytest.mark.parametrize("who", ["sara", "kian", "vera"])
def test_the_list_is_closed_to_everybody_else(table, who):
    with pytest.raises(NotAllowed):
        queries.contests_page(table.store, table.company.actor(who), DAY)
    assert queries.contests_waiting(table.store, table.company.actor(who), DAY, most=9) == ()


def test_one_who_works_in_hr_and_leads_the_person_is_no_second_person(table):
    contested = contest(table, table.open())
    wish = LeadPerson(table.company.sara, table.company.nasrin, HIRED + timedelta(days=1))
    people.lead_person(table.store, table.person("vera"), wish, at=NOW)
    with pytest.raises(NotAllowed):
        answer(table, contested, who="nasrin")
    assert queries.contests_page(table.store, table.company.actor("nasrin"), DAY).waiting == ()


@pytest.mark.parametrize("promoted", ["omid leads Sara's new manager", "omid works in HR now"])
def test_who_led_the_person_during_the_talk_does_not_answer_later_as_a_second_person(table, promoted):
    contested = contest(table, table.open())
    later = DAY + timedelta(days=1)
    steps = [(table.company.sara, table.company.kian), (table.company.kian, table.company.omid)]
    for employee, manager in steps:
        people.lead_person(table.store, table.person("vera"), LeadPerson(employee, manager, later), at=NOW)
    omid = replace(table.person("omid"), roles=frozenset({Role.HR} if "HR" in promoted else ()))
    wish = AnswerContest(ContestKey(contested), ContestOutcome.STANDS, "It stays as I wrote it.")
    with pytest.raises(NotAllowed):
        operations.answer_contest(table.store, omid, wish, pack=table.pack, at=NOW + timedelta(days=1))
    assert queries.contests_page(table.store, omid, later).waiting == ()
    assert queries.contests_waiting(table.store, omid, later, most=9) == ()
    answer(table, contested, who="nasrin", at=NOW + timedelta(days=1))


def test_a_late_answer_is_marked(table):
    contest(table, table.open())
    on_time, late = date(2018, 1, 12), date(2018, 1, 15)
    leila = table.company.actor("leila")
    assert not queries.contests_page(table.store, leila, on_time).waiting[0].contest.is_overdue
    assert queries.contests_page(table.store, leila, late).waiting[0].contest.is_overdue


def test_while_a_talk_is_being_arranged_the_contest_waits_out_of_sight(table):
    key = table.open()
    contested = contest(table, key)
    told = RaiseMatter(Raises.HEALTH, "My back")
    operations.raise_matter(table.store, table.person("sara"), told, pack=table.pack, at=NOW)
    assert queries.contests_page(table.store, table.company.actor("leila"), DAY).waiting == ()
    with pytest.raises(NotFound):
        answer(table, contested)
    with pytest.raises(NotFound):
        queries.contest_page(
            table.store, table.person("sara"), key, "fact", "gap_ratio", pack=table.pack, day=DAY
        )
    page = table.page(key, "sara")
    assert (page.shown, page.beside.may_contest) == (None, False)


def test_a_contest_is_of_one_goal_and_leaves_the_others_alone(table):
    contest(table, table.open())
    second = agree_goal(table.store, table.company, target=9000)
    state = goals.goal_state(table.store, second, DAY)
    assert "gap_ratio" in gather(table.store, sight_of(state, table.pack, DAY))
    assert "gap_ratio" not in facts(table)
