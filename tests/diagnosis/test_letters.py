"""Who is told that something of a diagnosis waits: by a gate, by a conclusion, on the day of the follow-up."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from appraisal.accounts.models import Account, AccountRole
from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import GiveAnswer
from appraisal.diagnosis import operations
from appraisal.diagnosis.contest import About, AnswerContest, ContestFinding, ContestOutcome
from appraisal.diagnosis.domain import Helped, WriteFollowUp
from appraisal.diagnosis.models import RestrictedMatter
from appraisal.jobs.models import Job
from appraisal.jobs.worker import Worker
from appraisal.kernel.actors import Role
from appraisal.people import operations as people
from appraisal.people.domain import LeadPerson
from tests.conftest import NOW
from tests.factories.company import HIRED
from tests.factories.post import let_handle, open_post

FOLLOW_UP = "Did it help? One line from you"


@pytest.fixture
def box(app):
    """A server that takes what the service sends."""
    with open_post(app) as box:
        yield box


def speak_of_distress(table):
    answer = GiveAnswer(table.company.sara, "distress_statement", True)
    checkins.give_answer(table.store, table.person("sara"), answer, at=NOW)


def test_what_a_gate_hands_over_is_told_to_the_handler_once_and_without_content(app, table, box):
    let_handle(table.store, table.company.nasrin)
    key = table.open()
    speak_of_distress(table)
    for _again in range(2):
        operations.evaluate(table.store, table.person("omid"), key, pack=table.pack, at=NOW)
    table.store.commit()
    assert table.store.query(RestrictedMatter).one().raises == "distress_statement"
    Worker(app).work_off()
    assert box.recipients == ["nasrin@example.org"]
    assert not re.search("sara|ahmadi|distress|goal", box.letters[0].as_string(), re.I)


def test_a_gate_does_not_write_to_the_handler_whom_it_is_about(app, table, box):
    let_handle(table.store, table.company.sara)
    table.open()
    speak_of_distress(table)
    operations.evaluate(table.store, table.person("omid"), 1, pack=table.pack, at=NOW)
    table.store.commit()
    Worker(app).work_off()
    assert table.store.query(RestrictedMatter).count() == 1
    assert box.letters == []


def concluded(table):
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True)
    table.conclude(key, "external_factors")
    table.store.commit()
    return key


def sent(box, subject):
    return sorted(str(each["To"]) for each in box.letters if each["Subject"] == subject)


def test_a_conclusion_is_told_to_the_employee_without_a_word_of_it(app, table, box):
    key = concluded(table)
    Worker(app).work_off()
    assert sent(box, "Your words on a talk are missing") == ["sara@example.org"]
    for letter in box.letters:
        text = letter.get_body(("plain",)).get_content()
        assert f"/diagnoses/{key}" in text
        assert not re.search("Sara|Omid|leads|late|goal", text)


def test_a_follow_up_is_told_to_both_on_the_morning_of_its_day(app, table, box):
    concluded(table)
    due = [
        job.run_at
        for job in table.store.scalars(select(Job).where(Job.name == "address_letter"))
        if job.arguments["kind"] == "diagnosis.follow_up_waits"
    ]
    assert due == [datetime(2018, 1, 28, 6, tzinfo=UTC)] * 2
    Worker(app).work_off()
    assert sent(box, FOLLOW_UP) == ["omid@example.org", "sara@example.org"]


def test_whoever_wrote_the_line_already_is_left_in_peace(app, table, box):
    key = concluded(table)
    wish, at = WriteFollowUp(key, Helped.YES), NOW + timedelta(days=30)
    operations.follow_up(table.store, table.person("omid"), wish, at=at)
    table.store.commit()
    Worker(app).work_off()
    assert sent(box, FOLLOW_UP) == ["sara@example.org"]


def test_a_contest_is_told_to_the_second_person_and_its_answer_to_the_employee(app, table, box):
    key = table.open()
    wish = ContestFinding(key, About.FACT, "gap_ratio", "Two invoices are missing.")
    contest = operations.contest_finding(table.store, table.person("sara"), wish, pack=table.pack, at=NOW)
    table.store.commit()
    Worker(app).work_off()
    assert box.recipients == ["leila@example.org"]
    answer = AnswerContest(contest, ContestOutcome.STANDS, "We counted again.")
    operations.answer_contest(table.store, table.company.actor("leila"), answer, pack=table.pack, at=NOW)
    table.store.commit()
    Worker(app).work_off()
    assert box.recipients == ["leila@example.org", "sara@example.org"]
    for letter in box.letters:
        assert not re.search("ahmadi|invoice|counted again|six thousand", letter.as_string(), re.I)


def test_where_nobody_leads_the_manager_the_contest_is_told_to_hr(app, table, box):
    wish = LeadPerson(table.company.omid, None, HIRED)
    people.lead_person(table.store, table.person("vera"), wish, at=NOW)
    contest = ContestFinding(table.open(), About.FACT, "gap_ratio", "Two invoices are missing.")
    operations.contest_finding(table.store, table.person("sara"), contest, pack=table.pack, at=NOW)
    table.store.commit()
    Worker(app).work_off()
    assert box.recipients == ["nasrin@example.org"]


def test_a_contest_is_told_to_hr_and_not_to_one_of_hr_who_leads_the_person(app, table, box):
    """Nobody leads Nasrin, so HR answers; she is of HR herself, and one of the two."""
    wish = LeadPerson(table.company.sara, table.company.nasrin, HIRED + timedelta(days=1))
    people.lead_person(table.store, table.person("vera"), wish, at=NOW)
    vera = table.store.scalars(select(Account).where(Account.employee_id == table.company.vera)).one()
    vera.grants.append(AccountRole(role=Role.HR.value))
    key = table.open("sara")
    contest = ContestFinding(key, About.FACT, "gap_ratio", "Two invoices are missing.")
    operations.contest_finding(table.store, table.person("sara"), contest, pack=table.pack, at=NOW)
    table.store.commit()
    Worker(app).work_off()
    assert box.recipients == ["vera@example.org"]
