"""One's own data to take along: all of it, in words a machine reads, and nothing that belongs to somebody else."""

import json

import pytest

from appraisal.checkins import operations as checkins
from appraisal.checkins.domain import WriteNote
from appraisal.diagnosis import operations as diagnosis
from appraisal.diagnosis.contest import About, ContestFinding
from appraisal.diagnosis.domain import DiagnosisKey, RaiseMatter, Raises
from appraisal.home import queries
from appraisal.home.schemas import own_data_to_plain
from appraisal.kernel.refusals import NotAllowed
from tests.conftest import DAY, NOW
from tests.factories.talks import booked

PRIVATE = "I think of moving her to the office team."
SECRET = "My back hurts since spring."
"""Words that must not leave the place in which they were said."""


@pytest.fixture
def key(table):
    """A concluded talk of Sara's goal, with an answer, a reply, a contest and a private note of her manager."""
    key = table.open()
    table.answer(key, "sara", external_checklist_done=True, input_quality_ok=False)
    table.conclude(key, "external_factors")
    wish = ContestFinding(DiagnosisKey(key), About.FACT, "gap_ratio", "Two invoices are missing.")
    diagnosis.contest_finding(table.store, table.person("sara"), wish, pack=table.pack, at=table.at)
    talk = booked(table.store, table.company)
    note = WriteNote(talk, PRIVATE, is_private=True)
    checkins.write_note(table.store, table.company.actor("omid"), note, at=NOW)
    return key


def raise_matter(table, who, words):
    wish = RaiseMatter(Raises.HEALTH, words)
    diagnosis.raise_matter(table.store, table.person(who), wish, pack=table.pack, at=table.at)


def taken(table, who="sara", whose="sara"):
    held = queries.own_data(table.store, table.person(who), getattr(table.company, whose), DAY)
    return own_data_to_plain(held)


def test_talks_are_in_it_with_looks_answers_conclusion_and_contest(table, key):
    (talk,) = json.loads(json.dumps(taken(table)))["talks"]
    assert talk["key"] == key
    assert talk["looks"][0]["rules"]
    assert {each["fact"] for each in talk["said_by_employee"]} == {
        "external_checklist_done",
        "input_quality_ok",
    }
    assert talk["after"]["conclusion"]["text"] == "The leads came late."
    assert [each["reason"] for each in talk["contests"]] == ["Two invoices are missing."]


def test_history_is_in_it_whole_with_the_lines_of_talks(table, key):
    verbs = {line["verb"] for line in taken(table)["history"]}
    assert {"diagnosis_opened", "diagnosis_concluded", "finding_contested"} <= verbs
    assert all({"at", "actor_name", "verb"} <= set(line) for line in taken(table)["history"])


def test_the_managers_private_note_is_in_no_copy(table, key):
    for who in ("sara", "omid"):
        assert PRIVATE not in json.dumps(taken(table, who), ensure_ascii=False)


def test_what_was_said_in_confidence_is_in_the_persons_own_copy_alone(table, key):
    raise_matter(table, "sara", SECRET)
    raise_matter(table, "kian", "Something else.")
    own = taken(table)
    assert [each["text"] for each in own["in_confidence"]] == [SECRET]
    assert "Something else." not in json.dumps(own)
    led = taken(table, "omid")
    assert "in_confidence" not in led
    assert SECRET not in json.dumps(led)
    assert "matter_raised" not in {line["verb"] for line in led["history"]}


@pytest.mark.parametrize("who", ["kian", "leila", "nasrin", "vera"])
def test_nobody_else_takes_it(table, key, who):
    with pytest.raises(NotAllowed):
        taken(table, who)
